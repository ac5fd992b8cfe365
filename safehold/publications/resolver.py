"""Where a publication's references lead: figures to the book, tables and charts to the exhibits, words to its own."""

from collections.abc import Callable, Collection, Mapping
from copy import copy
from dataclasses import replace
from functools import cached_property
from typing import Self

from safehold.charts import Absent, Value
from safehold.charts.words import rounded
from safehold.clocks import BadPeriod, Years
from safehold.measures.catalogue import BY_CODE, definition
from safehold.measures.figures import Figure
from safehold.measures.models import State
from safehold.measures.queries import Book
from safehold.publications.composing import COMPOSITIONS, Composed
from safehold.publications.disclosure import NOTHING, Hidden
from safehold.publications.document.blocks import (
    Block,
    ChartBlock,
    Column,
    Diagram,
    Glossary,
    Inline,
    Inlines,
    LineBreak,
    ListBlock,
    Paragraph,
    Quote,
    ResolvedFigure,
    Row,
    Strong,
    Table,
    Term,
    Text,
)
from safehold.publications.document.charting import chart_block
from safehold.publications.document.parse import parse
from safehold.publications.document.resolve import Unknown
from safehold.publications.exhibits import CHARTS, TABLES, Page
from safehold.publications.models import Publication


class PublicationResolver:
    """Implements ``document.resolve.Resolver`` for one publication and one book of figures."""

    def __init__(
        self,
        publication: Publication,
        book: Book,
        *,
        hidden: Hidden = NOTHING,
        diagrams: Mapping[str, Diagram] | None = None,
        lists: Mapping[str, ListBlock] | None = None,
        records: Mapping[str, Composed] | None = None,
        ours: Callable[[str], str] = str,
        quotations: Callable[[str], Quote] | None = None,
    ) -> None:
        self.publication = publication
        self.book = book
        self.hidden = hidden
        self.diagrams: Mapping[str, Diagram] = {} if diagrams is None else diagrams
        self.lists: Mapping[str, ListBlock] = {} if lists is None else lists
        self.quotations = quotations
        self.composed: Mapping[str, Composed] = {} if records is None else records
        self.years: Years = book.years
        self.page = Page(
            book, self.years.read(publication.period), publication.geography, publication.wider_geography, hidden, ours
        )
        # every figure asked for, for the checks of disclosure and arithmetic
        self.asked: dict[tuple[str, str, str], Figure] = {}

    def hiding(self, hidden: Hidden) -> Self:
        """The same resolver with these figures hidden; what it read of the publication's words is not read again."""
        other = copy(self)
        other.hidden, other.page, other.asked = hidden, replace(self.page, hidden=hidden), {}
        return other

    def figure(self, code: str, *, period: str | None, geography: str | None) -> ResolvedFigure:
        found = definition(code)
        if found is None:
            raise Unknown
        if found.claim_only:
            raise Unknown(f"{code} is a claim of the source: it is checked, and never printed as ours.")
        try:
            when = self.years.read(period or self.publication.period)
        except BadPeriod as bad:
            raise Unknown(str(bad)) from bad
        where = geography or self.publication.geography
        figure = self.book.find(code, str(when), where)
        if figure is None:
            raise Unknown(
                f"There is no figure {code} for {where} in {when.label}: nothing was reported, and it cannot be worked out."
            )
        self.asked[figure.key] = figure
        return resolved(self.hidden.apply(figure), label=when.label, ours=self.page.ours)

    def table(self, name: str) -> Table:
        if name in TABLES:
            return TABLES[name](self.page)
        if name in self.word_tables:
            return self.word_tables[name]
        raise Unknown

    def chart(self, name: str) -> ChartBlock:
        if name not in CHARTS:
            raise Unknown
        drawn = CHARTS[name](self.page)
        return chart_block(drawn.chart, name=name, figures=drawn.figures)

    def diagram(self, name: str) -> Diagram:
        if name not in self.diagrams:
            raise Unknown
        return self.diagrams[name]

    def listing(self, name: str) -> ListBlock:
        """A list drawn from data, or a table of words as a list: a row is an item, its first cell strong."""
        if name in self.lists:
            return self.lists[name]
        if name not in self.word_tables:
            raise Unknown
        items = []
        for row in self.word_tables[name].rows:
            first, *others = row.cells
            runs: list[Inline] = [Strong(first)] if others else [*first]
            for cell in others:
                runs += [Text(": " if len(runs) == 1 else "; "), *cell]
            items.append((Paragraph(tuple(runs)),))
        return ListBlock(tuple(items))

    def records(self, name: str) -> tuple[Block, ...]:
        if name not in self.composed:
            raise Unknown
        return self.composed[name].blocks

    def glossary(self) -> Glossary:
        return self.terms

    def quotation(self, name: str) -> Quote:
        if self.quotations is None:
            raise Unknown("Nothing can be quoted here.")
        return self.quotations(name)

    def names(self, kind: str) -> Collection[str]:
        match kind:
            case "figure":
                return [code for code, found in BY_CODE.items() if not found.claim_only]
            case "table":
                return [*TABLES, *self.word_tables]
            case "chart":
                return list(CHARTS)
            case "diagram":
                return list(self.diagrams)
            case "list":
                return [*self.lists, *self.word_tables]
            case "records":
                return list(COMPOSITIONS)
        return []

    @cached_property
    def terms(self) -> Glossary:
        return Glossary(tuple(Term(term.word, term.meaning) for term in self.publication.terms.all()))

    @cached_property
    def word_tables(self) -> dict[str, Table]:
        tables = {}
        for table in self.publication.word_tables.all():
            rows = tuple(Row(tuple(inline(cell) for cell in row)) for row in table.rows)
            tables[table.name] = Table(
                table.name, table.caption, tuple(Column(heading) for heading in table.columns), rows
            )
        return tables


def inline(markdown: str) -> Inlines:
    """A cell of words: the runs of its paragraphs, one after the other."""
    runs: list[Inline] = []
    for block in parse(markdown).blocks:
        if isinstance(block, Paragraph):
            runs += [LineBreak(), *block.children] if runs else block.children
    return tuple(runs)


def resolved(figure: Figure, *, label: str, ours: Callable[[str], str] = str) -> ResolvedFigure:
    """A figure as a document holds it, its measure in the partnership's words."""
    value: Value
    if figure.value is not None:
        # to the places it prints with: a database gives every value four
        value = (
            int(figure.value)
            if figure.places == 0 and figure.whole is not None
            else rounded(figure.value, figure.places)
        )
    else:
        value = Absent.SUPPRESSED if figure.state == State.SUPPRESSED else Absent.MISSING
    return ResolvedFigure(
        code=figure.code,
        title=ours(figure.definition.title),
        period=label,
        geography=figure.geography,
        value=value,
        unit=figure.unit,
        basis=figure.basis,
        display=figure.shown_with_unit,
        definition=ours(figure.definition.defines),
        source=figure.source,
        source_on=figure.source_on,
        calculation=figure.calculation if figure.made_of else "",
    )
