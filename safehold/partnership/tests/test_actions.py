"""What can be done to agencies, groups and seats, and everything that is refused."""

from datetime import date, timedelta

import pytest

from safehold.access.actor import Actor
from safehold.access.models import AuditLine, CircleMember, LegalBody
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.partnership.actions import agencies, groups, names, rows, seats, setup
from safehold.partnership.models import AnswersTo, Capacity, Chair, Seat, SeatHolder, SeatKind
from safehold.partnership.tests.factories import DAY, SINCE, agency, group, manager, person, seat

pytestmark = pytest.mark.django_db

JULY = date(2022, 7, 1)


def events():
    return list(AuditLine.objects.values_list("event", flat=True))


# --- names ---


def test_a_commissioner_that_was_renamed_keeps_its_old_name_on_old_days():
    by = manager()
    ccg = agency("health", by=by, name="Clinical Commissioning Group")

    agencies.rename_agency(ccg, by=by, name="Integrated Care Board", from_on=JULY)

    ccg.refresh_from_db()
    assert ccg.name_on(JULY - timedelta(days=1)) == "Clinical Commissioning Group"
    assert ccg.name_on(JULY) == "Integrated Care Board"
    assert ccg.current_name == "Clinical Commissioning Group"  # that is still to come
    assert "partnership.agency_renamed" in events()


def test_on_the_day_a_new_name_begins_lists_show_it():
    by = manager()
    ccg = agency("health", by=by, name="Clinical Commissioning Group")
    agencies.rename_agency(ccg, by=by, name="Integrated Care Board", from_on=JULY)

    assert names.keep_names_current(by=Actor.system("tests", on=JULY - timedelta(days=1))) == 0
    assert names.keep_names_current(by=Actor.system("tests", on=JULY)) == 1

    ccg.refresh_from_db()
    assert ccg.current_name == "Integrated Care Board"


def test_an_agency_cannot_be_renamed_from_before_its_latest_name():
    by = manager()
    ccg = agency("health", by=by)
    agencies.rename_agency(ccg, by=by, name="Board", from_on=JULY)

    with pytest.raises(Refused, match="another name from that day or a later one"):
        agencies.rename_agency(ccg, by=by, name="Other", from_on=DAY)

    assert ccg.names.count() == 2


def test_a_group_keeps_its_earlier_name_on_earlier_days():
    by = manager()
    board = group("yjs-board", by=by, name="Youth Offending Board")

    groups.rename_group(board, by=by, name="Youth Justice Board", from_on=JULY)

    board = type(board).objects.get(pk=board.pk)
    assert (board.name_on(DAY), board.name_on(JULY)) == ("Youth Offending Board", "Youth Justice Board")


# --- whom a group answers to ---


def test_a_group_may_answer_to_three_at_once_and_to_a_body_outside():
    by = manager()
    steering, *above = (group(code, by=by) for code in ("violence", "exploitation", "abuse", "youth"))

    for each in above:
        groups.answer_to(steering, by=by, to_group=each, from_on=SINCE)
    groups.answer_to(steering, by=by, to_body=LegalBody.HWB, from_on=SINCE)

    assert AnswersTo.objects.on(DAY).filter(group=steering).count() == 4


@pytest.mark.parametrize(
    ("who", "to_group", "to_body", "reason"),
    [
        ("c", None, "", "Say one group or one body"),
        ("c", "a", LegalBody.CSP, "Say one group or one body"),
        ("c", "c", "", "cannot answer to itself"),
        ("a", "c", "", "C answers to A, so A cannot answer to it"),
        ("c", "b", "", "already answers to that group"),
        ("c", None, LegalBody.SAB, "already answers to that body"),
    ],
)
def test_answering_refused(who, to_group, to_body, reason):
    by = manager()
    made = {code: group(code, by=by) for code in "abc"}
    groups.answer_to(made["b"], by=by, to_group=made["a"], from_on=SINCE)
    groups.answer_to(made["c"], by=by, to_group=made["b"], from_on=SINCE)
    groups.answer_to(made["c"], by=by, to_body=LegalBody.SAB, from_on=SINCE)

    with pytest.raises(Refused, match=reason):
        groups.answer_to(made[who], by=by, to_group=made.get(to_group), to_body=to_body, from_on=SINCE)

    assert AnswersTo.objects.count() == 3


# --- seats and who fills them ---


def test_filling_a_seat_lets_the_person_into_the_groups_circle_and_ending_it_lets_them_out():
    by = manager()
    fire = agency("fire", by=by)
    executive = group("executive", by=by)
    holder = seats.fill_seat(seat(executive, fire, by=by), by=by, user=person(fire), from_on=SINCE)

    member = CircleMember.objects.get(circle=executive.circle)
    assert (member.circle, member.user, member.agency) == (executive.circle, holder.user, fire)
    assert (member.from_on, member.to_on) == (SINCE, None)

    rows.end(holder, by=by, to_on=DAY)

    member.refresh_from_db()
    assert member.to_on == DAY


def test_of_two_people_of_one_name_each_holds_their_own_seat():
    by = manager()
    fire = agency("fire", by=by)
    executive = group("executive", by=by)
    one, other = person(fire, name="Sam Poole"), person(fire, name="Sam Poole")
    first = seat(executive, fire, by=by, office="Area manager")
    seats.fill_seat(first, by=by, user=one, from_on=SINCE)

    seats.fill_seat(seat(executive, fire, by=by, office="Prevention"), by=by, user=other, from_on=SINCE)

    assert set(CircleMember.objects.values_list("user", flat=True)) == {one.pk, other.pk}
    with pytest.raises(Refused, match="Somebody else fills this seat"):
        seats.fill_seat(first, by=by, user=other, from_on=DAY)


def test_two_seats_in_one_group_make_one_membership_of_its_circle():
    by = manager()
    council = agency("council-services", by=by)
    executive = group("executive", by=by)
    both = person(council)
    children, adults = (seat(executive, council, by=by, office=office) for office in ("Children", "Adults"))
    seats.fill_seat(children, by=by, user=both, from_on=SINCE, to_on=DAY)
    seats.fill_seat(adults, by=by, user=both, from_on=DAY)

    assert [(row.from_on, row.to_on) for row in CircleMember.objects.filter(circle=executive.circle)] == [(SINCE, None)]


def test_those_who_only_observe_are_not_in_the_inner_circle():
    by = manager()
    fire = agency("fire", by=by)
    executive = group("executive", by=by)
    member, observer = person(fire), person(fire)
    seats.fill_seat(seat(executive, fire, by=by), by=by, user=member, from_on=SINCE)
    watches = seat(executive, fire, by=by, office="Observer", kind=SeatKind.OBSERVER)
    seats.fill_seat(watches, by=by, user=observer, from_on=SINCE)

    def within(circle):
        return set(CircleMember.objects.filter(circle=circle).values_list("user", flat=True))

    assert within(executive.circle) == {member.pk, observer.pk}
    assert within(executive.inner_circle) == {member.pk}


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"user": "stranger"}, "does not act for Fire on 29 September 2019"),
        ({"user": "leaver"}, "has left"),
        ({"from_on": SINCE - timedelta(days=1)}, "does not hold this seat on that day"),
        ({"to_on": SINCE - timedelta(days=1)}, "The last day must be the same as or after the first day"),
    ],
)
def test_filling_refused(facts, reason):
    by = manager()
    fire = agency("fire", by=by)
    people = {"stranger": person(agency("police", by=by)), "leaver": person(fire, is_active=False)}
    empty = seat(group("executive", by=by), fire, by=by)
    facts = {"user": person(fire), "from_on": SINCE} | facts
    facts["user"] = people.get(facts["user"], facts["user"])

    with pytest.raises(Refused, match=reason):
        seats.fill_seat(empty, by=by, **facts)

    assert not SeatHolder.objects.exists()
    assert not CircleMember.objects.exists()


def test_a_deputy_may_sit_beside_the_member_but_one_person_is_not_both():
    by = manager()
    fire = agency("fire", by=by)
    held = seat(group("executive", by=by), fire, by=by)
    member = person(fire)
    seats.fill_seat(held, by=by, user=member, from_on=SINCE)
    seats.fill_seat(held, by=by, user=person(fire), capacity=Capacity.DEPUTY, from_on=SINCE)

    with pytest.raises(Refused, match="They already hold this seat"):
        seats.fill_seat(held, by=by, user=member, capacity=Capacity.DEPUTY, from_on=SINCE)


def test_an_observers_seat_is_never_needed_for_a_quorum():
    by = manager()
    watch = agency("healthwatch", by=by)

    with pytest.raises(Refused, match="Only a member's seat"):
        seat(group("executive", by=by), watch, by=by, kind=SeatKind.OBSERVER, needed_for_quorum=True)

    assert not Seat.objects.exists()


def test_a_seat_cannot_be_given_before_its_group_was_founded():
    by = manager()
    fire = agency("fire", by=by)
    late = group("mca", by=by, founded_on=date(2020, 9, 1), from_on=date(2020, 9, 1))

    with pytest.raises(Refused, match="was not there before 1 September 2020"):
        seat(late, fire, by=by)


# --- chairs, terms, quorum ---


def test_two_people_never_chair_on_one_day():
    by = manager()
    team = agency("partnership-team", by=by)
    executive = group("executive", by=by)
    groups.appoint_chair(executive, by=by, user=person(team), agency=team, from_on=SINCE)

    with pytest.raises(Refused, match="already has a chair"):
        groups.appoint_chair(executive, by=by, user=person(team), agency=team, from_on=DAY)

    assert Chair.objects.count() == 1


def test_a_new_edition_of_the_terms_ends_the_one_before():
    by = manager()
    executive = group("executive", by=by)
    first = groups.adopt_terms(executive, by=by, edition="1", purpose="Lead.", from_on=SINCE)

    groups.adopt_terms(executive, by=by, edition="2", purpose="Lead on.", from_on=DAY, review_on=JULY)

    first.refresh_from_db()
    assert first.to_on == DAY - timedelta(days=1)
    assert executive.terms.on(DAY).get().edition == "2"


def test_terms_that_a_group_approved_say_when():
    by = manager()
    executive = group("executive", by=by)

    with pytest.raises(Refused, match="Enter the date the terms of reference were approved"):
        groups.adopt_terms(executive, by=by, edition="1", purpose="-", from_on=SINCE, approving_group=executive)


def test_terms_are_never_approved_on_a_day_to_come():
    by = manager()
    executive = group("executive", by=by)
    told = {"edition": "1", "purpose": "Lead.", "from_on": SINCE}

    with pytest.raises(Refused, match="The date approved must be today or in the past"):
        groups.adopt_terms(executive, by=by, approved_on=by.on + timedelta(days=1), **told)

    assert not executive.terms.exists()
    assert groups.adopt_terms(executive, by=by, approved_on=by.on, **told).approved_on == by.on


def test_terms_are_never_corrected_to_have_been_approved_on_a_day_to_come():
    by = manager()
    executive = group("executive", by=by)
    terms = groups.adopt_terms(executive, by=by, edition="1", purpose="Lead.", from_on=SINCE, approved_on=SINCE)

    with pytest.raises(Refused, match="The date approved must be today or in the past"):
        rows.correct(terms, by=by, approved_on=by.on + timedelta(days=1), why="Misread")

    terms.refresh_from_db()
    assert terms.approved_on == SINCE
    rows.correct(terms, by=by, approved_on=by.on, why="Misread")
    assert executive.terms.get().approved_on == by.on


# --- who may ---


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in (Role.BUSINESS_MANAGER, Role.SYSTEM_ADMINISTRATOR)]
)
def test_nobody_else_sets_the_partnership_up(role):
    with pytest.raises(Refused, match="Only the business manager or a system administrator"):
        group("executive", by=actor(role))


def test_an_agency_lead_keeps_their_own_agencys_contacts_and_seats_and_no_others():
    by = manager()
    fire, police = agency("fire", by=by), agency("police", by=by)
    lead = actor(Role.AGENCY_LEAD, agency="fire")
    executive = group("executive", by=by)
    ours, theirs = seat(executive, fire, by=by), seat(executive, police, by=by)

    seats.fill_seat(ours, by=lead, user=person(fire), from_on=SINCE)
    agencies.add_contact(fire, by=lead, purpose="Referrals", telephone="01632 960001", from_on=SINCE)

    with pytest.raises(Refused, match="your own agency only"):
        seats.fill_seat(theirs, by=lead, user=person(police), from_on=SINCE)
    with pytest.raises(Refused, match="your own agency only"):
        agencies.add_contact(police, by=lead, purpose="Referrals", telephone="01632 960002", from_on=SINCE)
    with pytest.raises(Refused, match="Only the business manager or a system administrator"):
        rows.end(ours, by=lead, to_on=DAY)


def test_a_system_administrator_sets_up_but_says_nothing_about_people():
    by = actor(Role.SYSTEM_ADMINISTRATOR)
    fire = agency("fire", by=by)
    held = seat(group("executive", by=by), fire, by=by)

    with pytest.raises(Refused, match="agency’s lead or the business manager"):
        seats.fill_seat(held, by=by, user=person(fire), from_on=SINCE)
    with pytest.raises(Refused, match="Only the business manager can record who chairs"):
        groups.appoint_chair(held.group, by=by, user=person(fire), agency=fire, from_on=SINCE)


# --- what the partnership chooses ---


def test_one_installation_serves_one_partnership():
    by = manager()
    facts = {"name": "Westmere Safeguarding Partnership", "short_name": "WSP"}
    setup.describe(by=by, **facts)

    with pytest.raises(Refused):
        setup.describe(by=by, **facts)


def test_a_weekend_is_not_closed_twice():
    by = manager()

    with pytest.raises(Refused, match="at a weekend"):
        setup.mark_day(by=by, day_on=date(2021, 5, 1), reason="Count")

    setup.mark_day(by=by, day_on=date(2021, 5, 1), reason="Count", working=True)
