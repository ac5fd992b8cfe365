from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.clocks import BadPeriod, Period, PeriodKind, Years, day_of, month_of

YEARS = Years()
read = YEARS.read
days = st.dates(date(1950, 1, 1), date(2150, 12, 31))
years = st.builds(Years, starts=st.integers(2, 12), others=st.fixed_dictionaries({"academic": st.integers(2, 12)}))


@st.composite
def readers_and_periods(draw):
    """Years of some partnership, and a period of any kind in them."""
    these, day, name = draw(years), draw(days), draw(st.sampled_from(["", "academic"]))
    period = draw(st.sampled_from([these.year_of(day, name), these.quarter_of(day, name), month_of(day), day_of(day)]))
    return these, period


@pytest.mark.parametrize(
    ("written", "first", "last", "label"),
    [
        ("2020-21", date(2020, 4, 1), date(2021, 3, 31), "2020-21"),
        ("1999-00", date(1999, 4, 1), date(2000, 3, 31), "1999-00"),
        ("2020-2021", date(2020, 4, 1), date(2021, 3, 31), "2020-21"),
        ("2009-2010", date(2009, 4, 1), date(2010, 3, 31), "2009-10"),
        ("2020-21 Q1", date(2020, 4, 1), date(2020, 6, 30), "April to June 2020"),
        ("2020-21 Q4", date(2021, 1, 1), date(2021, 3, 31), "January to March 2021"),
        ("2009-10 Q4", date(2010, 1, 1), date(2010, 3, 31), "January to March 2010"),
        ("2020-04", date(2020, 4, 1), date(2020, 4, 30), "April 2020"),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "February 2020"),
        ("2009-M10", date(2009, 10, 1), date(2009, 10, 31), "October 2009"),
        ("2018-03-31", date(2018, 3, 31), date(2018, 3, 31), "31 March 2018"),
        ("academic 2020-21", date(2020, 9, 1), date(2021, 8, 31), "academic year 2020-21"),
        ("academic 2009-10", date(2009, 9, 1), date(2010, 8, 31), "academic year 2009-10"),
        ("academic 2020-21 Q2", date(2020, 12, 1), date(2021, 2, 28), "December 2020 to February 2021"),
        ("  2020-21   q4 ", date(2021, 1, 1), date(2021, 3, 31), "January to March 2021"),
    ],
)
def test_one_grammar_reads_every_period(written, first, last, label):
    period = read(written)

    assert (period.first, period.last, period.label) == (first, last, label)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("2021-2021", "2021-2021 is not a year: a year ends one after it starts, like 2020-21"),
        ("2020-23", "2020-23 is not a year: a year ends one after it starts, like 2020-21"),
        ("2020-00", "2020-00 is not a year"),
        ("2020-2022 Q1", "2020-2022 is not a year"),
        ("2009-10", "2009-10 could be a year or a month: write 2009-2010 for the year, 2009-M10 for the month"),
        ("2020-21 Q5", "2020-21 Q5 is not a quarter: a year has Q1 to Q4"),
        ("2020-04 Q1", "2020-04 is not a year"),
        ("academic 2020-04", "2020-04 is not a year"),
        ("2021-02-29", "2021-02-29 is not a day in the calendar. Write a year like 2020-21"),
        ("2021-M13", "2021-13-01 is not a day in the calendar"),
        ("academic 2020-04-01", "only a year has a name or quarters"),
        ("tax 2020-21", "There is no tax year here. Leave the word out, or write academic"),
        ("2020", "2020 is not a period. Write a year like 2020-21, a quarter like 2020-21 Q4"),
        ("last year", "last year is not a period"),
        ("", "Enter a period. Write a year"),
        ("1066-67", "1066-67 is too far away: periods run from 1900 to 2199"),
        ("２０２０-２１", "is not a period"),
    ],
)
def test_what_is_no_period_is_refused_in_a_sentence(written, sentence):
    with pytest.raises(BadPeriod, match=sentence):
        read(written)


def test_the_month_in_which_a_year_begins_is_data():
    september = Years(starts=9, others={"police": 7})

    assert (read("2020-21").first, september.read("2020-21").first) == (date(2020, 4, 1), date(2020, 9, 1))
    assert september.read("police 2020-21 Q1").last == date(2020, 9, 30)
    with pytest.raises(ValueError, match="The ordinary year must begin in month 2 to 12"):
        Years(starts=1)


@pytest.mark.parametrize(
    ("written", "previous", "year_before"),
    [
        ("2020-21", "2019-20", "2019-20"),
        ("2020-21 Q1", "2019-20 Q4", "2019-20 Q1"),
        ("2020-01", "2019-12", "2019-01"),
        ("2020-03-01", "2020-02-29", "2019-03-01"),
        ("2020-02-29", "2020-02-28", "2019-02-28"),
        ("academic 2020-21", "academic 2019-20", "academic 2019-20"),
    ],
)
def test_a_period_knows_the_one_before(written, previous, year_before):
    assert (str(read(written).previous), str(read(written).year_before)) == (previous, year_before)


def test_periods_sort_by_their_first_day_the_year_before_its_parts():
    written = ["2020-21", "2020-21 Q1", "2020-04", "2020-04-01", "2020-05", "2020-21 Q2", "academic 2020-21", "2021-22"]

    assert [str(period) for period in sorted(read(text) for text in reversed(written))] == written


def test_a_period_contains_days_and_shorter_periods():
    assert date(2021, 3, 31) in read("2020-21")
    assert date(2021, 4, 1) not in read("2020-21")
    assert read("2020-21 Q4") in read("2020-21")
    assert read("2020-21") not in read("2020-21 Q4")
    assert "2020-21" not in read("2020-21")


def test_only_what_has_parts_gives_them():
    assert [str(month) for month in read("2020-21 Q4").months] == ["2021-01", "2021-02", "2021-03"]
    assert len(read("2020-21").months) == 12
    with pytest.raises(BadPeriod, match="2018-03-31 has no months: it is a day"):
        _ = read("2018-03-31").months
    with pytest.raises(BadPeriod, match="2020-04 has no quarters: only a year has them"):
        _ = read("2020-04").quarters


def test_a_period_sorts_only_with_periods():
    with pytest.raises(TypeError):
        _ = read("2020-21") < date(2020, 4, 1)


@given(readers_and_periods())
def test_a_key_reads_back_as_the_same_period(both):
    these, period = both

    assert these.read(str(period)) == period


@given(readers_and_periods())
def test_previous_and_next_touch_and_undo_each_other(both):
    _, period = both

    assert period.previous.last + timedelta(days=1) == period.first
    assert period.next.first == period.last + timedelta(days=1)
    assert period.previous.next == period.next.previous == period
    assert period.previous < period < period.next


@given(years, days, st.sampled_from(["", "academic"]))
def test_every_day_is_in_exactly_one_quarter_and_one_month_of_its_year(these, day, name):
    year = these.year_of(day, name)

    assert day in year
    for parts in (year.quarters, year.months):
        assert sum(day in part for part in parts) == 1
        assert (parts[0].first, parts[-1].last) == (year.first, year.last)
        assert all(part in year for part in parts)


@given(st.text(max_size=20) | st.from_regex(r"[0-9]{4}-[0-9]{2}( Q[0-9])?", fullmatch=True))
def test_any_text_is_a_period_or_a_sentence(text):
    try:
        period = read(text)
    except BadPeriod:
        return
    assert isinstance(period, Period)
    assert period.kind in PeriodKind
    assert read(str(period)) == period
