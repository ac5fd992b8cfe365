"""Where each box stands: in columns from what leads to what answers, so ordered that few lines cross.

The usual four steps for drawing who answers to whom: give every box a column, let long lines pass through the columns
between, order each column by its neighbours, then set heights.
"""

from dataclasses import dataclass, field
from statistics import mean

from safehold.partnership.structure.tree import Box, Structure

ROUNDS = 6
GAP = 14


@dataclass
class Spot:
    """A place in a column: a box, or (``box`` is none) a point that a long line passes through."""

    key: str
    column: int
    height: float
    box: Box | None = None
    y: float = 0.0  # of its top
    left: list["Spot"] = field(default_factory=list)
    right: list["Spot"] = field(default_factory=list)

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


def columns_of(whole: Structure) -> dict[str, int]:
    """The column of each joined box: one further than whatever it answers to, and all subgroups in one column."""
    keys = [box.key for box in whole.joined]
    least = dict.fromkeys(keys, 0)

    def settle() -> dict[str, int]:
        found = dict(least)
        for _ in keys:
            for key in keys:
                found[key] = max([least[key], *(found[to] + 1 for to in whole.above(key))])
        return found

    first = settle()
    subgroups = [box.key for box in whole.joined if box.subgroup]
    if subgroups:
        least |= dict.fromkeys(subgroups, max(first[key] for key in subgroups))
    return settle()


def lay_out(whole: Structure, heights: dict[str, float]) -> list[list[Spot]]:
    """The columns, left to right, each with its spots from top to bottom and their heights set."""
    column = columns_of(whole)
    spots = {box.key: Spot(box.key, column[box.key], heights[box.key], box) for box in whole.joined}
    columns: list[list[Spot]] = [[] for _ in range(max(column.values(), default=-1) + 1)]
    for box in whole.joined:
        columns[column[box.key]].append(spots[box.key])
    for below, to in whole.lines:
        last = spots[to]
        for between in range(column[to] + 1, column[below]):
            point = Spot(f"{below}>{to}@{between}", between, 6.0)
            columns[between].append(point)
            join(last, point)
            last = point
        join(last, spots[below])
    order(columns)
    set_heights(columns)
    return columns


def join(left: Spot, right: Spot) -> None:
    left.right.append(right)
    right.left.append(left)


def order(columns: list[list[Spot]]) -> None:
    """Order each column by the mean place of its neighbours, to and fro, and keep the best that was found."""
    best, least = [list(column) for column in columns], crossings(columns)
    for turn in range(ROUNDS):
        forward = turn % 2 == 0
        for column in columns if forward else columns[::-1]:
            place = {id(spot): n for each in columns for n, spot in enumerate(each)}
            now = {id(spot): n for n, spot in enumerate(column)}

            def wanted(spot: Spot, place=place, now=now, forward=forward) -> float:
                neighbours = spot.left if forward else spot.right
                return mean(place[id(each)] for each in neighbours) if neighbours else float(now[id(spot)])

            column.sort(key=wanted)
        if (crossed := crossings(columns)) < least:
            best, least = [list(column) for column in columns], crossed
    for column, found in zip(columns, best, strict=True):
        column[:] = found


def crossings(columns: list[list[Spot]]) -> int:
    """How many pairs of lines cross between neighbouring columns."""
    count = 0
    for column in columns[:-1]:
        place = {id(spot): n for each in columns for n, spot in enumerate(each)}
        lines = [(place[id(spot)], place[id(to)]) for spot in column for to in spot.right]
        count += sum((one[0] - two[0]) * (one[1] - two[1]) < 0 for n, one in enumerate(lines) for two in lines[n + 1 :])
    return count


def set_heights(columns: list[list[Spot]]) -> None:
    """Stack the tallest column; then set every other beside it, each spot as near its neighbours’ middle as it can be."""
    if not columns:
        return
    tallest = max(range(len(columns)), key=lambda n: stacked(columns[n]))
    y = 0.0
    for spot in columns[tallest]:
        spot.y = y
        y += spot.height + GAP
    total = y - GAP
    for n in [*range(tallest - 1, -1, -1), *range(tallest + 1, len(columns))]:
        side = "right" if n < tallest else "left"
        settle(columns[n], side, total)


def stacked(column: list[Spot]) -> float:
    return sum(spot.height + GAP for spot in column) - GAP


def settle(column: list[Spot], side: str, total: float) -> None:
    bottom = 0.0
    for spot in column:
        neighbours = getattr(spot, side) or spot.left or spot.right
        wanted = mean(each.middle for each in neighbours) - spot.height / 2 if neighbours else bottom
        spot.y = max(wanted, bottom)
        bottom = spot.y + spot.height + GAP
    ceiling = max(total, stacked(column))
    for spot in reversed(column):
        spot.y = min(spot.y, ceiling - spot.height)
        ceiling = spot.y - GAP
