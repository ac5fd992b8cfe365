"""Handing over what somebody holds, in one act, when they leave the partnership or one agency.

A module that keeps a caseload says so in an object named by the setting ``CASELOADS`` (dotted paths, written out where
everything is known: in the settings). Nothing registers itself.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, Protocol, runtime_checkable

from django.conf import settings
from django.db.models import Count, QuerySet, Value
from django.utils.module_loading import import_string

from safehold.access.actor import Actor
from safehold.access.models import Membership, User
from safehold.access.policy import Refused


class Held(NamedTuple):
    """What somebody holds of one module: what it is called, how many pieces, whether it must go to somebody, and else what
    becomes of it where nobody takes it over (“leave the seats vacant”)."""

    label: str
    number: int
    must_move: bool
    if_nobody: str


@dataclass(frozen=True)
class Moved:
    """What was handed over: how many ``pieces``, and how many seats and chairs among them are left ``vacant``."""

    pieces: int
    vacant: int = 0


@dataclass(frozen=True)
class Fate:
    """What would become of what somebody holds of one module: what ``goes`` to the successor and what is ``left``, line by
    line as a list says it, and ``leaving``, what agreeing to the second means (“leave 2 seats and chairs with nobody”)."""

    goes: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    leaving: str = ""


class Caseload(Protocol):
    """What one module holds in a person's name.

    A case ``must_move``: it is never left with nobody. A seat in a group can fall vacant, where everybody sees that it
    has. ``through`` is none for all that somebody holds; where it is a membership, only what they hold for its agency.
    """

    label: str  # in words, for the page: "Safeguarding adult reviews"
    must_move: bool
    if_nobody: str  # what becomes of it without a successor, as an answer says it; empty where it must move

    def held_by(self, user: User, *, on: date, through: Membership | None = None) -> int:
        """How many pieces of open work ``user`` holds on ``on``."""
        ...

    def could_take(self, *, leaver: User, by: Actor, on: date, through: Membership | None = None) -> Collection[int]:
        """The users, by number, to whom at least one piece of it could go."""
        ...

    def foresee(
        self, *, leaver: User, successor: User | None, by: Actor, on: date, through: Membership | None = None
    ) -> Fate:
        """What ``hand_over`` would do with the same facts, for whoever decides to see before."""
        ...

    def hand_over(
        self, *, leaver: User, successor: User | None, by: Actor, on: date, through: Membership | None = None
    ) -> Moved:
        """From ``on``, the first day without them, move all of it to ``successor``, inside the act that is under way.

        ``successor`` is none only where nothing that must move is held.
        """
        ...


@runtime_checkable
class InRows(Protocol):
    """A caseload whose pieces are rows of one query, so that several can be counted in one question."""

    def rows_held_by(self, user: User, *, on: date, through: Membership | None = None) -> QuerySet[Any]:
        """The rows that ``held_by`` counts."""
        ...


def caseloads() -> list[Caseload]:
    """Every module's caseload, in the order of the settings."""
    return [import_string(path) for path in getattr(settings, "CASELOADS", ())]


def held_by(user: User, *, on: date, that_must_move: bool = False, through: Membership | None = None) -> list[Held]:
    """What ``user`` holds, module by module, where they hold anything."""
    asked = [each for each in caseloads() if each.must_move or not that_must_move]
    counts = _counted(asked, user, on=on, through=through)
    return [
        Held(each.label, count, each.must_move, each.if_nobody)
        for each, count in zip(asked, counts, strict=True)
        if count
    ]


def _counted(asked: list[Caseload], user: User, *, on: date, through: Membership | None) -> list[int]:
    """How many pieces of each of ``asked`` somebody holds. Those that give their rows are counted in one question, so that
    the page of a person asks no more of the database with every module that keeps a caseload."""
    rows = {
        n: each.rows_held_by(user, on=on, through=through) for n, each in enumerate(asked) if isinstance(each, InRows)
    }
    counting = [
        found.order_by()
        .annotate(which=Value(n))
        .values("which")
        .annotate(number=Count("pk"))
        .values_list("which", "number")
        for n, found in rows.items()
    ]
    found = dict(counting[0].union(*counting[1:], all=True)) if counting else {}
    return [
        found.get(n, 0) if n in rows else each.held_by(user, on=on, through=through) for n, each in enumerate(asked)
    ]


def could_take(
    leaver: User, *, by: Actor, on: date, held: Iterable[Held], through: Membership | None = None
) -> set[int]:
    """The users, by number, who could take over at least a part of what ``leaver`` holds: of what ``held_by`` found."""
    asked = {each.label for each in held}
    able = (
        each.could_take(leaver=leaver, by=by, on=on, through=through) for each in caseloads() if each.label in asked
    )
    return {number for numbers in able for number in numbers} - {leaver.pk}


def foresee(
    leaver: User, *, successor: User | None, by: Actor, on: date, through: Membership | None = None
) -> list[Fate]:
    """What ``move`` would do with the same facts, module by module, where they hold anything."""
    asked: dict[str, Any] = {"leaver": leaver, "successor": successor, "by": by, "on": on, "through": through}
    fates = [each.foresee(**asked) for each in caseloads()]
    return [fate for fate in fates if fate.goes or fate.left]


def move(leaver: User, *, successor: User | None, by: Actor, on: date, through: Membership | None = None) -> Moved:
    """Hand over what ``leaver`` holds, as part of the act that lets them go.

    Refused while something would be left with nobody, or to somebody who cannot take it.
    """
    held = held_by(leaver, on=on, that_must_move=True, through=through)
    if held and successor is None:
        raise Refused(f"Say who takes over their work: {in_words(held)}")
    if successor is not None:
        if successor.pk == leaver.pk or not successor.is_active:
            raise Refused("Their work must go to someone else who has an open account")
        if through and not Membership.objects.filter(user=successor, agency=through.agency_id).on(on).exists():
            raise Refused(f"Their work for {through.agency} must go to someone who acts for it then")
    moved = [each.hand_over(leaver=leaver, successor=successor, by=by, on=on, through=through) for each in caseloads()]
    return Moved(sum(each.pieces for each in moved), sum(each.vacant for each in moved))


def in_words(held: Iterable[Held]) -> str:
    """What somebody holds, in a row: ``Seats and chairs of groups (2), Sections of reports to write (1)``."""
    return ", ".join(f"{each.label} ({each.number})" for each in held)
