"""The rows of the thread: findings and recommendations, then what is done about them; and the plans that actions are in."""

from safehold.plans.models.bringing import BroughtAction, BroughtTracker, TrackerMapping
from safehold.plans.models.budget import Bid, Contribution, InHand, Spend
from safehold.plans.models.closing import ClosedLine, ClosedQuarter, Kept, QuarterNote
from safehold.plans.models.delivery import DeliveryPlan, Line, ProgressUpdate
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
from safehold.plans.models.reckoning import RestsOn, SaidAndDid
from safehold.plans.models.strategy import Commitment, Objective, StrategicPlan

__all__ = [
    "Bid",
    "BroughtAction",
    "BroughtTracker",
    "ClosedLine",
    "ClosedQuarter",
    "Commitment",
    "Contribution",
    "DeliveryPlan",
    "DueChange",
    "Evidence",
    "Finding",
    "Found",
    "ImpactTest",
    "InHand",
    "Judged",
    "Kept",
    "LeadChange",
    "Line",
    "Method",
    "Objective",
    "PlannedAction",
    "ProgressUpdate",
    "QuarterNote",
    "Recommendation",
    "RestsOn",
    "Result",
    "SaidAndDid",
    "Scope",
    "Spend",
    "StrategicPlan",
    "Tie",
    "TrackerMapping",
]
