"""Places at a meeting about a case: who can be given one, who gives it, and what taking it away does."""

from datetime import date

import pytest
from django.urls import reverse

from safehold.access.models import CircleMember
from safehold.access.policy import Refused
from safehold.meetings import actions
from safehold.meetings.models import CalendarEntry, Invitee, Part
from safehold.meetings.tests.factories import (
    SINCE,
    board,
    item,
    manager,
    seat_of,
)
from safehold.meetings.tests.of_cases import of, somebody
from safehold.partnership.actions import seats as seating
from safehold.records.models import Message
from safehold.records.tests.promises import ask_and_answer, browser, sees

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("notebooks_are_cases")]
LATER = date(2021, 4, 27)
TOLD = {"words": "Look again in May", "reasons": "Nothing is known yet"}


# --- who is invited ---


def test_a_meeting_lets_nobody_into_the_case(case):
    made = case.meeting()

    with pytest.raises(Refused, match="does not see what this meeting is about"):
        actions.invite_to(made, by=case.officer, membership=of(case.outsider), part=Part.MEMBER)
    assert not Invitee.objects.filter(user=case.outsider.user).exists()


@pytest.mark.parametrize("who", ["police", "school"])
def test_only_whoever_keeps_the_meeting_or_chairs_it_says_who_is_invited(case, who):
    made = case.peopled()
    Invitee.objects.filter(meeting=made, user=case.health.user).delete()
    by, told = case.everybody[who], {"membership": of(case.health), "part": Part.MEMBER}
    if who == "police":  # who chairs it
        assert actions.invite_to(made, by=by, **told).user == case.health.user
    else:
        with pytest.raises(Refused, match="Only whoever chairs this meeting or keeps its record"):
            actions.invite_to(made, by=by, **told)


def test_somebody_is_invited_once_and_one_person_chairs(case):
    made = case.peopled()

    with pytest.raises(Refused, match="They are invited already"):
        actions.invite_to(made, by=case.officer, membership=of(case.health), part=Part.MEMBER)
    third = somebody("health")
    CircleMember.objects.create(circle=case.record.entry.circle, user=third.user, agency=third.agency, from_on=SINCE)
    with pytest.raises(Refused, match="Somebody else chairs this meeting"):
        actions.invite_to(made, by=case.officer, membership=of(third), part=Part.CHAIR)


def test_whoever_loses_their_place_sees_nothing_and_their_calendar_is_told(case):
    made = case.peopled()
    one = item(made, "What happened", case.officer)
    actions.invite(made, by=case.officer)
    place = Invitee.objects.get(meeting=made, user=case.health.user)

    actions.take_place_away(place, by=case.officer)

    assert not sees(case.health, made)
    assert not sees(case.health, one)
    assert sees(case.health, case.record), "the case is theirs still"
    assert Invitee.objects.get(pk=place.pk).off_by == case.officer.user
    told = CalendarEntry.objects.filter(meeting=made, user=case.health.user).first()
    assert told.kind == CalendarEntry.Kind.CANCELLED
    assert CalendarEntry.objects.filter(kind=CalendarEntry.Kind.CANCELLED).count() == 1
    # and they can come back
    actions.invite_to(made, by=case.officer, membership=of(case.health), part=Part.MEMBER)
    assert sees(case.health, one)


def test_somebody_is_left_to_keep_the_meeting(case):
    made = case.meeting()

    with pytest.raises(Refused, match="Nobody else could keep this meeting"):
        actions.take_place_away(Invitee.objects.get(), by=case.officer)
    assert sees(case.officer, made)


def test_invitations_go_to_those_who_are_invited_and_say_nothing_of_the_case(case):
    made = case.peopled()

    assert actions.invite(made, by=case.officer) == 4

    people = {case.officer.user, case.police.user, case.health.user, case.school.user}
    assert {each.to_user for each in Message.objects.exclude(calendar="")} == people
    assert "Strategy" not in "".join(each.subject for each in Message.objects.all())


def test_who_fills_a_seat_of_a_group_is_invited_for_it(case):
    board()
    seating.fill_seat(seat_of("police"), by=manager(), user=case.police.user, from_on=SINCE)
    made = case.meeting()
    client, address = browser(case.officer), reverse("meetings:invite_to", args=[made.uid])
    assert "Westmere police on Board, which" in client.get(address).content.decode()

    answer = ask_and_answer(client, address, who=f"seat:{seat_of('police').pk}", part=Part.CHAIR)

    assert answer.status_code == 302
    place = Invitee.objects.get(part=Part.CHAIR)
    assert (place.user, place.seat) == (case.police.user, seat_of("police"))
    assert "for its seat on Board" in client.get(reverse("meetings:attendance", args=[made.uid])).content.decode()


@pytest.mark.parametrize("places", [2, 9])
def test_its_pages_ask_as_many_questions_for_many_places_as_for_one(case, places, django_assert_max_num_queries):
    made = case.meeting()
    for number in range(places):
        who = somebody(f"agency-{number}")
        CircleMember.objects.create(circle=case.record.entry.circle, user=who.user, agency=who.agency, from_on=SINCE)
        actions.invite_to(made, by=case.officer, membership=of(who), part=Part.MEMBER)
    client = browser(case.officer)
    for name in ("meeting", "attendance", "invite", "invite_to"):
        address = reverse(f"meetings:{name}", args=[made.uid])
        client.get(address)
        with django_assert_max_num_queries(12):
            client.get(address)
