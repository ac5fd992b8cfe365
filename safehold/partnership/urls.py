"""Addresses of the partnership’s pages."""

from django.urls import path

from safehold.partnership.views import agencies, group_acts, groups, limits, packs, rows, setup, structure

app_name = "partnership"
urlpatterns = [
    path("", structure.Partnership.as_view(), name="partnership"),
    path("describe/", setup.Describe.as_view(), name="describe"),
    # groups and seats
    path("groups/", groups.Groups.as_view(), name="groups"),
    path("groups/add/", group_acts.AddGroup.as_view(), name="add_group"),
    path("groups/<slug:uid>/", groups.GroupNow.as_view(), name="group"),
    path("groups/<slug:uid>/terms-of-reference/", groups.Terms.as_view(), name="terms"),
    path("groups/<slug:uid>/terms-of-reference/add/", group_acts.AdoptTerms.as_view(), name="adopt_terms"),
    path("groups/<slug:uid>/history/", groups.GroupHistory.as_view(), name="group_history"),
    path("groups/<slug:uid>/change/", group_acts.ChangeGroup.as_view(), name="change_group"),
    path("groups/<slug:uid>/rename/", group_acts.RenameGroup.as_view(), name="rename_group"),
    path("groups/<slug:uid>/close/", group_acts.CloseGroup.as_view(), name="close_group"),
    path("groups/<slug:uid>/answers-to/add/", group_acts.AnswerTo.as_view(), name="answer_to"),
    path("groups/<slug:uid>/duties/add/", group_acts.CarryOut.as_view(), name="carry_out"),
    path("groups/<slug:uid>/chair/add/", group_acts.AppointChair.as_view(), name="appoint_chair"),
    path("groups/<slug:uid>/quorum/add/", group_acts.SetQuorum.as_view(), name="set_quorum"),
    path("groups/<slug:uid>/seats/add/", group_acts.GiveSeat.as_view(), name="give_seat"),
    path("seats/<int:uid>/fill/", group_acts.FillSeat.as_view(), name="fill"),
    path("seats/<int:uid>/people/", groups.Holders.as_view(), name="holders"),
    # agencies
    path("agencies/", agencies.Agencies.as_view(), name="agencies"),
    path("agencies/add/", agencies.AddAgency.as_view(), name="add_agency"),
    path("agencies/<slug:uid>/", agencies.AgencyNow.as_view(), name="agency"),
    path("agencies/<slug:uid>/history/", agencies.AgencyHistory.as_view(), name="agency_history"),
    path("agencies/<slug:uid>/change/", agencies.ChangeAgency.as_view(), name="change_agency"),
    path("agencies/<slug:uid>/rename/", agencies.RenameAgency.as_view(), name="rename_agency"),
    path("agencies/<slug:uid>/close/", agencies.CloseAgency.as_view(), name="close_agency"),
    path("agencies/<slug:uid>/bodies/add/", agencies.JoinBody.as_view(), name="join_body"),
    path("agencies/<slug:uid>/contacts/add/", agencies.AddContact.as_view(), name="add_contact"),
    # what the partnership chooses
    path("areas/", setup.Areas.as_view(), name="areas"),
    path("areas/add/", setup.AddArea.as_view(), name="add_area"),
    path("calendar/", setup.Calendar.as_view(), name="calendar"),
    path("calendar/add/", setup.MarkDay.as_view(), name="mark_day"),
    path("words/", setup.Words.as_view(), name="words"),
    path("words/add/", setup.Say.as_view(), name="say"),
    path("choices/", setup.Choices.as_view(), name="choices"),
    path("choices/add/", setup.Offer.as_view(), name="offer"),
    path("rules/", setup.Rules.as_view(), name="rules"),
    path("rules/add/", setup.Choose.as_view(), name="choose"),
    path("time-limits/", limits.TimeLimits.as_view(), name="time_limits"),
    path("time-limits/add/", limits.SetLimit.as_view(), name="set_limit"),
    # packs
    path("packs/", packs.Packs.as_view(), name="packs"),
    path("packs/send/", packs.SendPack.as_view(), name="send_pack"),
    path("packs/download/", packs.ExportPack.as_view(), name="export_pack"),
    path("packs/<int:uid>/", packs.Pack.as_view(), name="pack"),
    # a dated row of any kind
    path("rows/<slug:kind>/<int:uid>/end/", rows.EndRow.as_view(), name="end"),
    path("rows/<slug:kind>/<int:uid>/correct/", rows.CorrectRow.as_view(), name="correct"),
    path("rows/<slug:kind>/<int:uid>/take-out/", rows.TakeOutRow.as_view(), name="take_out"),
]
