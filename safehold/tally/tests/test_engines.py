from datetime import date, datetime
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given

from safehold.tally import Catalogue, Condition, DeclarationError, Engine, Sum, frames, rows
from safehold.tally.measures import OfRows
from safehold.tally.tests.factories import (
    WORDS,
    YEAR,
    Referrals,
    Visits,
    change,
    count,
    mean_of_agencies,
    measures,
    referral,
    rows_of_referrals,
    share,
)

pytestmark = pytest.mark.slow


@given(measures, rows_of_referrals)
def test_the_engine_agrees_with_the_oracle(measure, given_rows):
    frame = frames.frame_of(Referrals, given_rows)

    assert frames.answer(measure, frame, YEAR).cells == rows.answer(measure, given_rows, YEAR).cells


@given(measures, rows_of_referrals)
def test_the_groups_of_a_count_add_up_to_its_total(measure, given_rows):
    total, *groups = frames.answer(measure, frames.frame_of(Referrals, given_rows), YEAR)

    if groups and "Mean" not in type(measure).__name__:
        assert sum(cell.numerator for cell in groups) == total.numerator
        assert sum(cell.denominator or 0 for cell in groups) == (total.denominator or 0)


@given(measures, rows_of_referrals)
def test_a_cell_without_a_denominator_to_divide_by_has_no_value(measure, given_rows):
    for cell in frames.answer(measure, frames.frame_of(Referrals, given_rows), YEAR):
        if measure.unit == "percent":
            assert (cell.value is None) == (cell.denominator == 0)
        elif isinstance(measure, Sum):
            assert cell.value in (None, cell.numerator)
        else:
            assert cell.value == cell.numerator


def test_the_two_engines_can_differ():
    """The control: an oracle given other rows is not agreed with."""
    frame = frames.frame_of(Referrals, [referral()])

    assert frames.answer(count(), frame, YEAR).cells != rows.answer(count(), [], YEAR).cells


def test_a_frame_may_hold_categories_small_numbers_and_columns_of_which_all_is_unknown():
    frame = pl.DataFrame(
        {
            "received_on": [date(2020, 5, 1)] * 3,
            "agency": pl.Series(["Police", "Fire", "Police"], dtype=pl.Categorical),
            "outcome": [None] * 3,
            "trained": pl.Series([100, 100, 100], dtype=pl.Int8),
            "relevant": pl.Series([200, 200, 100], dtype=pl.UInt8),
        }
    )

    by_agency = frames.answer(count(of=Referrals.agency == "Police", by=(Referrals.agency,)), frame, YEAR)

    assert [(cell.group, cell.numerator) for cell in by_agency] == [((), 2), (("Police",), 2)]
    assert frames.answer(count(of=~(Referrals.outcome == "review")), frame, YEAR).total.numerator == 3
    assert frames.answer(mean_of_agencies(), frame, YEAR).total.value == Decimal(58)


def test_a_frame_that_lacks_a_column_is_refused():
    with pytest.raises(ValueError, match=r"sar\.measure reads received_on, which the frame of Referrals lacks"):
        frames.answer(count(), pl.DataFrame({"agency": ["Police"]}), YEAR)


@pytest.mark.parametrize(
    ("column", "values"),
    [("received_on", [datetime(2020, 5, 1, 9)]), ("received_on", ["2020-05-01"]), ("age", [18.5])],
)
def test_a_frame_that_holds_something_else_is_refused(column, values):
    frame = pl.DataFrame({"received_on": [date(2020, 5, 1)], "age": [18], column: values})

    with pytest.raises(ValueError, match=rf"sar\.measure reads {column} as (Day|Number), and the frame holds"):
        frames.answer(count(by=(Referrals.age,)), frame, YEAR)


class Heaviest(OfRows):
    """A kind of measure that nobody has taught the engines."""


class IsRound(Condition):
    """A condition that nobody has taught them."""

    table = Referrals
    columns = frozenset()


@pytest.mark.parametrize("engine", [frames, rows], ids=["frames", "rows"])
def test_an_engine_refuses_a_word_that_it_was_not_taught(engine):
    held = [referral()] if engine is rows else frames.frame_of(Referrals, [referral()])

    with pytest.raises(TypeError, match="Heaviest yet"):
        engine.answer(Heaviest(**WORDS, of=Referrals, dated=Referrals.received_on), held, YEAR)
    with pytest.raises(TypeError, match="IsRound yet"):
        engine.answer(count(of=IsRound()), held, YEAR)


CATALOGUE = Catalogue(
    count(code="sar.referrals"),
    Catalogue(share(code="sar.met_criteria_pct"), change(code="sar.referrals.change_pct")),
    count(code="visits.made", of=Visits, dated=Visits.made_on, unit="visits"),
)


@pytest.mark.parametrize("engine", [frames, rows], ids=["frames", "rows"])
def test_a_catalogue_is_answered_by_either_engine_alike(engine: Engine):
    referrals, visits = [referral(outcome="review")], [{"made_on": date(2020, 5, 1), "agency": "Police"}] * 2
    held = {Referrals: referrals, Visits: visits}
    if engine is frames:
        held = {table: frames.frame_of(table, held[table]) for table in CATALOGUE.tables}

    figures = {measure.code: engine.answer(measure, held[measure.table], YEAR).total.value for measure in CATALOGUE}

    assert figures == {
        "sar.referrals": 1,
        "sar.met_criteria_pct": 100,
        "sar.referrals.change_pct": None,
        "visits.made": 2,
    }


def test_a_catalogue_finds_a_measure_by_its_code_or_names_one_like_it():
    assert CATALOGUE.measure("visits.made").unit == "visits"
    assert "sar.referrals" in CATALOGUE
    assert len(CATALOGUE) == 4
    with pytest.raises(LookupError, match=r"No measure has the code sar\.referals\. Did you mean sar\.referrals"):
        CATALOGUE.measure("sar.referals")
    with pytest.raises(LookupError, match=r"No measure has the code zzz\.$"):
        CATALOGUE.measure("zzz")


def test_a_catalogue_holds_each_code_once_and_only_measures():
    with pytest.raises(DeclarationError, match=r"Two measures have the code sar\.referrals"):
        Catalogue(CATALOGUE, count(code="sar.referrals"))
    with pytest.raises(DeclarationError, match=r"A catalogue holds measures, not 'sar\.referrals'"):
        Catalogue("sar.referrals")
