"""What the assurance of a partnership is made of."""

from safehold.assurance.models.disagreements import Disagreement, DisagreementStage, Outcome
from safehold.assurance.models.duties import (
    AssuredDuty,
    DutyAssessment,
    DutyChallenge,
    DutyEvidence,
    DutyLook,
    LookKind,
    Sure,
)
from safehold.assurance.models.received import DueMove, MoveKind, ReceivedReport, RouteStep
from safehold.assurance.models.reports import AskedFor, AskWording, GroupReport, ReportChase, ReportNote, Verdict
from safehold.assurance.models.risks import Risk, RiskReview, RiskStep

__all__ = [
    "AskWording",
    "AskedFor",
    "AssuredDuty",
    "Disagreement",
    "DisagreementStage",
    "DueMove",
    "DutyAssessment",
    "DutyChallenge",
    "DutyEvidence",
    "DutyLook",
    "GroupReport",
    "LookKind",
    "MoveKind",
    "Outcome",
    "ReceivedReport",
    "ReportChase",
    "ReportNote",
    "Risk",
    "RiskReview",
    "RiskStep",
    "RouteStep",
    "Sure",
    "Verdict",
]
