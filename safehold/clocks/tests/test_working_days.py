import csv
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.clocks import ENGLAND, Calendar, NotInCalendar

with (Path(__file__).parent / "working_day_vectors.csv").open() as file:
    VECTORS = [
        (date.fromisoformat(v["start"]), int(v["working_days"]), date.fromisoformat(v["due"]))
        for v in csv.DictReader(file)
    ]

days = st.dates(date(2000, 1, 1), date(2060, 12, 31))
numbers = st.integers(1, 60)
calendars = st.builds(
    lambda closed, opened: Calendar(closed=closed, opened=opened - closed),
    st.sets(days, max_size=5),
    st.sets(days, max_size=5),
)


def test_there_are_55_vectors():
    assert len(VECTORS) == 55


@pytest.mark.parametrize(("start", "number", "due"), VECTORS)
def test_every_published_bank_holiday_is_skipped(start, number, due):
    assert ENGLAND.working_days_after(start, number) == due
    assert ENGLAND.working_days_between(start, due) == number


def test_a_rapid_review_notified_before_easter_2021_is_due_on_26_april():
    assert ENGLAND.working_days_after(date(2021, 4, 1), 15) == date(2021, 4, 26)


def test_counting_back_skips_the_same_days():
    assert ENGLAND.working_days_after(date(2021, 4, 12), -7) == date(2021, 3, 30)


def test_the_calendar_is_england_and_not_scotland():
    assert not ENGLAND.is_working_day(date(2021, 4, 5))  # Easter Monday is no holiday in Scotland
    assert ENGLAND.is_working_day(date(2021, 1, 4))  # 2 January is none in England


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2021, 4, 1), None),
        (date(2021, 4, 2), "Good Friday"),
        (date(2021, 4, 3), "Saturday"),
        (date(2021, 4, 4), "Sunday"),
        (date(2023, 5, 8), "Coronation of Charles III"),
    ],
)
def test_a_closed_day_says_why(day, why):
    assert ENGLAND.why_closed(day) == why


def test_a_partnership_may_close_a_day_and_open_another():
    closed = Calendar(closed=[date(2021, 4, 6)])
    opened = Calendar(opened=(day for day in [date(2021, 4, 3)]))  # a Saturday

    assert closed.why_closed(date(2021, 4, 6)) == "closed locally"
    assert ENGLAND.working_days_after(date(2021, 4, 1), 2) == date(2021, 4, 7)
    assert closed.working_days_after(date(2021, 4, 1), 2) == date(2021, 4, 8)
    assert opened.working_days_after(date(2021, 4, 1), 2) == date(2021, 4, 6)


def test_a_day_cannot_be_closed_and_open():
    with pytest.raises(ValueError, match="6 April 2021 cannot be both closed and open after all"):
        Calendar(closed=[date(2021, 4, 6)], opened=[date(2021, 4, 6)])


def test_a_moment_is_not_a_day():
    with pytest.raises(TypeError, match="counts days"):
        ENGLAND.is_working_day(datetime(2021, 4, 1, 9))


def test_years_without_known_bank_holidays_are_refused_rather_than_guessed():
    with pytest.raises(NotInCalendar, match="not for 2250"):
        ENGLAND.working_days_after(date(2250, 1, 1), 1)


@given(calendars, days, numbers)
def test_the_nth_working_day_after_is_a_working_day_with_n_between(calendar, day, number):
    due = calendar.working_days_after(day, number)

    assert due > day
    assert calendar.is_working_day(due)
    assert calendar.working_days_between(day, due) == number


@given(calendars, days, numbers)
def test_counting_back_mirrors_counting_forward(calendar, day, number):
    before = calendar.working_days_after(day, -number)

    assert before < day
    assert calendar.is_working_day(before)
    assert calendar.working_days_between(day, before) == -number
    assert sum(calendar.is_working_day(before + timedelta(days=n)) for n in range((day - before).days)) == number


@given(calendars, days, days, numbers)
def test_starting_later_is_never_due_earlier(calendar, one, other, number):
    earlier, later = sorted([one, other])

    assert calendar.working_days_after(earlier, number) <= calendar.working_days_after(later, number)


@given(days, days, numbers)
def test_closing_a_day_never_brings_a_deadline_forward(closed, day, number):
    assert Calendar(closed=[closed]).working_days_after(day, number) >= ENGLAND.working_days_after(day, number)
