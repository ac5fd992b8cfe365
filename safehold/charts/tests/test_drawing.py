"""Drawn for real, by the engine itself, in a helper process."""

import re

import pytest

from safehold.charts import Absent, CannotDraw, GroupedBars, Lines, Series, Studio, spec
from safehold.charts.drawing import key

pytestmark = pytest.mark.slow

MONTHS = ("April", "May", "June", "July", "August")


def lines(values):
    series = (Series("2020-21", values),)
    return spec(Lines(title="t", unit="contacts", categories_are="Month", source="s", categories=MONTHS, series=series))


@pytest.fixture(scope="module")
def studio(tmp_path_factory):
    with Studio(tmp_path_factory.mktemp("drawings")) as studio:
        yield studio


def pieces(svg):
    """How many pieces the line is drawn in."""
    path = re.search(r'<path aria-label="[^"]*"[^>]*d="([^"]+)"|mark-line[^>]*>.*?<path[^>]*\bd="([^"]+)"', svg)
    return (path[1] or path[2]).count("M")


def test_a_missing_month_is_drawn_as_a_gap(studio):
    whole, broken = studio.svgs([lines((3, 4, 5, 6, 7)), lines((3, 4, Absent.MISSING, 6, 7))])

    assert pieces(whole) == 1, "the control: without a gap the line is one piece"
    assert pieces(broken) == 2


def test_words_stay_words_in_our_face(studio):
    svg = studio.svg(lines((3, 4, 5, 6, 7)))

    assert 'font-family="Atkinson Hyperlegible"' in svg
    assert ">Apr</text>" in svg
    assert " style=" not in svg, "a strict Content Security Policy would refuse it"


def test_bars_of_several_series_carry_patterns(studio):
    series = (Series("2019-20", (1, 2, 3, 4, 5)), Series("2020-21", (5, 4, 3, 2, 1)))
    chart = GroupedBars(
        title="t", unit="contacts", categories_are="Month", source="s", categories=MONTHS, series=series
    )

    assert studio.svg(spec(chart)).count('fill="url(#') == 5 + 1, "five bars and one square of the legend"


def test_the_png_is_fine_enough_for_print(studio):
    png = studio.png(lines((3, 4, 5, 6, 7)))

    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20], "big") == 1500


def test_what_was_drawn_once_is_not_drawn_again(tmp_path):
    with Studio(tmp_path) as first:
        drawn = first.svg(lines((3, 4, 5, 6, 7)))
    with Studio(tmp_path) as second:
        assert second.svg(lines((3, 4, 5, 6, 7))) == drawn
        assert not second.helpers, "nobody had to draw"
        second.svg(lines((3, 4, 5, 6, 8)))
        assert second.helpers, "the control: another chart is drawn"


def test_two_charts_never_share_a_name():
    assert key(lines((3, 4, 5, 6, 7))) != key(lines((3, 4, 5, 6, 8)))
    assert key(lines((3, 4, 5, 6, 7))) == key(lines((3, 4, 5, 6, 7)))


def test_a_specification_that_cannot_be_drawn_is_refused_and_the_studio_lives_on(studio):
    with pytest.raises(CannotDraw, match="The chart could not be drawn"):
        studio.svg({"mark": "no such mark", "data": {"values": []}})

    assert studio.svg(lines((1, 1, 1, 1, 2))).startswith("<svg")


def test_a_specification_cannot_fetch_anything(studio):
    with pytest.raises(CannotDraw):
        studio.svg({"mark": "point", "data": {"url": "http://127.0.0.1:9/x.csv"}, "encoding": {"x": {"field": "a"}}})


def test_a_helper_that_died_is_a_sentence_and_not_a_hang(tmp_path):
    with Studio(tmp_path, helpers=1) as studio:
        studio.svg(lines((3, 4, 5, 6, 7)))
        studio.helpers[0].kill()
        with pytest.raises(CannotDraw, match="stopped before the chart was finished"):
            studio.svg(lines((3, 4, 5, 6, 9)))
        assert studio.svg(lines((3, 4, 5, 6, 9))).startswith("<svg"), "the next chart gets a new helper"
