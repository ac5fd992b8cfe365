"""Conditions: which rows are meant.

Two sentences say how an unknown value (a null) behaves:

- *An unknown value meets no comparison*: not ``==``, not ``<``, and not ``!=`` either.
- *Every row meets a condition or its opposite*: ``~`` turns the answer over, so the two add up to all rows.

So ``outcome != "closed"`` leaves out rows whose outcome nobody recorded, and ``~(outcome == "closed")`` takes them in.

Nobody makes these classes by hand: columns, ``&``, ``|`` and ``~`` do. They hold meaning only; the engines act on it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from safehold.tally.columns import Column, Known, Table


class DeclarationError(ValueError):
    """A table, condition or measure that cannot mean anything; the message tells its author what to write instead."""


class Condition(ABC):
    """Something that is so or not so of every row of one table."""

    @property
    @abstractmethod
    def table(self) -> type[Table]:
        """The table whose rows it is about."""

    @property
    @abstractmethod
    def columns(self) -> frozenset[Column]:
        """Every column that it reads."""

    def __and__(self, other: Condition) -> Condition:
        return And(self, same_table(self, other, "&"))

    def __or__(self, other: Condition) -> Condition:
        return Or(self, same_table(self, other, "|"))

    def __invert__(self) -> Condition:
        return Not(self)

    def __bool__(self) -> bool:
        raise DeclarationError(
            f"“{self}” is asked of each row, so it is not yet true or false. "
            "Write &, | and ~ for and, or and not, and two comparisons for a chained one"
        )


@dataclass(frozen=True, eq=False)
class Everything(Condition):
    """Every row of a table."""

    of: type[Table]

    @property
    def table(self) -> type[Table]:
        return self.of

    @property
    def columns(self) -> frozenset[Column]:
        return frozenset()

    def __str__(self) -> str:
        return f"every row of {self.of.__name__}"


@dataclass(frozen=True, eq=False)
class Compare(Condition):
    """A column beside a value, or beside another column of its kind: ``operator`` is one of == != < <= > >=."""

    column: Column
    operator: str
    other: Known | Column

    @property
    def table(self) -> type[Table]:
        return self.column.table

    @property
    def columns(self) -> frozenset[Column]:
        kind = type(self.column)  # a column compares only with one of its own kind
        return frozenset(side for side in (self.column, self.other) if isinstance(side, kind))

    def __str__(self) -> str:
        return f"{self.column} {self.operator} {in_words(self.other)}"


@dataclass(frozen=True, eq=False)
class OfOneColumn(Condition):
    """What is said of one column alone."""

    column: Column

    @property
    def table(self) -> type[Table]:
        return self.column.table

    @property
    def columns(self) -> frozenset[Column]:
        return frozenset({self.column})


@dataclass(frozen=True, eq=False)
class IsIn(OfOneColumn):
    """A column has one of these values."""

    values: tuple[Known, ...]

    def __str__(self) -> str:
        return f"{self.column} is one of {', '.join(map(in_words, self.values))}"


@dataclass(frozen=True, eq=False)
class IsKnown(OfOneColumn):
    """A column has a value."""

    def __str__(self) -> str:
        return f"{self.column} is known"


@dataclass(frozen=True, eq=False)
class Both(Condition):
    """Two conditions together."""

    left: Condition
    right: Condition

    @property
    def table(self) -> type[Table]:
        return self.left.table

    @property
    def columns(self) -> frozenset[Column]:
        return self.left.columns | self.right.columns


class And(Both):
    """Both are so."""

    def __str__(self) -> str:
        return f"({self.left} and {self.right})"


class Or(Both):
    """Either is so, or both are."""

    def __str__(self) -> str:
        return f"({self.left} or {self.right})"


@dataclass(frozen=True, eq=False)
class Not(Condition):
    """The condition is not so."""

    condition: Condition

    @property
    def table(self) -> type[Table]:
        return self.condition.table

    @property
    def columns(self) -> frozenset[Column]:
        return self.condition.columns

    def __str__(self) -> str:
        return f"not {self.condition}" if isinstance(self.condition, Both) else f"not ({self.condition})"


def in_words(value: object) -> str:
    """A value as a definition prints it: text in quotation marks, yes and no for what is so or not."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"“{value}”" if isinstance(value, str) else str(value)


def same_table(condition: Condition, other: Condition, sign: str) -> Condition:
    """The other condition, having refused what cannot be joined to the first."""
    if not isinstance(other, Condition):
        raise DeclarationError(
            f"{sign} joins two conditions, and {other!r} is none. Put brackets around each comparison"
        )
    if other.table is not condition.table:
        raise DeclarationError(
            f"“{condition}” is about {condition.table.__name__} and “{other}” about {other.table.__name__}: "
            "a measure counts the rows of one table"
        )
    return other
