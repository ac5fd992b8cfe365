"""Tables and their columns: what may leave a module to be counted.

A table is a documented class of columns. Each column says where its values come from, what they mean, and by its class
what they are: `Text` (a code, a name of a category), `Number` (whole), `Day` or `YesNo`. Any of them may be unknown in
a row.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from safehold.tally.conditions import Compare, Condition, DeclarationError, IsIn, IsKnown

Known = str | int | date | bool


class Column:
    """One fact about each row. ``source`` says where a module takes it from; counting reads it by its name in the
    table."""

    holds: ClassVar[type]
    example: ClassVar[str]

    def __init__(self, source: str, description: str) -> None:
        self.source, self.description = source, description
        self.name: str = ""
        self._table: type | None = None

    def __set_name__(self, owner: type, name: str) -> None:
        self._table, self.name = owner, name

    def __str__(self) -> str:
        return self.name or self.source

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._table.__name__ if self._table else '?'}.{self}>"

    @property
    def table(self) -> type[Table]:
        """The table that the column stands in."""
        if self._table is None or not issubclass(self._table, Table):
            raise DeclarationError(f"The column {self} stands in no table: declare it in a class of Table")
        return self._table

    def is_known(self) -> Condition:
        """A value was recorded."""
        return IsKnown(self)

    def is_in(self, values: list[Known] | tuple[Known, ...] | set[Known]) -> Condition:
        """The value is one of these."""
        if isinstance(values, str) or not (checked := tuple(self._value(value) for value in values)):
            raise DeclarationError(f"{self}.is_in takes a list of one value or more, like [{self.example}]")
        return IsIn(self, checked)

    def __eq__(self, other: object) -> Condition:  # type: ignore[override]
        return self._compare("==", other)

    def __ne__(self, other: object) -> Condition:  # type: ignore[override]
        return self._compare("!=", other)

    def __hash__(self) -> int:
        return id(self)

    def _compare(self, operator: str, other: object) -> Condition:
        if not isinstance(other, Column):
            return Compare(self, operator, self._value(other))
        if type(other) is not type(self):
            raise DeclarationError(f"{self} and {other} are not of one kind: {self!r}, {other!r}")
        if other.table is not self.table:
            raise DeclarationError(f"{self!r} and {other!r} stand in different tables")
        return Compare(self, operator, other)

    def _value(self, value: object) -> Known:
        if value is None:
            raise DeclarationError(f"Nothing compares with None. Write {self}.is_known(), or ~{self}.is_known()")
        if type(value) is not self.holds:  # a bool is an int and a datetime a date, but neither is meant
            raise DeclarationError(
                f"{self} is {type(self).__name__}: compare it with {self.example}, not with {value!r}"
            )
        return value  # type: ignore[return-value]


class Text(Column):
    """A code or the name of a category. ``values``, where given, is the whole code list in the order in which it is
    printed: a breakdown then shows every one of them, noughts too, and a condition cannot misspell one."""

    holds = str
    example = '"closed"'

    def __init__(self, source: str, description: str, values: tuple[str, ...] = ()) -> None:
        super().__init__(source, description)
        self.values = tuple(values)

    def _value(self, value: object) -> Known:
        known = super()._value(value)
        if self.values and known not in self.values:
            raise DeclarationError(f"{self} is never {known!r}: its values are {', '.join(self.values)}")
        return known


class YesNo(Column):
    """Something that is so or not so."""

    holds = bool
    example = "True"
    values = (True, False)

    def is_yes(self) -> Condition:
        """It is known to be so."""
        return Compare(self, "==", True)

    def is_no(self) -> Condition:
        """It is known not to be so."""
        return Compare(self, "==", False)


class Ordered(Column):
    """A column whose values come before and after one another."""

    def __lt__(self, other: object) -> Condition:
        return self._compare("<", other)

    def __le__(self, other: object) -> Condition:
        return self._compare("<=", other)

    def __gt__(self, other: object) -> Condition:
        return self._compare(">", other)

    def __ge__(self, other: object) -> Condition:
        return self._compare(">=", other)


class Number(Ordered):
    """A whole number, like an age in years or the staff whom a training standard concerns."""

    holds = int
    example = "18"
    values = ()


class Day(Ordered):
    """A day, never a moment."""

    holds = date
    example = "date(2021, 3, 31)"


class Table:
    """A class of columns, documented: its docstring says what one row is, and how far the data can be trusted.

    Attributes that are no columns (where the rows come from, say) are none of counting's business.
    """

    def __init_subclass__(cls) -> None:
        if not (cls.__doc__ or "").strip():
            raise DeclarationError(f"Give {cls.__name__} a docstring: what is one row of it?")
        columns = columns_of(cls)
        if not columns:
            raise DeclarationError(f"{cls.__name__} has no columns")
        for name, column in columns.items():
            if name.startswith("_"):
                raise DeclarationError(f"{cls.__name__}.{name}: a column's name begins with a letter")
            if not column.source.strip() or not column.description.strip():
                raise DeclarationError(f"{cls.__name__}.{name}: say where its values come from and what they mean")


def columns_of(table: type[Table]) -> dict[str, Column]:
    """The columns of a table by name, in the order in which they are declared."""
    return {name: column for name, column in vars(table).items() if isinstance(column, Column)}
