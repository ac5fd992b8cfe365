"""Westmere's invented figures: made by one script, adding up, and equal to the real ones where those are printed."""

import csv
import runpy
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal

import pytest

from safehold.clocks import Years
from safehold.measures.catalogue.indicators import INDICATORS
from tests.golden.reports import BNES_FILES, DATA

HOME = DATA / "westmere"
PLACES = {"B&NES": "Westmere", "Avon and Somerset": "Westmere and Aldermoor"}
FIGURES, PUBLISHED, RETURNS = "figures_2020_21.csv", "published_2018_2021.csv", "kpi_returns_2020_21.csv"


def rows_of(path) -> list[dict[str, str]]:
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def values(*names: str) -> dict[tuple[str, str, str], Decimal]:
    return {
        (row["measure"], row["period"], row["geography"]): Decimal(row["value"])
        for name in names
        for row in rows_of(HOME / name)
    }


@pytest.fixture(scope="module")
def script():
    return runpy.run_path(str(HOME / "make.py"))


@pytest.mark.parametrize(("name", "maker"), [(FIGURES, "figures"), (PUBLISHED, "published"), (RETURNS, "returns")])
def test_the_files_are_what_the_script_makes(script, name, maker):
    made = [[str(cell) for cell in row] for row in script[maker]()]

    with open(HOME / name, encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))[1:] == made


def test_everything_says_that_it_is_invented():
    assert {row["basis"] for name in (FIGURES, PUBLISHED) for row in rows_of(HOME / name)} == {"invented"}


def test_what_the_report_prints_or_implies_is_equal_and_its_wrong_claims_are_left_out():
    mine = values(FIGURES)
    real = {
        (row["measure"], row["period"], PLACES[row["geography"]]): Decimal(row["value"])
        for row in rows_of(BNES_FILES[0].path)
    }
    claims = {key for key in real if key[0].endswith("_as_printed")}

    assert len(claims) == 3
    assert not claims & mine.keys()
    assert {key: mine[key] for key in real.keys() - claims} == {key: real[key] for key in real.keys() - claims}


def test_months_sources_and_categories_add_up():
    mine = values(PUBLISHED)
    here = "Westmere"
    years = Years()
    for label in ("2018-19", "2019-20", "2020-21"):
        year, total = years.read(label), mine["children.referrals", label, here]
        assert sum(mine["children.referrals", str(month), here] for month in year.months) == total
        sources = [value for (code, period, _), value in mine.items() if "referrals_from" in code and period == label]
        assert (len(sources), sum(sources)) == (11, total)
    for day in ("2018-03-31", "2019-03-31", "2020-03-31", "2021-03-31"):
        for when in ("initial", "latest"):
            parts = [value for (code, period, _), value in mine.items() if code.endswith(f"_{when}") and period == day]
            assert (len(parts), sum(parts)) == (5, mine["children.plans_open", day, here])


@pytest.mark.parametrize(
    ("open_on", "began", "ended"),
    [
        ("children.plans_open", "children.plans_started", "children.plans_ended"),
        ("children.looked_after", "children.looked_after_started", "children.looked_after_ceased"),
    ],
)
def test_those_who_start_and_stop_explain_the_change(open_on, began, ended):
    mine, here = values(PUBLISHED), "Westmere"

    for before, year, after in (
        ("2019-03-31", "2019-20", "2020-03-31"),
        ("2020-03-31", "2020-21", "2021-03-31"),
    ):
        flow = mine[began, year, here] - mine[ended, year, here]
        assert mine[open_on, before, here] + flow == mine[open_on, after, here]


def test_parts_of_the_year_before_add_up_too():
    mine = values(FIGURES)

    def of(start: str) -> Decimal:
        return sum(value for (code, period, _), value in mine.items() if code.startswith(start) and period == "2019-20")

    at = ("2019-20", "Westmere")
    assert of("section_11.self_rating.") == mine["section_11.responses", *at]
    assert of("lado.contact_outcome.") == mine["lado.contacts", *at] == 264
    assert 1129 <= mine["adults.concerns", *at] <= 1140


def test_the_month_that_is_missing_at_source_is_missing_and_not_nought():
    months = {row["period"] for row in rows_of(HOME / PUBLISHED) if row["measure"] == "community.anti_social_behaviour"}

    assert len(months) == 23
    assert "2019-07" not in months


def test_the_mean_of_the_agencies_is_exactly_the_printed_outcome():
    by_indicator = defaultdict(list)
    for row in rows_of(HOME / RETURNS):
        done, relevant = int(row["Numerator"]), int(row["Denominator"])
        assert 0 <= done <= relevant
        percent = (Decimal(100 * done) / relevant).quantize(Decimal(1), ROUND_HALF_UP)
        by_indicator[row["Indicator"]].append(percent)
    outcomes = values(FIGURES)

    assert tuple(by_indicator) == INDICATORS
    assert all(7 <= len(percentages) <= 9 for percentages in by_indicator.values())
    for indicator, percentages in by_indicator.items():
        printed = outcomes[f"kpi.{indicator}.outcome_average", "2020-21", "Westmere"]
        assert sum(percentages) == printed * len(percentages)
    # and the agencies do not all say the same
    assert all(len(set(by_indicator[each])) > 3 for each in INDICATORS if each not in ("dbs_current", "two_references"))
