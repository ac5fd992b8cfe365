"""The addresses of the thread, and of the partnership’s plans."""

from django.urls import path

from safehold.plans import addresses
from safehold.plans.views import bringing, doing, findings, thread

app_name = "plans"

FINDING, RECOMMENDATION, ACTION = "findings/<uuid:uid>/", "recommendations/<uuid:uid>/", "actions/<uuid:uid>/"
TRACKER = "trackers/<uuid:uid>/"

urlpatterns = [
    path("actions/", doing.Tracker.as_view(), name="actions"),
    path(ACTION, doing.ActionPage.as_view(), name="action"),
    path(f"{ACTION}lead/", doing.Assign.as_view(), name="assign"),
    path(f"{ACTION}begin/", doing.Begin.as_view(), name="begin"),
    path(f"{ACTION}done/", doing.Complete.as_view(), name="complete"),
    path(f"{ACTION}evidence/", doing.GiveEvidence.as_view(), name="give_evidence"),
    path(f"{ACTION}assure/", doing.Assure.as_view(), name="assure"),
    path(f"{ACTION}send-back/", doing.ReturnEvidence.as_view(), name="return_evidence"),
    path(f"{ACTION}due-date/", doing.MoveDueDate.as_view(), name="move_due_date"),
    path(f"{ACTION}supersede/", doing.Supersede.as_view(), name="supersede"),
    path(f"{ACTION}withdraw/", doing.Withdraw.as_view(), name="withdraw"),
    path(f"{ACTION}impact/", doing.RecordImpact.as_view(), name="record_impact"),
    path(f"{ACTION}impact/plan/", doing.PlanImpactTest.as_view(), name="plan_impact_test"),
    path(f"{ACTION}correct/", doing.CorrectAction.as_view(), name="action_correct"),
    path(f"{ACTION}correct/<str:field>/", doing.CorrectAction.as_view(), name="action_correct_field"),
    path(f"{ACTION}in-error/", doing.ActionInError.as_view(), name="action_in_error"),
    path(f"{ACTION}reinstate/", doing.ActionReinstated.as_view(), name="action_reinstate"),
    path("findings/", findings.Findings.as_view(), name="findings"),
    path("findings/record/", findings.RecordFinding.as_view(), name="record_finding"),
    path(FINDING, findings.FindingPage.as_view(), name="finding"),
    path(f"{FINDING}recommend/", findings.Recommend.as_view(), name="recommend"),
    path(f"{FINDING}release/", findings.Release.as_view(), name="release"),
    path(f"{FINDING}hold/", findings.Hold.as_view(), name="hold"),
    path(f"{FINDING}correct/", findings.CorrectFinding.as_view(), name="finding_correct"),
    path(f"{FINDING}correct/<str:field>/", findings.CorrectFinding.as_view(), name="finding_correct_field"),
    path(f"{FINDING}in-error/", findings.FindingInError.as_view(), name="finding_in_error"),
    path(f"{FINDING}reinstate/", findings.FindingReinstated.as_view(), name="finding_reinstate"),
    path(RECOMMENDATION, findings.RecommendationPage.as_view(), name="recommendation"),
    path(f"{RECOMMENDATION}answer/", findings.GiveAnswer.as_view(), name="answer"),
    path(f"{RECOMMENDATION}again/", findings.ConsiderAgain.as_view(), name="consider_again"),
    path(f"{RECOMMENDATION}act/", findings.AddAction.as_view(), name="add_action"),
    path(f"{RECOMMENDATION}correct/", findings.CorrectRecommendation.as_view(), name="recommendation_correct"),
    path(
        f"{RECOMMENDATION}correct/<str:field>/",
        findings.CorrectRecommendation.as_view(),
        name="recommendation_correct_field",
    ),
    path(f"{RECOMMENDATION}in-error/", findings.RecommendationInError.as_view(), name="recommendation_in_error"),
    path(f"{RECOMMENDATION}reinstate/", findings.RecommendationReinstated.as_view(), name="recommendation_reinstate"),
    path(f"{ACTION}verify/", bringing.Verify.as_view(), name="verify"),
    path("trackers/", bringing.Trackers.as_view(), name="trackers"),
    path("trackers/send/", bringing.SendTracker.as_view(), name="tracker_send"),
    path(TRACKER, bringing.TrackerPage.as_view(), name="tracker"),
    path(f"{TRACKER}columns/", bringing.SayColumns.as_view(), name="tracker_columns"),
    path(f"{TRACKER}names/", bringing.SayNames.as_view(), name="tracker_names"),
    path(f"{TRACKER}bring-in/", bringing.BringIn.as_view(), name="tracker_bring_in"),
    path(f"{TRACKER}problems/", bringing.ProblemsFile.as_view(), name="tracker_problems"),
    path(f"{TRACKER}undo/", bringing.Undo.as_view(), name="tracker_undo"),
    path("thread/<uuid:uid>/tie/", thread.TieTo.as_view(), name="tie"),
    path("thread/<uuid:uid>/", thread.Thread.as_view(), name="thread"),
    *addresses.PLANS,
    *addresses.BUDGET,
]
