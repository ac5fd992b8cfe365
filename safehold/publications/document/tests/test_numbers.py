from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.charts import Absent
from safehold.publications.document.blocks import ResolvedFigure
from safehold.publications.document.numbers import DIRECTIONS, CannotPrint, figure_text, in_words


def figure(value, unit="contacts", display="shown"):
    return ResolvedFigure(
        code="lado.contacts", title="Contacts", period="2020-21", geography="Here", value=value, unit=unit,
        basis="printed", display=display, definition="d", source="s",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "unit", "asked", "printed"),
    [
        (200, "contacts", {}, "shown"),
        (1040, "places", {"style": "number"}, "1,040"),
        (Decimal("24.25"), "percent", {"places": 1}, "24.3%"),
        (Decimal("24.2"), "percent", {"style": "number", "places": 0}, "24%"),
        (Decimal("0.4"), "contacts", {"style": "percent"}, "0.4%"),
        (-77, "crimes", {"style": "change"}, "−77"),
        (12, "crimes", {"style": "change"}, "+12"),
        (5, "reviews", {"style": "words"}, "five"),
        (21, "reviews", {"style": "Words"}, "Twenty-one"),
        (3, "place", {"style": "ordinal"}, "third"),
        (12, "place", {"style": "ordinal"}, "twelfth"),
        (21, "place", {"style": "ordinal"}, "21st"),
        (111, "place", {"style": "ordinal"}, "111th"),
        (Decimal("-24.2"), "percent", {"direction": "fell"}, "fell by 24.2%"),
        (Decimal("-24.2"), "percent", {"direction": "rose"}, "fell by 24.2%"),
        (Decimal("24.2"), "percent", {"direction": "fell"}, "rose by 24.2%"),
        (Decimal("-24.2"), "percent", {"direction": "fell", "places": 0}, "fell by 24%"),
        (Decimal("-0.2"), "percent", {"direction": "fell", "places": 0}, "did not change"),
        (-77, "crimes", {"direction": "fall"}, "a fall of 77"),
        (77, "crimes", {"direction": "decrease"}, "an increase of 77"),
        (-5, "crimes", {"direction": "more"}, "5 fewer"),
        (5, "crimes", {"direction": "down"}, "up 5"),
        (0, "crimes", {"direction": "fell"}, "did not change"),
        (Absent.SUPPRESSED, "contacts", {}, "[c]"),
        (Absent.SUPPRESSED, "contacts", {"style": "words"}, "[c]"),
        (Absent.MISSING, "percent", {"direction": "fell"}, "changed by [x]"),
    ],
)
def test_a_figure_prints_as_it_is_asked_to(value, unit, asked, printed):
    assert figure_text(figure(value, unit), **asked) == printed


@pytest.mark.parametrize("style", ["words", "ordinal"])
def test_a_part_of_a_whole_is_not_written_out(style):
    with pytest.raises(CannotPrint, match="not a whole number"):
        figure_text(figure(Decimal("2.5")), style=style)


@pytest.mark.parametrize(
    ("whole", "written"),
    [
        (0, "zero"),
        (19, "nineteen"),
        (40, "forty"),
        (100, "one hundred"),
        (112, "one hundred and twelve"),
        (1005, "one thousand and five"),
        (6100, "six thousand one hundred"),
        (-3, "minus three"),
        (2_000_000, "2,000,000"),
    ],
)
def test_numbers_are_written_out_as_people_say_them(whole, written):
    assert in_words(whole) == written


@given(st.integers(-(10**6), 10**6), st.sampled_from(DIRECTIONS))
def test_the_direction_word_always_comes_from_the_data(value, direction):
    rises = {"rose", "increased", "rise", "increase", "higher", "more", "up"}
    words = set(figure_text(figure(value), direction=direction).split())

    assert bool(words & rises) == (value > 0)
    assert bool(words & (set(DIRECTIONS) - rises)) == (value < 0)
