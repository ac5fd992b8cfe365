"""What the pages of the partnership show, on which day, and how little they ask of the database."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse

from safehold.access.models import Agency
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.partnership.actions import agencies, groups, rows, seats, setup
from safehold.partnership.models import Rule, SeatHolder
from safehold.partnership.tests.factories import DAY, HOME, SINCE, agency, group, manager, person, seat
from safehold.partnership.tests.test_packs import loaded
from safehold.records.tests import promises
from safehold.records.tests.promises import browser

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.one_database]


def test_the_structure_is_shown_as_it_was_on_a_day(db):
    by = manager()
    group("board", by=by, kind="executive")
    group("late", by=by, founded_on=date(2020, 9, 1), from_on=date(2020, 9, 1), name="Late Group")
    page = browser(by)

    now = page.get(HOME).text
    june = page.get(HOME, {"day-day": "30", "day-month": "6", "day-year": "2020"}).text

    assert "Late Group" in now
    assert "Late Group" not in june
    assert "made up on 30 June 2020" in june
    assert now.count("<svg") == 1
    wrong = page.get(HOME, {"day-day": "31", "day-month": "2", "day-year": "2021"})
    assert wrong.status_code == 422
    assert "The day must be a real date" in wrong.text


def test_an_empty_installation_says_so_and_leads_to_a_pack():
    page = browser(actor(Role.SYSTEM_ADMINISTRATOR))

    shown = page.get(HOME)

    assert "Nobody has described this partnership yet" in shown.text
    assert reverse("partnership:send_pack") in shown.text


def test_a_page_says_what_an_agency_was_called_that_day(db):
    by = manager()
    health = agency("health", by=by, name="Clinical Commissioning Group")
    agencies.rename_agency(health, by=by, name="Integrated Care Board", from_on=date(2022, 7, 1))
    page = browser(by)

    assert (
        '<h1 class="govuk-heading-l">Clinical Commissioning Group</h1>'
        in page.get("/partnership/agencies/health/").text
    )
    listed = page.get("/partnership/agencies/", {"q": "integrated"}).text
    assert "Clinical Commissioning Group</a>" in listed


def test_a_closed_group_leaves_the_list_and_can_be_asked_for(board):
    by = manager()
    groups.close_group(group("website", by=by, name="Website Group"), by=by, closed_on=DAY)
    page = browser(by)

    assert "Website Group" not in page.get("/partnership/groups/").text
    assert "Website Group" in page.get("/partnership/groups/", {"closed": "on"}).text


def test_vacancies_stand_on_the_page_from_the_day_that_the_rule_says(board):
    by = manager()
    rows.end(SeatHolder.objects.get(), by=by, to_on=date(2021, 2, 1))
    page = browser(by)

    assert "1 seat" in page.get(HOME).text
    Rule.objects.create(
        key="vacancy.notice_days",
        from_on=SINCE,
        value=90,
        source="-",
        made_at="2021-04-30T09:00Z",
        changed_at="2021-04-30T09:00Z",
    )
    assert "None has been empty for 90 days" in page.get(HOME).text


@pytest.mark.parametrize(
    "address",
    [
        *("groups/", "agencies/", "groups/board/", "groups/board/history/", "groups/board/terms-of-reference/"),
        *("agencies/fire/", "agencies/fire/history/", "words/", "rules/", "time-limits/", ""),
    ],
)
def test_pages_make_as_many_queries_for_a_hundred_rows_as_for_one(board, address):
    by = manager()
    page = browser(by)

    def add(n):
        other = agency(f"agency-{n}", by=by)
        of = group(f"group-{n}", by=by)
        groups.answer_to(of, by=by, to_group=board, from_on=SINCE)
        seats.fill_seat(seat(of, other, by=by), by=by, user=person(other), from_on=SINCE)
        seat(board, other, by=by)
        seat(of, Agency.objects.get(code="fire"), by=by)
        groups.set_quorum(of, by=by, least_agencies=1, from_on=SINCE)
        groups.carry_out(board, by=by, body="RELEVANT_BODIES_ASB", from_on=DAY) if n == 0 else None

    add(0)
    page.get(HOME + address)
    few = promises.queries_of(lambda: page.get(HOME + address))
    for n in range(1, 100 if address in ("groups/", "groups/board/") else 9):
        add(n)

    assert promises.queries_of(lambda: page.get(HOME + address)) == few <= 12


def test_no_page_is_heavy(db):
    loaded(Path(__file__).parents[3] / "packs" / "westmere.yaml")
    page = browser(actor(Role.BUSINESS_MANAGER))

    for address in ("", "groups/", "agencies/", "groups/strategic-board/", "agencies/constabulary/", "packs/"):
        assert len(page.get(HOME + address).content) < 60_000, address


def test_every_link_that_a_page_offers_leads_somewhere(db):
    """From the front page of the partnership on: what is offered to a business manager can be opened."""
    loaded()
    page = browser(manager())
    waiting, seen = [HOME], set()
    while waiting:
        address = waiting.pop()
        seen.add(address)
        shown = page.get(address)
        assert shown.status_code == 200, address
        if shown["Content-Type"].startswith("text/html"):
            links = {link.partition("#")[0].partition("?")[0] for link in re.findall(r'href="([^"]+)"', shown.text)}
            waiting += [link for link in links if link.startswith(HOME) and link not in seen and link not in waiting]
    assert len(seen) > 80


def test_what_is_heard_of_a_marked_day_is_the_day_as_people_say_it(db):
    by = manager()
    setup.mark_day(by=by, day_on=date(2021, 8, 30), working=True, reason="The office is open")

    page = browser(by).get(HOME + "calendar/").text

    assert '<span class="govuk-visually-hidden"> 30 August 2021: The office is open</span>' in page
    assert "2021-08-30" not in page
