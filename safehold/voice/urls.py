"""The addresses of lived experience."""

from django.urls import path

from safehold.voice.views import consents, voices

app_name = "voice"

VOICE = "<uuid:uid>/"

urlpatterns = [
    path("", voices.Voices.as_view(), name="voices"),
    path("gather/", voices.Gather.as_view(), name="gather"),
    path(VOICE, voices.VoicePage.as_view(), name="voice"),
    path(f"{VOICE}agree/", consents.Agree.as_view(), name="agree"),
    path(f"{VOICE}withdraw/", consents.Withdraw.as_view(), name="withdraw"),
    path(f"{VOICE}consents/<int:number>/withdraw/", consents.WithdrawOne.as_view(), name="withdraw_one"),
    path(f"{VOICE}use/", consents.UseIn.as_view(), name="use"),
    path(f"{VOICE}take-out/", consents.TakeOut.as_view(), name="take_out"),
    path(f"{VOICE}told/<uuid:about>/", consents.Told.as_view(), name="told"),
    path(f"{VOICE}changed/", consents.SayChanged.as_view(), name="say_changed"),
    path(f"{VOICE}feedback/", consents.FeedBack.as_view(), name="feed_back"),
    path(f"{VOICE}correct/", voices.CorrectVoice.as_view(), name="correct"),
    path(f"{VOICE}correct/<str:field>/", voices.CorrectVoice.as_view(), name="correct_field"),
    path(f"{VOICE}in-error/", voices.VoiceInError.as_view(), name="in_error"),
    path(f"{VOICE}reinstate/", voices.VoiceReinstated.as_view(), name="reinstate"),
]
