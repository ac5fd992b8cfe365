from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.tally import change_percent, round_half_up, share_percent


@pytest.mark.parametrize(
    ("value", "places", "printed"),
    [
        (Decimal("16.25"), 1, "16.3"),
        (Decimal("0.5"), 0, "1"),
        (Decimal("2.5"), 0, "3"),
        (Decimal("-2.5"), 0, "-3"),
        (Decimal("-0.4"), 0, "0"),
        (Fraction(2, 3), 2, "0.67"),
        (Fraction(1, 8), 2, "0.13"),
        (7, 1, "7.0"),
        (1285, -1, "1290"),
        (0, 2, "0.00"),
        (10**40 + 1, 0, str(10**40 + 1)),
    ],
)
def test_halves_round_away_from_nought(value, places, printed):
    assert str(round_half_up(value, places)) == printed


def test_a_float_is_refused_because_it_has_lost_the_half():
    with pytest.raises(TypeError, match=r"never the float 16\.25"):
        round_half_up(16.25, 1)


@given(st.decimals(-(10**9), 10**9, places=4), st.integers(0, 4))
def test_rounding_agrees_with_decimals_own(value, places):
    assert round_half_up(value, places) == value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


@pytest.mark.parametrize(
    ("part", "whole", "places", "percent"),
    [
        (28, 66, 0, "42"),  # education among referrals that met the LADO threshold
        (11, 66, 0, "17"),  # cut off, not rounded, it was once printed as 16
        (7, 11, 0, "64"),
        (8, 23, 0, "35"),
        (98, 98, 0, "100"),
        (0, 15, 0, "0"),
        (1, 200, 0, "1"),  # half a per cent
        (62, 63, 1, "98.4"),
        (3, 2, 0, "150"),
    ],
)
def test_a_share_is_rounded_once_at_the_end(part, whole, places, percent):
    assert str(share_percent(part, whole, places)) == percent


def test_a_share_of_nothing_is_unknown():
    assert share_percent(0, 0) is None
    assert change_percent(7, 0) is None


@pytest.mark.parametrize(
    ("now", "before", "places", "percent"),
    [
        (200, 264, 1, "-24.2"),
        (182, 259, 1, "-29.7"),
        (88, 131, 1, "-32.8"),
        (8, 28, 1, "-71.4"),
        (264, 200, 0, "32"),
        (5, 5, 1, "0.0"),
        (0, 5, 0, "-100"),
    ],
)
def test_a_change_is_per_cent_of_what_there_was(now, before, places, percent):
    assert str(change_percent(now, before, places)) == percent


@given(st.integers(0, 10**9), st.integers(1, 10**9), st.integers(0, 3))
def test_a_share_and_the_rest_add_up_to_a_hundred_but_for_rounding(part, whole, places):
    part = min(part, whole)
    both = share_percent(part, whole, places) + share_percent(whole - part, whole, places)

    assert 0 <= both - 100 <= Decimal(1).scaleb(-places)
