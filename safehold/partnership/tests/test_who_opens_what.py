"""Who may open which page of the partnership, and whose names they read there."""

import pytest
from django.test import Client
from django.urls import reverse

from safehold.access.models import Agency, AuditLine
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.partnership import urls
from safehold.partnership.models import PackFile, Seat
from safehold.partnership.tests.test_packs import TINY
from safehold.records.tests.promises import browser

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.one_database]

SEES = {role for role in Role if role is not Role.DELEGATE}
NAMES_NOT_SHOWN = {
    Role.SYSTEM_ADMINISTRATOR,
    Role.TRAIL_AUDITOR,
    Role.EXTERNAL_REVIEWER,
    Role.TRAINER,
    Role.CASE_FILE_AUDITOR,
    Role.SCHOOL_LEAD,
}


def addresses(of):
    """Every address of the partnership, about things that are there."""
    fire = Agency.objects.get(code="fire")
    held = Seat.objects.get()
    facts = {
        "groups/<slug:uid>": {"uid": of.code},
        "agencies/<slug:uid>": {"uid": fire.code},
        "seats/<int:uid>": {"uid": held.pk},
        "packs/<int:uid>": {"uid": PackFile.objects.get().pk},
        "rows/<slug:kind>": {"kind": "seat", "uid": held.pk},
    }
    for pattern in urls.urlpatterns:
        route = str(pattern.pattern)
        kwargs = next((known for start, known in facts.items() if route.startswith(start)), {})
        yield pattern.name, reverse(f"partnership:{pattern.name}", kwargs=kwargs)


READ = {
    "partnership",
    "groups",
    "group",
    "terms",
    "group_history",
    "agencies",
    "agency",
    "agency_history",
    "areas",
    "calendar",
    "words",
    "choices",
    "rules",
    "time_limits",
}


PEOPLE = {"fill", "add_contact"}  # the agency's lead, and the business manager


def expected(name, role):
    """What a page answers to a role that acts for an agency with no part in it."""
    if role not in SEES:
        return 404 if name == "fill" or name in ABOUT_ONE else 403
    if name in READ:
        return 200
    if name == "holders":
        return 404 if role in NAMES_NOT_SHOWN else 200
    if name in PEOPLE | {"appoint_chair"}:
        return 200 if role == Role.BUSINESS_MANAGER else 403
    if name == "pack" and role not in (Role.BUSINESS_MANAGER, Role.SYSTEM_ADMINISTRATOR):
        return 404
    return 200 if role in (Role.BUSINESS_MANAGER, Role.SYSTEM_ADMINISTRATOR) else 403


ABOUT_ONE = {
    *("adopt_terms", "change_group", "rename_group", "close_group", "answer_to", "carry_out", "appoint_chair"),
    *("set_quorum", "give_seat", "change_agency", "rename_agency", "close_agency", "join_body", "add_contact"),
    *("pack", "end", "correct", "take_out"),
}


@pytest.mark.parametrize("role", list(Role))
def test_every_address_answers_each_role_as_the_table_says(board, role):
    PackFile.objects.create(
        file_name="tiny.yaml",
        text=TINY.read_text(),
        sha256="-",
        made_at="2021-04-30T09:00Z",
        changed_at="2021-04-30T09:00Z",
    )
    page = browser(actor(role, agency="elsewhere"))

    found = {name: page.get(address).status_code for name, address in addresses(board)}

    assert len(found) == len(urls.urlpatterns) >= 44
    assert found == {name: expected(name, role) for name in found}


def test_a_stranger_is_asked_to_sign_in_at_every_address(board):
    PackFile.objects.create(
        file_name="x", text="x", sha256="-", made_at="2021-04-30T09:00Z", changed_at="2021-04-30T09:00Z"
    )

    for _, address in addresses(board):
        answer = Client().get(address)
        assert answer.status_code == 302, address
        assert answer.url.startswith("/account/login/"), address


@pytest.mark.parametrize("role", sorted(SEES))
def test_names_of_people_are_shown_to_those_who_reach_the_partnership_and_to_no_one_else(board, role):
    page = browser(actor(role, agency="elsewhere"))
    pages = ["/partnership/groups/board/", "/partnership/groups/board/history/", "/partnership/agencies/fire/"]

    shown = [name for name in pages if "Alex Fenwick" in page.get(name).text]

    assert shown == ([] if role in NAMES_NOT_SHOWN else pages)


def test_a_school_lead_sees_the_names_of_their_own_agency(board):
    page = browser(actor(Role.SCHOOL_LEAD, agency="fire"))

    assert "Alex Fenwick" in page.get("/partnership/groups/board/").text


def test_an_agency_lead_keeps_their_own_contacts_and_seats_and_gets_no_button_for_others(board):
    ours, theirs = (browser(actor(Role.AGENCY_LEAD, agency=code)) for code in ("fire", "police"))
    address = "/partnership/agencies/fire/"

    assert "Add a contact" in ours.get(address).text
    assert "Add a contact" not in theirs.get(address).text
    assert theirs.get("/partnership/agencies/fire/contacts/add/").status_code == 403
    assert AuditLine.objects.filter(event="refused", facts__tried="partnership.add_contact").count() == 1
