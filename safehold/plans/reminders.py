"""What the schedule does about actions that are due, and of which nobody says how far they are: one reminder before, one after,
and then no more. What stays overdue is in the weekly digest.
"""

from collections import Counter
from datetime import date, timedelta

from safehold.access.actor import Actor
from safehold.access.models import User
from safehold.access.today import business_date
from safehold.partnership.rules import days
from safehold.plans import actions, notices, queries
from safehold.plans.queries.silence import silent_everywhere
from safehold.records.actions import outbox

AFTER = timedelta(days=7)
"""So long after its day somebody is still told that an action is overdue, or a quarter ended, where the schedule did not run
sooner."""


def remind() -> int:
    """Remind of the actions for which no evidence came, before they are due and once they were, and of those without an
    update, before their quarter ends and once it ended. Returns how many reminders there were.

    Named by the setting ``SCHEDULE``; safe to run twice, since each reminder counts once for its day.
    """
    on = business_date()
    by = Actor.system("reminding of actions", on=on)
    return sum(actions.remind(each, by=by) for each in queries.due_between(*span(on))) + remind_of_quarters(by)


def remind_of_quarters(by: Actor) -> int:
    """Tell whoever leads actions how many of them have no update, once before the quarter ends and once after; one message a
    person, however many actions that is. Returns how many were sent."""
    to_tell: Counter[tuple[User, date]] = Counter()
    for line in silent_everywhere(by.on):
        ends_on: date = line.ends_on  # type: ignore[attr-defined]  # by the question
        if ends_on + AFTER >= by.on:
            to_tell.update((user, ends_on) for user in queries.to_remind(line.action, by.on))
    sent = 0
    for (user, ends_on), count in to_tell.items():
        notice = notices.QUARTER_ENDED if ends_on < by.on else notices.QUARTER_ENDS
        key = f"{notice.kind}:{user.pk}:{ends_on.isoformat()}"
        sent += outbox.tell(notice, to=user, by=by, key=key, day=ends_on, number=count)
    return sent


def span(on: date) -> tuple[date, date]:
    """The days on which those actions are due that are reminded of ``on`` a day."""
    return on - AFTER, on + days("actions.reminder_days", on)
