"""What the schedule does: one reminder before a review is due, one after, and then no more; and a policy is called what the
version is called that comes into force."""

from datetime import date, timedelta

from safehold.access.actor import Actor
from safehold.access.today import business_date
from safehold.partnership.rules import days
from safehold.policies import actions, queries

AFTER = timedelta(days=7)
"""So long after its day somebody is still told that a review is overdue, where the schedule did not run sooner."""


def remind() -> int:
    """Remind of the policies that are due for review. Returns of how many.

    Named by the setting ``SCHEDULE``; safe to run twice, since each reminder counts once for each day a review is due.
    """
    on = business_date()
    by = Actor.system("reminding of reviews of policies", on=on)
    return sum(actions.remind(each, by=by) for each in queries.to_review(on).filter(review_due_on__range=span(on)))


def span(on: date) -> tuple[date, date]:
    """The days on which those reviews are due that are reminded of ``on`` a day."""
    return on - AFTER, on + days("policies.reminder_days", on)


def follow() -> int:
    """Call policies what the versions are called that came into force. Returns how many were renamed. Named by the setting
    ``SCHEDULE``; safe to run twice."""
    by = Actor.system("calling policies what is in force", on=business_date())
    return sum(actions.follow(each, by=by) for each in queries.to_rename(by.on))
