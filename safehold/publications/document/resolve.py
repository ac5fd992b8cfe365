"""From a parsed document to one that holds every figure, table, chart and diagram it speaks of."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from safehold.charts import Absent, CannotDraw, NoData
from safehold.publications.document.anchors import Anchors
from safehold.publications.document.blocks import (
    Block,
    BlockRef,
    ChartBlock,
    Diagram,
    Document,
    Emphasis,
    Figure,
    FigureRef,
    FromRecord,
    Glossary,
    Heading,
    Inline,
    Inlines,
    Link,
    ListBlock,
    Made,
    Note,
    Paragraph,
    Place,
    Quote,
    ResolvedFigure,
    Row,
    Strong,
    Table,
    Text,
    figure_key,
    figures_in_table,
    plain_text,
)
from safehold.publications.document.numbers import CannotPrint, figure_text
from safehold.publications.document.problems import Problem, did_you_mean, error
from safehold.publications.document.references import CALLED

MARKS = {
    Absent.SUPPRESSED.value: "[c] A figure exists and is held back so that nobody can be recognised.",
    Absent.MISSING.value: "[x] No figure is available.",
}


class Unknown(LookupError):  # noqa: N818 a refusal is named as what happened
    """What was asked for is not there. A message, where given, is a sentence for the writer."""


class Resolver(Protocol):
    """Where a document finds what its references stand for.

    Each method raises ``Unknown`` where there is nothing of that name; with a sentence where more can be said ("There
    is no figure lado.contacts for 2031-32."). ``chart`` may raise ``charts.NoData``, whose sentence reaches the writer.
    Tables and lists may hold ``FigureRef`` in their cells, so that their figures too say how they were made.
    """

    def figure(self, code: str, *, period: str | None, geography: str | None) -> ResolvedFigure:
        """One figure; without period or geography, that of the publication."""

    def table(self, name: str) -> Table:
        """A table by name."""

    def chart(self, name: str) -> ChartBlock:
        """A chart by name, as ``charting.chart_block`` makes it."""

    def diagram(self, name: str) -> Diagram:
        """A diagram by name."""

    def listing(self, name: str) -> ListBlock:
        """A list by name."""

    def records(self, name: str) -> tuple[Block, ...]:
        """What is composed from records under a name. A heading of depth 1 in it stands directly under the heading before it."""

    def glossary(self) -> Glossary:
        """The glossary."""

    def quotation(self, name: str) -> Quote:
        """Somebody's own words, by their reference. ``Unknown`` always says why there are none."""

    def names(self, kind: str) -> Collection[str]:
        """Every code (kind "figure") or name there is of a kind, for near misses and for a picker."""


@dataclass(frozen=True)
class Stands:
    """What was composed under a name in a section, and the nearest heading above it: its words, after the section's title, and
    its address."""

    name: str
    section: str
    under: str
    anchor: str


@dataclass(frozen=True)
class Resolved:
    """The document filled in, and what could not be. It may be published where no problem is an error. ``composed`` is what
    was composed from records and where it stands."""

    document: Document
    problems: tuple[Problem, ...]
    composed: tuple[Stands, ...] = ()


def resolve(document: Document, resolver: Resolver) -> Resolved:
    """Fill in every reference. All problems come back at once; what could not be found reads ``[?]``."""
    filling = _Filling(document, resolver)
    return Resolved(filling.document(), tuple(filling.problems), tuple(filling.composed))


DEEPEST = 4
"""No heading of a document goes deeper."""

FOLLOWS = "A table follows."
"""How the text alternative of a chart ends (``charts.words``)."""


def _not_twice(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks of a section, in which a chart whose figures are all in one of its tables leads there instead."""
    tables = [
        (block, {figure.key for figure in figures_in_table(block)}) for block in blocks if isinstance(block, Table)
    ]

    def once(chart: ChartBlock) -> ChartBlock:
        drawn = {figure.key for figure in figures_in_table(chart.table)}
        for table, keys in tables:
            if drawn and drawn <= keys:
                label = f"Table {table.number}"
                alternative = chart.alternative.removesuffix(FOLLOWS) + f"{label} gives the figures."
                return replace(chart, see=(label, table.anchor), alternative=alternative)
        return chart

    return tuple(once(block) if isinstance(block, ChartBlock) else block for block in blocks)


class _Filling:
    def __init__(self, document: Document, resolver: Resolver) -> None:
        self.before = document
        self.resolver = resolver
        self.problems: list[Problem] = []
        self.anchors = Anchors()
        self.made: dict[tuple[str, str, str], Made] = {}
        self.alike: dict[tuple[object, ...], str] = {}
        self.pictures = self.tables = 0
        self.section = ""
        # the heading that was met last: how deep it is, its words after its section's title, and its address
        self.depth, self.under, self.anchor = 1, "", ""
        self.composed: list[Stands] = []
        self.links: list[tuple[Link, str]] = []

    def document(self) -> Document:
        for section in self.before.sections:
            self.anchors.new(section.anchor)
            for block in section.blocks:
                if isinstance(block, Heading):
                    self.anchors.new(block.anchor)
        sections = []
        for section in self.before.sections:
            self.section, self.depth, self.under, self.anchor = section.title, 1, section.title, section.anchor
            sections.append(replace(section, blocks=self._blocks(section.blocks)))
        self._check_links()
        sections = [replace(section, blocks=_not_twice(section.blocks)) for section in sections]
        return replace(self.before, sections=tuple(sections), figures=tuple(self.made.values()))

    def _check_links(self) -> None:
        """A link inside the document needs something there to lead to."""
        there = self.anchors.given
        for link, section in self.links:
            name = link.href[1:]
            if name not in there:
                message = f"Nothing in this document has the address ‘#{name}’.{did_you_mean(name, there)}"
                self.problems.append(replace(error(link.at, message), section=section))

    def _blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        filled: list[Block] = []
        for block in blocks:
            if isinstance(block, BlockRef) and block.kind == "records":
                filled += self._records(block)
            elif (made := self._block(block)) is not None:
                filled.append(made)
        return tuple(filled)

    def _records(self, reference: BlockRef) -> tuple[Block, ...]:
        """What is composed from records, its headings below the one that it stands under, its tables numbered with the rest."""
        try:
            blocks = self.resolver.records(reference.name)
        except Unknown as unknown:
            self._unknown(reference.kind, reference.name, unknown, reference.at)
            return ()
        except NoData as nothing:
            self._problem(reference.at, str(nothing))
            return ()
        self.composed.append(Stands(reference.name, self.section, self.under, self.anchor))
        above = self.depth
        made: list[Block] = []
        for block in blocks:
            if isinstance(block, Heading):
                made.append(Heading(min(above + block.depth, DEEPEST), block.text, self.anchors.new(block.text)))
            elif isinstance(block, Table):
                made.append(self._table(block, reference.at))
            else:
                made += self._blocks((block,))
        self.depth = above
        return tuple(made)

    def _block(self, block: Block) -> Block | None:
        if isinstance(block, Heading):
            self.depth, self.under, self.anchor = block.depth, f"{self.section}: {block.text}", block.anchor
        if isinstance(block, Paragraph):
            return Paragraph(self._inlines(block.children))
        if isinstance(block, ListBlock):
            return replace(block, items=tuple(self._blocks(item) for item in block.items))
        if isinstance(block, Quote | Note):
            return replace(block, children=self._blocks(block.children))
        if isinstance(block, BlockRef):
            return self._named(block)
        return block

    def _inlines(self, children: Inlines, at: Place | None = None) -> Inlines:
        return tuple(self._inline(child, at) for child in children)

    def _inline(self, child: Inline, at: Place | None) -> Inline:
        if isinstance(child, FigureRef):
            return self._figure(child, at or child.at)
        if isinstance(child, Link) and child.href.startswith("#"):
            self.links.append((child, self.section))
        if isinstance(child, Strong | Emphasis | Link | FromRecord):
            return replace(child, children=self._inlines(child.children, at))
        return child

    def _figure(self, reference: FigureRef, at: Place) -> Inline:
        try:
            figure = self.resolver.figure(reference.code, period=reference.period, geography=reference.geography)
            text = figure_text(figure, style=reference.style, places=reference.places, direction=reference.direction)
        except Unknown as unknown:
            self._unknown("figure", reference.code, unknown, at)
            return Text("[?]")
        except CannotPrint as cannot:
            self._problem(at, str(cannot))
            return Text("[?]")
        return Figure(text, self._made_at(figure), figure_key(figure))

    def _made_at(self, figure: ResolvedFigure) -> str:
        """Where it is said how this figure was made: figures made alike are explained together."""
        key = (figure.code, figure.period, figure.geography)
        if key not in self.made:
            alike: tuple[object, ...] = (
                figure.code,
                figure.geography,
                figure.definition,
                figure.basis,
                figure.source,
                figure.source_on or date.min,
                figure.calculation,
            )
            if alike not in self.alike:
                self.alike[alike] = self.anchors.new(f"made-{figure.code}")
            self.made[key] = Made(self.alike[alike], figure)
        return self.made[key].anchor

    def _named(self, reference: BlockRef) -> Block | None:
        try:
            if reference.kind == "table":
                return self._table(self.resolver.table(reference.name), reference.at)
            if reference.kind == "chart":
                return self._chart(self.resolver.chart(reference.name), reference.at)
            if reference.kind == "diagram":
                return self._diagram(self.resolver.diagram(reference.name))
            if reference.kind == "list":
                return self._block(self.resolver.listing(reference.name))
            if reference.kind == "quote":
                return self._quote(reference)
            return self._glossary(self.resolver.glossary())
        except Unknown as unknown:
            self._unknown(reference.kind, reference.name, unknown, reference.at)
        except (NoData, CannotDraw) as nothing:
            self._problem(reference.at, str(nothing))
        return None

    def _table(self, table: Table, at: Place, *, numbered: bool = True) -> Table:
        if not table.rows:
            self._problem(
                at, f"The table ‘{table.caption}’ has no rows. Choose a period for which figures were accepted."
            )
        if numbered:
            self.tables += 1
        rows = tuple(Row(tuple(self._inlines(cell, at) for cell in row.cells), row.total) for row in table.rows)
        said = {plain_text(cell) for row in rows for cell in row.cells}
        notes = table.notes + tuple(
            words for mark, words in MARKS.items() if mark in said and not any(mark in note for note in table.notes)
        )
        anchor = self.anchors.new(f"table-{table.name}")
        return replace(table, rows=rows, notes=notes, number=self.tables if numbered else 0, anchor=anchor)

    def _chart(self, chart: ChartBlock, at: Place) -> ChartBlock:
        self.pictures += 1
        # The chart's own notes explain its marks and gaps; they are not said twice.
        noted = replace(chart.table, caption=f"The figures in figure {self.pictures}", notes=chart.notes)
        table = replace(self._table(noted, at, numbered=False), notes=())
        anchor = self.anchors.new(f"chart-{chart.name}")
        return replace(chart, table=table, number=self.pictures, anchor=anchor)

    def _diagram(self, diagram: Diagram) -> Diagram:
        self.pictures += 1
        anchor = self.anchors.new(f"diagram-{diagram.name}")
        return replace(diagram, number=self.pictures, anchor=anchor)

    def _quote(self, reference: BlockRef) -> Block | None:
        """Somebody's words, or nothing in their place: what there is to quote is named to nobody, also not as a near miss."""
        try:
            return self._block(self.resolver.quotation(reference.name))
        except Unknown as unknown:
            self._problem(reference.at, str(unknown))
        return None

    def _glossary(self, glossary: Glossary) -> Glossary:
        terms = sorted(glossary.terms, key=lambda term: term.word.casefold())
        return Glossary(tuple(replace(term, anchor=self.anchors.new(f"term-{term.word}")) for term in terms))

    def _unknown(self, kind: str, name: str, unknown: Unknown, at: Place) -> None:
        names = self.resolver.names(kind)
        if name in names or kind == "glossary":
            self._problem(at, str(unknown) or f"The {kind} ‘{name}’ could not be found.")
        else:
            self._problem(at, f"There is no {CALLED.get(kind, kind)} called {name}.{did_you_mean(name, names)}")

    def _problem(self, at: Place, message: str) -> None:
        self.problems.append(replace(error(at, message), section=self.section))
