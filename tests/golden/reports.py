"""The demonstration reports, made from their words and figures exactly as the demonstration makes them.

Nothing of a publication is saved here: what it would keep in the database (sections, tables of words, glossary) is read
from the folder that the demonstration loads it from.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

import yaml
from django.conf import settings
from django.db import transaction

from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.asks import actions as asks
from safehold.imports.reading_in import Declared, read_in
from safehold.measures import queries
from safehold.measures.queries import Book
from safehold.publications import disclosure
from safehold.publications.document.blocks import (
    Block,
    ChartBlock,
    Column,
    Diagram,
    Document,
    Glossary,
    Heading,
    ListBlock,
    Meta,
    Note,
    Paragraph,
    Quote,
    Row,
    Table,
    Term,
)
from safehold.publications.document.parse import Words, parse_document, plain_text
from safehold.publications.document.problems import Problem
from safehold.publications.document.resolve import resolve
from safehold.publications.models import Profile, Publication
from safehold.publications.resolver import PublicationResolver, inline

DATA = Path(settings.ROOT) / "data"
DAY = date(2021, 4, 30)
COVERS = (date(2016, 4, 1), date(2022, 3, 31))

Key = tuple[str, str, str]


@dataclass(frozen=True)
class File:
    """A file of figures: what kind it is, and the place its figures are about where it does not say."""

    path: Path
    data_set: str
    geography: str = ""


@dataclass(frozen=True)
class Report:
    """One annual report: where its words are, what it is about and who it is for."""

    name: str
    folder: Path
    partnership: str
    period: str
    geography: str
    wider: str
    profile: Profile = Profile.PUBLIC
    override_why: str = ""

    @cached_property
    def sections(self) -> list[Words]:
        found = []
        for path in sorted(self.folder.glob("[0-9][0-9]-*.md")):
            title, _, words = path.read_text(encoding="utf-8").partition("\n")
            found.append(Words(f"{int(path.name[:2])}. {title.removeprefix('# ')}", words))
        return found

    @cached_property
    def tables(self) -> list[dict]:
        return yaml.safe_load((self.folder / "tables.yaml").read_text(encoding="utf-8"))

    @cached_property
    def terms(self) -> dict[str, str]:
        terms = yaml.safe_load((self.folder / "glossary.yaml").read_text(encoding="utf-8"))
        return {term["word"]: term["meaning"] for term in terms}


BNES = Report(
    "bnes 2020-21",
    DATA / "bnes" / "report",
    "B&NES Community Safety and Safeguarding Partnership",
    "2020-21",
    "B&NES",
    "Avon and Somerset",
    override_why="already public since 2021",
)
BNES_FILES = (
    File(DATA / "bnes" / "report_2020_21_figures.csv", "figures"),
    File(DATA / "bnes" / "bnes_children_and_police_published_figures.csv", "published_figures", "B&NES"),
)
WESTMERE = Report(
    "westmere 2020-21",
    DATA / "westmere" / "report-2020-21",
    "Westmere Safeguarding and Community Safety Partnership",
    "2020-21",
    "Westmere",
    "Westmere and Aldermoor",
    Profile.INTERNAL,
)
WESTMERE_BEFORE = replace(
    WESTMERE,
    name="westmere 2019-20",
    folder=DATA / "westmere" / "report-2019-20",
    period="2019-20",
    profile=Profile.PUBLIC,
)
WESTMERE_FILES = (
    File(DATA / "westmere" / "figures_2020_21.csv", "figures"),
    File(DATA / "westmere" / "published_2018_2021.csv", "figures"),
)


@dataclass(frozen=True)
class Made:
    """A report as it would be published, and every problem in it."""

    report: Report
    document: Document
    problems: tuple[Problem, ...]
    hidden: disclosure.Hidden


def book_of(*files: File) -> Book:
    """The figures of these files, sent, accepted and read back; the database is left as it was."""
    with transaction.atomic():
        by = actor(Role.DATA_ANALYST)
        for file in files:
            declared = Declared(
                data_set=file.data_set,
                agency=AgencyFactory(),
                title=file.path.stem,
                covers=COVERS,
                source=file.path.stem,
                source_on=DAY,
                geography=file.geography,
            )
            submission = read_in(file.path.read_bytes(), name=file.path.name, declared=declared, by=by)
            assert submission.problems == [], submission.problems
            asks.accept(submission, by=by)
        book = queries.book(on=DAY)
        transaction.set_rollback(True)
    return book


class FromFolder(PublicationResolver):
    """The resolver of a publication, with the words it would keep in the database read from its folder."""

    def __init__(self, report: Report, book: Book, hidden: disclosure.Hidden = disclosure.NOTHING) -> None:
        publication = Publication(
            title=report.name,
            period=report.period,
            geography=report.geography,
            wider_geography=report.wider,
            profile=report.profile,
        )
        super().__init__(publication, book, hidden=hidden, diagrams={"structure": _structure()})
        self.report = report

    def glossary(self) -> Glossary:
        return Glossary(tuple(Term(word, meaning) for word, meaning in self.report.terms.items()))

    def records(self, name: str) -> tuple[Block, ...]:
        """A table in the place of what is composed from records, which these tests do not have (``test_composed.py`` does)."""
        return (
            Table(name, f"From records: {name}, and what came of them", (Column("Part"),), (Row((inline(name),)),)),
        )

    def quotation(self, name: str) -> Quote:
        """Words in the place of somebody's own, which these tests do not have (``test_composed.py`` does)."""
        return Quote((Paragraph(inline("Somebody said so.")),), name)

    @cached_property
    def word_tables(self) -> dict[str, Table]:
        return {
            table["name"]: Table(
                table["name"],
                table["caption"],
                tuple(Column(heading) for heading in table["columns"]),
                tuple(Row(tuple(inline(cell) for cell in row)) for row in table["rows"]),
            )
            for table in self.report.tables
        }


def make(report: Report, book: Book) -> Made:
    """The report as it would be published."""
    meta = Meta(
        title=f"Annual report {report.period}",
        partnership=report.partnership,
        period=report.period,
        published_on=DAY,
    )
    parsed, problems = parse_document(meta, report.sections)
    resolver = FromFolder(report, book)
    found = resolve(parsed, resolver)
    hidden = disclosure.NOTHING
    if report.profile == Profile.PUBLIC and not report.override_why:
        hidden = disclosure.hidden(resolver.asked.values(), years=book.years)
        found = resolve(parsed, FromFolder(report, book, hidden))
    return Made(report, found.document, (*problems, *found.problems), hidden)


def printed(made: Made) -> set[Key]:
    """The key of every figure that the document prints, in its words, its tables or the tables under its charts."""
    years = queries.Years()
    labels = {str(period): period.label for period in _periods(years)}
    by_label = {label: period for period, label in labels.items()}
    return {(each.figure.code, by_label[each.figure.period], each.figure.geography) for each in made.document.figures}


def _periods(years) -> Iterator:
    for first in range(2015, 2022):
        year = years.read(f"{first}-{first + 1}")
        yield year
        yield from year.quarters
        yield from year.months
        yield years.read(year.last.isoformat())


def texts(made: Made) -> Iterator[str]:
    """Everything a reader reads but the glossary and the sources: titles, words, tables and what is beside charts."""
    for section in made.document.sections:
        yield section.title
        for block in section.blocks:
            yield from _texts(block)


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield block.text
        case Paragraph():
            yield plain_text(block.children)
        case ListBlock():
            for item in block.items:
                for child in item:
                    yield from _texts(child)
        case Quote() | Note():
            for child in block.children:
                yield from _texts(child)
        case Table():
            yield block.caption
            yield from (column.heading for column in block.columns)
            yield from (plain_text(cell) for row in block.rows for cell in row.cells)
            yield from block.notes
        case ChartBlock():
            yield from (block.title, block.alternative, *block.notes)
            yield from _texts(block.table)


def _structure() -> Diagram:
    """A drawing in the place of the partnership's own, whose groups these tests do not have."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" width="10" height="10"></svg>'
    return Diagram("structure", "Who answers to whom", "Who answers to whom", svg, ListBlock(()))
