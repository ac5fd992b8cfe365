"""A month is "April 2021" on every page that prints one, and "2021-04" in every file that leaves for a machine."""

import csv
import re
from io import StringIO

import pytest
from django.urls import reverse

from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.imports.tests.factories import HEADINGS, sent
from safehold.records.tests.promises import browser

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

KEY = re.compile(r"\b(?:19|20)\d\d-(?:M?(?:0[1-9]|1[0-2])\b(?!-\d)|\d\d-\d\d\b)|\b20\d\d-\d\d Q[1-4]")
FIGURES = HEADINGS + "".join(
    f"10.1,{code},{period},B&NES,{value},children,printed,\n"
    for code, period, value in (
        ("children.referrals", "2021-04", 86),
        ("children.referrals", "2021-03", 80),
        ("children.looked_after", "2021-03-31", 181),
        ("lado.contacts", "2020-21 Q4", 50),
    )
)
RETURNS = "Agency,Indicator,Period,Numerator,Denominator,Answer\ncouncil,self_neglect,2020-21 Q4,5,10,given\n"


def seen(response) -> str:
    """What a person reads on a page: its words without what stands inside its tags, its scripts and its drawings."""
    assert response.status_code == 200
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"<script.*?</script>|<[^>]*>", " ", main, flags=re.DOTALL)


def rows(response) -> list[list[str]]:
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(StringIO(content)))


@pytest.fixture
def page():
    return browser(actor(Role.DATA_ANALYST))


@pytest.fixture
def figures():
    # computed from the returns, the average of the last quarter is another than was reported: a difference to decide
    sent(RETURNS, data_set="kpi_returns", accepted=True)
    reported = "10.4,kpi.self_neglect.outcome_average,2020-21 Q4,B&NES,40,percent,printed,\n"
    return sent(FIGURES + reported, accepted=True)


def addresses(figures) -> dict[str, str]:
    code = reverse("measures:figure", args=["children.referrals"])
    return {
        "one submission": figures.get_absolute_url(),
        "its figures": reverse("imports:figures", args=[figures.uid]),
        "all submissions": reverse("imports:list") + "?data_set=figures",
        "a measure": code,
        "one figure": f"{code}?period=2021-04&geography=B%26NES",
        "found measures": reverse("measures:list") + "?q=children.referrals",
        "differences": reverse("measures:differences"),
    }


def test_no_page_prints_the_key_of_a_period(page, figures):
    for name, where in addresses(figures).items():
        words = seen(page.get(where)).replace("Like 2020-21 or 2020-04", "")  # how a period is typed into a filter

        assert (name, KEY.findall(words)) == (name, [])


def test_a_month_a_day_and_a_quarter_are_said_in_words_beside_each_figure(page, figures):
    words = seen(page.get(addresses(figures)["its figures"]))

    for said in ("April 2021", "31 March 2021", "January to March 2021"):
        assert said in words
    assert "B&amp;NES, January to March 2021" in seen(page.get(addresses(figures)["differences"]))
    assert "April 2021" in seen(page.get(addresses(figures)["one figure"]))
    assert "(April 2021)" in seen(page.get(addresses(figures)["found measures"]))


def test_a_file_keeps_the_keys_of_periods(page, figures):
    listed = rows(page.get(addresses(figures)["its figures"] + "?format=csv"))
    measure = rows(page.get(addresses(figures)["a measure"] + "?format=csv"))

    for found in (listed, measure):
        column = found[0].index("Period")
        assert {"2021-04", "2021-03"} <= {row[column] for row in found[1:]}


def test_what_is_counted_from_rows_says_its_periods_in_words_and_its_file_keeps_the_keys(page):
    returns = sent(RETURNS, data_set="kpi_returns", accepted=True)
    where = reverse("imports:counts", args=[returns.uid])

    words, found = seen(page.get(where)), rows(page.get(where + "?format=csv"))

    assert "January to March 2021" in words
    assert KEY.findall(words) == []
    assert "2020-21 Q4" in {row[found[0].index("Period")] for row in found[1:]}


def test_the_key_of_a_period_is_known_where_it_stands():
    """The control."""
    said = "2021-04 and 2009-M10 and 2018-03-31 and 2020-21 Q4"

    assert len(KEY.findall(said)) == 4
    assert KEY.findall("April 2021, 2020-21 and 2016-17 to 2021-22") == []
