"""Percentages and rounding as they are printed: whole numbers in, a `Decimal` out, halves away from nought.

Python's ``round`` gives 16.2 where the Department for Education prints 16.3, and binary floats cannot say 0.1: neither
is used. The arithmetic is exact until its last step, so that 2.5 rounds as 2.5 and never as 2.4999.
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

Exact = int | Decimal | Fraction


def round_half_up(value: Exact, places: int = 0) -> Decimal:
    """The value with so many decimal places, halves rounded away from nought: 16.25 to 16.3, -0.5 to -1.

    ``places`` below nought rounds to tens and hundreds. Floats are refused: they have lost the half already.
    """
    if isinstance(value, float):
        raise TypeError(f"Round whole numbers, Decimals or Fractions, never the float {value!r}")
    scaled = Fraction(value) * Fraction(10) ** places
    whole = int(abs(scaled) + Fraction(1, 2))
    digits = tuple(map(int, str(whole if places >= 0 else whole * 10**-places)))
    return Decimal((int(scaled < 0 and whole > 0), digits, -max(places, 0)))


def share_percent(part: int, whole: int, places: int = 0) -> Decimal | None:
    """``part`` of ``whole`` per cent; None of nothing, which has no share: neither 0 nor an error.

    >>> share_percent(7, 11)
    Decimal('64')
    """
    return round_half_up(Fraction(100 * part, whole), places) if whole else None


def change_percent(now: int, before: int, places: int = 0) -> Decimal | None:
    """The change from ``before`` to ``now`` per cent of before, below nought for a fall; None where there was nothing
    before.

    >>> change_percent(200, 264, places=1)
    Decimal('-24.2')
    """
    return share_percent(now - before, before, places)


def sum_of_percents(parts_and_wholes: Iterable[tuple[int, int]]) -> tuple[Fraction, int]:
    """The exact sum of each part of its whole per cent, and how many there were; a part of nothing is left out."""
    percents = [Fraction(100 * part, whole) for part, whole in parts_and_wholes if whole]
    return sum(percents, Fraction()), len(percents)
