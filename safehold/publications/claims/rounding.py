"""Exact percentages, the three ways a percentage gets printed, and which whole numbers could lie behind one.

Nothing here is a float. The house rounds half up, which for a fall means away from nought: -2.5 becomes -3.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

HALF = Fraction(1, 2)


def places_of(printed: Decimal) -> int:
    """How many decimal places a number was printed with, read off its own digits."""
    exponent = printed.as_tuple().exponent
    if not isinstance(exponent, int):
        raise ValueError("Only a finite number has decimal places")
    return max(0, -exponent)


def half_up(value: Fraction, places: int) -> Decimal:
    """``value`` at so many decimal places, halves away from nought."""
    return _digits(value, floor(abs(value) * 10**places + HALF), places)


def cut_off(value: Fraction, places: int) -> Decimal:
    """``value`` with the digits after so many decimal places dropped."""
    return _digits(value, floor(abs(value) * 10**places), places)


def pushed_up(value: Fraction, places: int) -> Decimal:
    """``value`` at so many decimal places, any remainder away from nought."""
    return _digits(value, ceil(abs(value) * 10**places), places)


def _digits(value: Fraction, units: int, places: int) -> Decimal:
    # Built from digits: arithmetic on Decimals would round at the context's precision.
    sign = 1 if value < 0 and units else 0
    return Decimal((sign, tuple(int(digit) for digit in str(units)), -places))


def shown(value: Fraction, places: int, *, more: int) -> Decimal:
    """``value`` for a sentence about rounding to ``places``: with so many more of them, and yet more where needed.

    44.46 shown with one place would read 44.5, and seem to round to 45.
    """
    rounded = half_up(value, places)
    while half_up(Fraction(half_up(value, places + more)), places) != rounded:
        more += 1
    return half_up(value, places + more)


@dataclass(frozen=True)
class Span:
    """Whole numbers from ``low`` to ``high``, both included; no ``high`` means without end."""

    low: int
    high: int | None

    @property
    def is_one(self) -> bool:
        """Whether exactly one number is in it."""
        return self.low == self.high

    def shifted(self, by: int) -> "Span":
        """The same span moved along."""
        return Span(self.low + by, None if self.high is None else self.high + by)


def percentages_printed_as(printed: Decimal) -> tuple[Fraction, Fraction]:
    """The lowest and highest percentages that could be printed so. One end of the two is included, or neither.

    The caller tries both ends, which is simpler to get right than carrying open and closed ends about.
    """
    half_unit = HALF / 10 ** places_of(printed)
    return Fraction(printed) - half_unit, Fraction(printed) + half_unit


def whole_numbers(
    low: Fraction, high: Fraction | None, *, least: int, fits: Callable[[int], bool], most: int | None = None
) -> Span | None:
    """The whole numbers between two bounds that ``fits`` accepts, or ``None`` where there are none.

    Between the bounds everything fits; only a number that stands exactly on one may not, so only the ends are
    tried. The work is the same however far apart the bounds are, so no search bound is needed.
    """
    first = max(ceil(low), least)
    if high is None:
        return Span(first if fits(first) else first + 1, None)
    last = floor(high) if most is None else min(floor(high), most)
    if first <= last and not fits(first):
        first += 1
    if first <= last and not fits(last):
        last -= 1
    return Span(first, last) if first <= last else None
