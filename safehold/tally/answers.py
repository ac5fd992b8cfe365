"""Answers: the cells that a measure gives for a period, in the order in which they are printed."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Protocol

from safehold.tally.columns import Column, Known
from safehold.tally.measures import Measure

Group = tuple[Known | None, ...]


class Span(Protocol):
    """A period, as counting needs it: its first and last day, and the two periods that a change may be measured
    from."""

    @property
    def first(self) -> date: ...
    @property
    def last(self) -> date: ...
    @property
    def previous(self) -> "Span": ...
    @property
    def year_before(self) -> "Span": ...


@dataclass(frozen=True)
class Cell:
    """One figure and what it was made of.

    ``group`` holds a value for each column of the measure's ``by``, None where the value is unknown; the total's is
    empty.

    ====================  =============================  ==========================  =========================
    kind                  numerator                      denominator                 value
    ====================  =============================  ==========================  =========================
    Count                 rows                           None                        rows
    Sum                   sum of the known       rows                        sum, where all are known
    Share                 rows that meet ``share``       rows                        per cent, rounded
    Mean of agencies      sum of percentages, exact      agencies                    per cent, rounded
    Change                rows now less rows before      rows before                 per cent, rounded, or rows
    ====================  =============================  ==========================  =========================

    ``value`` is None where there is nothing to divide by, or where a part of a sum is unknown.
    """

    group: Group
    numerator: int | Fraction
    denominator: int | None
    value: Decimal | None


@dataclass(frozen=True)
class Answer:
    """A measure's cells for one period: the total first, then every combination of the values it is broken down by."""

    measure: Measure
    period: Span
    cells: tuple[Cell, ...]

    def __iter__(self) -> Iterator[Cell]:
        return iter(self.cells)

    def __len__(self) -> int:
        return len(self.cells)

    @property
    def total(self) -> Cell:
        """The cell of all rows together."""
        return self.cells[0]

    def cell(self, *group: Known | None) -> Cell:
        """The cell of this group. Raises LookupError, in a sentence, where there is none."""
        for cell in self.cells:
            if cell.group == group:
                return cell
        raise LookupError(f"{self.measure.code} has no cell for {', '.join(map(str, group))} in {self.period}")


def in_print_order(by: tuple[Column, ...], seen: Collection[Group]) -> list[Group]:
    """Every combination of the columns' values: the code list in its own order, others seen, and unknown if seen."""
    return list(product(*(values_in_order(column, {group[n] for group in seen}) for n, column in enumerate(by))))


def values_in_order(column: Column, seen: set[Known | None]) -> list[Known | None]:
    """The values that a breakdown by this column shows."""
    listed: tuple[Known, ...] = getattr(column, "values", ())
    others = sorted(value for value in seen if value is not None and value not in listed)
    return [*listed, *others, *([None] if None in seen else [])]
