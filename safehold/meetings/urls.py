"""The addresses of meetings."""

from django.urls import path

from safehold.meetings.views import agenda, attending, calendars, deciding, groups, items, meetings, minuting

app_name = "meetings"

MEETING, ITEM, GROUP = "<uuid:uid>/", "items/<uuid:uid>/", "groups/<slug:uid>/"

urlpatterns = [
    path("", meetings.Meetings.as_view(), name="meetings"),
    path("plan/", meetings.PlanMeeting.as_view(), name="plan"),
    path("forward-plan/", agenda.ForwardPlan.as_view(), name="forward_plan"),
    path("calendar/", calendars.YourCalendar.as_view(), name="calendar"),
    path("calendar/make/", calendars.MakeFeed.as_view(), name="make_feed"),
    path("calendar/revoke/", calendars.RevokeFeed.as_view(), name="revoke_feed"),
    path("calendar/<str:secret>.ics", calendars.feed, name="feed"),
    path("attendance/", groups.ByAgency.as_view(), name="by_agency"),
    path(f"{GROUP}attendance/", groups.OfGroup.as_view(), name="of_group"),
    path(f"{GROUP}standing/", groups.StandingItems.as_view(), name="standing_items"),
    path(f"{GROUP}standing/add/", groups.AddStandingItem.as_view(), name="add_standing_item"),
    path(f"{GROUP}standing/<int:number>/end/", groups.EndStandingItem.as_view(), name="end_standing_item"),
    path("decisions/", deciding.Decisions.as_view(), name="decisions"),
    path("challenges/", deciding.Challenges.as_view(), name="challenges"),
    path("challenges/<int:uid>/answer/", deciding.AnswerChallenge.as_view(), name="answer_challenge"),
    path("referrals/<int:uid>/take-up/", agenda.TakeUp.as_view(), name="take_up"),
    path(ITEM, items.ItemPage.as_view(), name="item"),
    path(f"{ITEM}change/", items.ChangeItem.as_view(), name="change_item"),
    path(f"{ITEM}move/", items.MoveItem.as_view(), name="move_item"),
    path(f"{ITEM}take-off/", items.WithdrawItem.as_view(), name="withdraw_item"),
    path(f"{ITEM}refer/", items.Refer.as_view(), name="refer"),
    path(f"{ITEM}interest/", items.Declare.as_view(), name="declare"),
    path(f"{ITEM}decide/", deciding.Decide.as_view(), name="decide"),
    path(f"{ITEM}challenge/", deciding.RecordChallenge.as_view(), name="challenge"),
    path(f"{ITEM}action/", deciding.AgreeAction.as_view(), name="agree_action"),
    path(f"{ITEM}minutes/", minuting.WritePassage.as_view(), name="write_passage"),
    path(f"{ITEM}put-right/", minuting.PutRight.as_view(), name="put_right"),
    path(f"{ITEM}in-error/", items.ItemInError.as_view(), name="item_in_error"),
    path(f"{ITEM}reinstate/", items.ItemReinstated.as_view(), name="item_reinstate"),
    path(MEETING, meetings.MeetingPage.as_view(), name="meeting"),
    path(f"{MEETING}rearrange/", meetings.Rearrange.as_view(), name="rearrange"),
    path(f"{MEETING}invite/", calendars.Invite.as_view(), name="invite"),
    path(f"{MEETING}issue/", meetings.Issue.as_view(), name="issue"),
    path(f"{MEETING}cancel/", meetings.Cancel.as_view(), name="cancel"),
    path(f"{MEETING}hold/", attending.Hold.as_view(), name="hold"),
    path(f"{MEETING}add/", agenda.AddItem.as_view(), name="add_item"),
    path(f"{MEETING}attendance/", attending.WhoWasThere.as_view(), name="attendance"),
    path(f"{MEETING}attendance/record/", attending.Record.as_view(), name="record_attendance"),
    path(f"{MEETING}attendance/guest/", attending.AddGuest.as_view(), name="add_guest"),
    path(f"{MEETING}papers.pdf", minuting.Pack.as_view(), name="pack"),
    path(f"{MEETING}minutes/", minuting.Minutes.as_view(), name="minutes"),
    path(f"{MEETING}minutes/draft/", minuting.DraftMinutes.as_view(), name="draft_minutes"),
    path(f"{MEETING}minutes/chair/", minuting.AgreeAsChair.as_view(), name="agree_as_chair"),
    path(f"{MEETING}minutes/before/", minuting.AgreedBefore.as_view(), name="agreed_before"),
    path(f"{MEETING}minutes/take-back/", minuting.TakeBack.as_view(), name="take_back"),
    path(f"{MEETING}minutes/agree/", minuting.AgreeMinutes.as_view(), name="agree_minutes"),
    path(f"{MEETING}minutes/confidential.<str:kind>", minuting.ConfidentialFile.as_view(), name="confidential_file"),
    path(f"{MEETING}minutes/minutes.<str:kind>", minuting.MinutesFile.as_view(), name="minutes_file"),
    path(f"{MEETING}correct/", meetings.CorrectMeeting.as_view(), name="meeting_correct"),
    path(f"{MEETING}correct/<str:field>/", meetings.CorrectMeeting.as_view(), name="meeting_correct_field"),
    path(f"{MEETING}in-error/", meetings.MeetingInError.as_view(), name="meeting_in_error"),
    path(f"{MEETING}reinstate/", meetings.MeetingReinstated.as_view(), name="meeting_reinstate"),
]
