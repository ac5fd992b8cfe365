"""Whoever chairs or sits in groups finds them on the front page and in the list, with what stands vacant there."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from safehold.access.actor import Actor
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.partnership.actions import groups, rows, seats
from safehold.partnership.models import Capacity, SeatKind
from safehold.partnership.tests.factories import DAY, agency, group, manager, seat
from safehold.publications import actions as reports
from safehold.publications.models import Section
from safehold.publications.tests.factories import built, report, taken_in
from safehold.records.tests.promises import browser
from safehold.website import front

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
LIST = "/partnership/groups/"


@pytest.fixture
def by() -> Actor:
    return manager()


@pytest.fixture
def chair() -> Actor:
    return actor(Role.SUBGROUP_CHAIR, agency="police")


def chairing(code: str, who: Actor, *, by: Actor, vacant: int = 0):
    made = group(code, by=by)
    groups.appoint_chair(made, by=by, user=who.user, agency=who.agency, from_on=DAY)
    for number in range(vacant):
        seat(made, agency(f"{code}-{number}", by=by), by=by)
    return made


def sitting(code: str, who: Actor, *, by: Actor, capacity: str = Capacity.MAIN, kind: str = SeatKind.MEMBER):
    made = group(code, by=by)
    place = seat(made, who.agency, by=by, kind=kind)
    seats.fill_seat(place, by=by, user=who.user, capacity=capacity, from_on=DAY)
    return made


def said(who: Actor) -> list[list[str]]:
    return [[str(cell) for cell in row] for row in front.own_groups(who).rows]


def test_the_front_page_names_ones_groups_what_one_is_in_each_and_what_stands_vacant(by, chair):
    group("others", by=by)
    chairing("exploitation", chair, by=by, vacant=2)
    chairing("neglect", chair, by=by)
    sitting("training", chair, by=by)
    sitting("audit", chair, by=by, capacity=Capacity.DEPUTY)
    sitting("press", chair, by=by, kind=SeatKind.OBSERVER)

    assert said(chair) == [
        ["Exploitation", "Chair", "2 seats"],
        ["Neglect", "Chair", "None"],
        ["Audit", "Deputy", "The chair and 1 seat"],
        ["Press", "Observer", "The chair"],
        ["Training", "Member", "The chair"],
    ]
    page = browser(chair).get("/").text
    assert "Your groups" in page
    assert f'href="{LIST}exploitation/"' in page
    assert f'href="{LIST}others/"' not in page


def test_what_has_ended_closed_or_lies_ahead_is_nobodys_group(by, chair):
    ended, closed = (chairing(code, chair, by=by) for code in ("ended", "closed"))
    for made in (ended, closed):
        made.chairs.update(from_on=DAY - timedelta(days=9))
    rows.end(ended.chairs.get(), by=by, to_on=DAY - timedelta(days=1))
    groups.close_group(closed, by=by, closed_on=DAY - timedelta(days=1))
    ahead = group("ahead", by=by)
    groups.appoint_chair(ahead, by=by, user=chair.user, agency=chair.agency, from_on=date(2021, 6, 1))

    assert said(chair) == []
    assert "Your groups" not in browser(chair).get("/").text


def test_a_chair_who_also_sits_there_is_both_and_a_group_outside_has_no_vacancies_of_ours(by, chair):
    own = chairing("neglect", chair, by=by)
    seats.fill_seat(seat(own, chair.agency, by=by), by=by, user=chair.user, from_on=DAY)
    outside = group("region", by=by, outside=True)
    seats.fill_seat(seat(outside, chair.agency, by=by), by=by, user=chair.user, from_on=DAY)
    seat(outside, agency("fire", by=by), by=by)

    assert said(chair) == [["Neglect", "Chair and member", "None"], ["Region", "Member", "Not recorded"]]


def test_many_groups_are_shown_as_far_as_they_fit_and_the_rest_is_one_link_away(by, chair):
    for number in range(front.MOST_GROUPS + 1):
        chairing(f"group-{number}", chair, by=by)
    web = browser(chair)

    found = front.own_groups(chair)

    assert len(found.rows) == front.MOST_GROUPS
    assert found.more in web.get("/").text
    assert "11 groups" in web.get(found.more).text


def test_the_list_can_be_narrowed_to_ones_own_and_says_who_chairs_each(by, chair):
    chairing("exploitation", chair, by=by, vacant=2)
    group("others", by=by)
    web = browser(chair)

    whole, own = web.get(LIST).text, web.get(LIST, {"own": "on"}).text

    assert f'href="{LIST}others/"' in whole
    assert cell(whole, "Others", "Chair") == "Vacant"
    assert cell(own, "Exploitation", "Chair") == chair.user.name
    assert cell(own, "Exploitation", "Vacant seats") == "2"
    assert f'href="{LIST}others/"' not in own


def test_who_chairs_is_named_to_those_who_may_see_names_alone(by, chair):
    chairing("exploitation", chair, by=by)
    ours, others = actor(Role.SCHOOL_LEAD, agency="police"), actor(Role.SCHOOL_LEAD, agency="health")

    assert cell(browser(ours).get(LIST).text, "Exploitation", "Chair") == chair.user.name
    for who in (others, actor(Role.SYSTEM_ADMINISTRATOR)):
        page = browser(who).get(LIST)
        assert cell(page.text, "Exploitation", "Chair") == "Chaired"
        exported = b"".join(browser(who).get(LIST, {"format": "csv"}).streaming_content)
        assert b"Exploitation" in exported
        assert chair.user.name not in page.text + exported.decode()


def test_the_front_page_asks_as_often_for_many_groups_as_for_one_and_twelve_times_at_most(by):
    everything = actor(Role.BUSINESS_MANAGER, Role.INDEPENDENT_CHAIR, Role.CALDICOTT, Role.DATA_ANALYST)
    draft = report(actor(Role.BUSINESS_MANAGER, agency="team"), "Welcome.")
    reports.submit(draft, by=actor(Role.BUSINESS_MANAGER, agency="team"), made=built(draft))
    chairing("group-0", everything, by=by, vacant=1)
    web = browser(everything)
    web.get("/")
    few = asked(web)
    for number in range(1, 9):
        chairing(f"group-{number}", everything, by=by, vacant=1)

    assert asked(web) == few <= 12
    assert "Approve ‘Annual report, 2020-21’" in web.get("/").text


def test_an_older_report_that_waits_for_approval_is_not_hidden_by_the_latest(by):
    taken_in(by)
    oldest = report(by)
    reports.submit(oldest, by=by, made=built(oldest))
    later = [report(by) for _ in range(front.LATEST + 1)]
    Section.objects.filter(publication__in=later).update(finished_on=None, finished_by=None)

    found = front.reports_at_hand(actor(Role.INDEPENDENT_CHAIR))

    assert [each.pk for each in found] == [*(each.pk for each in reversed(later[1:])), oldest.pk]


def asked(web) -> int:
    with CaptureQueriesContext(connection) as made:
        web.get("/")
    return len(made)


def cell(page: str, row: str, heading: str) -> str:
    """What stands under ``heading`` in the row of the group called ``row``."""
    line = next(each for each in re.findall(r"<tr.*?</tr>", page, re.DOTALL) if f">{row}</a>" in each)
    found = re.search(rf'data-heading="{heading}">(.*?)</t[dh]>', line, re.DOTALL)
    assert found, line
    return re.sub(r"<[^>]+>", "", found[1])
