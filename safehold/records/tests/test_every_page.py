"""Who is let into which page of records, all in one table; what each shows is whole; and nothing leaks."""

import logging
from io import BytesIO

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from safehold.access.actor import Actor
from safehold.access.models import AuditLine, CircleMember
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.govuk.tests.pages import faults
from safehold.records import delivery, outbox
from safehold.records.models import (
    AccessRequest,
    Conflict,
    Document,
    EmergencyAccess,
    Extension,
    Message,
    Seal,
)
from safehold.records.tests import promises
from safehold.records.tests.places import MARK, places
from safehold.records.tests.promises import browser

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
KEPT = (AccessRequest, CircleMember, Conflict, Document, EmergencyAccess, Extension, Message, Seal)

# G: what GET answers to each of these people; anything but 200 and 302 must show nothing of the record.
#                             in charge, outsider, in circle, reads all, administrator, Caldicott, the LADO
TABLE = {
    "records:open":             (302, 302, 302, 302, 404, 302, 404),
    "records:document_add":     (200, 404, 200, 404, 404, 404, 404),
    "records:document":         (200, 404, 200, 404, 404, 404, 404),
    "records:document_withdraw":(200, 404, 403, 404, 404, 404, 404),
    "records:deadline_extend":  (200, 404, 403, 404, 404, 404, 404),
    "records:people":           (200, 404, 200, 404, 404, 404, 404),
    "records:member_add":       (200, 404, 403, 404, 404, 404, 404),
    "records:member_end":       (200, 404, 403, 404, 404, 404, 404),
    "records:ask":              (404, 403, 404, 200, 404, 200, 404),
    "records:emergency":        (404, 403, 404, 403, 404, 403, 404),
    "records:let_in":           (404, 404, 404, 404, 404, 404, 200),
    "records:conflict_own":     (200, 404, 200, 404, 404, 404, 404),
    "records:conflict_another": (200, 404, 403, 404, 404, 404, 404),
    "records:conflict_end":     (200, 404, 403, 404, 404, 404, 404),
    "records:seal":             (200, 404, 403, 404, 404, 404, 404),
    "records:unseal":           (403, 404, 403, 404, 404, 404, 404),
    "records:access_request":   (200, 404, 403, 404, 404, 404, 404),
    "records:emergencies":      (403, 403, 403, 403, 403, 200, 403),
    "records:emergency_review": (200, 404, 403, 404, 404, 200, 404),
    "records:outbox":           (403, 403, 403, 403, 200, 403, 403),
    "records:message":          (404, 404, 404, 404, 200, 404, 404),
}  # fmt: skip


@pytest.fixture
def world(settings):
    return places()


def people(world):
    """In the order of the columns of the table."""
    member = Actor.of(
        world.book.entry.circle.members.exclude(user=world.officer.user).get().user.memberships.get(),
        on=world.officer.on,
    )
    others = (Role.INDEPENDENT_SCRUTINEER, Role.SYSTEM_ADMINISTRATOR, Role.CALDICOTT, Role.LADO)
    partnership = [actor(role, agency="partnership") for role in others]
    return [world.officer, world.outsider, member, *partnership]


def test_every_address_of_records_is_in_the_table_and_in_the_world(world):
    assert set(promises.every_address(of="records:")) == set(TABLE) == set(world.addresses)


def test_who_is_let_into_which_page(world):
    found = {name: [] for name in TABLE}
    for who in people(world):
        page = browser(who)
        for name, row in TABLE.items():
            answer = page.get(reverse(name, args=world.addresses[name]))
            found[name].append(answer.status_code)
            if answer.status_code in (403, 404):
                assert MARK not in answer.text, f"{name} says too much to {sorted(who.roles)}"
            assert row
    assert {name: tuple(row) for name, row in found.items()} == TABLE


def test_what_may_not_be_opened_may_not_be_sent_either(world):
    """A POST is refused wherever a GET is; where it is not, an empty answer is a mistake and changes nothing."""
    before = [model.objects.count() for model in KEPT]
    for number, who in enumerate(people(world)):
        page = browser(who)
        for name, row in TABLE.items():
            answer = page.post(reverse(name, args=world.addresses[name]), {}).status_code
            expected = {row[number]} if row[number] in (403, 404) else {422, 409}
            assert answer in expected | {405}, f"{name} to {sorted(who.roles)}"
    assert [model.objects.count() for model in KEPT] == before


def test_a_stranger_is_asked_to_sign_in_everywhere(world):
    for name, arguments in world.addresses.items():
        for method in ("get", "post"):
            answer = getattr(Client(), method)(reverse(name, args=arguments))
            assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/account/login/"), name


def test_what_each_page_shows_is_whole_and_light_and_kept_nowhere(world):
    shown = 0
    for who in people(world):
        page = browser(who)
        for name, arguments in world.addresses.items():
            answer = page.get(reverse(name, args=arguments))
            if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                assert faults(answer.text) == [], name
                assert len(answer.content) < 60_000
                assert "no-store" in answer.headers["Cache-Control"]
                assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]
                shown += 1
    assert shown >= 20


def test_a_mistake_on_each_question_is_whole_and_points_at_its_control(world):
    page, seen = browser(world.officer), 0
    for name, arguments in world.addresses.items():
        address = reverse(name, args=arguments)
        if page.get(address).status_code != 200:
            continue
        answer = page.post(address, {})
        if answer.status_code == 422:
            assert faults(answer.text) == [], name
            assert "There is a problem" in answer.text
            seen += 1
    assert seen >= 8


def test_marked_words_are_found_where_they_may_be_read_and_nowhere_else(world, caplog):
    page = browser(world.officer)
    assert MARK in page.get(world.book.get_absolute_url()).text  # the control
    caplog.set_level(logging.DEBUG)

    for who in people(world)[1:2] + people(world)[4:5]:
        outside = browser(who)
        for name, arguments in world.addresses.items():
            address = reverse(name, args=arguments)
            for answer in (outside.get(address), outside.get(address, {"format": "csv"}), outside.post(address, {})):
                content = b"".join(answer) if answer.streaming else answer.content
                assert MARK.encode() not in content, f"{name} to {sorted(who.roles)}"
    delivery.send_waiting()

    assert MARK not in "".join(f"{each.subject}{outbox.words_of(each)}" for each in Message.objects.all())
    assert MARK not in "".join(f"{each.subject}{each.body}{each.to}" for each in mail.outbox)
    assert mail.outbox
    assert MARK not in str(list(AuditLine.objects.values()))
    assert MARK not in caplog.text


def test_the_outbox_can_be_downloaded_and_holds_no_case(world):
    keeper = browser(actor(Role.SYSTEM_ADMINISTRATOR, agency="partnership"))

    content = b"".join(keeper.get("/records/messages/", {"format": "xlsx"}))

    assert BytesIO(content).read(2) == b"PK"
    assert MARK.encode() not in b"".join(keeper.get("/records/messages/", {"format": "csv"}))
