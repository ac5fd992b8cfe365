"""The engine and the oracle agree over the whole catalogue: on the invented partnership, and on rows made up at random."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safehold.clocks import Years
from safehold.measures.catalogue import BY_CODE
from safehold.measures.catalogue.counted import CATALOGUE
from safehold.measures.tables import EVENT_TABLES, AgencyReturns
from safehold.tally import Day, MeanOfAgencies, Number, Text, columns_of, frames, rows
from tests.proofs import count

pytestmark = pytest.mark.slow

WESTMERE = Path(__file__).parents[3] / "data" / "westmere"
PERIODS = [Years().read(text) for text in ("2016-17", "2019-20", "2020-21", "2020-21 Q4", "2020-05")]
DAYS = [date(2019, 3, 31), date(2019, 4, 1), date(2020, 2, 29), date(2020, 3, 31), date(2020, 4, 1), date(2021, 3, 31)]


def values_of(column):
    """What a column may hold, unknown included."""
    match column:
        case Day():
            return st.sampled_from(DAYS)
        case Text() if column.values:
            return st.none() | st.sampled_from(column.values[:6])
        case Text():
            return st.sampled_from(["council", "police", "nhs"])
        case Number():
            return st.none() | st.integers(0, 9)


def rows_of(table):
    return st.lists(
        st.fixed_dictionaries({name: values_of(column) for name, column in columns_of(table).items()}), max_size=30
    )


def read(table, path: Path, kind: str = "") -> list[dict]:
    """The rows of a table from one of Westmere's files."""
    headings = {"happened_on": "Date", "last_on": "Period", "agency__code": "Agency"}
    found = []
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row.get("Nil") or (kind and row["Kind"] != kind):
                continue
            facts = {}
            for name, column in columns_of(table).items():
                said = row[headings.get(column.source, column.source.capitalize())]
                facts[name] = converted(column, said)
            found.append(facts)
    return found


def converted(column, said: str):
    if isinstance(column, Day):
        return Years().read(said).last
    if isinstance(column, Number):
        return int(said) if said else None
    return said or None


@pytest.fixture(scope="module")
def westmere() -> dict:
    tables = {table: read(table, WESTMERE / "counted_events.csv", kind) for kind, table in EVENT_TABLES.items()}
    return tables | {AgencyReturns: read(AgencyReturns, WESTMERE / "kpi_returns_2020_21.csv")}


def test_every_measure_has_a_definition_and_every_mean_an_indicator():
    assert len(CATALOGUE) >= 60
    assert {measure.code for measure in CATALOGUE} <= BY_CODE.keys()
    assert sum(isinstance(measure, MeanOfAgencies) for measure in CATALOGUE) == 16
    for measure in CATALOGUE:
        assert measure.unit == BY_CODE[measure.code].unit, measure.code


@pytest.mark.parametrize("measure", list(CATALOGUE), ids=lambda measure: measure.code)
def test_engine_and_oracle_agree_on_westmere(measure, westmere):
    frame = frames.frame_of(measure.table, westmere[measure.table])
    for period in PERIODS:
        assert (
            frames.answer(measure, frame, period).cells == rows.answer(measure, westmere[measure.table], period).cells
        )


@settings(max_examples=count(25, 200), deadline=None)
@given(data=st.data())
def test_engine_and_oracle_agree_on_anything(data):
    made = {table: data.draw(rows_of(table)) for table in CATALOGUE.tables}
    held = {table: frames.frame_of(table, found) for table, found in made.items()}
    period = data.draw(st.sampled_from(PERIODS))
    for measure in CATALOGUE:
        engine, oracle = (
            frames.answer(measure, held[measure.table], period),
            rows.answer(measure, made[measure.table], period),
        )
        assert engine.cells == oracle.cells, measure.code
