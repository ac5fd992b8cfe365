"""What the schedule does with submissions that nobody accepted, and with files that were read."""

from safehold.access.actor import Actor
from safehold.access.policy import Refused
from safehold.access.today import business_date
from safehold.asks.queries import unaccepted_until
from safehold.govuk.filters import day
from safehold.imports import actions
from safehold.partnership.rules import days


def discard_unaccepted() -> int:
    """Discard what nobody accepted in time, with its rows and its file, and warn of what comes next. Returns how many.

    Named by the setting ``SCHEDULE``; safe to run twice. Nothing is discarded before its sender was told and had the days
    of the notice to see to it. What somebody decides at the same moment is theirs to decide.
    """
    by = Actor.system("discarding what nobody accepted", on=business_date())
    discarded = 0
    for submission in unaccepted_until(by.on + days("submissions.notice_days", by.on)):
        try:
            if submission.warned_on is None:
                actions.warn(submission, by=by)
            elif submission.held_until_on < by.on:
                actions.discard(submission, by=by, why=f"Nobody accepted it by {day(submission.held_until_on)}")
                discarded += 1
        except Refused:  # accepted, discarded or read on meanwhile
            continue
    return discarded


def destroy_held_files() -> None:
    """Destroy the files whose time has come. Named by the setting ``SCHEDULE``; safe to run twice."""
    actions.destroy_files(by=Actor.system("destroying files that were read", on=business_date()))
