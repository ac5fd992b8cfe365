"""Measures: what is counted, in which rows, put in which period by which day, broken down by what.

A measure is a declaration and does nothing. Five kinds are here; another (People, Rate, Typical, Ratio, Snapshot) is a
class beside them and a case in each engine.
"""

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from safehold.tally.columns import Column, Day, Number, Table, Text
from safehold.tally.conditions import Condition, DeclarationError, Everything

CODE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9][a-z0-9_]*)+")


class Better(StrEnum):
    """Which way is good. Most counts in safeguarding are neither: more referrals may be more harm, or more trust."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class Since(StrEnum):
    """What a change is measured from: the period just before, or the same period a year before."""

    PREVIOUS = "previous"
    YEAR_BEFORE = "year_before"


class ShownAs(StrEnum):
    """How a change is shown."""

    PER_CENT = "percent"
    NUMBER = "number"


@dataclass(frozen=True, eq=False, kw_only=True)
class Measure(ABC):
    """What every kind says of itself.

    ``code`` is dotted and never changes ("sar.referrals"); ``means`` is the sentence that defines it for a reader;
    ``why`` says why anyone should care; ``source`` is the statute, guidance or return that asks for it.
    """

    code: str
    title: str
    means: str
    source: str
    why: str = ""
    better: Better = Better.NEITHER

    unit: ClassVar[str] = "percent"

    def __post_init__(self) -> None:
        if not CODE.fullmatch(self.code):
            raise DeclarationError(f"{self.code!r} is not a code: write lower-case words with dots, like sar.referrals")
        for name in ("title", "means", "source"):
            if not getattr(self, name).strip():
                raise DeclarationError(f"{self.code}: give its {name}")

    def __str__(self) -> str:
        return f"{self.code}: {self.title}"

    @property
    @abstractmethod
    def table(self) -> type[Table]:
        """The table whose rows it counts."""

    @property
    @abstractmethod
    def by(self) -> tuple[Column, ...]:
        """The columns it is broken down by."""

    @property
    @abstractmethod
    def columns(self) -> frozenset[Column]:
        """Every column that it reads."""


@dataclass(frozen=True, eq=False, kw_only=True)
class OfRows(Measure):
    """A measure of the rows that meet a condition, in the period that holds their day.

    ``of`` is the condition, or the table for all its rows. ``dated`` is the day that puts a row in a period; a row
    whose day is unknown is in none. ``by`` gives one cell for every combination of the columns' values, beside the
    total.
    """

    of: Condition | type[Table]
    dated: Day
    by: tuple[Column, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        if isinstance(self.of, type) and issubclass(self.of, Table):
            object.__setattr__(self, "of", Everything(self.of))
        if not isinstance(self.of, Condition):
            raise DeclarationError(f"{self.code}: of= is a condition or a table, not {self.of!r}")
        if not isinstance(self.dated, Day):
            raise DeclarationError(f"{self.code}: dated= is the Day that puts a row in a period, not {self.dated!r}")
        if not isinstance(self.by, tuple) or not all(isinstance(column, Column) for column in self.by):
            raise DeclarationError(f"{self.code}: by= is a tuple of columns, like (Referrals.agency,)")
        if any(isinstance(column, Day) for column in self.by):
            raise DeclarationError(
                f"{self.code}: break down by a code, a number or yes and no; a day belongs in a period"
            )
        if len(set(map(id, self.by))) < len(self.by):
            raise DeclarationError(f"{self.code}: by= names a column twice")
        for column in self.columns:
            if column.table is not self.table:
                raise DeclarationError(f"{self.code} is about {self.table.__name__} and cannot read {column!r}")

    @property
    def where(self) -> Condition:
        """Which rows are meant."""
        assert isinstance(self.of, Condition)
        return self.of

    @property
    def table(self) -> type[Table]:
        return self.where.table

    @property
    def columns(self) -> frozenset[Column]:
        return self.where.columns | {self.dated, *self.by}


@dataclass(frozen=True, eq=False, kw_only=True)
class Count(OfRows):
    """How many rows. ``unit`` says what one row is, in the plural: "referrals", "people", "places"."""

    unit: str  # type: ignore[misc]

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.unit.strip():
            raise DeclarationError(f"{self.code}: give its unit, like referrals")


@dataclass(frozen=True, eq=False, kw_only=True)
class Sum(OfRows):
    """What a number adds up to over rows, such as the places attended at sessions. ``unit`` says what one of it is.

    A sum of which a part is unknown is unknown, however many parts are known; the sum of no rows is nought.
    """

    amount: Number
    unit: str  # type: ignore[misc]

    def __post_init__(self) -> None:
        if not isinstance(self.amount, Number):
            raise DeclarationError(f"{self.code}: amount= is a Number column, not {self.amount!r}")
        super().__post_init__()
        if not self.unit.strip():
            raise DeclarationError(f"{self.code}: give its unit, like places")

    @property
    def columns(self) -> frozenset[Column]:
        return super().columns | {self.amount}


@dataclass(frozen=True, eq=False, kw_only=True)
class Share(OfRows):
    """The rows of ``of`` that also meet ``share``, per cent of the rows of ``of``. The share of no rows is unknown.

    Rows that cannot be judged belong outside ``of``: ask for ``.is_known()`` there, or they count as not meeting
    ``share``.
    """

    share: Condition
    places: int = 0

    def __post_init__(self) -> None:
        if not isinstance(self.share, Condition):
            raise DeclarationError(f"{self.code}: share= is a condition, not {self.share!r}")
        super().__post_init__()

    @property
    def columns(self) -> frozenset[Column]:
        return super().columns | self.share.columns


@dataclass(frozen=True, eq=False, kw_only=True)
class MeanOfAgencies(OfRows):
    """The mean of agencies' percentages, each agency weighing the same however large it is.

    Each agency's percentage is its sum of ``top`` per cent of its sum of ``bottom``. Rows in which either is unknown
    are left out, and so is an agency with nothing below the line. It is not the percentage of all staff together: that
    is a ratio of sums, and the two differ wherever agencies differ in size.
    """

    agency: Text
    top: Number
    bottom: Number
    places: int = 0

    def __post_init__(self) -> None:
        for name, kind in (("agency", Text), ("top", Number), ("bottom", Number)):
            if not isinstance(getattr(self, name), kind):
                raise DeclarationError(f"{self.code}: {name}= is a {kind.__name__} column, not {getattr(self, name)!r}")
        super().__post_init__()
        if any(column is self.agency for column in self.by):
            raise DeclarationError(f"{self.code}: broken down by agency, the mean of agencies is each agency's own")

    @property
    def columns(self) -> frozenset[Column]:
        return super().columns | {self.agency, self.top, self.bottom}


@dataclass(frozen=True, eq=False, kw_only=True)
class Change(Measure):
    """How a count changed since an earlier period, as a number or per cent of what it was.

    Per cent of nothing is unknown. Its breakdowns are the count's.
    """

    of: Count
    since: Since = Since.PREVIOUS
    shown_as: ShownAs = ShownAs.PER_CENT
    places: int = 0

    def __post_init__(self) -> None:
        super().__post_init__()
        if not isinstance(self.of, Count):
            raise DeclarationError(f"{self.code}: of= is a Count, not {self.of!r}")

    @property
    def unit(self) -> str:  # type: ignore[override]
        return self.of.unit if self.shown_as is ShownAs.NUMBER else "percent"

    @property
    def table(self) -> type[Table]:
        return self.of.table

    @property
    def by(self) -> tuple[Column, ...]:
        return self.of.by

    @property
    def columns(self) -> frozenset[Column]:
        return self.of.columns
