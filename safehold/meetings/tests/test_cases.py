"""Meetings about a case: for those alone who are invited and see the case, and nothing of it for anybody else, anywhere."""

from datetime import date

import pytest
from django.urls import reverse
from icalendar import Calendar

from safehold.access.models import CircleMember
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.meetings import actions, packs, queries
from safehold.meetings.lifecycle import Status
from safehold.meetings.models import ItemKind, Meeting, Part, Standing
from safehold.meetings.queries import calendars, cases, deciding, minutes, seats
from safehold.meetings.tests.factories import (
    HELD_ON,
    NEXT_ON,
    SINCE,
    board,
    first,
    item,
    manager,
    recused,
    secretary,
)
from safehold.meetings.tests.of_cases import Case, a_quorum, somebody
from safehold.records.actions.need_to_know import declare_conflict
from safehold.records.models import Conflict, Entry, SearchName
from safehold.records.tests.promises import answers_like_absent, ask_and_answer, browser, sees, sees_as_its_entry_does

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("notebooks_are_cases")]
LATER = date(2021, 4, 27)
TOLD = {"words": "Look again in May", "reasons": "Nothing is known yet"}


# --- planning ---


def test_whoever_works_on_a_case_plans_a_meeting_about_it_and_keeps_its_record(case):
    made = case.meeting()

    assert (made.group, made.about, made.number) == (None, case.record.entry, 1)
    assert made.entry.source == case.record.entry
    assert [(each.user, each.part) for each in cases.invitees_of(made)] == [(case.officer.user, Part.KEEPER)]
    assert str(made) == "Strategy meeting, 20 April 2021"
    assert case.meeting(meets_on=LATER).number == 2


@pytest.mark.parametrize("why", ["not a kind of case", "came out of another", "same day"])
def test_what_no_meeting_is_planned_about(case, settings, why):
    expected = "Meetings are held about cases"
    if why == "not a kind of case":
        settings.CASE_KINDS = []
    elif why == "came out of another":
        Entry.objects.filter(pk=case.record.entry_id).update(source=somebody_elses_entry())
    else:
        case.meeting()
        expected = "There is a meeting about this on that day already"
    case.record.refresh_from_db()
    with pytest.raises(Refused, match=expected):
        case.meeting()


def somebody_elses_entry() -> Entry:
    return Case("Another case").record.entry


def test_whoever_only_reads_a_case_plans_nothing_about_it(case):
    auditor = somebody("council", Role.CASE_FILE_AUDITOR)
    CircleMember.objects.create(
        circle=case.record.entry.circle, user=auditor.user, agency=auditor.agency, from_on=SINCE
    )
    assert sees(auditor, case.record)

    with pytest.raises(Refused, match="Your role reads this record"):
        actions.plan_about(
            case.record.entry, by=auditor, name="A", meets_on=NEXT_ON, starts_at=case.meeting().starts_at, place="Here"
        )


# --- the strictest source governs ---


def test_nobody_finds_anything_of_it_who_is_not_invited_or_does_not_see_the_case(case):
    """Those who see the case and were not invited, the office and the partnership's own chair among those who find nothing."""
    made = case.meeting()
    one = item(made, "What happened", case.officer)
    others = [case.health, case.outsider, manager(), secretary(), actor(Role.INDEPENDENT_CHAIR, agency="team")]

    assert sees(case.officer, made)
    assert queries.agenda(made, case.officer) == [one]
    for who in others:
        assert not sees(who, made)
        assert not sees(who, one)
        assert not Entry.objects.known_to(who).filter(pk=made.entry_id).exists() or sees(who, case.record)
        for found in (queries.meetings_visible_to(who), queries.items_visible_to(who), queries.forward_plan(who)):
            assert found.count() == 0
        client = browser(who)
        for name in ("meetings:meetings", "meetings:forward_plan", "meetings:decisions"):
            shown = client.get(reverse(name)).content.decode()
            assert "Strategy meeting" not in shown
            assert "What happened" not in shown
    for name in ("meeting", "attendance", "minutes", "pack", "rearrange", "invite_to"):
        answers_like_absent(
            browser(case.outsider), lambda uid, to=name: reverse(f"meetings:{to}", args=[uid]), made.uid
        )
    answers_like_absent(browser(case.outsider), lambda uid: reverse("meetings:item", args=[uid]), one.uid)
    answers_like_absent(browser(case.outsider), lambda uid: reverse("meetings:about", args=[uid]), case.record.uid)


def test_search_finds_no_meeting_about_a_case_by_its_words(case):
    """Not even for who is invited: what the meeting is called, and what it speaks of, can say what the case is."""
    made = case.meeting()
    item(made, "What happened", case.officer)

    names = SearchName.objects.filter(entry__source=case.record.entry)
    assert [each.words for each in names] == ["", ""]
    assert SearchName.objects.get(entry=item().entry).words


@pytest.mark.parametrize("how", ["let out", "a conflict", "sealed"])
def test_whoever_sees_the_case_no_longer_sees_nothing_of_its_meetings(case, how):
    made = case.peopled()
    one = item(made, "What happened", case.officer)
    secret = actions.make_feed(by=case.health)
    assert sees(case.health, made)
    assert sees(case.health, one)
    assert len(feed(case.health, secret)) == 1

    entry = case.record.entry
    if how == "a conflict":
        facts = {"user": case.health.user, "declared_by": case.health.user, "declared_on": SINCE, "from_on": SINCE}
        Conflict.objects.create(entry=entry, why="A cousin", **facts)
    else:
        CircleMember.objects.filter(circle=entry.circle, user=case.health.user).delete()
    if how == "sealed":
        Entry.objects.filter(pk=entry.pk).update(sealed=True)

    assert not sees(case.health, made)
    assert not sees(case.health, one)
    assert feed(case.health, secret) == []
    assert case.health.user not in calendars.invitees(made, on=case.officer.on)
    assert case.police.user in calendars.invitees(made, on=case.officer.on)
    answers_like_absent(browser(case.health), lambda uid: reverse("meetings:meeting", args=[uid]), made.uid)
    answers_like_absent(browser(case.health), lambda uid: reverse("meetings:item", args=[uid]), one.uid)


def feed(who, secret) -> list:
    told = browser(who).get(reverse("meetings:feed", args=[secret])).content.decode()
    assert "Strategy" not in told
    return Calendar.from_ical(told).walk("VEVENT")


@pytest.mark.parametrize("name", ["officer", "police", "health", "school", "outsider"])
def test_each_kind_is_seen_as_its_entry_is(case, name):
    made = case.peopled()
    item(made, "What happened", case.officer)
    item(made, "Said in confidence", case.officer, confidential=True)

    for found in (queries.meetings_visible_to, queries.items_visible_to):
        sees_as_its_entry_does(found, [case.everybody[name]])


def test_observers_find_nothing_that_is_confidential(case):
    made = case.peopled()
    item(made, "What happened", case.officer)
    item(made, "Said in confidence", case.officer, confidential=True)

    seen = {name: [str(each) for each in queries.agenda(made, who)] for name, who in case.everybody.items()}
    every = ["What happened", "Said in confidence"]
    assert seen == {"officer": every, "police": every, "health": every, "school": every[:1], "outsider": []}
    assert "Said in confidence" not in str(packs.pack_of(made, case.school, partnership="Westmere")[0].blocks)


def test_somebody_recused_from_an_item_finds_neither_it_nor_a_gap(case):
    made = case.peopled()
    for title in ("First", "Second", "Third"):
        item(made, title, case.officer)
    recused(queries.agenda(made, case.officer)[1], case.health, case.officer)

    assert [str(each) for each in queries.agenda(made, case.health)] == ["First", "Third"]


def test_an_interest_is_declared_in_the_case_and_not_in_one_meeting_about_it(case):
    """Kept from the meeting alone, somebody would find its items still: these come out of the case."""
    made = case.peopled()

    with pytest.raises(Refused, match="or of the case where the meeting is about one"):
        declare_conflict(made.entry, by=case.health, why="A cousin")


# --- what happens there ---


def test_it_is_held_once_something_is_known_of_everybody(case):
    made = case.peopled()
    case.attended(made, officer="member", police="deputy")

    with pytest.raises(Refused, match=f"Record first whether {case.health.name} was there"):
        actions.hold(made, by=case.officer)

    case.attended(made, health="apologies", school="member")
    actions.hold(made, by=case.officer)
    assert made.status == Status.HELD
    assert made.quorate is None


def test_it_needs_no_quorum_unless_the_pack_says_one(case):
    made = case.held(police="absent", health="apologies")
    decided = actions.decide(first_of(made, case), by=case.officer, **TOLD)
    assert decided.standing == Standing.DECIDED
    assert minutes.compose_head(made)["quorum"] == "A meeting about a case needs no quorum."

    a_quorum(2)
    later = case.peopled(meets_on=LATER)
    case.held(later, police="absent", health="apologies")
    recommended = actions.decide(first_of(later, case), by=case.officer, **TOLD)

    assert later.quorate is False
    assert recommended.standing == Standing.RECOMMENDED, "who observes makes no quorum"
    case.attended(later, health="deputy")
    recommended.refresh_from_db()
    assert recommended.standing == Standing.DECIDED


def first_of(made, case):
    return first(made) if queries.all_items(made).exists() else item(made, "What happened", case.officer)


def test_the_minutes_say_who_came_by_agency_and_are_agreed_by_the_chair_and_a_later_meeting(case):
    made = case.held(health="deputy")
    one = item(made, "What happened", case.officer)
    actions.decide(one, by=case.officer, **TOLD)
    actions.draft_minutes(made, by=case.officer)
    head = minutes.compose_head(made)
    assert ["Westmere police", f"{case.police.name} (chair)"] in head["present"]
    assert ["Westmere health", "Somebody Else (deputy)"] in head["present"]
    assert head["observers"] == [["Westmere school", case.school.name]]

    with pytest.raises(Refused, match="Only whoever chairs this meeting"):
        actions.agree_as_chair(made, by=case.officer, read=minutes.state_of(made, case.officer))
    actions.agree_as_chair(made, by=case.police, read=minutes.state_of(made, case.police))
    later = case.held(case.peopled(meets_on=LATER))
    assert queries.with_minutes_to_agree(later, case.officer) == [made]
    actions.agree_minutes(made, by=case.officer, at=later)

    assert made.status == Status.AGREED


def test_a_decision_is_replaced_at_a_later_meeting_about_the_same_case_alone(case):
    earlier = actions.decide(first_of(case.held(), case), by=case.officer, **TOLD)
    later = case.held(case.peopled(meets_on=LATER))
    assert deciding.earlier_of(first_of(later, case), case.officer) == [earlier]

    other = Case("Another case")
    elsewhere = other.held()
    with pytest.raises(Refused, match="Choose an earlier decision"):
        actions.decide(first_of(elsewhere, other), by=other.officer, replaces=earlier, **TOLD)
    assert actions.decide(first_of(later, case), by=case.officer, replaces=earlier, **TOLD).replaces == earlier


def test_what_is_agreed_there_stays_with_the_case_until_it_is_done(case):
    made = case.held()
    one = first_of(made, case)
    police = case.police.agency
    told = {"words": "Visit the address", "agency": police, "due_on": LATER}
    agreed = actions.agree_with_case(one, by=case.officer, **told)
    later = case.peopled(meets_on=LATER)

    assert deciding.still_to_do(later, case.health) == [agreed]
    assert list(deciding.agreed_about_case(case.outsider)) == []
    stranger = somebody("police")
    assert list(deciding.agreed_about_case(stranger)) == [], "not for others of the agency either"
    answers_to = reverse("meetings:say_done", args=[agreed.pk])
    assert browser(stranger).get(answers_to).status_code == 404
    with pytest.raises(Refused, match="Only the agency that does it"):
        actions.say_done(agreed, by=case.health, done_on=LATER)
    with pytest.raises(Refused, match="the day of the meeting or later"):
        actions.say_done(agreed, by=case.police, done_on=date(2021, 4, 1))

    actions.say_done(agreed, by=case.police, done_on=LATER)
    assert deciding.still_to_do(later, case.health) == []
    with pytest.raises(Refused, match="done already"):
        actions.say_done(agreed, by=case.police, done_on=LATER)


def test_nothing_of_it_is_carried_to_a_group(case):
    made = case.held()
    one = first_of(made, case)
    group = board()

    with pytest.raises(Refused, match="stays with the case"):
        actions.refer(one, by=case.officer, to_group=group, title="Look", words="Look")
    told = {"words": "Write it", "measure": "Ten", "agency": AgencyFactory(code="police"), "lead_role": "Head"}
    with pytest.raises(Refused, match="stays with the case"):
        actions.agree_action(one, by=case.officer, due_on=NEXT_ON, **told)
    assert seats.meetings_held(group, case.officer, SINCE, NEXT_ON) == []


def test_it_is_marked_as_recorded_in_error_and_reinstated_by_whoever_keeps_it(case):
    made = case.peopled()
    with pytest.raises(Refused, match="Only whoever chairs"):
        actions.enter_in_error(made, by=case.health, why="Twice")

    actions.enter_in_error(made, by=case.officer, why="Twice")
    assert list(cases.meetings_about(case.health, case.record.entry).standing()) == []
    actions.reinstate(made, by=case.officer, why="It stands")
    assert list(cases.meetings_about(case.health, case.record.entry).standing()) == [made]


# --- in a browser ---


def test_a_meeting_is_begun_on_the_page_of_the_case_and_walked_to_its_minutes(case):
    client = browser(case.officer)
    page = client.get(case.record.get_absolute_url()).content.decode()
    about = reverse("meetings:about", args=[case.record.uid])
    assert about in page
    assert "no meeting about it that you are invited to" in client.get(about).content.decode()

    planned = {"name": "Strategy meeting", "meets_on": HELD_ON, "starts_at": "10am", "place": "Room 4"}
    answer = ask_and_answer(client, reverse("meetings:plan_about", args=[case.record.uid]), **planned)
    made = Meeting.objects.get()
    assert answer.url == reverse("meetings:attendance", args=[made.uid])
    invite = reverse("meetings:invite_to", args=[made.uid])
    ask_and_answer(client, invite, who=f"person:{case.police.membership_id}", part=Part.CHAIR)
    added = {"title": "What happened", "item_kind": ItemKind.DISCUSSION}
    ask_and_answer(client, reverse("meetings:add_item", args=[made.uid]), **added)
    told = {f"mark_{each.pk}": "member" for each in cases.invitees_of(made)}
    assert ask_and_answer(client, reverse("meetings:record_attendance", args=[made.uid]), **told).status_code == 302
    assert ask_and_answer(client, reverse("meetings:hold", args=[made.uid])).status_code == 302
    one = queries.all_items(made).get()
    undertaken = {"words": "Visit", "agency": case.police.agency_id, "due_on": NEXT_ON}
    ask_and_answer(client, reverse("meetings:agree_with_case", args=[one.uid]), **undertaken)
    ask_and_answer(client, reverse("meetings:draft_minutes", args=[made.uid]))

    for name in ("meeting", "attendance", "minutes"):
        shown = browser(case.police).get(reverse(f"meetings:{name}", args=[made.uid]))
        assert shown.status_code == 200
        assert "Strategy meeting" in shown.content.decode()
    assert "Visit" in browser(case.police).get(one.get_absolute_url()).content.decode()
    assert "The case of the green door" in browser(case.police).get(made.get_absolute_url()).content.decode()
    assert "Strategy meeting" in browser(case.police).get(about).content.decode()
    assert "Strategy meeting" not in browser(case.health).get(about).content.decode()
    for name in ("meetings:meetings", "meetings:decisions", "meetings:forward_plan"):
        assert browser(case.police).get(reverse(name)).status_code == 200
