"""What a report is checked for before it may be published: its arithmetic, its words, its glossary, its small numbers.

The arithmetic rules are the same ones that check the printed report of 2020-21 (``claims``). Here they are handed what
our own document prints, and how the catalogue says those figures hang together.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from django.conf import settings

from safehold.clocks import Years
from safehold.measures.catalogue import BY_CODE
from safehold.measures.definition import ChangePercentOf, ShareOf
from safehold.publications.claims import check as claim_check
from safehold.publications.claims.document import (
    ChangeOf,
    Labelled,
    Listed,
    PartsOf,
    Relation,
    Within,
    claims_from_document,
)
from safehold.publications.claims.document import Figure as ClaimFigure
from safehold.publications.claims.document import ShareOf as ClaimShare
from safehold.publications.claims.glossary import GlossaryCheck, check_glossary
from safehold.publications.claims.prose import FigureInText, Sentence, check_sentences, sentences_of
from safehold.publications.claims.reading import read_claims_file, read_readers_list
from safehold.publications.claims.small_in_words import check_small_in_words
from safehold.publications.claims.typed import check_typed
from safehold.publications.claims.verdicts import Finding, Findings, House
from safehold.publications.document.blocks import (
    Block,
    ChartBlock,
    Diagram,
    Document,
    Emphasis,
    Figure,
    FromRecord,
    Glossary,
    Inlines,
    Link,
    ListBlock,
    Made,
    Note,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
    figure_key,
    figures_in_run,
    figures_in_table,
    plain_text,
)
from safehold.publications.document.origins import quotes_in
from safehold.publications.relations import TOTALS, WITHIN

PRINTED_CLAIMS = settings.ROOT / "data" / "bnes" / "printed_claims_2020_21.csv"
READERS_LIST = settings.ROOT / "data" / "bnes" / "readers_list_2020_21.csv"

# every part of a whole: what disclosure protects, and what needs no protection
PARTS = (
    *TOTALS,
    (
        "section_11.responses",
        tuple(
            f"section_11.self_rating.{rating}"
            for rating in ("outstanding", "good", "requires_improvement", "inadequate")
        ),
    ),
)


@dataclass(frozen=True)
class Checked:
    """Everything the check page says of one document."""

    findings: Findings
    glossary: GlossaryCheck


NOTHING = Checked(Findings(()), GlossaryCheck((), ()))
"""Nothing was checked."""


def check_document(document: Document, *, reporting: str, years: Years) -> Checked:
    """Check our own document: what its figures say of each other, and what its words say of its figures."""
    house = House(reporting=years.read(reporting), years=years)
    figures = list(_claim_figures(document))
    hold_together = [*relations(document.figures, years), *listed(document), *captions(document)]
    arithmetic = claim_check.check(claims_from_document(figures, hold_together), house=house)
    said = list(sentences(document))
    quoted = set(_in_quotes(document))
    words = [
        replace(each, quoted=(each.section, each.note) in quoted)
        for each in (*check_typed(said, house=house), *check_sentences(said, house=house))
    ]
    findings = Findings.in_order([*arithmetic.findings, *words], ())
    terms = [
        term.word
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Glossary)
        for term in block.terms
    ]
    body = " ".join(sentence.text for sentence in said)
    return Checked(findings, check_glossary(body, terms))


def shows_printed_report() -> bool:
    """Whether this site shows the printed report: a demonstration does, and it is no business of a working partnership's."""
    return settings.DEMO


def check_printed_report(path: Path = PRINTED_CLAIMS) -> Findings:
    """Check the claims that the source report of 2020-21 prints, true and false alike, by the same rules."""
    years = Years()
    house = House(reporting=years.read("2020-21"), years=years)
    notes = read_readers_list(READERS_LIST) if READERS_LIST.exists() else ()
    return claim_check.check(read_claims_file(path), house=house, readers_list=notes)


def _claim_figures(document: Document) -> Iterator[ClaimFigure]:
    """Every figure, with the title of the section that prints it first."""
    first: dict[str, str] = {}
    for section in document.sections:
        for block in section.blocks:
            for printed in figures_in(block):
                first.setdefault(printed.key, section.title)
    for made in document.figures:
        figure = made.figure
        yield ClaimFigure(
            key=figure_key(made.figure),
            printed=figure.display,
            section=first.get(figure_key(figure), ""),
            title=figure.title,
            period=figure.period,
            value=figure.number,
        )


def relations(figures: Iterable[Made], years: Years) -> Iterator[Relation]:
    """How the figures of a document hang together, as the catalogue says."""
    there = {figure_key(made.figure) for made in figures}
    for made in figures:
        figure = made.figure

        def at(code: str, period: str = figure.period, place: str = figure.geography) -> str | None:
            wanted = f"{code}|{period}|{place}"
            return wanted if wanted in there else None

        mine, code = figure_key(figure), figure.code
        binding = BY_CODE[code].binding
        for total, parts in PARTS:
            found = [part for part in map(at, parts) if part] if total == code else []
            if found and len(found) == len(parts):
                yield PartsOf(mine, tuple(found))
        if inside := [part for part in map(at, WITHIN.get(code, ())) if part]:
            yield Within(mine, tuple(inside))
        if isinstance(binding, ShareOf) and at(binding.whole):
            yield ClaimShare(mine, at(binding.part), at(binding.whole))
        if isinstance(binding, ChangePercentOf):
            before = _label_before(figure.period, years)
            yield ChangeOf(mine, at(binding.code), before and at(binding.code, before), at(f"{binding.code}.change"))


def listed(document: Document) -> Iterator[Relation]:
    """Where words that end in a colon give one number and a list follows, the list has as many items."""
    made = {figure_key(each.figure): each for each in document.figures}
    for section in document.sections:
        for block, after in pairwise(section.blocks):
            if not (isinstance(block, Paragraph) and isinstance(after, ListBlock)):
                continue
            text, figures = _run(block.children, made)
            last = sentences_of(text, figures)[-1:] if text.rstrip().endswith(":") else ()
            for sentence in last:
                counts = [figure for figure in sentence.figures if figure.unit == "count" and figure.change is None]
                if len(counts) == 1 and made[counts[0].key].figure.number is not None:
                    yield Listed(counts[0].key, len(after.items))


def captions(document: Document) -> Iterator[Relation]:
    """What tables, charts and diagrams are called."""
    named = [
        block.caption if isinstance(block, Table) else block.title
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Table | ChartBlock | Diagram)
    ]
    if named:
        yield Labelled(tuple(named))


def _label_before(label: str, years: Years) -> str | None:
    found = re.fullmatch(r"(\d{4})-(\d{2})", label)
    return years.read(f"{found[1]}-{int(found[1]) + 1}").previous.label if found else None


def with_what_records_say(checked: Checked, said: Iterable[tuple[str, Iterable[Block]]], document: Document) -> Checked:
    """The same, with the small numbers that stand in words which nobody wrote for the public: those from records, ``said`` by
    the title of their section, and those that ``document`` quotes. Only a report for the public is looked at so."""
    found = [
        replace(finding, quoted=quoted)
        for section, blocks, quoted in (
            *((section, blocks, False) for section, blocks in said),
            *((section.title, quotes_in(section.blocks), True) for section in document.sections),
        )
        for finding in check_small_in_words((text for block in blocks for text in words_of(block)), section=section)
    ]
    return replace(
        checked, findings=Findings.in_order([*checked.findings.findings, *found], checked.findings.readers_list)
    )


def words_of(block: Block) -> Iterator[str]:
    """The words of a block, paragraph by paragraph and cell by cell."""
    if isinstance(block, Table):
        yield from (plain_text(cell) for row in block.rows for cell in row.cells)
    else:
        yield from (text for text, _ in _texts(block, {}))


# --- words ---


def _in_quotes(document: Document) -> Iterator[tuple[str, str]]:
    """Every sentence of somebody's own words that were put into a document, with the title of its section."""
    for section in document.sections:
        for quote in quotes_in(section.blocks):
            for text in words_of(quote):
                yield from ((section.title, sentence.text) for sentence in sentences_of(text))


def sentences(document: Document) -> Iterator[Sentence]:
    """Every sentence of the document's paragraphs and lists, with the figures in it."""
    made = {figure_key(each.figure): each for each in document.figures}
    for section in document.sections:
        for block in section.blocks:
            for text, figures in _texts(block, made):
                yield from sentences_of(text, figures, section=section.title)


def figures_in(block: Block) -> Iterator[Figure]:
    """Every figure that a block prints, in its words, its cells or the table under its chart."""
    if isinstance(block, Paragraph):
        yield from figures_in_run(block.children)
    elif isinstance(block, ListBlock):
        for item in block.items:
            for child in item:
                yield from figures_in(child)
    elif isinstance(block, Quote | Note):
        for child in block.children:
            yield from figures_in(child)
    elif isinstance(block, Table):
        yield from figures_in_table(block)
    elif isinstance(block, ChartBlock):
        yield from figures_in_table(block.table)


def sentences_in(block: Block, figures: Iterable[Made]) -> Iterator[Sentence]:
    """Every sentence of one block, with the figures in it."""
    made = {figure_key(each.figure): each for each in figures}
    for text, found in _texts(block, made):
        yield from sentences_of(text, found)


def _texts(block: Block, made: dict[str, Made]) -> Iterator[tuple[str, tuple[FigureInText, ...]]]:
    if isinstance(block, Paragraph):
        yield _run(block.children, made)
    elif isinstance(block, ListBlock):
        for item in block.items:
            for child in item:
                yield from _texts(child, made)
    elif isinstance(block, Quote | Note):
        for child in block.children:
            yield from _texts(child, made)


def _run(children: Inlines, made: dict[str, Made]) -> tuple[str, tuple[FigureInText, ...]]:
    text, figures = "", []

    def walk(runs: Inlines) -> None:
        nonlocal text
        for run in runs:
            if isinstance(run, Text):
                text += run.text
            elif isinstance(run, Strong | Emphasis | Link | FromRecord):
                walk(run.children)
            elif isinstance(run, Figure):
                start = len(text)
                text += run.text
                if run.key in made:
                    figures.append(_in_text(start, len(text), run.text, made[run.key]))
            else:
                text += " "

    walk(children)
    return text, tuple(figures)


def _in_text(start: int, end: int, printed: str, made: Made) -> FigureInText:
    figure = made.figure
    binding = BY_CODE[figure.code].binding
    is_change = figure.code.endswith((".change", "change_pct"))
    change: Decimal | None = figure.number if is_change else None
    base = BY_CODE[binding.whole].title if isinstance(binding, ShareOf) else figure.definition if not is_change else ""
    compared = "the year before" if is_change else ""
    unit = "percent" if printed.strip().endswith("%") else "count"
    return FigureInText(
        start,
        end,
        key=figure_key(made.figure),
        period=figure.period,
        unit=unit,
        change=change,
        base=base,
        compared_with=compared,
    )


__all__ = ["Checked", "Finding", "check_document", "check_printed_report", "shows_printed_report"]
