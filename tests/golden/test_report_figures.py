"""Every figure of the published report comes back from the book as it was printed, and what can be worked out agrees."""

import csv
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.asks import actions as asks
from safehold.imports.reading_in import Declared, read_in
from safehold.measures import queries
from safehold.measures.catalogue import BY_CODE
from safehold.measures.definition import ChangeOf, ChangePercentOf, ShareOf

DATA = Path(__file__).parents[2] / "data"
REPORT = DATA / "bnes" / "report_2020_21_figures.csv"
PUBLISHED = DATA / "bnes" / "bnes_children_and_police_published_figures.csv"
DAY = date(2021, 4, 30)
COVERS = (date(2016, 4, 1), date(2022, 3, 31))


def rows_of(path: Path) -> list[dict[str, str]]:
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = rows_of(REPORT)


def key(row: dict[str, str]) -> tuple[str, str, str]:
    return row["measure"], row["period"], row["geography"]


@pytest.fixture(scope="module")
def book(django_db_setup, django_db_blocker):
    """The book after both real files were sent, read without a problem and accepted."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        by = actor(Role.DATA_ANALYST)
        for path, data_set in ((REPORT, "figures"), (PUBLISHED, "published_figures")):
            told = Declared(data_set, AgencyFactory(), path.stem, COVERS, "The source", DAY, "B&NES", "printed")
            submission = read_in(path.read_bytes(), name=path.name, declared=told, by=by)
            assert submission.problems == []
            asks.accept(submission, by=by)
        yield queries.book(on=DAY)
        transaction.set_rollback(True)


def test_there_are_as_many_as_there_should_be():
    bases = [row["basis"] for row in ROWS]

    assert (len(ROWS), bases.count("printed"), bases.count("inferred")) == (160, 144, 16)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: " ".join(key(row)))
def test_the_book_returns_exactly_what_was_printed(row, book):
    figure = book.find(*key(row))

    assert (figure.value, figure.unit, figure.basis) == (Decimal(row["value"]), row["unit"], row["basis"])
    assert figure.shown.replace(",", "").removesuffix(".0") == row["value"].removesuffix(".0")
    assert figure.note == row["note"]
    assert figure.submission_uid


WORKED_OUT = [row for row in ROWS if isinstance(BY_CODE[row["measure"]].binding, ChangeOf | ChangePercentOf | ShareOf)]


@pytest.mark.parametrize("row", WORKED_OUT, ids=lambda row: " ".join(key(row)))
def test_what_can_be_worked_out_agrees_with_what_was_printed(row, book):
    derived = book.derived(*key(row))

    if row["geography"] == "B&NES":
        assert derived.value == Decimal(row["value"]), derived.calculation
    else:  # the force's own counts are not printed
        assert derived is None


def test_enough_can_be_worked_out():
    assert len([row for row in WORKED_OUT if row["geography"] == "B&NES"]) >= 18


def test_no_reported_figure_differs_from_what_is_computed(book):
    assert [(one.key, one.shown, other.shown) for one, other in book.differences()] == []


def test_each_published_rate_is_the_count_over_the_population_of_the_year_before(book):
    populations = {
        int(row["year"]): int(row["population_0_17"])
        for row in rows_of(DATA / "population_aged_0_17_mid_year.csv")
        if row["area"] == "Bath and North East Somerset"
    }
    checked = []
    for year in (2018, 2019, 2020, 2021):
        day = f"{year}-03-31"
        rate = book.find("children.plans_open_rate", day, "B&NES")
        plans = book.find("children.plans_open", day, "B&NES")
        if rate and plans and plans.is_number:
            worked_out = plans.value * 10_000 / populations[year - 1]
            assert rate.value == worked_out.quantize(Decimal("0.1"), ROUND_HALF_UP), day
            checked.append(year)
    assert len(checked) == 4
