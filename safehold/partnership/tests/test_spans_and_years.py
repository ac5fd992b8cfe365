"""Spans of days and years, which know nothing of the database."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.partnership.spans import Span, merged
from safehold.partnership.years import SEPTEMBER, Year

FIRST = date(2020, 1, 1)
spans = st.tuples(st.integers(0, 40), st.integers(0, 15)).map(
    lambda pair: Span(FIRST + timedelta(days=pair[0]), FIRST + timedelta(days=sum(pair)))
)


def days(span):
    return {span.from_on + timedelta(days=n) for n in range((span.to_on - span.from_on).days + 1)}


@given(st.lists(spans, max_size=8))
def test_merging_keeps_every_day_and_leaves_a_gap_between_any_two(held):
    whole = merged(held)

    assert set().union(*map(days, whole)) == set().union(*map(days, held))
    assert all(later.from_on - before.to_on > timedelta(days=1) for before, later in pairwise(whole))


@given(spans, spans)
def test_what_is_within_both_is_exactly_the_days_they_share(one, other):
    both = one.within(other)

    assert (days(both) if both else set()) == days(one) & days(other)


def test_a_span_without_an_end_swallows_what_follows():
    assert merged([Span(FIRST, None), Span(date(2021, 1, 1), date(2021, 2, 1))]) == [Span(FIRST, None)]


@pytest.mark.parametrize(
    ("day", "month", "label"),
    [
        (date(2021, 3, 31), 4, "2020-21"),
        (date(2021, 4, 1), 4, "2021-22"),
        (date(2021, 8, 31), SEPTEMBER, "2020-21"),
        (date(1999, 12, 31), 4, "1999-00"),
        (date(2021, 6, 1), 1, "2021"),
    ],
)
def test_a_year_is_called_as_reports_call_it(day, month, label):
    year = Year.containing(day, month)

    assert year.label == label
    assert year.first <= day <= year.last
    assert year.before.last == year.first - timedelta(days=1)


@pytest.mark.parametrize("label", ["2020-22", "2021-2021", "20-21", "2020", ""])
def test_what_is_not_a_year_is_not_taken_for_one(label):
    with pytest.raises(ValueError, match="is not a year"):
        Year.called(label)


@given(st.dates(date(1990, 1, 1), date(2089, 12, 31)), st.integers(2, 12))
def test_a_label_finds_its_year_again(day, month):
    year = Year.containing(day, month)

    assert Year.called(year.label, month) == year
