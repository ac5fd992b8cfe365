"""The addresses that every kind of record shares. The uid of an entry is the only thing in them that names a record."""

from django.urls import path

from safehold.records.views import deadlines, documents, entries, need_to_know, outbox

app_name = "records"

urlpatterns = [
    path("<uuid:uid>/open/", entries.Open.as_view(), name="open"),
    path("<uuid:uid>/documents/add/", documents.Add.as_view(), name="document_add"),
    path("documents/<uuid:uid>/", documents.Download.as_view(), name="document"),
    path("documents/<uuid:uid>/withdraw/", documents.Withdraw.as_view(), name="document_withdraw"),
    path("<uuid:uid>/deadlines/<int:number>/extend/", deadlines.Extend.as_view(), name="deadline_extend"),
    path("<uuid:uid>/people/", need_to_know.People.as_view(), name="people"),
    path("<uuid:uid>/people/add/", need_to_know.AddMember.as_view(), name="member_add"),
    path("<uuid:uid>/people/<int:number>/end/", need_to_know.EndMember.as_view(), name="member_end"),
    path("<uuid:uid>/ask/", need_to_know.Ask.as_view(), name="ask"),
    path("<uuid:uid>/emergency/", need_to_know.Emergency.as_view(), name="emergency"),
    path("<uuid:uid>/let-in/", need_to_know.LetIn.as_view(), name="let_in"),
    path("<uuid:uid>/conflicts/declare/", need_to_know.DeclareOwn.as_view(), name="conflict_own"),
    path("<uuid:uid>/conflicts/record/", need_to_know.DeclareAnother.as_view(), name="conflict_another"),
    path("<uuid:uid>/conflicts/<int:number>/end/", need_to_know.EndConflict.as_view(), name="conflict_end"),
    path("<uuid:uid>/seal/", need_to_know.Seal.as_view(), name="seal"),
    path("<uuid:uid>/unseal/", need_to_know.Unseal.as_view(), name="unseal"),
    path("access-requests/<uuid:uid>/", need_to_know.Decide.as_view(), name="access_request"),
    path("emergency-access/", need_to_know.Emergencies.as_view(), name="emergencies"),
    path("emergency-access/<uuid:uid>/", need_to_know.Review.as_view(), name="emergency_review"),
    path("messages/", outbox.Outbox.as_view(), name="outbox"),
    path("messages/<uuid:uid>/", outbox.OneMessage.as_view(), name="message"),
]
