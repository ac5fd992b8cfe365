"""What an exhibit is made from: the publication's period and places, and its figures as it may show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from safehold.charts import Absent, NoData, Series, Value
from safehold.clocks import Period
from safehold.measures.catalogue import BY_CODE
from safehold.measures.figures import Figure
from safehold.measures.models import State
from safehold.measures.queries import Book
from safehold.publications.disclosure import NOTHING, Hidden
from safehold.publications.document.blocks import Column, FigureRef, Inlines, Row, Table, Text


@dataclass(frozen=True)
class Page:
    """The figures of a publication: its ``period`` (a year), its ``place`` and the ``wider`` place it compares with."""

    book: Book
    period: Period
    place: str
    wider: str
    hidden: Hidden = NOTHING

    def figure(self, code: str, period: Period | str | None = None, place: str | None = None) -> Figure | None:
        """The figure as this publication may show it; none where there is none."""
        found = self.book.find(code, str(period or self.period), place or self.place)
        return self.hidden.apply(found) if found else None

    def has(self, code: str, period: Period | str | None = None, place: str | None = None) -> bool:
        return self.figure(code, period, place) is not None

    def value(self, code: str, period: Period | str | None = None, place: str | None = None) -> Value:
        """The value as a chart draws it: a number, held back, or missing."""
        figure = self.figure(code, period, place)
        if figure is None:
            return Absent.MISSING
        if figure.value is None:
            return Absent.SUPPRESSED if figure.state == State.SUPPRESSED else Absent.MISSING
        return int(figure.value) if figure.whole is not None else figure.value

    def number(self, code: str, period: Period | str | None = None, place: str | None = None) -> Decimal | None:
        figure = self.figure(code, period, place)
        return figure.value if figure else None

    # --- periods ---

    def years(self, code: str, most: int = 5, place: str | None = None) -> list[Period]:
        """The years up to this one, oldest first, for which there is a figure under ``code``."""
        found, year = [], self.period
        for _ in range(most):
            if self.has(code, year, place):
                found.append(year)
            year = year.previous
        return found[::-1]

    def year_ends(self, code: str, most: int = 5) -> list[Period]:
        """The last days of the years up to this one, oldest first, for which there is a figure under ``code``."""
        found, year = [], self.period
        for _ in range(most):
            day = self.book.years.read(year.last.isoformat())
            if self.has(code, day):
                found.append(day)
            year = year.previous
        return found[::-1]

    def source(self, *codes: str) -> str:
        """Who published what these codes show, and when it is from, said once each."""
        told = dict.fromkeys(
            f"{figure.definition.source}: {figure.source}" for figure in self.book if figure.code in codes
        )
        return "; ".join(told) or "; ".join(dict.fromkeys(BY_CODE[code].source for code in codes))


def cell(code: str, period: Period | str | None = None, place: str | None = None, **options: str | int) -> Inlines:
    """A cell that prints a figure and links to how it was made."""
    return (FigureRef(code, period=str(period) if period else None, geography=place, **options),)  # type: ignore[arg-type]


def words(text: str) -> Inlines:
    return (Text(text),)


def label(code: str) -> str:
    return BY_CODE[code].title


def year_end(day: Period) -> str:
    return day.label


@dataclass(frozen=True)
class Grid:
    """A table of measures down and periods along: the commonest table there is."""

    name: str
    caption: str
    first: str
    codes: Sequence[str]

    def table(
        self, page: Page, periods: Iterable[Period], *, place: str | None = None, titles: dict[str, str] | None = None
    ) -> Table:
        """The grid, without the rows for which there is no figure in any of the periods."""
        periods = list(periods)
        rows = []
        for code in self.codes:
            if not any(page.has(code, period, place) for period in periods):
                continue
            cells = [cell(code, period, place) if page.has(code, period, place) else words("–") for period in periods]
            rows.append(Row((words((titles or {}).get(code) or label(code)), *cells)))
        if not rows:
            raise NoData(f"The table ‘{self.caption}’ has no figures for {page.period.label}.")
        columns = (Column(self.first), *(Column(period.label, "right") for period in periods))
        return Table(
            name=self.name, caption=self.caption, columns=columns, rows=tuple(rows), source=page.source(*self.codes)
        )


def series(page: Page, name: str, code: str, periods: Iterable[Period], place: str | None = None) -> Series:
    return Series(name, tuple(page.value(code, period, place) for period in periods))
