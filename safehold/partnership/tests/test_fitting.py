"""What hangs on a group or an agency stands within its days, whichever way it came to be written."""

from datetime import date, timedelta

import pytest

from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.partnership import queries
from safehold.partnership.actions import agencies, groups, rows
from safehold.partnership.models import Amendment, AnswersTo, Chair, Group, GroupBody, Quorum, Seat
from safehold.partnership.pack.loading import export, load, rehearse, understand
from safehold.partnership.tests.factories import DAY, SINCE, agency, group, manager, person, seat
from safehold.partnership.tests.test_packs import BY, TINY
from safehold.records.tests import promises
from safehold.records.tests.promises import browser

pytestmark = pytest.mark.django_db

FOUNDED, AFTER = date(2020, 9, 1), DAY + timedelta(days=9)
BEFORE = "was not there before 1 September 2020"
GONE = "was not there after 30 April 2021"


@pytest.fixture
def late():
    """A group that was founded in September 2020."""
    return group("late", by=manager(), founded_on=FOUNDED, from_on=FOUNDED)


def test_nothing_hangs_on_a_group_before_it_was_founded(late):
    by = manager()
    fire = agency("fire", by=by)
    board = group("board", by=by)
    for act in (
        lambda: seat(late, fire, by=by),
        lambda: groups.appoint_chair(late, by=by, user=person(fire), agency=fire, from_on=SINCE),
        lambda: groups.answer_to(late, by=by, to_group=board, from_on=SINCE),
        lambda: groups.answer_to(board, by=by, to_group=late, from_on=SINCE),
        lambda: groups.carry_out(late, by=by, body="CSP", from_on=SINCE),
        lambda: groups.set_quorum(late, by=by, least_agencies=1, from_on=SINCE),
    ):
        with pytest.raises(Refused, match=BEFORE):
            act()

    assert not any(model.objects.exists() for model in (Seat, Chair, AnswersTo, GroupBody, Quorum))
    seat(late, fire, by=by, from_on=FOUNDED)


def test_nothing_hangs_on_what_is_gone():
    by = manager()
    fire, police = agency("fire", by=by), agency("police", by=by)
    board, closed = group("board", by=by), group("closed", by=by)
    groups.close_group(closed, by=by, closed_on=DAY)
    agencies.close_agency(police, by=by, closed_on=DAY)

    for act in (
        lambda: seat(closed, fire, by=by, from_on=AFTER),
        lambda: seat(board, police, by=by, from_on=AFTER),
        lambda: groups.answer_to(board, by=by, to_group=closed, from_on=AFTER),
    ):
        with pytest.raises(Refused, match=GONE):
            act()

    assert not Seat.objects.exists()


def test_a_correction_cannot_move_a_seat_before_its_group_nor_a_group_past_its_seats(late):
    by = manager()
    held = seat(late, agency("fire", by=by), by=by, from_on=FOUNDED)

    with pytest.raises(Refused, match=BEFORE):
        rows.correct(held, by=by, from_on=SINCE, why="Misread")
    with pytest.raises(Refused, match="was not there before 1 January 2021"):
        rows.correct(late, by=by, founded_on=date(2021, 1, 1), why="Misread")

    assert not Amendment.objects.exists()


def test_the_days_of_a_group_and_of_an_agency_are_put_right_from_their_pages(late):
    by = manager()
    fire = agency("fire", by=by)
    agencies.close_agency(fire, by=by, closed_on=DAY)
    page = browser(by)

    founded = promises.ask_and_answer(
        page, f"/partnership/rows/group/{late.pk}/correct/", founded_on=date(2020, 9, 14), why="Read in the minutes"
    )
    opened = promises.ask_and_answer(page, f"/partnership/rows/agency/{fire.pk}/correct/", why="Another agency closed")

    assert (founded.status_code, opened.status_code) == (302, 302)
    for each in (late, fire):
        each.refresh_from_db()
    assert (late.founded_on, fire.closed_on) == (date(2020, 9, 14), None)
    assert "Founded: 1 September 2020" in page.get("/partnership/groups/late/history/").text
    assert f"/partnership/rows/group/{late.pk}/correct/" in page.get("/partnership/groups/late/").text


def test_a_pack_is_refused_a_seat_before_its_group_by_its_line():
    text = TINY.read_text().replace("from_on: 2020-09-01, to_on: 2021-03-31", "from_on: 2020-08-01, to_on: 2021-03-31")

    problems = [str(problem) for problem in rehearse(understand(text.encode()), by=BY)]

    assert problems == ["Line 50, seats › 3: Harbour Group was not there before 1 September 2020"]


# --- loops, and quorums that cannot be ---


def test_a_loop_that_would_only_begin_on_a_later_day_is_refused_now():
    by = manager()
    one, two = group("one", by=by), group("two", by=by)
    groups.answer_to(one, by=by, to_group=two, from_on=date(2022, 1, 1))

    with pytest.raises(Refused, match="One answers to Two"):
        groups.answer_to(two, by=by, to_group=one, from_on=DAY)

    assert AnswersTo.objects.count() == 1


def test_a_quorum_of_more_agencies_than_have_a_seat_is_refused_and_warned_of_when_seats_end():
    by = manager()
    board = group("board", by=by)
    held = [seat(board, agency(code, by=by), by=by) for code in ("fire", "police", "health")]

    with pytest.raises(Refused, match="Only 3 agencies have a seat here with a say, so the group could never decide"):
        groups.set_quorum(board, by=by, least_agencies=4, from_on=DAY)
    groups.set_quorum(board, by=by, least_agencies=3, from_on=SINCE)
    page = browser(by)
    assert "Cannot be met" not in page.get("/partnership/groups/board/").text

    rows.end(held[0], by=by, to_on=DAY - timedelta(days=1))

    shown = page.get("/partnership/groups/board/").text
    assert "Cannot be met" in shown
    assert "Only 2 agencies have a seat here with a say" in shown
    assert queries.quorum_rule(board, DAY).impossible


def test_a_quorum_may_be_set_before_any_seat_is_given():
    by = manager()
    board = group("board", by=by)
    groups.set_quorum(board, by=by, least_agencies=3, from_on=SINCE)

    assert "No agency has a seat here with a say" in browser(by).get("/partnership/groups/board/").text


# --- what is typed into pages can be taken away and loaded again ---


def test_what_pages_take_in_an_export_says_and_loading_it_changes_nothing():
    load(understand(TINY.read_bytes()), by=BY)
    page = browser(actor(Role.BUSINESS_MANAGER, agency="council"))
    purpose = "One line,\r\nand: another # with 'quotes' and “such”\r\n\r\n- yes"
    made = promises.ask_and_answer(
        page,
        "/partnership/groups/add/",
        name="null",
        code="odd-one",
        kind="subgroup",
        purpose=purpose,
        founded_on=date(2020, 6, 1),
    )
    promises.ask_and_answer(page, "/partnership/areas/add/", name="yes", code="yes-area", ons_code="")

    again = understand(export().encode())

    assert made.status_code == 302
    assert again.differences() == []
    assert Group.objects.get(code="odd-one").purpose == purpose.replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("address", "answers", "reason"),
    [
        (
            "agencies/add/",
            {"name": "Fire", "code": "Fire Service", "kind": "FIRE", "from_on": DAY},
            "The code must have",
        ),
        ("areas/add/", {"name": "Place", "code": "place", "ons_code": "E123"}, "The ONS code must be a letter and 8"),
        (
            "choices/add/",
            {"of": "Voice Source", "code": "a", "label": "A", "position": "1", "from_on": DAY},
            "The list must have small letters",
        ),
        (
            "describe/",
            {"name": "A", "short_name": "A", "website": "https://a b/", "financial_year_month": "4"},
            "Enter a web address, like https://example.org/",
        ),
    ],
)
def test_what_no_pack_could_say_no_page_takes(address, answers, reason):
    wrong = promises.ask_and_answer(browser(manager()), f"/partnership/{address}", **answers)

    assert wrong.status_code == 422
    assert reason in wrong.text
