"""What an exhibit is made from: the publication's period and places, and its figures as it may show them."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from safehold.charts import Absent, Changes, Chart, NoData, Series, Value
from safehold.clocks import Period
from safehold.measures.catalogue import BY_CODE
from safehold.measures.definition import ChangeOf, ChangePercentOf
from safehold.measures.figures import Figure, Key
from safehold.measures.models import State
from safehold.measures.queries import Book
from safehold.publications.disclosure import NOTHING, Hidden
from safehold.publications.document.blocks import Column, FigureRef, Inlines, Row, Table, Text
from safehold.publications.document.typography import curly


@dataclass(frozen=True)
class Page:
    """The figures of a publication: its ``period`` (a year), its ``place`` and the ``wider`` place it compares with."""

    book: Book
    period: Period
    place: str
    wider: str
    hidden: Hidden = NOTHING
    # puts the partnership's words of the period in place of the country's
    ours: Callable[[str], str] = str

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
        """Who counts what these codes show, and who sent it with which tables of theirs; each is said once."""
        counted = dict.fromkeys(BY_CODE[code].source for code in codes)
        tables: dict[str, dict[str, None]] = {}
        for figure in self.book:
            if figure.code in codes:
                whose = tables.setdefault(figure.sent_as or figure.source, {})
                if figure.taken_from:
                    whose[figure.taken_from] = None
        sent = [f"{whose} ({', '.join(sorted(taken))})" if taken else whose for whose, taken in tables.items()]
        return ". ".join(filter(None, ["; ".join(counted), "; ".join(sent)]))


def cell(code: str, period: Period | str | None = None, place: str | None = None, **options: str | int) -> Inlines:
    """A cell that prints a figure and links to how it was made."""
    return (FigureRef(code, period=str(period) if period else None, geography=place, **options),)  # type: ignore[arg-type]


def cell_or_dash(page: Page, code: str, period: Period | str | None = None, place: str | None = None) -> Inlines:
    """A cell that prints a figure, a change with its sign; a dash where there is none."""
    if not page.has(code, period, place):
        return words("–")
    return cell(code, period, place, style="change") if is_change(code) else cell(code, period, place)


def is_change(code: str) -> bool:
    """Whether what ``code`` counts is a change, which prints with a plus or a minus."""
    return isinstance(BY_CODE[code].binding, ChangeOf | ChangePercentOf) or code.endswith("change_pct")


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
    # the rows that are the sum of others
    totals: Collection[str] = ()

    def table(
        self, page: Page, periods: Iterable[Period], *, place: str | None = None, titles: dict[str, str] | None = None
    ) -> Table:
        """The grid, without the rows for which there is no figure in any of the periods."""
        periods = list(periods)
        rows = []
        for code in self.codes:
            if not any(page.has(code, period, place) for period in periods):
                continue
            cells = [cell_or_dash(page, code, period, place) for period in periods]
            rows.append(
                Row((words((titles or {}).get(code) or page.ours(label(code))), *cells), total=code in self.totals)
            )
        if not rows:
            raise NoData(f"The table ‘{self.caption}’ has no figures for {page.period.label}.")
        columns = (Column(self.first), *(Column(period.label, "right") for period in periods))
        return Table(
            name=self.name, caption=self.caption, columns=columns, rows=tuple(rows), source=page.source(*self.codes)
        )


@dataclass(frozen=True)
class Cells:
    """One series of a chart: its name, and for each category the key of the figure that stands there."""

    name: str
    keys: tuple[Key, ...]


@dataclass(frozen=True)
class Drawn:
    """A chart, and by (category, series) the figure of each cell, so that the table under it links to how it was made."""

    chart: Chart
    figures: Mapping[tuple[str, str], FigureRef]


def over(page: Page, name: str, code: str, periods: Iterable[Period], place: str | None = None) -> Cells:
    """One code over several periods."""
    return Cells(name, tuple((code, str(period), place or page.place) for period in periods))


def across(page: Page, name: str, codes: Iterable[str], place: str | None = None) -> Cells:
    """Several codes in the page's own period."""
    return Cells(name, tuple((code, str(page.period), place or page.place) for code in codes))


def values(page: Page, cells: Cells) -> tuple[Value, ...]:
    """What the cells of a series draw."""
    return tuple(page.value(*key) for key in cells.keys)


def draw(page: Page, kind: type[Chart], *, categories: Sequence[str], cells: Sequence[Cells], **facts: Any) -> Drawn:
    """A chart of this kind. Every cell for which there is a figure, hidden ones too, is a reference to it."""
    categories = [curly(category) for category in categories]
    chart = kind(
        categories=tuple(categories),
        series=tuple(Series(each.name, values(page, each)) for each in cells),
        **facts,
    )
    style = "change" if kind is Changes else None
    figures = {
        (category, each.name): FigureRef(code, period=period, geography=place, style=style)
        for each in cells
        for category, (code, period, place) in zip(categories, each.keys, strict=True)
        if page.has(code, period, place)
    }
    return Drawn(chart, figures)
