"""The addresses of policies, their versions, and how they are read here."""

from django.urls import path

from safehold.policies.views import keeping, reading, versions

app_name = "policies"

POLICY, VERSION, SAID = "<uuid:uid>/", "versions/<uuid:uid>/", "interpretations/<uuid:uid>/"

urlpatterns = [
    path("", keeping.Policies.as_view(), name="policies"),
    path("begin/", keeping.Begin.as_view(), name="begin"),
    path("in-force/", reading.InForce.as_view(), name="in_force"),
    path(POLICY, keeping.PolicyPage.as_view(), name="policy"),
    path(f"{POLICY}version/", keeping.Draft.as_view(), name="draft"),
    path(f"{POLICY}bring-in/", keeping.BringIn.as_view(), name="bring_in"),
    path(f"{POLICY}review/", keeping.Review.as_view(), name="review"),
    path(f"{POLICY}bind/", keeping.Bind.as_view(), name="bind"),
    path(f"{POLICY}keeper/", keeping.Keep.as_view(), name="keep"),
    path(f"{POLICY}interpret/", reading.Interpret.as_view(), name="interpret"),
    path(f"{POLICY}correct/", keeping.CorrectPolicy.as_view(), name="policy_correct"),
    path(f"{POLICY}correct/<str:field>/", keeping.CorrectPolicy.as_view(), name="policy_correct_field"),
    path(f"{POLICY}in-error/", keeping.PolicyInError.as_view(), name="policy_in_error"),
    path(f"{POLICY}reinstate/", keeping.PolicyReinstated.as_view(), name="policy_reinstate"),
    path(VERSION, versions.VersionPage.as_view(), name="version"),
    path(f"{VERSION}write/", versions.Write.as_view(), name="write"),
    path(f"{VERSION}file/", versions.Attach.as_view(), name="attach"),
    path(f"{VERSION}consult/", versions.Consult.as_view(), name="consult"),
    path(f"{VERSION}consult/close/", versions.CloseConsultation.as_view(), name="close_consultation"),
    path(f"{VERSION}consult/none/", versions.PassOver.as_view(), name="pass_over"),
    path(f"{VERSION}consulted/<int:number>/", versions.GiveAnswer.as_view(), name="answer"),
    path(f"{VERSION}consulted/<int:number>/changed/", versions.Settle.as_view(), name="settle"),
    path(f"{VERSION}equality/", versions.Assess.as_view(), name="assess"),
    path(f"{VERSION}approve/", versions.Approve.as_view(), name="approve"),
    path(f"{VERSION}approved/", versions.RecordApproval.as_view(), name="record_approval"),
    path(f"{VERSION}in-force/", versions.TakeEffect.as_view(), name="take_effect"),
    path(f"{VERSION}withdraw/", versions.Withdraw.as_view(), name="withdraw"),
    path(f"{VERSION}call-off/", versions.CallOff.as_view(), name="call_off"),
    path(f"{VERSION}by-mistake/", versions.SetRight.as_view(), name="set_right"),
    path(f"{VERSION}correct/", versions.CorrectVersion.as_view(), name="version_correct"),
    path(f"{VERSION}correct/<str:field>/", versions.CorrectVersion.as_view(), name="version_correct_field"),
    path(f"{VERSION}discard/", versions.Discard.as_view(), name="discard"),
    path(f"{VERSION}adopt/", versions.Adopt.as_view(), name="adopt"),
    path(f"{VERSION}tie/", reading.TieToVersion.as_view(), name="version_tie"),
    path(f"{VERSION}compare/", versions.Compare.as_view(), name="compare"),
    path(f"{VERSION}paper/<str:kind>/", versions.File.as_view(), name="file"),
    path(SAID, reading.InterpretationPage.as_view(), name="interpretation"),
    path(f"{SAID}confirm/", reading.Confirm.as_view(), name="confirm"),
    path(f"{SAID}turn-down/", reading.TurnDown.as_view(), name="turn_down"),
    path(f"{SAID}replace/", reading.Replace.as_view(), name="replace"),
    path(f"{SAID}end/", reading.End.as_view(), name="end"),
    path(f"{SAID}tie/", reading.TieToInterpretation.as_view(), name="interpretation_tie"),
    path(f"{SAID}in-error/", reading.InterpretationInError.as_view(), name="interpretation_in_error"),
    path(f"{SAID}reinstate/", reading.InterpretationReinstated.as_view(), name="interpretation_reinstate"),
]
