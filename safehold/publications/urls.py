"""Addresses of annual reports."""

from django.urls import path

from safehold.publications.views import approving, covering, reading, setting_out, writing

app_name = "publications"
urlpatterns = [
    path("", reading.Reports.as_view(), name="list"),
    path("start/", setting_out.Begin.as_view(), name="begin"),
    path("printed-claims-2020-21/", reading.PrintedClaims.as_view(), name="printed_claims"),
    path("<uuid:uid>/", reading.Report.as_view(), name="publication"),
    path("<uuid:uid>/read/", reading.ReadReport.as_view(), name="read"),
    path("<uuid:uid>/public/", reading.public, name="public"),
    path("<uuid:uid>/public/<str:name>", reading.public, name="public_file"),
    path("<uuid:uid>/check/", reading.CheckReport.as_view(), name="check"),
    path("<uuid:uid>/sections/<int:number>/", writing.WriteSection.as_view(), name="write"),
    path("<uuid:uid>/sections/<int:number>/finish/", writing.FinishSection.as_view(), name="finish"),
    path("<uuid:uid>/sections/<int:number>/change/", writing.ChangeSection.as_view(), name="change_section"),
    path("<uuid:uid>/sections/<int:number>/take-out/", writing.RemoveSection.as_view(), name="remove_section"),
    path("<uuid:uid>/sections/<int:number>/earlier/", writing.Earlier.as_view(), name="earlier"),
    path("<uuid:uid>/sections/", setting_out.Arrange.as_view(), name="arrange"),
    path("<uuid:uid>/put-back/<int:number>/", writing.PutBack.as_view(), name="put_back"),
    path("<uuid:uid>/check/<str:key>/accept/", approving.AcceptFinding.as_view(), name="accept_finding"),
    path("<uuid:uid>/check/<int:number>/take-back/", approving.TakeBack.as_view(), name="take_back"),
    path("<uuid:uid>/what-the-law-asks/", covering.WhatTheLawAsks.as_view(), name="coverage"),
    path("<uuid:uid>/what-the-law-asks/duties/", covering.Duties.as_view(), name="duties"),
    path("<uuid:uid>/what-the-law-asks/<str:code>/name/", covering.NamePlace.as_view(), name="name_place"),
    path("<uuid:uid>/what-the-law-asks/<str:code>/sign/", covering.SignGap.as_view(), name="sign_gap"),
    path("<uuid:uid>/places/<int:number>/take-off/", covering.TakePlaceOff.as_view(), name="take_place_off"),
    path("<uuid:uid>/gaps/<int:number>/withdraw/", covering.WithdrawGap.as_view(), name="withdraw_gap"),
    path("<uuid:uid>/call/", setting_out.ChooseCall.as_view(), name="choose_call"),
    path("<uuid:uid>/add-section/", setting_out.AddSection.as_view(), name="add_section"),
    path("<uuid:uid>/add-table/", setting_out.AddTable.as_view(), name="add_table"),
    path("<uuid:uid>/explain-a-word/", setting_out.AddTerm.as_view(), name="add_term"),
    path("<uuid:uid>/show-small-numbers/", approving.ShowSmall.as_view(), name="show_small"),
    path("<uuid:uid>/ask-for-approval/", approving.Submit.as_view(), name="submit"),
    path("<uuid:uid>/publish/", approving.Publish.as_view(), name="publish"),
    path("<uuid:uid>/send-back/", approving.SendBack.as_view(), name="send_back"),
    path("<uuid:uid>/charts/<str:name>/", reading.ChartFigures.as_view(), name="chart"),
    path("<uuid:uid>/files/<str:kind>/", reading.Download.as_view(), name="file"),
]
