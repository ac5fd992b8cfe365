"""What counts as a small number: one rule, for what disclosure hides and for what the checks of a claim warn of.

A count of people from 1 to 4 could point at somebody. Nought is not small: a nought about nobody points at nobody, and
the codes that are counted here are not broken down further ([ADR 23](docs/adr/0023-small-numbers.md)). The size alone
counts, so that a fall of three is as small as three.

Source: the Safeguarding Adults Collection hides counts below 5.
"""

from decimal import Decimal
from fractions import Fraction

SMALL = 5
"""The lowest count that may be shown, nought apart."""


def is_small(value: Decimal | Fraction | int, *, below: int = SMALL) -> bool:
    """Whether this count could point at somebody: more than nothing, and fewer than ``below``."""
    return value != 0 and -below < value < below
