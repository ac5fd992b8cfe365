"""The addresses of assurance."""

from django.urls import path

from safehold.assurance.views import disagreements, duties, executive, reports, risks

app_name = "assurance"

REPORT, RISK, DUTY = "reports/<uuid:uid>/", "risks/<uuid:uid>/", "framework/<uuid:uid>/"
DISAGREEMENT = "disagreements/<uuid:uid>/"

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
    path("risks/", risks.Risks.as_view(), name="risks"),
    path("risks/map/", risks.HeatMap.as_view(), name="heat_map"),
    path("risks/raise/", risks.RaiseRisk.as_view(), name="raise_risk"),
    path(RISK, risks.RiskPage.as_view(), name="risk"),
    path(f"{RISK}review/", risks.ReviewRisk.as_view(), name="review_risk"),
    path(f"{RISK}escalate/", risks.EscalateRisk.as_view(), name="escalate_risk"),
    path(f"{RISK}give-back/", risks.GiveRiskBack.as_view(), name="give_risk_back"),
    path(f"{RISK}reduce/", risks.TreatRisk.as_view(), name="treat_risk"),
    path(f"{RISK}live-with/", risks.TolerateRisk.as_view(), name="tolerate_risk"),
    path(f"{RISK}close/", risks.CloseRisk.as_view(), name="close_risk"),
    path(f"{RISK}open-again/", risks.ReopenRisk.as_view(), name="reopen_risk"),
    path(f"{RISK}hand-over/", risks.HandOverRisk.as_view(), name="hand_over_risk"),
    path(f"{RISK}correct/", risks.CorrectRisk.as_view(), name="risk_correct"),
    path(f"{RISK}correct/<str:field>/", risks.CorrectRisk.as_view(), name="risk_correct_field"),
    path(f"{RISK}in-error/", risks.RiskInError.as_view(), name="risk_in_error"),
    path(f"{RISK}reinstate/", risks.RiskReinstated.as_view(), name="risk_reinstate"),
    path("scrutiny/", duties.Scrutiny.as_view(), name="scrutiny"),
    path("framework/", duties.Duties.as_view(), name="duties"),
    path("framework/add/", duties.AddDuty.as_view(), name="add_duty"),
    path(DUTY, duties.DutyPage.as_view(), name="duty"),
    path(f"{DUTY}assess/", duties.AssessDuty.as_view(), name="assess_duty"),
    path(f"{DUTY}evidence/", duties.GiveDutyEvidence.as_view(), name="give_duty_evidence"),
    path(f"{DUTY}challenge/", duties.ChallengeDuty.as_view(), name="challenge_duty"),
    path(f"{DUTY}look/", duties.PlanLook.as_view(), name="plan_look"),
    path(f"{DUTY}correct/", duties.CorrectDuty.as_view(), name="duty_correct"),
    path(f"{DUTY}correct/<str:field>/", duties.CorrectDuty.as_view(), name="duty_correct_field"),
    path(f"{DUTY}in-error/", duties.DutyInError.as_view(), name="duty_in_error"),
    path(f"{DUTY}reinstate/", duties.DutyReinstated.as_view(), name="duty_reinstate"),
    path("disagreements/", disagreements.Disagreements.as_view(), name="disagreements"),
    path("disagreements/raise/", disagreements.RaiseDisagreement.as_view(), name="raise_disagreement"),
    path(DISAGREEMENT, disagreements.DisagreementPage.as_view(), name="disagreement"),
    path(f"{DISAGREEMENT}answer/", disagreements.AnswerDisagreement.as_view(), name="answer_disagreement"),
    path(f"{DISAGREEMENT}further/", disagreements.TakeDisagreementFurther.as_view(), name="take_disagreement_further"),
    path(f"{DISAGREEMENT}jump/", disagreements.JumpDisagreement.as_view(), name="jump_disagreement"),
    path(f"{DISAGREEMENT}resolve/", disagreements.ResolveDisagreement.as_view(), name="resolve_disagreement"),
    path(f"{DISAGREEMENT}decide/", disagreements.DecideDisagreement.as_view(), name="decide_disagreement"),
    path(f"{DISAGREEMENT}close/", disagreements.CloseDisagreement.as_view(), name="close_disagreement"),
    path(f"{DISAGREEMENT}correct/", disagreements.CorrectDisagreement.as_view(), name="disagreement_correct"),
    path(
        f"{DISAGREEMENT}correct/<str:field>/",
        disagreements.CorrectDisagreement.as_view(),
        name="disagreement_correct_field",
    ),
    path(f"{DISAGREEMENT}in-error/", disagreements.DisagreementInError.as_view(), name="disagreement_in_error"),
    path(f"{DISAGREEMENT}reinstate/", disagreements.DisagreementReinstated.as_view(), name="disagreement_reinstate"),
    path("evidence/<int:uid>/withdraw/", duties.WithdrawDutyEvidence.as_view(), name="withdraw_duty_evidence"),
    path("challenges/<int:uid>/answer/", duties.AnswerDutyChallenge.as_view(), name="answer_duty_challenge"),
    path("looks/<int:uid>/record/", duties.RecordLook.as_view(), name="record_look"),
]
