"""The addresses of assurance."""

from django.urls import path

from safehold.assurance.views import executive, reports

app_name = "assurance"

REPORT = "reports/<uuid:uid>/"

urlpatterns = [
    path("", executive.Executive.as_view(), name="executive"),
    path("reports/", reports.Reports.as_view(), name="reports"),
    path("reports/begin/", reports.BeginReport.as_view(), name="begin_report"),
    path(REPORT, reports.ReportPage.as_view(), name="report"),
    path(f"{REPORT}write/", reports.WriteReport.as_view(), name="write_report"),
    path(f"{REPORT}submit/", reports.SubmitReport.as_view(), name="submit_report"),
    path(f"{REPORT}agenda/", reports.TableReport.as_view(), name="table_report"),
    path(f"{REPORT}answer/", reports.AnswerReport.as_view(), name="answer_report"),
    path(f"{REPORT}take-back/", reports.HearAnswer.as_view(), name="hear_answer"),
    path(f"{REPORT}remind/", reports.ChaseReport.as_view(), name="chase_report"),
    path(f"{REPORT}note/", reports.NoteReport.as_view(), name="note_report"),
    path(f"{REPORT}in-error/", reports.ReportInError.as_view(), name="report_in_error"),
    path(f"{REPORT}reinstate/", reports.ReportReinstated.as_view(), name="report_reinstate"),
]
