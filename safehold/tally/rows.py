"""The oracle: measures answered from plain rows, one obvious step at a time, to hold the engine to.

Rows are dictionaries by column name, None where unknown. Nothing is shared with the engine but what a cell is: where
the two differ, one of them is wrong.
"""

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from itertools import product
from typing import Any

from safehold.tally.answers import Answer, Cell, Group, Span
from safehold.tally.columns import Column
from safehold.tally.conditions import And, Compare, Condition, Everything, IsIn, IsKnown, Not, Or
from safehold.tally.measures import Change, Count, MeanOfAgencies, Measure, OfRows, Share, ShownAs, Sum

Row = Mapping[str, Any]


def answer(measure: Measure, rows: Iterable[Row], period: Span) -> Answer:
    """The measure's cells for a period, as `safehold.tally.frames.answer` gives them."""
    rows = list(rows)
    counted = measure.of if isinstance(measure, Change) else measure
    assert isinstance(counted, OfRows)
    inside = [row for row in rows if is_inside(row, counted, period)]
    before: list[Row] = []
    if isinstance(measure, Change):
        before = [row for row in rows if is_inside(row, counted, getattr(period, measure.since))]

    cells = []
    for group in groups(measure.by, inside + before):
        now_in_group = [row for row in inside if is_in_group(row, measure.by, group)]
        before_in_group = [row for row in before if is_in_group(row, measure.by, group)]
        cells.append(cell(measure, group, now_in_group, before_in_group))
    return Answer(measure, period, tuple(cells))


def cell(measure: Measure, group: Group, rows: list[Row], before: list[Row]) -> Cell:
    """One cell, from the rows of its group."""
    match measure:
        case Count():
            return Cell(group, len(rows), None, Decimal(len(rows)))
        case Sum():
            amounts = [row[measure.amount.name] for row in rows]
            known = [amount for amount in amounts if amount is not None]
            return Cell(group, sum(known), len(rows), Decimal(sum(known)) if len(known) == len(rows) else None)
        case Share():
            part = len([row for row in rows if is_met(measure.share, row)])
            return Cell(
                group, part, len(rows), rounded(Fraction(100 * part, len(rows)), measure.places) if rows else None
            )
        case MeanOfAgencies():
            percents = []
            for agency in {row[measure.agency.name] for row in rows}:
                theirs = [row for row in rows if row[measure.agency.name] == agency]
                bottom = sum(row[measure.bottom.name] for row in theirs)
                if bottom:
                    percents.append(Fraction(100 * sum(row[measure.top.name] for row in theirs), bottom))
            total = sum(percents, Fraction(0))
            mean = rounded(total / len(percents), measure.places) if percents else None
            return Cell(group, total, len(percents), mean)
        case Change():
            difference = len(rows) - len(before)
            if measure.shown_as is ShownAs.NUMBER:
                return Cell(group, difference, len(before), Decimal(difference))
            percent = rounded(Fraction(100 * difference, len(before)), measure.places) if before else None
            return Cell(group, difference, len(before), percent)
    raise TypeError(f"The oracle does not answer {type(measure).__name__} yet")


def is_inside(row: Row, measure: OfRows, period: Span) -> bool:
    """Whether the measure counts this row in this period."""
    day = row[measure.dated.name]
    if day is None or day < period.first or day > period.last:
        return False
    if isinstance(measure, MeanOfAgencies):
        needed = (measure.agency, measure.top, measure.bottom)
        if any(row[column.name] is None for column in needed):
            return False
    return is_met(measure.where, row)


def is_met(condition: Condition, row: Row) -> bool:
    """Whether the row meets the condition."""
    match condition:
        case Everything():
            return True
        case Compare(column, operator, other):
            left = row[column.name]
            right = row[other.name] if isinstance(other, Column) else other
            if left is None or right is None:
                return False
            if operator == "==":
                return bool(left == right)
            if operator == "!=":
                return bool(left != right)
            if operator == "<":
                return bool(left < right)
            if operator == "<=":
                return bool(left <= right)
            if operator == ">":
                return bool(left > right)
            return bool(left >= right)
        case IsIn(column, values):
            return row[column.name] in values
        case IsKnown(column):
            return row[column.name] is not None
        case And(left, right):
            return is_met(left, row) and is_met(right, row)
        case Or(left, right):
            return is_met(left, row) or is_met(right, row)
        case Not(opposite):
            return not is_met(opposite, row)
    raise TypeError(f"The oracle does not know {type(condition).__name__} yet")


def groups(by: tuple[Column, ...], rows: list[Row]) -> list[Group]:
    """The total's empty group, then every combination of values."""
    if not by:
        return [()]
    values = []
    for column in by:
        seen = {row[column.name] for row in rows}
        listed = list(getattr(column, "values", ()))
        unlisted = sorted(seen - {None} - set(listed))
        values.append(listed + unlisted + ([None] if None in seen else []))
    return [(), *product(*values)]


def is_in_group(row: Row, by: tuple[Column, ...], group: Group) -> bool:
    """Whether the row stands in the group; every row stands in the total."""
    return all(row[column.name] == value for column, value in zip(by, group, strict=False))


def rounded(value: Fraction, places: int) -> Decimal:
    """Rounded half up by ``decimal`` itself, with so many digits that no half is missed."""
    with localcontext(prec=100):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
