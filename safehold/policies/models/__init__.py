"""Policies, their versions, and how they are interpreted here."""

from safehold.policies.models.governed import Outcome, Policy, Review, Scope, Sort
from safehold.policies.models.interpretations import Interpretation, MadeUnder
from safehold.policies.models.versions import Adoption, Consulted, Equality, Version, Wording

__all__ = [
    "Adoption",
    "Consulted",
    "Equality",
    "Interpretation",
    "MadeUnder",
    "Outcome",
    "Policy",
    "Review",
    "Scope",
    "Sort",
    "Version",
    "Wording",
]
