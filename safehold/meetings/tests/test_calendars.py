"""Invitations and calendar feeds: understood by calendars, neutral to whoever looks over a shoulder, and revocable."""

import email
from datetime import time, timedelta
from email import policy as mail_policy

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from safehold.access.models import AuditLine, Membership
from safehold.access.policy import Refused
from safehold.meetings import actions
from safehold.meetings.actions.calendars import tell_calendars
from safehold.meetings.models import CalendarEntry, CalendarFeed
from safehold.meetings.queries import calendars as queries
from safehold.meetings.tests.factories import HELD_ON, NEXT_ON, chair, holder, item, meeting, member, recused, secretary
from safehold.partnership.models import SeatHolder
from safehold.partnership.tests.factories import manager
from safehold.records import outbox, rotation
from safehold.records.models import Conflict, Message
from safehold.records.tests.promises import ask_and_answer, browser

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
KIND = CalendarEntry.Kind


@pytest.fixture
def by():
    return secretary()


@pytest.fixture
def made(by):
    """A meeting to come, with the constabulary and the council in their seats."""
    for code in ("police", "council"):
        member(code)
    return meeting(by, meets_on=NEXT_ON, place="Town hall", link="https://meet.example/secret-room")


def entries(kind: str = "") -> list[tuple[Message, Calendar]]:
    """The calendar entries that went out, oldest first, as a calendar reads them."""
    sent = Message.objects.exclude(calendar="").order_by("id")
    found = [(each, Calendar.from_ical(outbox.calendar_of(each))) for each in sent]
    return [each for each in found if not kind or each[1]["METHOD"] == kind]


def kept_from(made, who) -> None:
    """Somebody has an interest in the whole of a meeting."""
    told = {"declared_on": who.on, "from_on": who.on, "why": "Their own team"}
    Conflict.objects.create(entry=made.entry, user=who.user, declared_by=who.user, **told)


def event_of(calendar: Calendar):
    (event,) = calendar.walk("VEVENT")
    return event


def test_an_invitation_goes_once_to_each_who_sits_in_the_group(made, by):
    sent = actions.invite(made, by=by)

    people = queries.invitees(made, on=by.on)
    assert sent == len(people) >= 2
    assert {message.to_user for message, _ in entries("REQUEST")} == set(people)
    with pytest.raises(Refused, match="invited already"):
        actions.invite(made, by=by)


def test_it_says_when_and_where_and_nothing_else(made, by):
    item(made, by=by, title="A sealed matter")
    actions.invite(made, by=by)
    message, calendar = entries()[0]
    event = event_of(calendar)

    assert calendar["METHOD"] == "REQUEST"
    assert event["SUMMARY"] == "Partnership meeting"
    assert event["LOCATION"] == "Town hall"
    assert event.decoded("DTSTART").isoformat().startswith(f"{NEXT_ON}T{made.starts_at}")
    assert str(event.decoded("DTSTART").tzinfo) == "Europe/London"
    assert event["CLASS"] == "PRIVATE"
    said = outbox.calendar_of(message) + message.subject + outbox.words_of(message)
    for secret in (made.group.name_on(NEXT_ON), "A sealed matter", "secret-room"):
        assert secret not in said.replace("\r\n ", "")
    # nobody learns from it who else sits there
    assert str(event["ATTENDEE"]) == f"mailto:{message.to_user.email}"


def test_a_change_reaches_whoever_was_invited_with_a_later_number(made, by):
    actions.invite(made, by=by)
    before = int(event_of(entries()[0][1])["SEQUENCE"])
    actions.rearrange(
        made,
        by=by,
        meets_on=NEXT_ON + timedelta(days=1),
        starts_at=time(14),
        ends_at=time(16),
        place="Town hall",
        why="The hall is taken",
    )

    changed = [(message, calendar) for message, calendar in entries("REQUEST") if message.kind == "meetings.changed"]
    assert {message.to_user for message, _ in changed} == set(queries.invitees(made, on=by.on))
    event = event_of(changed[0][1])
    assert int(event["SEQUENCE"]) > before
    assert event["UID"] == event_of(entries()[0][1])["UID"]
    assert event.decoded("DTEND").hour == 16


def test_cancelling_takes_it_out_of_their_calendars(made, by):
    actions.invite(made, by=by)
    actions.cancel(made, by=by, why="Nobody can come")

    off = entries("CANCEL")
    assert {message.to_user for message, _ in off} == set(queries.invitees(made, on=by.on))
    assert event_of(off[0][1])["STATUS"] == "CANCELLED"


def test_nobody_is_told_who_was_never_invited(made, by):
    actions.cancel(made, by=by, why="Nobody can come")

    assert entries() == []


def test_whoever_left_the_group_before_its_new_day_is_told_that_it_is_off(made, by):
    actions.invite(made, by=by)
    police = next(each for each in queries.invitees(made, on=by.on) if "police" in each.memberships.get().agency.code)
    SeatHolder.objects.filter(user=police).update(to_on=NEXT_ON)
    actions.rearrange(
        made,
        by=by,
        meets_on=NEXT_ON + timedelta(days=7),
        starts_at=time(10),
        place="Town hall",
        why="The hall is taken",
    )

    assert [message.to_user for message, _ in entries("CANCEL")] == [police]
    assert police not in queries.invited(made)


def test_outlook_gets_it_beside_the_words_and_not_as_a_file(made, by, mailoutbox, settings):
    from safehold.records import delivery

    actions.invite(made, by=by)
    delivery.send_waiting()
    parsed = email.message_from_bytes(mailoutbox[0].message().as_bytes(), policy=mail_policy.default)

    assert parsed.get_content_type() == "multipart/alternative"
    part = next(each for each in parsed.walk() if each.get_content_type() == "text/calendar")
    assert part.get_param("method") == "REQUEST"
    assert not part.is_attachment()
    assert Calendar.from_ical(part.get_content())["METHOD"] == "REQUEST"


def test_a_calendar_entry_is_kept_through_the_vault_and_renewed_with_its_key(made, by):
    actions.invite(made, by=by)
    message, calendar = entries()[0]
    assert "VEVENT" not in message.calendar
    rotation.MESSAGES.renew(message.pk)

    message.refresh_from_db()
    assert Calendar.from_ical(outbox.calendar_of(message)) == calendar


def test_whoever_is_kept_from_a_meeting_is_not_told_of_it(made, by):
    police = holder("police")
    kept_from(made, police)
    page = browser(by).get(reverse("meetings:invite", args=[made.uid])).content.decode()
    actions.invite(made, by=by)

    assert police.user.name not in page
    assert police.user not in {message.to_user for message, _ in entries()}


def test_whoever_is_kept_from_it_later_is_told_that_it_is_off_and_nothing_more(made, by):
    police = holder("police")
    actions.invite(made, by=by)
    kept_from(made, police)
    actions.rearrange(made, by=by, meets_on=NEXT_ON, starts_at=time(15), place="Hall", why="")

    to_police = [calendar["METHOD"] for message, calendar in entries() if message.to_user == police.user]
    assert to_police == ["REQUEST", "CANCEL"]


def test_a_meeting_recorded_in_error_leaves_their_calendars(made, by):
    actions.invite(made, by=by)
    actions.enter_in_error(made, by=manager(), why="There is no such meeting")

    assert {message.to_user for message, _ in entries("CANCEL")} == {
        message.to_user for message, _ in entries("REQUEST")
    }


def test_whoever_sits_there_again_is_invited_again_with_a_later_number(made, by):
    actions.invite(made, by=by)
    police = holder("police").user
    SeatHolder.objects.filter(user=police).update(to_on=NEXT_ON - timedelta(days=1))
    tell_calendars(made, KIND.CHANGED, by=by)
    SeatHolder.objects.filter(user=police).update(to_on=None)
    actions.invite(made, by=by)

    numbers = [int(event_of(calendar)["SEQUENCE"]) for message, calendar in entries() if message.to_user == police]
    assert numbers == sorted(set(numbers))
    assert len(numbers) == 3


# --- the address that a calendar fetches ---


def made_feed(who) -> str:
    """The path of a new feed."""
    return reverse("meetings:feed", args=[actions.make_feed(by=who)])


def fetched(path: str) -> list[str]:
    return [str(event["UID"]) for event in Calendar.from_ical(Client().get(path).content).walk("VEVENT")]


def test_a_feed_holds_the_meetings_of_ones_own_groups_and_no_word_of_them(made, by):
    police = holder("police")
    path = made_feed(police)
    answer = Client().get(path)

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert fetched(path) == [f"{made.uid}@localhost"]
    assert made.group.name_on(NEXT_ON) not in answer.text.replace("\r\n ", "")
    # whoever keeps every group's meetings sits in none
    assert fetched(made_feed(by)) == []


def test_a_cancelled_meeting_is_marked_so(made, by):
    path = made_feed(holder("police"))
    actions.cancel(made, by=by, why="Nobody can come")

    (event,) = Calendar.from_ical(Client().get(path).content).walk("VEVENT")
    assert event["STATUS"] == "CANCELLED"


def test_what_is_long_past_is_left_out(by):
    police = member("police")
    old = meeting(by, meets_on=HELD_ON)
    path = made_feed(police)

    assert (f"{old.uid}@localhost" in fetched(path)) is (police.on - queries.BACK <= HELD_ON)


@pytest.mark.parametrize("how", ["revoked", "made anew", "account closed", "membership ended", "seat ended"])
def test_an_address_that_does_not_stand_tells_nothing(made, how):
    police = holder("police")
    path = made_feed(police)
    assert fetched(path)
    yesterday = police.on - timedelta(days=1)
    if how == "revoked":
        actions.revoke_feed(by=police)
    elif how == "made anew":
        made_feed(police)
    elif how == "account closed":
        police.user.is_active = False
        police.user.save()
    elif how == "membership ended":
        Membership.objects.filter(user=police.user).update(to_on=yesterday)
    else:
        SeatHolder.objects.filter(user=police.user).update(to_on=yesterday)

    answer = Client().get(path)
    assert b"VEVENT" not in answer.content
    if how in ("revoked", "made anew", "account closed"):
        assert answer.status_code == 404


def test_calendars_that_go_on_asking_for_a_revoked_address_stand_in_nobodys_way(made):
    police, council = holder("police"), holder("council")
    old, standing = made_feed(police), made_feed(council)
    actions.revoke_feed(by=police)
    client = Client()
    for _ in range(30):
        assert client.get(old).status_code == 404

    assert client.get(standing).status_code == 200
    assert client.get(reverse("account_login")).status_code == 200


def test_guessing_is_slowed_and_finds_nothing():
    client = Client()
    answers = [client.get(reverse("meetings:feed", args=[f"guess-{n}"])).status_code for n in range(25)]

    assert answers[:20] == [404] * 20
    assert 429 in answers[20:]


def test_that_a_calendar_came_is_in_the_trail_once_a_day(made):
    police = holder("police")
    path = made_feed(police)
    for _ in range(3):
        Client().get(path)

    (line,) = AuditLine.objects.filter(event="meetings.feed_read")
    assert (line.by_id, line.facts["uids"]) == (police.user_id, [str(made.uid)])
    assert CalendarFeed.objects.get().last_read_on == police.on


def test_an_address_is_shown_once_in_a_browser_and_can_be_revoked(made):
    police = holder("police")
    client = browser(police)
    page = client.get(reverse("meetings:calendar")).content.decode()
    assert "You have no address yet" in page
    ask_and_answer(client, reverse("meetings:make_feed"))
    first, second = (client.get(reverse("meetings:calendar")).content.decode() for _ in range(2))

    assert ".ics" in first
    assert ".ics" not in second
    assert "It cannot be shown again" in second
    ask_and_answer(client, reverse("meetings:revoke_feed"))
    assert "You have no address yet" in client.get(reverse("meetings:calendar")).content.decode()


def test_only_those_who_keep_a_meeting_invite_to_it(made):
    with pytest.raises(Refused, match="Only the group’s chair"):
        actions.invite(made, by=holder("police"))
    assert actions.invite(made, by=chair())


def test_a_recusal_from_an_item_takes_no_meeting_out_of_a_calendar(made, by):
    police = holder("police")
    recused(item(made, by=by), police, by)

    assert fetched(made_feed(police)) == [f"{made.uid}@localhost"]
