from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.charts import Absent, Bars, Changes, GroupedBars, Lines, Series, StackedBars, spec
from safehold.charts.specs.common import ticks_for

MISSING, SUPPRESSED = Absent.MISSING, Absent.SUPPRESSED
MONTHS = ("April", "May", "June", "July")


def declare(kind, series, categories=MONTHS, **kept):
    declared = {"title": "t", "unit": "contacts", "categories_are": "Month", "source": "s"}
    return kind(**declared | kept, categories=categories, series=tuple(Series(*each) for each in series))


def data(layer_or_spec):
    return layer_or_spec["data"]["values"]


def test_a_missing_month_has_no_value_and_breaks_the_line():
    drawn = spec(declare(Lines, [("2020-21", (3, MISSING, 0, 4))]))

    assert [row["value"] for row in data(drawn)] == [3, None, 0, 4]
    assert drawn["layer"][0]["mark"]["invalid"].startswith("break-paths")


def test_a_suppressed_month_is_marked_and_a_missing_one_is_not():
    drawn = spec(declare(Lines, [("2020-21", (3, MISSING, SUPPRESSED, 4))]))

    marks = [row for layer in drawn["layer"] if "data" in layer for row in data(layer) if row.get("text") == "[c]"]
    assert [mark["at"] for mark in marks] == ["June"]


def test_the_names_of_lines_never_stand_over_each_other():
    drawn = spec(
        declare(Lines, [(year, (9, 9, 9, value)) for year, value in (("a", 50), ("b", 51), ("c", 0), ("d", 1))])
    )

    heights = sorted(row["y"] for row in data(drawn["layer"][-1]))
    assert all(lower - upper >= 16 for upper, lower in pairwise(heights))
    assert heights[-1] <= drawn["height"]


def test_the_latest_year_takes_the_strongest_colour():
    drawn = spec(declare(Lines, [("2019-20", (1, 2, 3, 4)), ("2020-21", (1, 2, 3, 4))]))

    assert drawn["layer"][0]["encoding"]["color"]["scale"]["range"][-1] == "#12436D"


def test_bars_stand_longest_first_and_what_is_absent_last():
    drawn = spec(declare(Bars, [("2020-21", (3, SUPPRESSED, 9, 5))]))

    assert [row["text"] for row in data(drawn)] == ["9", "5", "3", "[c]"]


def test_grouped_bars_keep_the_order_of_years():
    drawn = spec(declare(GroupedBars, [("2019-20", (1, 2, 3, 4)), ("2020-21", (4, 3, 2, 1))]))

    assert drawn["encoding"]["yOffset"]["sort"] == ["2019-20", "2020-21"]
    assert drawn["usermeta"]["patterns"] == {"#12436D": "solid", "#28A197": "rising"}


def test_a_column_with_a_part_held_back_prints_no_total():
    drawn = spec(declare(StackedBars, [("Neglect", (3, 4, 5, 6)), ("Other", (1, SUPPRESSED, MISSING, 2))]))

    assert [row["text"] for row in data(drawn["layer"][1])] == ["4", "+ [c]", "+ [x]", "8"]


def test_changes_begin_with_the_greatest_fall_and_keep_the_figure_outside_the_comparator():
    drawn = spec(
        declare(
            Changes, [("Here", (-5, 3, Decimal("-32.8"), SUPPRESSED)), ("Force", (-9, 1, MISSING, 2))], unit="percent"
        )
    )

    rows = data(drawn)
    assert [row["text"] for row in rows] == ["−33%", "−5%", "+3%", "[c]"]
    assert rows[1]["edge"] == -9


@given(st.decimals(min_value=0, max_value=10**7, places=1))
def test_the_axis_reaches_every_value_in_at_most_five_round_steps(greatest):
    top, ticks = ticks_for(greatest)

    assert Decimal(str(top)) >= greatest
    assert 2 <= len(ticks) <= 6
    assert ticks[0] == 0
    assert ticks[-1] == top


def test_every_second_year_of_months_is_not_crowded():
    months = tuple(
        f"{month} {year}"
        for year in (2018, 2019, 2020)
        for month in ("April", "May", "June", "July", "August", "March")
    )
    drawn = spec(declare(Lines, [("a", range(18))], categories=months))

    assert drawn["layer"][0]["encoding"]["x"]["axis"]["values"] == list(months[::3])


@pytest.mark.parametrize("kind", [Lines, Bars, GroupedBars, StackedBars, Changes])
def test_equal_charts_give_equal_specifications(kind):
    assert spec(declare(kind, [("a", (1, 2, 3, 4))])) == spec(declare(kind, [("a", (1, 2, 3, 4))]))
