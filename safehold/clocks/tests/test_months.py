from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.clocks import months_after, months_beginning_with

days = st.dates(date(1990, 1, 1), date(2090, 12, 31))
numbers = st.integers(1, 48)


@pytest.mark.parametrize(
    ("day", "number", "last"),
    [
        (date(2021, 3, 5), 1, date(2021, 4, 5)),
        (date(2021, 1, 31), 1, date(2021, 2, 28)),
        (date(2020, 1, 31), 1, date(2020, 2, 29)),
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
        (date(2020, 8, 31), 6, date(2021, 2, 28)),
        (date(2020, 12, 15), 1, date(2021, 1, 15)),
        (date(2021, 3, 31), -1, date(2021, 2, 28)),
    ],
)
def test_months_end_on_the_same_numbered_day_or_the_last_there_is(day, number, last):
    assert months_after(day, number) == last


@pytest.mark.parametrize(
    ("day", "number", "last"),
    [
        (date(2021, 3, 5), 1, date(2021, 4, 4)),
        (date(2021, 3, 1), 1, date(2021, 3, 31)),
        (date(2021, 2, 1), 1, date(2021, 2, 28)),
        (date(2021, 1, 28), 1, date(2021, 2, 27)),
        (date(2021, 1, 29), 1, date(2021, 2, 28)),
        (date(2021, 1, 31), 1, date(2021, 2, 28)),
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
        (date(2021, 1, 1), 6, date(2021, 6, 30)),
    ],
)
def test_months_beginning_with_a_day_count_that_day(day, number, last):
    assert months_beginning_with(day, number) == last


def test_months_beginning_with_a_day_only_go_forward():
    with pytest.raises(ValueError, match="counted forward"):
        months_beginning_with(date(2021, 3, 5), 0)


@given(days, numbers)
def test_the_two_ways_of_counting_differ_by_a_day_unless_the_month_is_too_short(day, number):
    of, beginning_with = months_after(day, number), months_beginning_with(day, number)

    too_short = of.day < day.day
    assert of - beginning_with == timedelta(days=0 if too_short else 1)
    assert not too_short or (of + timedelta(days=1)).day == 1


@given(days, days, numbers)
def test_a_later_start_never_ends_earlier(one, other, number):
    earlier, later = sorted([one, other])

    assert months_after(earlier, number) <= months_after(later, number)
    assert months_beginning_with(earlier, number) <= months_beginning_with(later, number)


@given(days)
def test_six_months_are_not_180_days(day):
    assert 181 <= (months_after(day, 6) - day).days <= 184
