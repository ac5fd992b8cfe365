"""What the assurance of a partnership is made of."""

from safehold.assurance.models.reports import AskedFor, GroupReport, ReportChase, ReportNote, Verdict
from safehold.assurance.models.risks import Risk, RiskReview, RiskStep

__all__ = ["AskedFor", "GroupReport", "ReportChase", "ReportNote", "Risk", "RiskReview", "RiskStep", "Verdict"]
