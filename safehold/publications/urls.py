"""Addresses of annual reports."""

from django.urls import path

from safehold.publications.views import reading, writing

app_name = "publications"
urlpatterns = [
    path("", reading.Reports.as_view(), name="list"),
    path("start/", writing.Begin.as_view(), name="begin"),
    path("printed-claims-2020-21/", reading.PrintedClaims.as_view(), name="printed_claims"),
    path("<uuid:uid>/", reading.Report.as_view(), name="publication"),
    path("<uuid:uid>/read/", reading.ReadReport.as_view(), name="read"),
    path("<uuid:uid>/public/", reading.public, name="public"),
    path("<uuid:uid>/check/", reading.CheckReport.as_view(), name="check"),
    path("<uuid:uid>/sections/<int:number>/", writing.WriteSection.as_view(), name="write"),
    path("<uuid:uid>/sections/<int:number>/finish/", writing.FinishSection.as_view(), name="finish"),
    path("<uuid:uid>/add-section/", writing.AddSection.as_view(), name="add_section"),
    path("<uuid:uid>/add-table/", writing.AddTable.as_view(), name="add_table"),
    path("<uuid:uid>/explain-a-word/", writing.AddTerm.as_view(), name="add_term"),
    path("<uuid:uid>/show-small-numbers/", writing.ShowSmall.as_view(), name="show_small"),
    path("<uuid:uid>/ask-for-approval/", writing.Submit.as_view(), name="submit"),
    path("<uuid:uid>/publish/", writing.Publish.as_view(), name="publish"),
    path("<uuid:uid>/send-back/", writing.SendBack.as_view(), name="send_back"),
    path("<uuid:uid>/files/<str:kind>/", reading.Download.as_view(), name="file"),
]
