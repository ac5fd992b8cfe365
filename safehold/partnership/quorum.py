"""Quorum by agency: what counts is which agencies are there, not how many people.

Ten people from one council are one agency. Deputies count for the agency whose seat they sit in; advisers and
observers do not count.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from safehold.access.policy import YES, Answer, no
from safehold.govuk.filters import plural


@dataclass(frozen=True)
class QuorumRule:
    """What a group needs on one day: ``least`` agencies of those that have ``seats``, and every one of ``needed``.

    ``seats`` and ``needed`` map an agency's id to its name that day.
    """

    least: int
    seats: Mapping[int, str]
    needed: Mapping[int, str]

    def met(self, present: Iterable[int]) -> Answer:
        """Whether the group can decide with the agencies ``present``, by id, or the first reason why it cannot."""
        there = set(present) & set(self.seats)
        missing = [name for agency, name in self.needed.items() if agency not in there]
        if missing:
            return no(f"The group cannot decide without {joined(missing)}")
        if len(there) < self.least:
            return no(
                f"At least {self.least} of the {len(self.seats)} agencies with a seat must be there: {count(len(there))}"
            )
        return YES

    @property
    def impossible(self) -> str:
        """Why no meeting could ever be quorate, as a sentence; empty where one could."""
        if self.least <= len(self.seats):
            return ""
        have = "1 agency has" if len(self.seats) == 1 else f"{len(self.seats) or 'no'} agencies have"
        return (
            f"Only {have} a seat here with a say, so the group could never decide"
            if self.seats
            else ("No agency has a seat here with a say, so the group cannot decide")
        )

    @property
    def words(self) -> str:
        """The rule as a sentence."""
        least = f"At least {self.least} of {plural(len(self.seats), 'agency', 'agencies')}"
        return f"{least}, among them {joined(list(self.needed.values()))}." if self.needed else f"{least}."


def count(number: int) -> str:
    return "1 is" if number == 1 else f"{number} are"


def joined(names: list[str]) -> str:
    """Names as a sentence has them: “a, b and c”."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
