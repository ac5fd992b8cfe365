"""The status of an action in a delivery plan, worked out from what is known on a day: dates, evidence, assurance.

There is no national scale. The five statuses offered are those most often used; a pack may call them otherwise, leave some
out, or add others that can be chosen in the place of what is worked out (its list ``progress``, whose codes are colours).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from safehold.govuk.parts import Tag
from safehold.partnership import queries as partnership
from safehold.plans.lateness import Lateness, lateness
from safehold.plans.lifecycle import Status
from safehold.plans.models import Judged, PlannedAction, Result

CHOICES = "progress"
BLUE, GREEN, AMBER, RED, GREY, ENDED = "blue", "green", "amber", "red", "grey", "ended"
OFFERED = (
    (BLUE, "Complete and evidenced"),
    (GREEN, "On track"),
    (AMBER, "Slipped but recoverable"),
    (RED, "Off track or overdue"),
    (GREY, "Not started"),
)
# what is worked out where a partnership does without a status of its own for it
INSTEAD = {BLUE: GREEN, GREY: GREEN, AMBER: RED, GREEN: GREY, RED: AMBER}
# the Design System's nearest colour; any other code that is one of its colours is shown in it
SHADES: dict[str, Any] = {AMBER: "orange"} | {
    each: each for each in (BLUE, GREEN, RED, GREY, "teal", "purple", "magenta", "orange", "yellow")
}


@dataclass(frozen=True)
class Known:
    """How an action stood on a day: what had been said and given by then, whatever happened since."""

    stage: Status
    due_on: date
    first_due_on: date
    given_on: date | None

    def late(self, on: date) -> Lateness:
        return lateness(self.stage, due_on=self.due_on, first_due_on=self.first_due_on, given_on=self.given_on, on=on)


class Given(NamedTuple):
    """Evidence that was given, and what somebody else said of it."""

    pk: int
    given_on: date
    judged: str
    judged_on: date | None


class Moved(NamedTuple):
    """A move of the day an action is due, from ``from_on``."""

    pk: int
    agreed_on: date
    from_on: date


class Outcome(NamedTuple):
    """A look at whether it made a difference; without a day where it is still to come."""

    result: str
    tested_on: date | None


@dataclass
class History:
    """What happened to an action, from its own dated rows."""

    given: list[Given] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)
    tested: list[Outcome] = field(default_factory=list)


def known_on(action: PlannedAction, on: date, history: History) -> Known:
    """How ``action`` stood at the end of ``on``. On which day work began is not kept: what was begun since then counts as
    begun."""
    later = sorted(each for each in history.moved if each.agreed_on > on)
    due_on = later[0].from_on if later else action.due_on
    stage, given_on = _stage(action, on, history)
    return Known(stage, due_on, action.first_due_on, given_on)


def known_now(action: PlannedAction) -> Known:
    """How ``action`` stands as this is asked."""
    given = action.evidenced_on if action.status in (Status.EVIDENCED, Status.ASSURED) else None
    return Known(Status(action.status), action.due_on, action.first_due_on, given)


def _stage(action: PlannedAction, on: date, history: History) -> tuple[Status, date | None]:
    last = max((each for each in history.given if each.given_on <= on), default=None)
    if action.ended_on and action.ended_on <= on:
        return Status(action.status), last.given_on if last else None
    if last is not None:
        judged = last.judged if last.judged_on and last.judged_on <= on else ""
        if judged == Judged.RETURNED:
            return Status.RETURNED, None
        if not judged:
            return Status.EVIDENCED, last.given_on
        reopened = any(
            each.result == Result.NONE and each.tested_on and last.judged_on and last.judged_on <= each.tested_on <= on
            for each in history.tested
        )
        return (Status.IN_PROGRESS, None) if reopened else (Status.ASSURED, last.given_on)
    if action.evidenced_on and action.evidenced_on <= on:  # taken over from another tracker, without its evidence
        assured = action.assured_on and action.assured_on <= on
        return (Status.ASSURED if assured else Status.EVIDENCED), action.evidenced_on
    if action.completed_on and action.completed_on <= on:
        return Status.DONE, None
    return (Status.NOT_STARTED if action.status == Status.NOT_STARTED else Status.IN_PROGRESS), None


def worked_out(known: Known, on: date) -> str:
    """The status that follows from what is known, in one of the five codes; ``ENDED`` where it is not done after all.

    A date that was moved makes nothing look in time: whatever is due later than was first agreed has slipped.
    """
    if known.stage in (Status.SUPERSEDED, Status.WITHDRAWN):
        return ENDED
    if known.stage == Status.ASSURED:
        return BLUE
    if known.given_on is None and known.due_on < on:
        return RED
    slipped = known.due_on > known.first_due_on or known.late(on).days_at_first > 0
    if slipped or known.stage == Status.RETURNED:
        return AMBER
    return GREY if known.stage == Status.NOT_STARTED else GREEN


class Scale:
    """The statuses that a partnership uses on a day, by code, in its own words."""

    def __init__(self, offered: Iterable[tuple[str, str]]) -> None:
        self.words = dict(offered) or dict(OFFERED)

    @classmethod
    def on(cls, day: date) -> "Scale":
        return cls(partnership.choices(CHOICES, day))

    def nearest(self, code: str) -> str:
        """``code``, or what this partnership says in its place where it has no such status."""
        tried = set()
        while code not in self.words and code in INSTEAD and code not in tried:
            tried.add(code)
            code = INSTEAD[code]
        return code

    def says(self, code: str) -> str:
        return self.words.get(code) or dict(OFFERED).get(code) or "Not done after all"

    def tag(self, code: str, words: str = "") -> Tag:
        return tag(code, words or self.says(code))

    def choices(self) -> list[tuple[str, str]]:
        return [(code, in_words(code, words)) for code, words in self.words.items()]


def in_words(code: str, words: str) -> str:
    """A status as its colour and its word, so that it is read alike in print, by ear and in colour."""
    return words if code == ENDED else f"{code.capitalize()}: {words[:1].lower()}{words[1:]}"


def tag(code: str, words: str) -> Tag:
    return Tag(in_words(code, words), SHADES.get(code, "grey"))
