"""Rules that a partnership chooses for itself, each from a day on. Law is code; these are not law."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from safehold.partnership.models import Rule


@dataclass(frozen=True)
class Known:
    """A rule that something in Safehold asks for: its key, what it decides, and what holds until someone chooses."""

    key: str
    meaning: str
    default: Any


RULES = (
    Known("vacancy.notice_days", "Days a seat or a chair may stay empty before the Executive is told", 60),
    Known("asb.threshold.incidents", "Related incidents reported by one person that call for an ASB case review", 3),
    Known("asb.threshold.people", "People reporting the same problem that call for an ASB case review", 5),
    Known("asb.threshold.months", "Months in which those reports must fall", 6),
    Known("submissions.held_days", "Days that a submission may wait to be accepted, and a file sent is held", 30),
    Known("submissions.notice_days", "Days before that on which whoever sent it is told", 7),
    Known("meetings.papers_working_days", "Working days before a meeting by which its papers are sent", 5),
)
KNOWN = {known.key: known for known in RULES}


def rule(key: str, on: date) -> Any:
    """The value of the rule ``key`` on ``on``: what was chosen, or what holds where nothing was.

    ``LookupError`` where nothing was chosen and nobody said what holds.
    """
    chosen = Rule.objects.filter(key=key, from_on__lte=on).order_by("-from_on").first()
    if chosen is not None:
        return chosen.value
    if key not in KNOWN:
        raise LookupError(f"There is no rule ‘{key}’ on {on.isoformat()}")
    return KNOWN[key].default


def days(key: str, on: date) -> timedelta:
    """The days that the rule ``key`` gives on ``on``. What was chosen and is no number of days is passed over."""
    chosen = rule(key, on)
    is_days = isinstance(chosen, int) and not isinstance(chosen, bool) and 1 <= chosen <= 3660
    return timedelta(days=chosen if is_days else KNOWN[key].default)
