"""One person has little costly work running at once, is told so in a sentence, and loses nothing that they typed."""

import pytest
from django.core import signals
from django.core.cache import cache
from django.db import close_old_connections
from django.test import Client

from safehold.access import costly
from safehold.access.actor import Actor
from safehold.access.models import AuditLine
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.records.tests import promises
from tests.invented import actions
from tests.invented.views import Rename

pytestmark = pytest.mark.django_db
FILE = "/invented/notebooks/?format=csv"


@pytest.fixture
def manager():
    return actor(Role.ADULTS_MANAGER)


@pytest.fixture
def page(client, manager) -> Client:
    """A browser in which the manager is signed in."""
    return promises.sign_in(client, manager)


def busy(who: Actor, places: int) -> None:
    for _ in range(places):
        assert costly.place_for(who)


def test_what_is_too_much_is_refused_in_a_sentence(page, manager):
    busy(manager, 2)

    answer = page.get(FILE)

    assert answer.status_code == 429
    assert "Too much at once" in answer.content.decode()
    assert costly.TOO_MUCH in answer.content.decode()


def test_a_flood_is_one_line_in_the_trail(page, manager):
    busy(manager, 2)
    for _ in range(5):
        page.get(FILE)

    tried = [line.facts["tried"] for line in AuditLine.objects.filter(event="refused")]
    assert tried == ["access.costly_work"]


def test_a_place_comes_free_when_the_file_was_sent(page):
    for _ in range(4):
        answer = page.get(FILE)
        assert answer.status_code == 200
        assert b"Title" in b"".join(answer.streaming_content)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_place_is_held_while_a_file_is_still_being_made(page, kind):
    begun = [page.get(f"/invented/notebooks/?format={kind}") for _ in range(2)]

    waiting = page.get(FILE).status_code
    # a response that is closed ends its request, and with it the connection that this test's transaction is on
    signals.request_finished.disconnect(close_old_connections)
    for each in begun:
        each.close()
    signals.request_finished.connect(close_old_connections)

    assert waiting == (429 if kind == "csv" else 200)  # a workbook is whole before it is sent
    assert page.get(FILE).status_code == 200


def test_a_place_comes_free_when_the_work_fails(page, monkeypatch):
    page.raise_request_exception = False
    with monkeypatch.context() as patch:
        patch.setattr("tests.invented.views.Notebooks.export", lambda *_: 1 / 0)
        for _ in range(3):
            assert page.get(FILE).status_code == 500

    assert page.get(FILE).status_code == 200


def test_others_and_small_things_are_free(page, manager):
    other = promises.sign_in(Client(), actor(Role.ADULTS_MANAGER))
    busy(manager, 2)

    assert page.get("/invented/notebooks/").status_code == 200
    assert other.get(FILE).status_code == 200


def test_how_much_is_a_setting(page, manager, settings):
    settings.COSTLY_AT_ONCE = 3
    busy(manager, 2)

    assert page.get(FILE).status_code == 200


def test_what_was_typed_comes_back(page, manager, monkeypatch):
    book = actions.open_one(by=manager, title="Before", opened_on=manager.on)
    monkeypatch.setattr(Rename, "costly", frozenset({"POST"}))
    busy(manager, 2)

    answer = page.post(f"/invented/notebooks/{book.uid}/rename/", {"title": "Typed with care"})

    said = answer.content.decode()
    assert answer.status_code == 429
    assert costly.TOO_MUCH in said
    assert "Typed with care" in said
    book.refresh_from_db()
    assert book.title == "Before"


def test_a_place_that_was_never_given_back_comes_free_by_itself(page, manager):
    busy(manager, 2)
    assert page.get(FILE).status_code == 429
    for number in range(2):  # as when its time has passed
        cache.touch(f"safehold.access.costly:{manager.user_id}:{number}", timeout=-1)

    assert page.get(FILE).status_code == 200
