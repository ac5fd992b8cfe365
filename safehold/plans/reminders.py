"""What the schedule does about actions that are due: one reminder before, one after, and then no more. What stays overdue
is in the weekly digest."""

from datetime import date, timedelta

from safehold.access.actor import Actor
from safehold.access.today import business_date
from safehold.partnership.rules import days
from safehold.plans import actions, queries

AFTER = timedelta(days=7)
"""So long after its day somebody is still told that an action is overdue, where the schedule did not run sooner."""


def remind() -> int:
    """Remind of the actions for which no evidence came: before they are due, and once they were. Returns of how many.

    Named by the setting ``SCHEDULE``; safe to run twice, since each reminder counts once for each day an action is due.
    """
    on = business_date()
    by = Actor.system("reminding of actions", on=on)
    return sum(actions.remind(each, by=by) for each in queries.due_between(*span(on)))


def span(on: date) -> tuple[date, date]:
    """The days on which those actions are due that are reminded of ``on`` a day."""
    return on - AFTER, on + days("actions.reminder_days", on)
