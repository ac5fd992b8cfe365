"""Attendance and quorum as plain sums over what was marked. No rows, no clock.

The share of a seat's meetings at which it was filled is (member + deputy) / (meetings on which the seat was in force). A
cancelled meeting is no meeting, a vacant seat is a seat that was not filled, and an observer's seat is counted apart.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from safehold.access.policy import Answer
from safehold.meetings.models import PRESENT, Mark
from safehold.partnership.quorum import QuorumRule


@dataclass(frozen=True)
class Sat:
    """One seat at one meeting: whose it is, how it was marked, who sat in it, and whether it has a say (a member's seat).

    ``person`` is the id of whoever sat there; none for a deputy known by name alone, and where nobody sat there.
    """

    agency: int
    mark: str
    has_say: bool = True
    person: int | None = None


@dataclass(frozen=True)
class Share:
    """How often seats were filled, of the times that they were in force."""

    filled: int = 0
    of: int = 0

    def __add__(self, other: "Share") -> "Share":
        return Share(self.filled + other.filled, self.of + other.of)

    @property
    def percent(self) -> int | None:
        """The whole per cent, a half rounded up; none where the seat was in force at no meeting."""
        if not self.of:
            return None
        exact = Decimal(100 * self.filled) / Decimal(self.of)
        return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))

    @property
    def words(self) -> str:
        """Both numbers and what they come to: “3 of 4, 75%”."""
        return f"{self.filled} of {self.of}, {self.percent}%" if self.of else "No meeting"

    @property
    def level(self) -> str:
        """How that is judged, in a word: high from 80 per cent, low below 50."""
        percent = self.percent
        if percent is None:
            return "none"
        return "high" if percent >= HIGH else "low" if percent < LOW else "fair"


HIGH, LOW = 80, 50


def share(marks: Iterable[str]) -> Share:
    """The share of one seat over its meetings, or of many seats together. A mark is there where the seat was in force."""
    found = list(marks)
    return Share(sum(mark in PRESENT for mark in found), len(found))


def quorate(rule: QuorumRule, seats: Iterable[Sat], *, but: Iterable[int] = ()) -> Answer:
    """Whether a group could decide with those who were there, those numbered ``but`` apart: whoever is recused from an item
    does not count for it. An agency is there while one of its seats with a say is filled by somebody who is not."""
    recused = set(but)
    there = {
        each.agency
        for each in seats
        if each.has_say and each.mark in PRESENT and (each.person is None or each.person not in recused)
    }
    return rule.met(there)


def unmarked(in_force: Mapping[int, str], marked: Iterable[int]) -> list[str]:
    """The names of the seats in force for which nothing was written down."""
    known = set(marked)
    return [name for seat, name in in_force.items() if seat not in known]


__all__ = ["HIGH", "LOW", "Mark", "Sat", "Share", "quorate", "share", "unmarked"]
