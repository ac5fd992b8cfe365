"""The addresses of what partners send. Mounted at ``/submissions/``."""

from django.urls import path, re_path

from safehold.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.Submissions.as_view(), name="list"),
    path("send/", views.Choose.as_view(), name="send"),
    path("send/<slug:data_set>/", views.Send.as_view(), name="send-file"),
    re_path(r"^send/(?P<data_set>[a-z_]+)/template\.(?P<kind>csv|xlsx)$", views.Template.as_view(), name="template"),
    path("<uuid:uid>/", views.Submission.as_view(), name="submission"),
    path("<uuid:uid>/figures/", views.Figures.as_view(), name="figures"),
    path("<uuid:uid>/counts/", views.Counts.as_view(), name="counts"),
    path("<uuid:uid>/problems/", views.Problems.as_view(), name="problems"),
    path("<uuid:uid>/accept/", views.Accept.as_view(), name="accept"),
    path("<uuid:uid>/discard/", views.Discard.as_view(), name="discard"),
    path("<uuid:uid>/withdraw/", views.Withdraw.as_view(), name="withdraw"),
    path("<uuid:uid>/read-again/", views.ReadAgain.as_view(), name="read-again"),
]
