"""What is true of every page: it refuses a stranger, and what it shows is whole and can be read by anyone.

Pages are found from the addresses, so a new one is tested as soon as it has one (``tests/addresses.py``).
"""

import html5lib
import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve

from safehold.access.roles import Role
from safehold.govuk.tests.pages import faults
from safehold.records.pages import ListPage
from tests.addresses import GUARDED, NO_PAGE, OPEN, OURS, WHO_CAN_MOST, address
from tests.world import World

pytestmark = [pytest.mark.slow, pytest.mark.one_database]
PAGES = [name for name in OURS if name not in {"website:health", "website:robots"}]  # for machines
# open to anyone, and no page here: a link that was never sent or leads on, a sign-in that has no account, no report published
NOTHING_THERE = {
    "access:device_link", "access:invitation", "access:kept", "access:no_account", "publications:public",
    "publications:public_file", *(each for each in OPEN if each.startswith("asks:guest")),
}  # fmt: skip
UNSEEN = NO_PAGE | NOTHING_THERE
# a button with nothing to fill in, or what may be left empty: it is done as it stands
ASKS_NOTHING = {
    "assurance:chase_report", "assurance:hear_answer", "assurance:submit_report",
    "asks:accept", "asks:acknowledge", "asks:chase", "asks:chase_all", "asks:issue", "imports:read-again",
    "letters:finish", "letters:prove", "letters:put_back",
    "meetings:draft_minutes", "meetings:hold", "meetings:invite", "meetings:issue", "meetings:make_feed", "meetings:revoke_feed",
    "meetings:record_attendance", "meetings:take_place_away",
    "meetings:write_passage", "people:resend", "people:reset_second_step", "people:sign_out", "people:withdraw",
    "voice:withdraw", "voice:withdraw_one",
    "policies:approve", "policies:bind", "policies:close_consultation", "policies:confirm",
    "plans:begin", "plans:close_quarter", "plans:decline", "plans:tracker_bring_in", "plans:tracker_names", "plans:verify",
    "publications:choose_call", "publications:duties", "publications:finish", "publications:put_back",
    "publications:remove_section", "publications:submit", "publications:take_back", "publications:take_place_off",
    "publications:withdraw_gap", "publications:write",
}  # fmt: skip
# a form of buttons alone, each an answer: there is no field to lead to
BUTTONS = {"publications:arrange"}


def test_there_are_pages():
    assert len(GUARDED) >= 20


@pytest.mark.parametrize("name", GUARDED)
@pytest.mark.django_db
def test_a_stranger_is_asked_to_sign_in(name, world: World):
    answer = world.client().get(address(name, world))

    assert answer.status_code == 302, answer.status_code
    assert answer.url.startswith("/account/login/")


@pytest.fixture(scope="module")
def clients(world: World, django_db_blocker):
    with django_db_blocker.unblock():
        return {None: world.client(), **{role: world.client(role) for role in WHO_CAN_MOST}}


@pytest.fixture(scope="module")
def opened(world: World, clients):
    """Who of those who can do most with a page opens it, and what they are shown; nobody where it is no page."""
    known: dict[str, tuple[Client, HttpResponse] | None] = {}

    def look(name: str) -> tuple[Client, HttpResponse] | None:
        if name not in known:
            shown = ((client, client.get(address(name, world))) for client in clients.values())
            known[name] = next(((client, page) for client, page in shown if is_page(page)), None)
        return known[name]

    return look


def is_page(answer) -> bool:
    return answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.django_db
def test_what_is_shown_is_whole(name, opened):
    """Opened by whoever may do most with it; a page that is refused to them all is named as such."""
    found = opened(name)

    assert (found is None) is (name in UNSEEN), name
    if found is None:
        return
    _client, page = found
    assert faults(page.text) == []
    assert "no-store" in page.headers.get("Cache-Control", "") or name in OPEN


@pytest.mark.parametrize("name", sorted(UNSEEN))
@pytest.mark.django_db
def test_what_is_said_where_there_is_no_page_is_whole_as_well(name, world: World, clients):
    answers = [client.get(address(name, world)) for client in clients.values()]

    assert {answer.status_code for answer in answers} <= {200, 302, 403, 404, 405, 410}
    for answer in answers:
        if answer.status_code in (403, 404, 410) and answer.headers["Content-Type"].startswith("text/html"):
            assert faults(answer.text) == []


def forms_of(page: str) -> list[dict[str, str]]:
    """What is sent with each form of a page's own when nothing is filled in: its hidden fields alone."""
    root = html5lib.HTMLParser(namespaceHTMLElements=False).parse(page)
    return [
        {field.get("name"): field.get("value") or "" for field in form.findall(".//input[@type='hidden']")}
        for form in root.findall(".//main//form")
        if form.get("method") == "post" and not form.get("action")
    ]


@pytest.mark.parametrize("name", sorted(set(PAGES) - UNSEEN))
@pytest.mark.django_db
def test_an_empty_form_comes_back_with_what_is_missing_and_a_way_to_each_field(name, world: World, opened):
    """A link of the error summary that leads nowhere is a fault of the page, as any such link is."""
    client, page = opened(name)
    done = set()
    for sent in forms_of(page.text):
        with transaction.atomic():
            answer = client.post(address(name, world), sent)
            transaction.set_rollback(True)
        if answer.status_code == 302:
            done.add(name)
            continue
        assert answer.status_code == 422
        assert faults(answer.text) == []
        assert "<title>Error: " in answer.text
        assert ("#" in summary_of(answer.text)) is (name not in BUTTONS), "the error summary leads nowhere"

    assert done == {name} & ASKS_NOTHING


def summary_of(page: str) -> str:
    """Where the links of the error summary lead, one after another."""
    root = html5lib.HTMLParser(namespaceHTMLElements=False).parse(page)
    summaries = [each for each in root.iter("div") if "govuk-error-summary" in (each.get("class") or "").split()]
    assert len(summaries) == 1
    return " ".join(link.get("href") or "" for link in summaries[0].iter("a"))


@pytest.mark.django_db
def test_there_are_forms_to_send(opened):
    asking = {
        "imports:send-file",
        "partnership:say",
        "people:invite",
        "publications:begin",
        "records:seal",
        "invented:open",
    }

    assert {name for name in asking if forms_of(opened(name)[1].text)} == asking


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.django_db
def test_every_list_can_be_taken_away_as_a_file(kind, world: World):
    """By whoever may open it; a list that nobody here may export would prove nothing."""
    taken = set()
    for name in GUARDED:
        path = address(name, world)
        if not issubclass(getattr(resolve(path).func, "view_class", object), ListPage):
            continue
        for role in (Role.BUSINESS_MANAGER, Role.SYSTEM_ADMINISTRATOR, Role.DATA_ANALYST, Role.TRAIL_AUDITOR):
            answer = world.client(role).get(path, {"format": kind})
            if answer.status_code == 200 and "attachment" in answer.headers.get("Content-Disposition", ""):
                b"".join(answer)
                taken.add(name)
                break

    assert taken >= {"people:list", "imports:list", "trail:list"}
