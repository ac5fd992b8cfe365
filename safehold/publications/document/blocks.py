"""The tree of a document: frozen pieces, the same whether they will be a web page, a PDF or a Word document.

A tree comes in two states. As parsed it holds references (``FigureRef``, ``BlockRef``); as resolved it holds what they
stand for (``Figure``, ``Table``, ``ChartBlock`` ...) and nothing else changes. Pieces hold only text, numbers, dates
and other pieces, so that a resolved document can be stored as JSON and read again as the same document.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from safehold.charts import Absent, Value
from safehold.publications.document.asked import Asked


@dataclass(frozen=True)
class Place:
    """Where in the words something stands: line and column, both counted from 1."""

    line: int = 1
    column: int = 1


# Runs inside a paragraph or a cell.


@dataclass(frozen=True)
class Text:
    """Plain words. A line end typed by the writer is a space."""

    text: str


@dataclass(frozen=True)
class LineBreak:
    """A line end that the writer means (two spaces or a backslash before it)."""


@dataclass(frozen=True)
class Strong:
    """Important words."""

    children: tuple["Inline", ...]


@dataclass(frozen=True)
class Emphasis:
    """Words with stress, or a title."""

    children: tuple["Inline", ...]


@dataclass(frozen=True)
class Link:
    """A link to an address: https, mailto, tel, or ``#anchor`` in the same document."""

    children: tuple["Inline", ...]
    href: str
    at: Place = field(default=Place(), compare=False)


@dataclass(frozen=True)
class FigureRef:
    """A figure by code, period and geography, and how it prints. ``style`` and ``direction`` as in ``numbers``.

    Without period or geography the resolver uses those of the publication. Where it stands
    does not make one reference differ from another.
    """

    code: str
    period: str | None = None
    geography: str | None = None
    style: str | None = None
    places: int | None = None
    direction: str | None = None
    at: Place = field(default=Place(), compare=False)


@dataclass(frozen=True)
class Figure:
    """A figure as it prints in this place. ``anchor`` is where the document says how it was made.

    Figures made alike share an anchor; ``key`` (code, period and geography, as ``figure_key`` joins them) says which one
    this is. Documents frozen before figures carried their key have none.
    """

    text: str
    anchor: str
    key: str = ""


@dataclass(frozen=True)
class FromRecord:
    """Words that a record says. ``origin`` leads to it inside the site (its kind and key), for those who may open it; every
    other reader has the words alone."""

    children: tuple["Inline", ...]
    origin: str


Inline: TypeAlias = Text | LineBreak | Strong | Emphasis | Link | FigureRef | Figure | FromRecord
Inlines: TypeAlias = tuple[Inline, ...]


# Blocks.


@dataclass(frozen=True)
class Heading:
    """A heading inside a section. ``depth`` is 2 or more: the section's own title has depth 1."""

    depth: int
    text: str
    anchor: str


@dataclass(frozen=True)
class Paragraph:
    """Words."""

    children: Inlines


@dataclass(frozen=True)
class ListBlock:
    """A list, with bullets or numbered. Each item holds blocks, so that lists nest."""

    items: tuple[tuple["Block", ...], ...]
    numbered: bool = False


@dataclass(frozen=True)
class Quote:
    """Somebody's own words. ``reference`` says whose they are where they were put in for it, and is printed nowhere; what a
    writer typed as a quotation has none."""

    children: tuple["Block", ...]
    reference: str = ""


@dataclass(frozen=True)
class Note:
    """Something the reader must know about what stands near it: a caveat, a change of definition, disclosure."""

    children: tuple["Block", ...]


Align: TypeAlias = Literal["left", "right", "centre"]


@dataclass(frozen=True)
class Column:
    """One column of a table: its header cell, and how its cells stand. Numbers stand to the right."""

    heading: str
    align: Align = "left"


@dataclass(frozen=True)
class Row:
    """One row of a table. ``total`` rows print strong with a rule above."""

    cells: tuple[Inlines, ...]
    total: bool = False


@dataclass(frozen=True)
class Table:
    """A table with a caption and header cells. The first ``row_headers`` cells of each row are headers of the row.

    ``number`` is given when the document is resolved. ``anchor`` is its address in the document.
    """

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    row_headers: int = 1
    notes: tuple[str, ...] = ()
    source: str = ""
    number: int = 0
    anchor: str = ""


@dataclass(frozen=True)
class ChartBlock:
    """A chart with everything that stands around it. ``spec`` is Vega-Lite as JSON, ``narrow`` the same chart drawn for a
    telephone; ``csv`` is header and rows.

    Where another table of the document holds every figure of the chart, ``see`` names it (its label and its address) and
    the chart's own table is not printed: nobody should have to read the same numbers twice.
    """

    name: str
    title: str
    alternative: str
    spec: str
    table: Table
    source: str
    notes: tuple[str, ...] = ()
    csv: tuple[tuple[str, ...], ...] = ()
    number: int = 0
    anchor: str = ""
    see: tuple[str, str] | tuple[()] = ()
    narrow: str = ""


@dataclass(frozen=True)
class Diagram:
    """A drawing that is not of figures (who answers to whom), and the same as a list in words.

    ``svg`` is made by our own code and goes into pages as it is: it must never hold anything that somebody typed
    without being escaped.
    """

    name: str
    title: str
    alternative: str
    svg: str
    outline: ListBlock
    source: str = ""
    number: int = 0
    anchor: str = ""


@dataclass(frozen=True)
class Term:
    """A word of the glossary and what it means."""

    word: str
    meaning: str
    anchor: str = ""


@dataclass(frozen=True)
class Glossary:
    """The words that a reader may not know, in alphabetical order."""

    terms: tuple[Term, ...]


BlockKind: TypeAlias = Literal["table", "chart", "diagram", "list", "records", "glossary", "quote"]


@dataclass(frozen=True)
class BlockRef:
    """A table, chart, diagram, list, what is composed from records, the glossary or somebody's own words, by name, on a line of
    its own."""

    kind: BlockKind
    name: str = ""
    at: Place = field(default=Place(), compare=False)


Block: TypeAlias = Heading | Paragraph | ListBlock | Quote | Note | Table | ChartBlock | Diagram | Glossary | BlockRef


@dataclass(frozen=True)
class Section:
    """An ordered part of a document, with its own title and address."""

    title: str
    anchor: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, kw_only=True)
class Meta:
    """What the cover says.

    ``note`` is a sentence or two on how this came to be published (an override, a profile). ``banner`` is printed on
    every page where it is not empty: it says that everything in the document is invented. ``dated`` is the words before
    the day: what is for the partnership alone is made final and never published. ``period_called`` is the words before
    ``period``, where that is something else, such as the receipt of a return.
    """

    title: str
    partnership: str
    period: str
    published_on: date
    language: str = "en-GB"
    note: str = ""
    banner: str = ""
    dated: str = "Published"
    period_called: str = "Period"


@dataclass(frozen=True, kw_only=True)
class ResolvedFigure:
    """One figure and how it was made.

    ``value`` is a number, or why there is none. ``display`` is how it prints where the writer asks for nothing else.
    ``basis`` is printed, inferred, computed or invented. ``calculation`` is empty where the figure was reported.
    """

    code: str
    title: str
    period: str
    geography: str
    value: Value
    unit: str
    basis: str
    display: str
    definition: str
    source: str
    source_on: date | None = None
    calculation: str = ""

    @property
    def is_percent(self) -> bool:
        """True where the value is a percentage."""
        return self.unit in {"percent", "%"}

    @property
    def number(self) -> Decimal | None:
        """The value as a Decimal, or None where it is missing or held back."""
        return None if isinstance(self.value, Absent) else Decimal(self.value)


def figure_key(figure: ResolvedFigure) -> str:
    """The key of a figure inside its document: code, period and geography."""
    return f"{figure.code}|{figure.period}|{figure.geography}"


@dataclass(frozen=True)
class Made:
    """A figure used in the document and the entry that says how it was made. Figures made alike share an anchor."""

    anchor: str
    figure: ResolvedFigure


@dataclass(frozen=True)
class Accepted:
    """A check that fails and was accepted by somebody entitled to: what it found, in which section, and why it stands."""

    section: str
    finding: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Document:
    """A whole document. Once resolved it holds each figure it prints, once, in the order of first use.

    ``accepted`` is what the checks found and the partnership prints all the same, for the reader to see. ``asked`` is what
    the law asks of it and where it answers.
    """

    meta: Meta
    sections: tuple[Section, ...]
    figures: tuple[Made, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    asked: tuple[Asked, ...] = ()


def figures_in_run(children: Inlines) -> Iterator[Figure]:
    """Every figure in a run, in order."""
    for child in children:
        if isinstance(child, Figure):
            yield child
        elif isinstance(child, Strong | Emphasis | Link | FromRecord):
            yield from figures_in_run(child.children)


def figures_in_table(table: Table) -> Iterator[Figure]:
    """Every figure in the cells of a table, row by row."""
    for row in table.rows:
        for cell in row.cells:
            yield from figures_in_run(cell)


def plain_text(children: Inlines) -> str:
    """The words of a run without their dress."""
    said = []
    for child in children:
        if isinstance(child, Strong | Emphasis | Link | FromRecord):
            said.append(plain_text(child.children))
        elif isinstance(child, LineBreak):
            said.append(" ")
        elif not isinstance(child, FigureRef):
            said.append(child.text)
    return "".join(said)
