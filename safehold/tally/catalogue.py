"""Catalogues: measures by their codes.

A module's ``catalogue.py`` declares its measures and ends with ``CATALOGUE = Catalogue(…)``. Everybody uses one alike:

    for measure in catalogue:
        print(measure, engine.answer(measure, frames[measure.table], period).total.value)

where the engine is `safehold.tally.frames` (or `rows`, the oracle), and ``frames`` holds a frame for each of
``catalogue.tables``.
"""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, Protocol

from safehold.tally.answers import Answer, Span
from safehold.tally.columns import Table
from safehold.tally.conditions import DeclarationError
from safehold.tally.measures import Measure


class Engine(Protocol):
    """What answers a measure: the modules `frames` and `rows` both do."""

    def answer(self, measure: Measure, frame: Any, period: Span) -> Answer:
        """The measure's cells for a period, from what holds its table's rows."""


class Catalogue:
    """Measures in the order in which they are declared, each code once. A catalogue may take in others whole."""

    def __init__(self, *measures: "Measure | Catalogue") -> None:
        self._by_code: dict[str, Measure] = {}
        for given in measures:
            for measure in given if isinstance(given, Catalogue) else [given]:
                if not isinstance(measure, Measure):
                    raise DeclarationError(f"A catalogue holds measures, not {measure!r}")
                if measure.code in self._by_code:
                    raise DeclarationError(f"Two measures have the code {measure.code}")
                self._by_code[measure.code] = measure

    def __iter__(self) -> Iterator[Measure]:
        return iter(self._by_code.values())

    def __len__(self) -> int:
        return len(self._by_code)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def measure(self, code: str) -> Measure:
        """The measure with this code. Raises LookupError, naming codes like it."""
        if code in self._by_code:
            return self._by_code[code]
        like = get_close_matches(code, self._by_code)
        raise LookupError(f"No measure has the code {code}." + (f" Did you mean {' or '.join(like)}?" if like else ""))

    @property
    def tables(self) -> tuple[type[Table], ...]:
        """The tables that its measures read, in order of first use."""
        return tuple(dict.fromkeys(measure.table for measure in self))
