"""What the assurance of a partnership is made of."""

from safehold.assurance.models.reports import AskedFor, GroupReport, ReportChase, ReportNote, Verdict

__all__ = ["AskedFor", "GroupReport", "ReportChase", "ReportNote", "Verdict"]
