from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.charts import Absent, Bars, Changes, Lines, Series, StackedBars, words

MISSING, SUPPRESSED = Absent.MISSING, Absent.SUPPRESSED


@pytest.mark.parametrize(
    ("value", "places", "signed", "printed"),
    [
        (1123, 0, False, "1,123"),
        (Decimal("-24.25"), 1, False, "−24.3"),
        (Decimal("0.5"), 0, False, "1"),
        (Decimal("2.5"), 0, False, "3"),
        (Decimal("-0.04"), 1, True, "0.0"),
        (12, 0, True, "+12"),
        (0, 0, True, "0"),
        (MISSING, 0, False, "[x]"),
        (SUPPRESSED, 2, True, "[c]"),
    ],
)
def test_a_number_prints_half_up_with_commas_and_a_real_minus(value, places, signed, printed):
    assert words.number(value, places, signed=signed) == printed


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=4), st.integers(0, 3))
def test_rounding_is_never_further_than_half_a_step(value, places):
    assert abs(words.rounded(value, places) - value) <= Decimal(1).scaleb(-places) / 2


def lines(**kept):
    series = (
        Series("2019-20", (10, 14, 12, 9)),
        Series("2020-21", (8, MISSING, SUPPRESSED, 16)),
    )
    declared = {
        "title": "Contacts rose",
        "unit": "contacts",
        "categories_are": "Month",
        "categories": ("April", "May", "June", "July"),
        "series": series,
        "source": "Return",
    }
    return Lines(**declared | kept)


def test_the_text_alternative_says_first_last_highest_lowest_and_what_is_absent():
    assert words.text_alternative(lines()) == (
        "Line chart of contacts by month: 2019-20 and 2020-21. "
        "2019-20 fell from 10 in April to 9 in July; highest 14 (May), lowest 9 (July). "
        "2020-21 rose from 8 in April to 16 in July; highest 16 (July), lowest 8 (April). "
        "[x] The figure for May (2020-21) is not available: the line has a gap there. "
        "[c] The figure for June (2020-21) is held back so that nobody can be recognised. "
        "A table follows."
    )


def test_a_line_that_ends_where_it_began_is_not_said_to_have_moved():
    said = words.text_alternative(lines(series=(Series("2020-21", (8, 9, 7, 8)),)))

    assert "It stayed at 8 in April and in July" not in said
    assert "It began and ended at 8 (April and July)" in said


def test_the_table_and_the_csv_mark_what_is_absent():
    assert words.rows(lines())[1:3] == (("May", "14", "[x]"), ("June", "12", "[c]"))
    assert words.csv_rows(lines())[0] == ("Month", "Series", "Value", "Unit")
    assert ("June", "2020-21", "[c]", "contacts") in words.csv_rows(lines())


def test_no_total_is_told_where_a_part_is_held_back():
    declared = {
        "title": "t",
        "unit": "children",
        "categories_are": "Year",
        "source": "s",
        "categories": ("2020", "2021"),
    }
    chart = StackedBars(**declared, series=(Series("Neglect", (5, 6)), Series("Other", (SUPPRESSED, 4))))

    assert "In all: 10 in 2021." in words.text_alternative(chart)
    assert "in 2020" not in words.text_alternative(chart).split("Neglect rose")[0]


def test_changes_print_their_sign():
    chart = Changes(
        title="t", unit="percent", places=1, categories_are="Measure", source="s", categories=("a", "b"),
        series=(Series("Here", (Decimal("-29.73"), Decimal("3.05"))),),
    )  # fmt: skip

    assert words.rows(chart) == (("a", "−29.7%"), ("b", "+3.1%"))


def test_a_chart_of_percentages_says_so():
    chart = Bars(
        title="t", unit="percent", categories_are="Agency", source="s", categories=("a",), series=(Series("x", (85,)),)
    )

    assert words.axis_title(chart) == "Percent"
    assert words.rows(chart) == (("a", "85%"),)


@pytest.mark.parametrize(
    ("before", "after", "word"), [(3, 4, "rose"), (4, 3, "fell"), (3, 3, "did not change"), (3, SUPPRESSED, "changed")]
)
def test_the_word_of_a_finding_comes_from_the_data(before, after, word):
    assert words.moved(before, after) == word
