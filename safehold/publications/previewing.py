"""One section as a reader will have it, with what the checks say of it at its place: for whoever is writing it.

The whole report is made as it would be with what is typed, so that tables are numbered as they will be and what is
hidden is hidden; then the one section is shown.
"""

from dataclasses import dataclass, replace
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from safehold.charts import Studio
from safehold.publications.checks import figures_in, sentences_in
from safehold.publications.claims.verdicts import Finding, Verdict
from safehold.publications.document import drawings
from safehold.publications.document.blocks import (
    Block,
    Figure,
    Inline,
    Link,
    Paragraph,
    Section,
    plain_text,
)
from safehold.publications.document.html.parts import Parts, tag
from safehold.publications.document.problems import Problem
from safehold.publications.document.typography import curly
from safehold.publications.making import Made

SHOWN = (Verdict.FAILS, Verdict.WARNING)


@dataclass(frozen=True)
class Piece:
    """One block of the section, and what the checks say of what stands in it."""

    html: SafeString
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Preview:
    """The section as it will read, and what is to be put right in its words."""

    pieces: tuple[Piece, ...]
    problems: tuple[Problem, ...]

    @property
    def findings(self) -> list[Finding]:
        """What the checks say of this section, in the order of its blocks."""
        return [finding for piece in self.pieces for finding in piece.findings]


class InSite(Parts):
    """Blocks inside a page of the site: a figure leads to its own page there, since the appendix is not shown."""

    def inline(self, child: Inline) -> str:
        """One piece of a run. A link to another part of the report has nowhere to lead, and is shown as words."""
        if isinstance(child, Figure) and child.key:
            href = reverse("measures:figure", args=[child.key.split("|")[0]])
            return tag("a", escape(child.text, quote=False), href=href, class_="figure")
        if isinstance(child, Link) and child.href.startswith("#"):
            return self.inlines(child.children)
        return super().inline(child)


def preview(made: Made, section: str, artist: Studio) -> Preview:
    """The section called ``section`` (number and title) of a report as it was just made."""
    found = next(each for each in made.document.sections if each.title == curly(section))
    alone = replace(made.document, sections=(found,))
    parts = InSite(made.document, drawings.svgs(alone, artist), narrow=drawings.narrow(alone, artist), level=2)
    findings = placed(made, found)
    pieces = tuple(
        Piece(mark_safe(parts.block(block)), findings[place])  # noqa: S308  our writer escapes every word
        for place, block in enumerate(found.blocks)
    )
    return Preview(pieces, tuple(each for each in made.problems if each.section == section))


def placed(made: Made, section: Section) -> list[tuple[Finding, ...]]:
    """For each block of the section, what fails or should be looked at in it. Each finding is said once."""
    waiting = [each for each in made.checked.findings.findings if each.verdict in SHOWN]
    by_block = []
    for block in section.blocks:
        keys = {figure.key for figure in figures_in(block)}
        said = {sentence.text for sentence in sentences_in(block, made.document.figures)}
        here = [
            each
            for each in waiting
            if (each.section == section.title and each.note in said) or (is_about(each, keys) and fits(each, block))
        ]
        waiting = [each for each in waiting if each not in here]
        by_block.append(tuple(here))
    return by_block


def is_about(finding: Finding, keys: set[str]) -> bool:
    """Whether a finding of arithmetic is about one of these figures."""
    return finding.about.partition(":")[2] in keys


def fits(finding: Finding, block: Block) -> bool:
    """Whether a finding belongs after this kind of block: one about a list belongs to the words that lead to it."""
    leads = isinstance(block, Paragraph) and plain_text(block.children).rstrip().endswith(":")
    return finding.kind != "list_length" or leads
