"""Policies, their versions, and how they are interpreted here."""

from safehold.policies.models.governed import Outcome, Policy, PolicyReview, Scope, Sort
from safehold.policies.models.interpretations import Interpretation, MadeUnder
from safehold.policies.models.versions import Consulted, Equality, PolicyVersion, TakenUp, Wording

__all__ = [
    "Consulted",
    "Equality",
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
]
