"""A vacant seat says since when nobody fills it, which is seldom the day on which the agency was given it."""

import re
from datetime import date

import pytest

from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.partnership import presenters, queries
from safehold.partnership.actions import groups, rows, seats
from safehold.partnership.models import Capacity, SeatKind
from safehold.partnership.tests.factories import DAY, SINCE, agency, group, manager, person, seat
from safehold.records.tests.promises import browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return manager()


def filled_by(board, by, who) -> str:
    """What the one seat of ``board`` says of who fills it."""
    (found,) = queries.seats_on(DAY, group=board)
    return re.sub(r"<[^>]+>", " ", presenters.lines([presenters.holders_of(found, who)]).replace("<br>", ", ")).strip()


def test_a_seat_is_vacant_from_the_day_after_its_last_holder_whoever_deputises(by):
    fire, board = agency("fire", by=by), group("board", by=by)
    held = seat(board, fire, by=by)
    for from_on, to_on in ((SINCE, date(2020, 1, 31)), (date(2020, 3, 1), date(2020, 12, 31))):
        rows.end(seats.fill_seat(held, by=by, user=person(fire), from_on=from_on), by=by, to_on=to_on)
    deputy = person(fire, name="Dana Deputy")
    seats.fill_seat(held, by=by, user=deputy, capacity=Capacity.DEPUTY, from_on=SINCE)

    assert filled_by(board, by, by) == "Vacant  since 1 January 2021   Dana Deputy (deputy)"
    assert filled_by(board, by, actor(Role.SYSTEM_ADMINISTRATOR)) == "Vacant  since 1 January 2021"
    assert [gap.since_on for gap in queries.gaps(DAY) if gap.agency] == [date(2021, 1, 1)]


def test_a_seat_that_nobody_ever_held_is_vacant_from_its_first_day(by):
    board = group("board", by=by)
    seat(board, agency("fire", by=by), by=by, from_on=date(2020, 9, 1))

    assert filled_by(board, by, by) == "Vacant  since 1 September 2020"


def test_a_seat_that_is_filled_or_of_an_observer_is_not_vacant(by):
    fire, board, panel = agency("fire", by=by), group("board", by=by), group("panel", by=by)
    seats.fill_seat(seat(board, fire, by=by), by=by, user=person(fire, name="Alex Fenwick"), from_on=SINCE)
    seat(panel, fire, by=by, kind=SeatKind.OBSERVER)

    assert filled_by(board, by, by) == "Alex Fenwick"
    assert filled_by(panel, by, by) == "Nobody"


def test_a_group_has_had_no_chair_from_the_day_after_its_last(by):
    team, board = agency("partnership-team", by=by), group("board", by=by)
    chair = groups.appoint_chair(board, by=by, user=person(team), agency=team, from_on=SINCE)
    rows.end(chair, by=by, to_on=date(2021, 3, 31))

    (gap,) = queries.gaps(DAY)

    assert (gap.what, gap.since_on, gap.days(DAY)) == ("Chair", date(2021, 4, 1), 30)


@pytest.mark.slow
def test_the_pages_of_a_group_and_of_an_agency_say_so(by):
    fire = agency("fire", by=by)
    held = seat(group("board", by=by), fire, by=by)
    rows.end(seats.fill_seat(held, by=by, user=person(fire), from_on=SINCE), by=by, to_on=date(2020, 12, 31))
    web = browser(by)

    for address in ("/partnership/groups/board/", "/partnership/agencies/fire/"):
        assert "since 1 January 2021" in web.get(address).text
