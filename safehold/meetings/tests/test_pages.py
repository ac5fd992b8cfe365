"""The pages of meetings: what is offered to whom, and that each step can be taken in a browser without a script."""

from datetime import date

import pytest
from django.urls import reverse

from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.meetings import actions, queries
from safehold.meetings.lifecycle import Status
from safehold.meetings.models import ItemKind, Mark, Meeting, StandingItem
from safehold.meetings.tests.factories import (
    HELD_ON,
    NEXT_ON,
    SINCE,
    board,
    chair,
    held,
    item,
    meeting,
    member,
    seat_of,
    secretary,
)
from safehold.partnership.tests.factories import group, manager
from safehold.records.models import Correction
from safehold.records.tests.promises import ask_and_answer, browser, hidden_of, lines, queries_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.one_database]


def at(name, *args) -> str:
    return reverse(f"meetings:{name}", args=args)


def page(who, name, *args, **query) -> str:
    return browser(who).get(at(name, *args), query).content.decode()


def answer(who, address, /, *args, **answers):
    return ask_and_answer(browser(who), at(address, *args), **answers)


# --- preparing ---


def test_a_meeting_is_planned_in_a_browser():
    by = secretary()
    facts = {"group": board().pk, "meets_on": NEXT_ON, "starts_at": "2pm", "ends_at": "16.30", "place": "", "link": ""}
    refused = answer(by, "plan", **facts)
    assert "Enter where it is held, or the link to join it" in refused.content.decode()

    answer(by, "plan", **facts | {"link": "https://meet.example/board"})

    (made,) = Meeting.objects.all()
    assert (made.starts_at.hour, made.ends_at.hour, made.ends_at.minute) == (14, 16, 30)
    assert "2pm to 4:30pm" in page(by, "meeting", made.uid)


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"starts_at": "half ten"}, "The time it starts must be a real time, like 10:30 or 2pm"),
        ({"starts_at": ""}, "Enter the time it starts"),
        ({"ends_at": "9am"}, "The time it ends must be after the time it starts"),
        ({"link": "javascript:alert(1)"}, "The link must begin with https://"),
        ({"group": ""}, "Choose the group that meets"),
    ],
)
def test_what_is_wrong_with_it_is_said(answers, words):
    facts = {"group": board().pk, "meets_on": NEXT_ON, "starts_at": "10:30", "ends_at": "", "place": "Hall", "link": ""}

    shown = answer(secretary(), "plan", **facts | answers)

    assert shown.status_code == 422
    assert words in shown.content.decode()
    assert not Meeting.objects.exists()


def test_a_chair_plans_the_meetings_of_their_own_group_alone():
    quality = group("quality", by=manager())
    who = chair()

    shown = page(who, "plan")

    assert f'value="{board().pk}"' in shown
    assert f'value="{quality.pk}"' not in shown


def test_an_agenda_is_made_in_a_browser():
    by = secretary()
    made = meeting(by, meets_on=NEXT_ON)
    for title in ("One", "Two"):
        answer(by, "add_item", made.uid, title=title, item_kind="decision", presenter="Chair", allotted="10")
    one, two = queries.agenda(made, by)

    answer(by, "move_item", two.uid, after="first")
    answer(by, "change_item", one.uid, title="One, changed", item_kind="information", paper_expected="on")

    shown = page(by, "meeting", made.uid)
    assert shown.index("1. Two") < shown.index("2. One, changed")
    assert "Paper awaited" in shown
    assert "10 minutes together" in shown
    answer(by, "withdraw_item", two.uid, why="Not now")
    assert "1. One, changed" in page(by, "meeting", made.uid)


def test_an_item_that_is_changed_once_the_papers_are_out_says_why_and_what_it_said():
    by = secretary()
    made = meeting(by, meets_on=NEXT_ON)
    answer(by, "add_item", made.uid, title="One", item_kind="decision", presenter="Chair", allotted="10")
    (one,) = queries.agenda(made, by)
    actions.issue(made, by=by)
    facts = {"item_kind": "decision", "presenter": "Chair", "allotted": "10"}

    shown = answer(by, "change_item", one.uid, title="Two", why="", **facts)
    assert shown.status_code == 422
    assert "Enter why it is changed now that the papers are out" in shown.content.decode()
    answer(by, "change_item", one.uid, title="Two", why="The report is not ready", **facts)

    shown = page(by, "item", one.uid)
    assert "Two" in shown
    assert "The report is not ready" in shown
    correction = Correction.objects.get(entry=one.entry)
    assert (correction.field, correction.was, correction.now) == ("title", "One", "Two")


def test_a_paper_that_is_late_is_said_to_be():
    by = secretary()
    made = meeting(by, meets_on=date(2021, 5, 4))
    item(made, by=by, paper_expected=True)

    assert "Paper overdue" in page(by, "meeting", made.uid)


@pytest.mark.parametrize(
    ("who", "offered"),
    [
        (secretary, {"add_item", "issue", "rearrange", "cancel"}),
        (chair, {"add_item", "issue", "rearrange", "cancel"}),
        (lambda: member("police"), set()),
        (lambda: actor(Role.INDEPENDENT_SCRUTINEER, agency="team"), set()),
    ],
    ids=["secretary", "chair", "member", "scrutineer"],
)
def test_each_is_offered_what_they_may_do(who, offered):
    made = meeting(meets_on=NEXT_ON)
    by = who()

    shown = page(by, "meeting", made.uid)

    names = {"add_item", "issue", "rearrange", "cancel", "hold"}
    assert {name for name in names if f'href="{at(name, made.uid)}"' in shown} == offered


def test_a_member_who_guesses_an_address_is_refused_and_what_they_typed_is_kept():
    made = meeting(meets_on=NEXT_ON)
    police = browser(member("police"))

    refused = police.post(at("cancel", made.uid), {"why": "Because we cannot come"})

    assert refused.status_code == 403
    assert "Because we cannot come" in refused.content.decode()
    made.refresh_from_db()
    assert made.status == Status.DRAFT_AGENDA


def test_papers_are_issued_and_a_meeting_cancelled_in_a_browser():
    by = secretary()
    made = meeting(by, meets_on=NEXT_ON)
    item(made, by=by)
    answer(by, "issue", made.uid)
    made.refresh_from_db()
    assert made.status == Status.PAPERS_ISSUED

    answer(by, "rearrange", made.uid, meets_on=date(2021, 5, 25), starts_at="10:00", place="Annexe", why="Clash")
    answer(by, "cancel", made.uid, why="Nobody can come")

    shown = page(by, "meeting", made.uid)
    assert "Nobody can come" in shown
    assert "25 May 2021" in shown


def test_what_stands_on_every_agenda_is_kept_on_a_page():
    by = secretary()
    code = board().code
    facts = {"title": "Welcome", "item_kind": "information", "position": "10", "from_on": SINCE}
    answer(by, "add_standing_item", code, **facts)
    (standing,) = StandingItem.objects.all()
    assert "Welcome" in page(by, "standing_items", code)

    answer(by, "end_standing_item", code, standing.pk, to_on=HELD_ON)

    standing.refresh_from_db()
    assert standing.to_on == HELD_ON
    assert browser(member("police")).get(at("add_standing_item", code)).status_code == 403
    assert browser(by).get(at("standing_items", "no-such-group")).status_code == 404
    assert browser(by).get(at("end_standing_item", code, 999)).status_code == 404


def test_what_another_group_refers_is_offered_and_taken_up():
    by = secretary()
    quality = group("quality", by=manager())
    later = meeting(by, group=quality, meets_on=NEXT_ON)
    one = item(by=by, title="Files")
    answer(by, "refer", one.uid, to_group=quality.pk, title="Look at files", words="Are they read?")
    assert "Look at files" in page(by, "item", one.uid)
    asked = one.referrals.get()
    assert at("take_up", asked.pk) in page(by, "meeting", later.uid)

    answer(by, "take_up", asked.pk, meeting=later.pk, item_kind="discussion")

    (taken,) = queries.agenda(later, by)
    assert "Are they read?" in page(by, "item", taken.uid)
    assert browser(member("police")).get(at("take_up", asked.pk)).status_code == 403
    assert browser(actor(Role.AGENCY_LEAD, agency="fire")).get(at("take_up", asked.pk)).status_code == 404


def test_the_lists_show_what_one_sees_and_can_be_narrowed():
    by = secretary()
    quality = group("quality", by=manager())
    ours, theirs = meeting(by, meets_on=NEXT_ON), meeting(by, group=quality, meets_on=NEXT_ON)
    item(ours, "Ours", by)
    item(theirs, "Theirs", by, item_kind=ItemKind.INFORMATION)

    assert str(theirs.uid) not in page(by, "meetings", group=board().pk)
    assert str(ours.uid) in page(by, "meetings", status="draft_agenda")
    assert "Theirs" not in page(by, "forward_plan", item_kind="decision")
    assert "Theirs" not in page(by, "forward_plan", group=board().pk)
    assert "Theirs" not in page(member("police"), "forward_plan")


# --- who was there ---


def test_who_was_there_is_recorded_in_a_browser():
    by = secretary()
    for code in ("council", "police", "health", "school"):
        member(code)
    made = meeting(by)
    number = {code: seat_of(code).pk for code in ("council", "police", "health", "school")}
    said = {f"mark_{number['council']}": "member", f"mark_{number['police']}": "deputy"}
    refused = answer(by, "record_attendance", made.uid, **said).content.decode()
    assert "Enter who deputised for Westmere police" in refused

    named = {f"deputy_{number['police']}": "Dee Deputy", f"mark_{number['health']}": "apologies"}
    answer(by, "record_attendance", made.uid, **said | named | {f"mark_{number['school']}": "absent"})
    answer(by, "add_guest", made.uid, name="Gill Guest", why="Observer")
    answer(by, "hold", made.uid)

    shown = page(by, "attendance", made.uid)
    assert "Dee Deputy" in shown
    assert "Gill Guest" in shown
    assert "Quorate" in shown
    assert lines("meetings.meeting.attendance_shown")


def test_a_name_beside_another_answer_is_asked_about():
    by = secretary()
    member("police")
    made, number = meeting(by), seat_of("police").pk

    shown = answer(by, "record_attendance", made.uid, **{f"mark_{number}": "absent", f"deputy_{number}": "Dee Deputy"})

    assert "or take the name out" in shown.content.decode()
    assert not made.attendance.exists()


def test_two_who_record_at_once_lose_nothing_they_typed():
    by = secretary()
    member("police")
    made, number = meeting(by), seat_of("police").pk
    first, second = browser(by), browser(manager())
    address = at("record_attendance", made.uid)
    typed = {client: hidden_of(client.get(address).content.decode()) for client in (first, second)}
    first.post(address, typed[first] | {f"mark_{number}": "member"})

    conflict = second.post(address, typed[second] | {f"mark_{number}": "deputy", f"deputy_{number}": "Dee Deputy"})

    assert conflict.status_code == 409
    assert "Dee Deputy" in conflict.content.decode()
    assert made.attendance.get().mark == Mark.MEMBER


def test_attendance_over_the_year_is_a_page_and_a_file():
    by = secretary()
    held(by)

    of_group = page(by, "of_group", "board", year="2021-22")
    assert "20 Apr 2021" in of_group
    assert "1 of 1, 100%" in of_group
    by_agency = page(by, "by_agency")
    assert "100% high" in by_agency
    assert "0% low" in by_agency
    file = b"".join(browser(by).get(at("by_agency"), {"format": "csv"}).streaming_content).decode()
    assert "Westmere council,100% high (1 of 1),100% high (1 of 1)" in file
    file = b"".join(browser(by).get(at("of_group", "board"), {"format": "csv"}).streaming_content).decode()
    assert 'Westmere health,Apologies,"0 of 1, 0%"' in file
    assert lines("meetings.attendance.exported")
    assert "No meeting that you can see was held in 2019-20" in page(by, "by_agency", year="2019-20")


def test_a_year_of_meetings_takes_no_more_queries_than_one():
    by = secretary()
    held(by)
    client = browser(by)
    client.get(at("by_agency"))
    few = queries_of(lambda: client.get(at("by_agency")))
    for day in range(1, 15):
        held(by, on=date(2021, 4, day))

    assert queries_of(lambda: client.get(at("by_agency"))) == few <= 12
    assert queries_of(lambda: client.get(at("of_group", "board"))) <= 12


def test_a_long_agenda_takes_no_more_queries_than_a_short_one():
    by = secretary()
    made = meeting(by, meets_on=NEXT_ON)
    item(made, by=by)
    client = browser(by)
    client.get(at("meeting", made.uid))
    few = queries_of(lambda: client.get(at("meeting", made.uid)))
    for number in range(20):
        item(made, f"Item {number}", by)

    assert queries_of(lambda: client.get(at("meeting", made.uid))) == few


def test_many_standing_items_take_no_more_queries_than_one():
    by = secretary()
    told = {"item_kind": ItemKind.INFORMATION, "from_on": SINCE}
    actions.add_standing_item(board(), by=by, title="One", **told)
    client = browser(by)
    client.get(at("standing_items", "board"))
    few = queries_of(lambda: client.get(at("standing_items", "board")))
    for number in range(20):
        actions.add_standing_item(board(), by=by, title=f"Item {number}", **told)

    assert queries_of(lambda: client.get(at("standing_items", "board"))) == few <= 12


# --- putting right ---


def test_a_meeting_recorded_in_error_is_read_and_listed_nowhere():
    by = manager()
    made = meeting(by, meets_on=NEXT_ON)
    answer(by, "meeting_in_error", made.uid, why="Planned twice")
    assert str(made.uid) not in page(by, "meetings")
    assert "Planned twice" in page(by, "meeting", made.uid)

    answer(by, "meeting_reinstate", made.uid, why="It was not")
    assert str(made.uid) in page(by, "meetings")


def test_where_it_was_held_is_corrected_with_a_reason():
    by = manager()
    made = held(by)
    answer(by, "meeting_correct_field", made.uid, "place", value="Guildhall", why="The wrong hall")

    shown = page(by, "meeting", made.uid)
    assert "Guildhall" in shown
    assert "The wrong hall" in shown


def test_an_item_recorded_in_error_is_on_no_agenda():
    by = manager()
    one = item(meeting(by, meets_on=NEXT_ON), by=by)
    answer(by, "item_in_error", one.uid, why="Twice")
    assert queries.agenda(one.meeting, by) == []

    answer(by, "item_reinstate", one.uid, why="Once")
    assert queries.agenda(one.meeting, by) == [one]


def test_the_seats_are_shown_before_anything_is_known_of_them():
    by = secretary()
    made = meeting(by, meets_on=NEXT_ON)

    assert "Not recorded" in page(by, "attendance", made.uid)
