"""Every row of the published files has a page of its own that says what it is and how it came to be."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client

from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.asks import actions as asks
from safehold.clocks import Years
from safehold.imports.reading_in import Declared, read_in
from safehold.measures.presenters import href
from safehold.measures.submissions.figures import published_codes, published_period
from tests.golden.test_report_figures import COVERS, PUBLISHED, REPORT, ROWS, rows_of
from tests.world import sign_in

pytestmark = pytest.mark.slow

SOURCES = {
    "figures": ("The annual report 2020-21", date(2021, 4, 29)),
    "published_figures": ("The DfE", date(2021, 4, 28)),
}
DAYS = {"figures": "29 April 2021", "published_figures": "28 April 2021"}


@pytest.fixture(scope="module")
def browser(django_db_setup, django_db_blocker):
    """A data analyst's browser, both real files being accepted."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        by = actor(Role.DATA_ANALYST)
        for path, data_set in ((REPORT, "figures"), (PUBLISHED, "published_figures")):
            told = Declared(data_set, AgencyFactory(), path.stem, COVERS, *SOURCES[data_set], "B&NES", "printed")
            asks.accept(read_in(path.read_bytes(), name=path.name, declared=told, by=by), by=by)
        client = Client()
        sign_in(client, by.user)
        yield client
        transaction.set_rollback(True)


def answers(page: str) -> dict[str, str]:
    """The summary of how one figure was made, question by question."""
    made = page.partition('id="made"')[2].partition('id="meaning"')[0]
    rows = re.findall(r"<dt[^>]*>(.*?)</dt>\s*<dd[^>]*>(.*?)</dd>", made, re.DOTALL)
    return {plain(asked): plain(answer) for asked, answer in rows}


def plain(html: str) -> str:
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", html).split()))


def number(text: str) -> str:
    """A value as the file writes it: no commas, a plain minus, no nought after the point."""
    return text.replace(",", "").replace("−", "-").removesuffix("%").removesuffix(".0")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['measure']} {row['period']} {row['geography']}")
def test_a_row_of_the_report_says_value_unit_period_source_date_and_basis(row, browser):
    response = browser.get(href(row["measure"], row["period"], row["geography"]))

    page = response.content.decode()
    told = answers(page)
    value, _, unit = told["Prints"].partition(" ")
    assert number(value) == row["value"].removesuffix(".0")
    assert (
        value.endswith("%")
        if row["unit"] == "percent"
        else unit == (row["unit"] if row["unit"] not in ("count", "unstated") else "")
    )
    assert told["Period"] == Years().read(row["period"]).label
    assert told["Source"] == f"The annual report 2020-21, {DAYS['figures']}"
    assert told["Basis"] == {"printed": "Printed", "inferred": "Inferred"}[row["basis"]]
    assert told["How it was made"] == "As reported"
    assert told["Submission"] == "report_2020_21_figures"
    assert told.get("Note", "") == row["note"]


@pytest.mark.parametrize("row", rows_of(PUBLISHED), ids=lambda row: f"{row['measure']} {row['period']}")
def test_a_row_of_the_national_publications_says_which_table_it_was_taken_from(row, browser):
    mapped = published_codes()[row["report_figure"], row["measure"]]
    period = published_period(row["period"], mapped["period"], Years())

    told = answers(browser.get(href(mapped["code"], str(period), "B&NES")).content.decode())

    value = told["Prints"].partition(" ")[0]
    assert number(value) == {"c": "[c]", "x": "[x]"}.get(row["value"], row["value"].removesuffix(".0"))
    assert told["Period"] == period.label
    assert told["Source"].startswith("The DfE, ")
    assert told["Source"].endswith(DAYS["published_figures"])
    assert told["Basis"] == "Printed"
