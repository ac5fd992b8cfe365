"""Rules that a partnership chooses for itself, each from a day on. Law is code; these are not law."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from safehold.partnership.models import Rule


@dataclass(frozen=True)
class Known:
    """A rule that something in Safehold asks for: its key, what it decides, and what holds until someone chooses.

    Each is a whole number, from ``least`` to ``most``.
    """

    key: str
    meaning: str
    default: int
    least: int = 1
    most: int = 999

    @property
    def unchosen(self) -> Rule:
        """What holds until someone chooses, as a row that is kept nowhere."""
        return Rule(key=self.key, from_on=date.min, value=self.default, source="Not chosen here: Safehold came with it")

    def refusal(self, value: Any) -> str:
        """Why ``value`` cannot be chosen, as a sentence; empty where it can."""
        if isinstance(value, int) and not isinstance(value, bool) and self.least <= value <= self.most:
            return ""
        return f"{self.key} is a whole number from {self.least} to {self.most}"


RULES = (
    Known("vacancy.notice_days", "Days a seat or a chair may stay empty before the Executive is told", 60, least=0),
    Known("asb.threshold.incidents", "Related incidents reported by one person that call for an ASB case review", 3),
    Known("asb.threshold.people", "People reporting the same problem that call for an ASB case review", 5),
    Known("asb.threshold.months", "Months in which those reports must fall", 6),
    Known(
        "submissions.held_days",
        "Days that a submission may wait to be accepted, and a file sent is held",
        30,
        most=3660,
    ),
    Known("submissions.notice_days", "Days before that on which whoever sent it is told", 7, most=3660),
    Known("actions.reminder_days", "Days before an action is due on which whoever leads it is reminded", 14),
    Known(
        "plans.public",
        "What anybody may read of the strategic plan: 0 nothing, 1 its commitments and what will be done, 2 how far it is too",
        0,
        least=0,
        most=2,
    ),
    Known("policies.review_months", "Months after a policy comes into force by which it is reviewed", 24, most=120),
    Known("policies.reminder_days", "Days before a policy is due for review on which its keeper is reminded", 60),
    Known("voice.feedback_days", "Days after somebody was heard by which they are told what became of it", 90),
    Known("meetings.papers_working_days", "Working days before a meeting by which its papers are sent", 5, least=0),
    Known(
        "meetings.case_quorum",
        "Agencies that must be there for a meeting about a case to decide; 0 for none",
        0,
        least=0,
    ),
    Known("assurance.answer_working_days", "Working days in which a group answers what another asks it", 20),
    Known("assurance.evidence_months", "Months after which evidence of a duty is stale", 12, most=60),
    Known("risk.scale", "How far the scales of how likely and how grave a risk is go", 5, least=3, most=6),
    Known(
        "risk.tolerance", "Highest score of a risk that is lived with, where nothing else is said of it", 12, most=36
    ),
)
KNOWN = {known.key: known for known in RULES}


def refusal(key: str, value: Any) -> str:
    """Why the rule ``key`` cannot be ``value``, as a sentence; empty where it can. A misspelt key would rule nothing."""
    known = KNOWN.get(key)
    return known.refusal(value) if known else f"There is no rule ‘{key}’. Rules are: {', '.join(KNOWN)}"


def rule(key: str, on: date) -> int:
    """The value of the rule ``key`` on ``on``: what was chosen, or what holds where nothing was that can be.

    ``LookupError`` where there is no such rule.
    """
    return rules(on, key)[key]


def rules(on: date, *keys: str) -> dict[str, int]:
    """The values of several rules on a day, asked in one question."""
    for key in keys:
        if key not in KNOWN:
            raise LookupError(f"There is no rule ‘{key}’ on {on.isoformat()}")
    rows = Rule.objects.filter(key__in=keys, from_on__lte=on).order_by("from_on")
    chosen = {each.key: each.value for each in rows}  # the latest of each comes last
    return {
        key: int(chosen[key]) if key in chosen and not KNOWN[key].refusal(chosen[key]) else KNOWN[key].default
        for key in keys
    }


def days(key: str, on: date) -> timedelta:
    """The days that the rule ``key`` gives on ``on``."""
    return timedelta(days=rule(key, on))
