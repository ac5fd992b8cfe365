"""The words that every output says in the same way, and how made figures are gathered for the appendix."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from safehold.charts.words import MONTHS
from safehold.publications.document.blocks import (
    ChartBlock,
    Diagram,
    Document,
    Made,
    ResolvedFigure,
    Table,
    plain_text,
)
from safehold.publications.document.numbers import shown

CONTENTS = "Contents"
HOW_MADE = "How each figure was made"
HOW_MADE_WORDS = (
    "Every figure in this document links to its entry here, which says what it counts, where it comes from and, where "
    "it was worked out, how. [c] marks a figure that is held back so that nobody can be recognised; [x] marks one that "
    "is not available."
)

ACCEPTED = "Checks that fail and were accepted"
ACCEPTED_WORDS = (
    "Each check below fails. The partnership looked at it and prints the numbers all the same, for the reason given."
)

BASES = {
    "printed": "As published by the source",
    "inferred": "Worked out from other published figures",
    "computed": "Worked out here",
    "invented": "Invented for demonstration",
}

_NARROW = 12
"""So many letters are not broken over lines."""

_SINGULAR = {"people": "person", "children": "child"}
_PHONE = 34
"""So many letters stand on one line of a table on a telephone."""

LINE, KEPT_TOGETHER = 88, 16
"""So many letters stand on a line of print, and so many lines of a table are kept on one page."""

_SHOWN = 12
"""So many periods of figures made alike are listed; more are counted."""


@dataclass(frozen=True)
class Entry:
    """Figures of one measure that were made alike: ``values`` says what they are, ``facts`` where they come from."""

    anchor: str
    values: str
    facts: str


@dataclass(frozen=True)
class Definition:
    """One measure: what it is called and counts, and its entries."""

    title: str
    code: str
    definition: str
    entries: tuple[Entry, ...]


def day(on: date) -> str:
    """ "31 March 2021"."""
    return f"{on.day} {on:%B %Y}"


def table_label(table: Table) -> str:
    """ "Table 3", or nothing for the table under a chart."""
    return f"Table {table.number}" if table.number else ""


def picture_label(picture: ChartBlock | Diagram) -> str:
    """ "Figure 3"."""
    return f"Figure {picture.number}"


def cover_facts(document: Document) -> tuple[tuple[str, str], ...]:
    """What the cover says under the title."""
    meta = document.meta
    return ((meta.period_called, meta.period), (meta.dated, day(meta.published_on)))


def definitions(document: Document) -> tuple[Definition, ...]:
    """How each figure was made, measure by measure, in the order of first use."""
    by_code: dict[str, list[Made]] = {}
    for made in document.figures:
        by_code.setdefault(made.figure.code, []).append(made)
    return tuple(_definition(found) for found in by_code.values())


def narrow_columns(table: Table) -> tuple[bool, ...]:
    """For each column, whether it takes no more room than its words need: numbers, and words like "Not met"."""
    longest = [
        max((len(plain_text(row.cells[place])) for row in table.rows), default=0) for place in range(len(table.columns))
    ]
    return tuple(
        place > 0 and (column.align != "left" or longest[place] <= _NARROW)
        for place, column in enumerate(table.columns)
    )


def is_wide(table: Table) -> bool:
    """True for a table that a telephone cannot show whole: what cannot be broken in its columns takes more than a line."""
    needed = 0
    for place, column in enumerate(table.columns):
        said = [plain_text(row.cells[place]) for row in table.rows]
        unbroken = said if narrow_columns(table)[place] else [word for words in said for word in words.split()]
        needed += max(len(words) for words in ["", *unbroken, *column.heading.split()]) + 1
    return needed > _PHONE


def is_small(table: Table) -> bool:
    """True for a table of few narrow columns, which is hard to read across when it is drawn out over the page."""
    names = max((len(plain_text(row.cells[0])) for row in table.rows), default=0)
    return names + 15 * (len(table.columns) - 1) <= 85 and all(narrow_columns(table)[1:])


def is_short(table: Table) -> bool:
    """True for a table that takes so few lines that it is kept on one page."""
    return lines_of([len(plain_text(cell)) for cell in row.cells] for row in table.rows) <= KEPT_TOGETHER


def lines_of(rows: Iterable[Sequence[int]]) -> int:
    """About how many lines a table takes in print: each row as many as its longest cell; the cells are given by their letters."""
    return sum(max(-(-letters // (LINE // len(row))) for letters in row) for row in rows if row)


def _definition(found: list[Made]) -> Definition:
    first = found[0].figure
    by_anchor: dict[str, list[Made]] = {}
    for made in found:
        by_anchor.setdefault(made.anchor, []).append(made)
    entries = tuple(_entry(anchor, alike) for anchor, alike in by_anchor.items())
    return Definition(first.title, first.code, first.definition, entries)


def _entry(anchor: str, alike: list[Made]) -> Entry:
    alike = sorted(alike, key=lambda made: _in_time(made.figure.period))
    first = alike[0].figure
    unit = "" if first.is_percent else f" {first.unit if len(alike) > 1 else unit_of(first)}"
    if len(alike) == 1:
        values = f"{first.geography}, {first.period}: {shown(first)}{unit}"
    elif len(alike) <= _SHOWN:
        listed = "; ".join(f"{made.figure.period}: {shown(made.figure)}" for made in alike)
        values = f"{first.geography},{unit or ' percent'}: {listed}"
    else:
        values = (
            f"{first.geography},{unit or ' percent'}: {len(alike)} figures, "
            f"from {first.period} to {alike[-1].figure.period}"
        )
    source = f"{first.source}, {day(first.source_on)}" if first.source_on else first.source
    facts = [f"Source: {source}", BASES.get(first.basis, first.basis)]
    if first.calculation:
        facts.append(f"Calculation: {first.calculation}")
    return Entry(anchor, values, ". ".join(facts) + ".")


def unit_of(figure: ResolvedFigure) -> str:
    """What the figure counts, as it is called beside this number: "1 conference", "2 conferences"."""
    if figure.number != 1:
        return figure.unit
    return _SINGULAR.get(figure.unit) or re.sub(r"(?<=[^s])s$", "", re.sub(r"ies$", "y", figure.unit))


def _in_time(period: str) -> tuple[str, int, str]:
    """Periods in order of time: by year, then by month, a month of a financial year counted from April."""
    year = re.search(r"\d{4}(-\d{2})?", period)
    month = next((place for place, name in enumerate(MONTHS) if name in period), -1)
    if year and year[1] and month >= 0:
        month = (month - 3) % 12
    return (year[0] if year else "", month, period)
