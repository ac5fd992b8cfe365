"""What somebody can work out who sees every number that is shown and knows how they add up.

The attack is exact: the least and the most that each hidden number can be, by linear programming in fractions. A number
is given away where one whole value is left of it, and a small one where it can be nothing but small: that somebody is among
fewer than so many is what hiding it was for.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping
from fractions import Fraction
from math import ceil, floor
from typing import TypeVar

V = TypeVar("V", bound=Hashable)
Equation = tuple[Mapping[V, int], Fraction]
"""What the unknown numbers add up to: how often each counts, and the sum."""


def given_away(
    equations: Iterable[Equation[V]], least: Mapping[V, int | None], *, guarded: Collection[V] = (), below: int = 0
) -> set[V]:
    """The unknown numbers for which the equations leave one whole value; and those of the ``guarded`` for which they leave
    only values nearer to nought than ``below``.

    ``least`` is the smallest that each can be, none where it may be anything, such as a change.
    """
    found: set[V] = set()
    for group in apart([each for each in equations if each[0]]):
        found |= _of_group(group, least, dict.fromkeys(guarded, below))
    return found


def apart(equations: list[Equation[V]]) -> list[list[Equation[V]]]:
    """The equations in groups that share no unknown number."""
    groups: list[tuple[set[V], list[Equation[V]]]] = []
    for each in equations:
        mine, together = set(each[0]), [each]
        for group in [group for group in groups if group[0] & mine]:
            groups.remove(group)
            mine |= group[0]
            together = group[1] + together
        groups.append((mine, together))
    return [together for _, together in groups]


def _of_group(equations: list[Equation[V]], least: Mapping[V, int | None], below: Mapping[V, int]) -> set[V]:
    names = list(dict.fromkeys(name for terms, _ in equations for name in terms))
    columns: list[tuple[V, int]] = []
    for name in names:
        columns += [(name, 1)] if least[name] is not None else [(name, 1), (name, -1)]
    rows = []
    for terms, total in equations:
        rest = total - sum(times * (least[name] or 0) for name, times in terms.items())
        rows.append([Fraction(sign * terms.get(name, 0)) for name, sign in columns] + [Fraction(rest)])
    start = Tableau.feasible(rows)
    if start is None:  # what is shown contradicts itself, and so gives nothing away
        return set()
    low: dict[V, Fraction] = {}
    high: dict[V, Fraction] = {}

    def seen(tableau: Tableau) -> None:
        values = tableau.values()
        for name in names:
            value = Fraction(least[name] or 0) + sum(
                sign * values[number] for number, (whose, sign) in enumerate(columns) if whose == name
            )
            low[name], high[name] = min(low.get(name, value), value), max(high.get(name, value), value)

    def is_safe(name: V) -> bool:
        """Whether two whole values are possible, and of what is guarded one that is not small."""
        first, last = ceil(low[name]), floor(high[name])
        return first < last and (name not in below or last >= below[name] or first <= -below[name])

    seen(start)
    found = set()
    for name in names:
        for way in (1, -1):
            if is_safe(name):
                break
            reached = start.most([way * sign if whose == name else 0 for whose, sign in columns])
            if reached is None:  # as much as one likes
                break
            seen(reached)
        else:
            if not is_safe(name):
                found.add(name)
    return found


class Tableau:
    """The simplex method, in fractions, by Bland's rule: it always ends. Each row is an equation of numbers from nought
    on, its sum last; ``basis`` says which column each row gives the value of."""

    def __init__(self, rows: list[list[Fraction]], basis: list[int]) -> None:
        self.rows, self.basis = rows, basis

    @classmethod
    def feasible(cls, rows: list[list[Fraction]]) -> "Tableau | None":
        """A way to fulfil the equations; none where there is none."""
        width, height = len(rows[0]) - 1, len(rows)
        wide = []
        for number, row in enumerate(rows):
            sign = -1 if row[-1] < 0 else 1
            helpers = [Fraction(int(other == number)) for other in range(height)]
            wide.append([sign * each for each in row[:-1]] + helpers + [sign * row[-1]])
        tableau = cls(wide, list(range(width, width + height))).most([0] * width + [-1] * height)
        assert tableau is not None
        if any(tableau.values()[width:]):
            return None
        for number in range(height):  # a helper still in the basis is nought: let another column take its place
            if tableau.basis[number] >= width:
                other = next((column for column in range(width) if tableau.rows[number][column]), None)
                if other is not None:
                    tableau.pivot(number, other)
        kept = [number for number in range(height) if tableau.basis[number] < width]
        narrow = [tableau.rows[number][:width] + tableau.rows[number][-1:] for number in kept]
        return cls(narrow, [tableau.basis[number] for number in kept])

    def most(self, worth: list[int]) -> "Tableau | None":
        """The way that makes the sum of ``worth`` the greatest; none where it has no end."""
        found = Tableau([list(row) for row in self.rows], list(self.basis))
        while True:
            gains = (
                worth[column]
                - sum(worth[held] * row[column] for held, row in zip(found.basis, found.rows, strict=True))
                for column in range(len(worth))
            )
            enters = next((column for column, gain in enumerate(gains) if gain > 0), None)
            if enters is None:
                return found
            ratios = [
                (row[-1] / row[enters], held, number)
                for number, (held, row) in enumerate(zip(found.basis, found.rows, strict=True))
                if row[enters] > 0
            ]
            if not ratios:
                return None
            found.pivot(min(ratios)[2], enters)

    def pivot(self, number: int, column: int) -> None:
        row = self.rows[number]
        by = row[column]
        self.rows[number] = row = [each / by for each in row]
        for other, values in enumerate(self.rows):
            if other != number and (times := values[column]):
                self.rows[other] = [each - times * mine for each, mine in zip(values, row, strict=True)]
        self.basis[number] = column

    def values(self) -> list[Fraction]:
        """What each column comes to."""
        found = [Fraction(0)] * (len(self.rows[0]) - 1)
        for held, row in zip(self.basis, self.rows, strict=True):
            found[held] = row[-1]
        return found
