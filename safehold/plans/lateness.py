"""How late an action is: against the day that was agreed last, and against the one agreed first, so that moving a date hides
nothing."""

from dataclasses import dataclass
from datetime import date

from safehold.govuk.filters import plural
from safehold.plans.lifecycle import TO_DO, Status

UNPROVED = (*TO_DO, Status.DONE)
"""Until evidence is given an action can be late, whatever is said of it."""


@dataclass(frozen=True)
class Lateness:
    """``days`` after the day that stands, and ``days_at_first`` after the one first agreed; nought where it is in time."""

    days: int
    days_at_first: int

    def __str__(self) -> str:
        if self.days and self.days_at_first > self.days:
            return f"{plural(self.days, 'day')} late, {plural(self.days_at_first, 'day')} after the date first agreed"
        if self.days:
            return f"{plural(self.days, 'day')} late"
        if self.days_at_first:
            return f"In time for a date that was moved: {plural(self.days_at_first, 'day')} after the one first agreed"
        return "In time"


def lateness(status: str, *, due_on: date, first_due_on: date, given_on: date | None, on: date) -> Lateness:
    """How late an action is ``on`` a day: until its evidence was given, up to that day; then as late as the evidence was.

    What was superseded or withdrawn is not late any more.
    """
    if status in (Status.SUPERSEDED, Status.WITHDRAWN):
        return Lateness(0, 0)
    until = on if status in UNPROVED or given_on is None else given_on
    return Lateness(max(0, (until - due_on).days), max(0, (until - first_due_on).days))
