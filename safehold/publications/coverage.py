"""Where a report answers what the law asks of it: worked out from what its editors named and from what is composed in it.

Where something that is composed from records speaks to what is asked (``composing.COMPOSITIONS``), it decides: as long as it
lacks something, nothing that was named by hand makes up for that.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from safehold.govuk.filters import day
from safehold.publications.document.anchors import ASKED_ANCHOR
from safehold.publications.document.asked import Asked, Spot
from safehold.publications.document.blocks import (
    Block,
    Column,
    Document,
    Heading,
    Inline,
    LineBreak,
    Link,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
)
from safehold.publications.law import Requirement, edition_of
from safehold.publications.models import Coverage, SignedGap

ASKED = "Where this report answers the law"
ASKED_WORDS = (
    "The law says what a report of this kind must hold. This is where each thing stands here, and, where one does not, who "
    "decided that and why."
)
HEADS = {
    "SAB": "What a safeguarding adults board reports on a year",
    "SAFEGUARDING_PARTNERS": "What the safeguarding partners report on a year",
    "CSP": "What a community safety partnership’s plan holds",
}


@dataclass(frozen=True)
class Speaks:
    """Something composed from records: the part of the report that it stands in, what it answers, and what it still lacks, in
    sentences; ``lacks`` is what it lacks for one thing alone, by its code."""

    title: str
    anchor: str
    codes: tuple[str, ...]
    missing: tuple[str, ...] = ()
    lacks: tuple[tuple[str, str], ...] = ()

    def lacking(self, code: str) -> list[str]:
        return [*self.missing, *(sentence for of, sentence in self.lacks if of == code)]


def work_out(
    requirements: Iterable[Requirement],
    document: Document,
    *,
    named: Iterable[Coverage],
    gaps: Iterable[SignedGap],
    titles: Mapping[int, str],
    composed: Sequence[Speaks] = (),
) -> tuple[Asked, ...]:
    """How each of ``requirements`` stands in ``document``. ``titles`` are those of its sections there, by their keys."""
    sections = {section.title: section for section in document.sections}
    by_code: dict[str, list[Coverage]] = defaultdict(list)
    for row in named:
        by_code[row.requirement].append(row)
    signed = {row.requirement: row for row in gaps}
    found = []
    for each in requirements:
        spots, missing = _named(by_code[each.code], sections, titles)
        speaking = [one for one in composed if each.code in one.codes]
        spots += [Spot(one.title, one.anchor) for one in speaking]
        lacking = [sentence for one in speaking for sentence in one.lacking(each.code)]
        gap = signed.get(each.code)
        asked = Asked(
            code=each.code,
            body=each.body.value,
            words=each.words,
            law=each.law,
            held=each.held,
            spots=tuple(dict.fromkeys(spots)),
            # a place that says nothing any more matters only where no other does
            missing=tuple(lacking if speaking or spots else missing),
            why=gap.signed_why if gap else "",
            signed_by=str(gap.signed_by) if gap else "",
            signed_on=gap.signed_on if gap else None,
        )
        found.append(asked)
    return tuple(found)


def _named(
    rows: Iterable[Coverage], sections: Mapping[str, Section], titles: Mapping[int, str]
) -> tuple[list[Spot], list[str]]:
    """The parts of the document that its editors named and that say something, and a sentence for each that does not."""
    spots, missing = [], []
    for each in rows:
        section = sections.get(titles.get(each.section_id, ""))
        if section is None:
            missing.append(f"‘{each.section.title}’ was taken out of the report")
            continue
        under, anchor = below(section, each.heading)
        if anchor == "":
            missing.append(f"There is no heading ‘{each.heading}’ in ‘{section.title}’ any more")
        elif not says_something(under):
            missing.append(f"Nothing is written under ‘{each.heading or section.title}’ yet")
        else:
            spots.append(Spot(f"{section.title}: {each.heading}" if each.heading else section.title, anchor, each.pk))
    return spots, missing


def below(section: Section, heading: str) -> tuple[Sequence[Block], str]:
    """What stands under a heading of a section, down to the next of its rank, and its address; the whole section without a
    heading; nothing and no address where there is no such heading."""
    if not heading:
        return section.blocks, section.anchor
    for place, block in enumerate(section.blocks):
        if isinstance(block, Heading) and alike(block.text) == alike(heading):
            rest = section.blocks[place + 1 :]
            ends = (at for at, each in enumerate(rest) if isinstance(each, Heading) and each.depth <= block.depth)
            return rest[: next(ends, len(rest))], block.anchor
    return (), ""


def alike(words: str) -> str:
    """A heading as it is known again: whatever its capitals, its spaces and the shape of its apostrophes."""
    return " ".join(words.replace("’", "'").casefold().split())


def headings(blocks: Iterable[Block]) -> list[str]:
    """The words of every heading, in order."""
    return [block.text for block in blocks if isinstance(block, Heading)]


def says_something(blocks: Iterable[Block]) -> bool:
    """Whether anything stands there but headings."""
    return any(not isinstance(block, Heading) for block in blocks)


def empty(asked: Iterable[Asked]) -> list[Asked]:
    """What the law asks, the report does not say, and nobody answers for: each stops it."""
    return [each for each in asked if each.empty]


def printed(asked: Sequence[Asked]) -> Section | None:
    """The part of the report that says where it answers the law and what it leaves out; none where the law asks nothing."""
    if not asked:
        return None
    blocks: list[Block] = [Paragraph((Text(ASKED_WORDS),))]
    for body in dict.fromkeys(each.body for each in asked):
        rows = tuple(_row(each) for each in asked if each.body == body)
        columns = (Column("What the law asks"), Column("Where it stands"))
        edition = edition_of(each.law for each in asked if each.body == body)
        name = body.lower().replace("_", "-")
        blocks.append(
            Table(
                f"asked-{name}",
                HEADS[body],
                columns,
                rows,
                notes=(edition,) if edition else (),
                anchor=f"{ASKED_ANCHOR}--{name}",
            )
        )
    return Section(ASKED, ASKED_ANCHOR, tuple(blocks))


def _row(asked: Asked) -> Row:
    runs: list[Inline] = []
    if asked.covered:
        for spot in asked.spots:
            runs += [LineBreak()] if runs else []
            runs.append(Link((Text(spot.title),), f"#{spot.anchor}"))
    elif asked.signed:
        runs.append(Text(f"Not in this report, because: {asked.why.rstrip('.')}."))
        runs += [LineBreak(), Text(f"Signed by {asked.signed_by}, {day(asked.signed_on or date.min)}")]
    else:
        runs.append(Text("Not said yet"))
    law = f"{asked.law}. {asked.held}" if asked.held else asked.law
    return Row(((Text(asked.words), LineBreak(), Text(f"{law}.")), tuple(runs)))
