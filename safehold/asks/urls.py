"""The addresses of what is asked: of whoever asks, of the agency that answers, and of a guest."""

from django.urls import path

from safehold.asks.views import answering, ask, calls, chasing, copies, following, guests

app_name = "asks"

ASK, CALL, GUEST = "asks/<uuid:uid>/", "calls/<uuid:uid>/", "guest/<uuid:uid>/"
ANSWER, REPLY = "answers/<int:number>/", "<int:number>/"

urlpatterns = [
    path("asks/", answering.Inbox.as_view(), name="inbox"),
    path(ASK, ask.AskPage.as_view(), name="ask"),
    path(f"{ASK}acknowledge/", answering.Acknowledge.as_view(), name="acknowledge"),
    path(f"{ASK}give/", answering.Delegate.as_view(), name="delegate"),
    path(f"{ASK}{ANSWER}", answering.AnswerOne.as_view(), name="answer"),
    path(f"{ASK}{ANSWER}before/", answering.Before.as_view(), name="before"),
    path(f"{ASK}document/", answering.Attach.as_view(), name="attach"),
    path(f"{ASK}return/", answering.GiveBack.as_view(), name="return"),
    path(f"{ASK}nil/", answering.NilReturn.as_view(), name="nil"),
    path(f"{ASK}refuse/", answering.Refuse.as_view(), name="refuse"),
    path(f"{ASK}receipts/{REPLY}", copies.Receipt.as_view(), name="receipt"),
    path(f"{ASK}copies/{REPLY}", copies.Copy.as_view(), name="copy"),
    path(f"{ASK}copies/{REPLY}<str:kind>/", copies.File.as_view(), name="file"),
    path(f"{ASK}query/", following.QueryReply.as_view(), name="query"),
    path(f"{ASK}accept/", following.AcceptReply.as_view(), name="accept"),
    path(f"{ASK}more-time/", following.MoreTime.as_view(), name="more_time"),
    path(f"{ASK}more-time/no/", following.NoTime.as_view(), name="no_time"),
    path(f"{ASK}more-time/ask/", answering.WantTime.as_view(), name="want_time"),
    path(f"{ASK}note/", following.NoteRefusal.as_view(), name="note"),
    path(f"{ASK}chase/", following.Chase.as_view(), name="chase"),
    path(f"{ASK}escalate/", following.Escalate.as_view(), name="escalate"),
    path(f"{ASK}withdraw/", following.WithdrawAsk.as_view(), name="withdraw_ask"),
    path(f"{ASK}link/", following.SendLink.as_view(), name="send_link"),
    path(f"{ASK}link/revoke/", following.RevokeLink.as_view(), name="revoke_link"),
    path("calls/", calls.Calls.as_view(), name="calls"),
    path("calls/prepare/", calls.Prepare.as_view(), name="prepare"),
    path(CALL, calls.CallPage.as_view(), name="call"),
    path(f"{CALL}change/", calls.ChangeCall.as_view(), name="change_call"),
    path(f"{CALL}questions/", calls.SetQuestions.as_view(), name="questions"),
    path(f"{CALL}bodies/", calls.ChooseBodies.as_view(), name="bodies"),
    path(f"{CALL}issue/", calls.Issue.as_view(), name="issue"),
    path(f"{CALL}discard/", calls.DiscardCall.as_view(), name="discard_call"),
    path(f"{CALL}asked/", chasing.Asked.as_view(), name="asked"),
    path(f"{CALL}chase/", chasing.ChaseAll.as_view(), name="chase_all"),
    path(f"{CALL}another/", calls.AskAlso.as_view(), name="ask_also"),
    path(f"{CALL}keeper/", calls.KeepCall.as_view(), name="keep_call"),
    path(f"{CALL}withdraw/", calls.WithdrawCall.as_view(), name="withdraw_call"),
    path(f"{CALL}correct/", calls.CorrectCall.as_view(), name="call_correct"),
    path(f"{CALL}correct/<str:field>/", calls.CorrectCall.as_view(), name="call_correct_field"),
    path("guest/leave/", guests.leave, name="guest_leave"),
    path("guest/link/<str:secret>/", guests.guest, name="guest"),
    path(GUEST, guests.GuestAsk.as_view(), name="guest_ask"),
    path(f"{GUEST}{ANSWER}", guests.GuestAnswer.as_view(), name="guest_answer"),
    path(f"{GUEST}{ANSWER}before/", guests.GuestBefore.as_view(), name="guest_before"),
    path(f"{GUEST}document/", guests.GuestAttach.as_view(), name="guest_attach"),
    path(f"{GUEST}return/", guests.GuestReturn.as_view(), name="guest_return"),
    path(f"{GUEST}more-time/", guests.GuestWantTime.as_view(), name="guest_want_time"),
    path(f"{GUEST}nil/", guests.GuestNil.as_view(), name="guest_nil"),
    path(f"{GUEST}refuse/", guests.GuestRefuse.as_view(), name="guest_refuse"),
    path(f"{GUEST}receipts/{REPLY}", guests.GuestReceipt.as_view(), name="guest_receipt"),
    path(f"{GUEST}copies/{REPLY}", guests.GuestCopy.as_view(), name="guest_copy"),
    path(f"{GUEST}copies/{REPLY}<str:kind>/", guests.GuestFile.as_view(), name="guest_file"),
]
