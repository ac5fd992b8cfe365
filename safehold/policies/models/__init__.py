"""Policies, their versions, and how they are interpreted here."""

from safehold.policies.models.governed import Outcome, Policy, PolicyReview, Scope, Sort
from safehold.policies.models.interpretations import Held, Interpretation, MadeUnder, as_asked
from safehold.policies.models.versions import CalledOff, Consulted, Equality, PolicyVersion, TakenUp, Wording

__all__ = [
    "CalledOff",
    "Consulted",
    "Equality",
    "Held",
    "Interpretation",
    "MadeUnder",
    "Outcome",
    "Policy",
    "PolicyReview",
    "PolicyVersion",
    "Scope",
    "Sort",
    "TakenUp",
    "Wording",
    "as_asked",
]
