"""What was asked of whom (calls and asks), what was answered, by which guests, and the files that were sent."""

from safehold.asks.choices import Sort, Wanted, Whom
from safehold.asks.models.answers import DraftAnswer, Reply, Wording
from safehold.asks.models.calls import Ask, Call, Question
from safehold.asks.models.following import Happening, Kind
from safehold.asks.models.guests import GuestLink
from safehold.asks.models.submissions import Submission, SubmissionQuerySet

__all__ = [
    "Ask",
    "Call",
    "DraftAnswer",
    "GuestLink",
    "Happening",
    "Kind",
    "Question",
    "Reply",
    "Sort",
    "Submission",
    "SubmissionQuerySet",
    "Wanted",
    "Whom",
    "Wording",
]
