"""Westmere's invented rows: made by one script, and counted to what the published report prints."""

import csv
import runpy
from datetime import date
from pathlib import Path

import pytest

from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.asks import actions as asks
from safehold.imports.reading_in import Declared, read_in
from safehold.measures import queries
from safehold.measures.catalogue.counted import CATALOGUE
from tests.golden.test_report_figures import COVERS, ROWS

pytestmark = pytest.mark.slow

HOME = Path(__file__).parents[2] / "data" / "westmere"
DAY = date(2021, 4, 30)
FILES = {
    "figures_2020_21.csv": "figures",
    "published_2018_2021.csv": "figures",
    "counted_events.csv": "counted_events",
    "kpi_returns_2020_21.csv": "kpi_returns",
}
COUNTED = [row for row in ROWS if row["measure"] in CATALOGUE and row["geography"] == "B&NES"]


def test_the_file_is_what_the_script_makes(tmp_path):
    script = runpy.run_path(str(HOME / "make_events.py"))
    made = sorted([*script["contacts"](), *script["reviews_and_audits"]()])
    with open(HOME / "counted_events.csv", encoding="utf-8", newline="") as file:
        headings, *rows = csv.reader(file)

    assert tuple(headings) == script["HEADINGS"]
    assert [tuple(row) for row in rows] == made


@pytest.fixture(scope="module")
def book(django_db_setup, django_db_blocker):
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        by = actor(Role.DATA_ANALYST)
        with open(HOME / "kpi_returns_2020_21.csv", encoding="utf-8", newline="") as file:
            for code in {row["Agency"] for row in csv.DictReader(file)}:
                AgencyFactory(code=code)
        for name, data_set in FILES.items():
            told = Declared(data_set, AgencyFactory(), name, COVERS, "Invented", DAY, geography="Westmere")
            submission = read_in((HOME / name).read_bytes(), name=name, declared=told, by=by)
            assert submission.problems == []
            asks.accept(submission, by=by)
        yield queries.book(on=DAY)
        transaction.set_rollback(True)


def test_most_of_the_report_that_can_be_counted_is():
    assert len(COUNTED) >= 50


@pytest.mark.parametrize("row", COUNTED, ids=lambda row: f"{row['measure']} {row['period']}")
def test_the_rows_are_counted_to_what_the_report_prints(row, book):
    figure = book.counted(row["measure"], row["period"], "Westmere")

    assert figure.shown.replace(",", "") == row["value"], figure.calculation


def test_no_figure_that_westmere_reports_differs_from_what_its_rows_are_counted_to(book):
    checked = [key for key in book.reported if book.counted(*key)]

    assert len(checked) >= 90
    assert [(one.key, one.shown, other.shown) for one, other in book.differences()] == []


def test_what_was_not_written_down_in_earlier_years_is_not_known(book):
    assert book.counted("lado.contacts", "2018-19", "Westmere").shown == "141"
    assert book.counted("lado.suitability.total", "2018-19", "Westmere") is None
