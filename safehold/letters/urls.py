"""The addresses of templates, letters and copies with passages removed."""

from django.urls import path

from safehold.letters.views import letters, redacting, templates, writing

app_name = "letters"

LETTER, TEMPLATE, COPY = "<uuid:uid>/", "templates/<uuid:uid>/", "redacted/<uuid:uid>/"
VERSION = f"{TEMPLATE}versions/<int:number>/"

urlpatterns = [
    path("", letters.Letters.as_view(), name="letters"),
    path("sent/", letters.Sent.as_view(), name="sent"),
    path("about/<uuid:uid>/", letters.AboutRecord.as_view(), name="about"),
    path("about/<uuid:uid>/write/", writing.Begin.as_view(), name="begin"),
    path("templates/", templates.Templates.as_view(), name="templates"),
    path("templates/add/", templates.AddTemplate.as_view(), name="template_add"),
    path("templates/fields/", templates.Fields.as_view(), name="fields"),
    path(TEMPLATE, templates.TemplatePage.as_view(), name="template"),
    path(f"{TEMPLATE}correct/", templates.CorrectTemplate.as_view(), name="template_correct"),
    path(f"{TEMPLATE}correct/<str:field>/", templates.CorrectTemplate.as_view(), name="template_correct_field"),
    path(f"{TEMPLATE}versions/add/", templates.AddVersion.as_view(), name="version_add"),
    path(VERSION, templates.VersionPage.as_view(), name="version"),
    path(f"{VERSION}file/", templates.VersionFile.as_view(), name="version_file"),
    path(f"{VERSION}try/<str:kind>/", templates.Try.as_view(), name="try"),
    path(f"{VERSION}approve/", templates.Approve.as_view(), name="approve"),
    path(f"{VERSION}retire/", templates.Retire.as_view(), name="retire"),
    path("redacted/", redacting.Copies.as_view(), name="copies"),
    path("redacted/of/<uuid:uid>/", redacting.BeginCopy.as_view(), name="copy_begin"),
    path(COPY, redacting.CopyPage.as_view(), name="redacted"),
    path(f"{COPY}remove/", redacting.Remove.as_view(), name="remove"),
    path(f"{COPY}put-back/<int:number>/", redacting.PutBack.as_view(), name="put_back"),
    path(f"{COPY}finish/", redacting.Finish.as_view(), name="finish"),
    path(f"{COPY}send-back/", redacting.SendBack.as_view(), name="send_back"),
    path(f"{COPY}release/", redacting.Release.as_view(), name="release"),
    path(f"{COPY}withdraw/", redacting.WithdrawCopy.as_view(), name="withdraw_copy"),
    path(f"{COPY}file/<str:kind>/", redacting.CopyFile.as_view(), name="copy_file"),
    path(LETTER, letters.LetterPage.as_view(), name="letter"),
    path(f"{LETTER}words/", writing.ChangeWords.as_view(), name="words"),
    path(f"{LETTER}readdress/", writing.Readdress.as_view(), name="readdress"),
    path(f"{LETTER}drafts/<int:number>/", letters.DraftPage.as_view(), name="draft"),
    path(f"{LETTER}prove/", writing.MakeProof.as_view(), name="prove"),
    path(f"{LETTER}proofs/<int:number>/<str:kind>/", letters.ProofFile.as_view(), name="proof"),
    path(f"{LETTER}send/", writing.Send.as_view(), name="send"),
    path(f"{LETTER}discard/", writing.Discard.as_view(), name="discard"),
    path(f"{LETTER}withdraw/", writing.Withdraw.as_view(), name="withdraw"),
    path(f"{LETTER}replace/", writing.Replace.as_view(), name="replace"),
    path(f"{LETTER}redact/", redacting.RedactLetter.as_view(), name="redact"),
]
