"""The engine: measures answered from columns, by Narwhals over whatever frame it is given (Polars in this house).

The frame gives whole numbers only. Division and rounding come after, in exact arithmetic, so that every engine below
Narwhals prints the same figure. `safehold.tally.rows` says the same things slowly and plainly, and must agree.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from operator import eq, ge, gt, le, lt, ne
from typing import Any

import narwhals as nw
import polars as pl

from safehold.tally.answers import Answer, Cell, Group, Span, in_print_order
from safehold.tally.columns import Column, Day, Number, Table, Text, YesNo, columns_of
from safehold.tally.conditions import And, Compare, Condition, Everything, IsIn, IsKnown, Not, Or
from safehold.tally.measures import Change, Count, MeanOfAgencies, Measure, OfRows, Share, ShownAs, Sum
from safehold.tally.rounding import change_percent, round_half_up, share_percent, sum_of_percents

COMPARE = {"==": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}
HELD_AS: dict[type[Column], tuple[type, ...]] = {
    Day: (nw.Date,),
    Number: (nw.Int64, nw.Int32, nw.Int16, nw.Int8, nw.UInt64, nw.UInt32, nw.UInt16, nw.UInt8),
    Text: (nw.String, nw.Categorical, nw.Enum),
    YesNo: (nw.Boolean,),
}
POLARS = {Day: pl.Date, Number: pl.Int64, Text: pl.String, YesNo: pl.Boolean}
ONE = nw.lit(1, nw.Int64)

Sums = dict[Group, list[int]]


def answer(measure: Measure, frame: Any, period: Span) -> Answer:
    """The measure's cells for a period, from a frame that holds its table.

    The frame is anything Narwhals can read, eager or lazy, with the table's columns under their names. Raises
    ValueError for a frame that lacks a column or holds it as something else, and TypeError for a kind of measure that
    is not known here.
    """
    rows = checked(measure, nw.from_native(frame).lazy())
    match measure:
        case Count():
            cells = count(measure, rows, period)
        case Sum():
            cells = sum_of(measure, rows, period)
        case Share():
            cells = share(measure, rows, period)
        case MeanOfAgencies():
            cells = mean_of_agencies(measure, rows, period)
        case Change():
            cells = change(measure, rows, period)
        case _:
            raise TypeError(f"No engine answers {type(measure).__name__} yet")
    return Answer(measure, period, tuple(cells))


def count(measure: Count, rows: nw.LazyFrame, period: Span) -> Iterator[Cell]:
    """Rows."""
    for group, (n,) in in_order(measure.by, 1, sums(rows, measure, period, ONE)):
        yield Cell(group, n, None, round_half_up(n))


def sum_of(measure: Sum, rows: nw.LazyFrame, period: Span) -> Iterator[Cell]:
    """What an amount adds up to."""
    amount = nw.col(measure.amount.name)
    counted = sums(rows, measure, period, amount, meets(measure.amount.is_known()), ONE)
    for group, (total, known, every) in in_order(measure.by, 3, counted):
        yield Cell(group, total, every, round_half_up(total) if known == every else None)


def share(measure: Share, rows: nw.LazyFrame, period: Span) -> Iterator[Cell]:
    """Rows that meet the share, of rows."""
    counted = sums(rows, measure, period, meets(measure.share), ONE)
    for group, (part, whole) in in_order(measure.by, 2, counted):
        yield Cell(group, part, whole, share_percent(part, whole, measure.places))


def mean_of_agencies(measure: MeanOfAgencies, rows: nw.LazyFrame, period: Span) -> Iterator[Cell]:
    """Each agency's percentage, and their mean."""
    known = measure.agency.is_known() & measure.top.is_known() & measure.bottom.is_known()
    parts = nw.col(measure.top.name), nw.col(measure.bottom.name)
    agencies: dict[Group, dict[object, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for key, amounts in sums(rows.filter(meets(known)), measure, period, *parts, also_by=measure.agency).items():
        for group in {key[:-1], ()}:
            add(agencies[group][key[-1]], amounts)

    for group in [(), *groups_in_order(measure.by, agencies)]:
        total, number = sum_of_percents((top, bottom) for top, bottom in agencies[group].values())
        yield Cell(group, total, number, round_half_up(total / number, measure.places) if number else None)


def change(measure: Change, rows: nw.LazyFrame, period: Span) -> Iterator[Cell]:
    """Rows now less rows before."""
    counted: Sums = defaultdict(lambda: [0, 0])
    earlier = getattr(period, measure.since)
    for position, span in enumerate((period, earlier)):
        for group, (n,) in sums(rows, measure.of, span, ONE).items():
            counted[group][position] = n
    for group, (now, before) in in_order(measure.by, 2, counted):
        in_number = round_half_up(now - before)
        in_percent = change_percent(now, before, measure.places)
        shown = in_number if measure.shown_as is ShownAs.NUMBER else in_percent
        yield Cell(group, now - before, before, shown)


def sums(rows: nw.LazyFrame, measure: OfRows, period: Span, *amounts: nw.Expr, also_by: Column | None = None) -> Sums:
    """The sum of each amount by group, over the measure's rows in the period. One pass, whole numbers only.

    Polars would add up booleans and give 0 for no rows; the casts and the noughts are for engines that do neither.
    """
    keys = [column.name for column in (*measure.by, *([also_by] if also_by is not None else []))]
    names = [f"_{n}" for n in range(len(amounts))]  # no column begins with _
    inside = rows.filter(
        nw.col(measure.dated.name).is_between(nw.lit(period.first), nw.lit(period.last)), meets(measure.where)
    ).with_columns(*(amount.cast(nw.Int64).alias(name) for amount, name in zip(amounts, names, strict=True)))
    totals = [nw.col(name).sum() for name in names]
    summed = inside.group_by(*keys).agg(*totals) if keys else inside.select(*totals)
    found = summed.collect(backend="polars").iter_rows()
    return {row[: len(keys)]: [amount or 0 for amount in row[len(keys) :]] for row in found}


def meets(condition: Condition) -> nw.Expr:
    """The condition as an expression that is true or false of every row, never null."""
    match condition:
        case Everything():
            return nw.lit(True)
        case Compare(column, operator, other):
            right = nw.col(other.name) if isinstance(other, Column) else nw.lit(other)
            return COMPARE[operator](nw.col(column.name), right).fill_null(False)
        case IsIn(column, values):
            return nw.col(column.name).is_in(values).fill_null(False)
        case IsKnown(column):
            return ~nw.col(column.name).is_null()
        case And(left, right):
            return meets(left) & meets(right)
        case Or(left, right):
            return meets(left) | meets(right)
        case Not(opposite):
            return ~meets(opposite)
    raise TypeError(f"No engine knows {type(condition).__name__} yet")


def in_order(by: tuple[Column, ...], width: int, found: Sums) -> Iterator[tuple[Group, list[int]]]:
    """The total, then each group in print order, with noughts where a group has no rows."""
    total = [0] * width
    for amounts in found.values():
        add(total, amounts)
    yield (), total
    for group in groups_in_order(by, found):
        yield group, found.get(group, [0] * width)


def groups_in_order(by: tuple[Column, ...], found: Iterable[Group]) -> list[Group]:
    """The groups below the total."""
    return in_print_order(by, [group for group in found if group]) if by else []


def add(total: list[int], amounts: list[int]) -> None:
    """Add the amounts to the total, in place."""
    for position, amount in enumerate(amounts):
        total[position] += amount


def checked(measure: Measure, rows: nw.LazyFrame) -> nw.LazyFrame:
    """The frame, having made sure that each column the measure reads is there and holds what it says."""
    schema = rows.collect_schema()
    for column in measure.columns:
        held = schema.get(column.name)
        if held is None:
            raise ValueError(f"{measure.code} reads {column.name}, which the frame of {measure.table.__name__} lacks")
        if held == nw.Unknown:  # every value is unknown, so the frame could not tell its kind
            rows = rows.with_columns(nw.col(column.name).cast(HELD_AS[type(column)][0]))
        elif not isinstance(held, HELD_AS[type(column)]):
            raise ValueError(
                f"{measure.code} reads {column.name} as {type(column).__name__}, and the frame holds {held}"
            )
    return rows


def frame_of(table: type[Table], rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """A Polars frame of a table's rows, each column typed as the table declares it, also when there is no row."""
    columns = columns_of(table)
    schema = {name: POLARS[type(column)] for name, column in columns.items()}
    return pl.DataFrame([[row[name] for name in columns] for row in rows], schema=schema, orient="row")
