"""The rows of the thread: findings and recommendations, then what is done about them."""

from safehold.plans.models.bringing import BroughtAction, BroughtTracker, TrackerMapping
from safehold.plans.models.doing import (
    DueChange,
    Evidence,
    ImpactTest,
    Judged,
    LeadChange,
    Method,
    PlannedAction,
    Result,
)
from safehold.plans.models.findings import Finding, Found, Recommendation, Scope, Tie

__all__ = [
    "BroughtAction",
    "BroughtTracker",
    "DueChange",
    "Evidence",
    "Finding",
    "Found",
    "ImpactTest",
    "Judged",
    "LeadChange",
    "Method",
    "PlannedAction",
    "Recommendation",
    "Result",
    "Scope",
    "Tie",
    "TrackerMapping",
]
