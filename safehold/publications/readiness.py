"""Whether a report is ready to be approved, and what of it changed between being read and being published."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from safehold.govuk.filters import plural
from safehold.publications.checks import figures_in
from safehold.publications.document import blocks
from safehold.publications.document.serial import to_json
from safehold.publications.making import Made
from safehold.publications.models import Section

NAMED = 5  # so many sections are named in a sentence; of the rest it says how many
ALIKE = date.min  # the cover’s day moves on by itself and is no change


def why_not_yet(sections: Sequence[Section], made: Made) -> str:
    """What first stands between a report and its approval, as the sentence that refuses it; nothing where it is ready."""
    return next(iter([*of_the_sections(sections), *of_the_checks(made), *of_the_law(made)]), "")


def of_the_sections(sections: Sequence[Section]) -> list[str]:
    """What of its sections stands between a report and its approval."""
    if not sections:
        return ["Add a section first: there is nothing to approve in this report yet."]
    if unfinished := [section for section in sections if section.finished_on is None]:
        are, them = ("is", "it") if len(unfinished) == 1 else ("are", "them")
        return [
            f"{plural(len(unfinished), 'section')} {are} not finished: {named(map(str, unfinished))}. "
            f"Finish {them} before you ask for approval."
        ]
    return []


def of_the_checks(made: Made) -> list[str]:
    """What of its words and figures stands between a report and its approval."""
    found = []
    if made.errors:
        found.append(
            f"Mend what the check page lists first: {plural(len(made.errors), 'thing')} would be wrong in print."
        )
    if made.failing:
        fail = "fails" if len(made.failing) == 1 else "fail"
        found.append(f"{plural(len(made.failing), 'check')} {fail}. Mend what fails, or say why it stands.")
    return found


def of_the_law(made: Made) -> list[str]:
    """What the law asks of it that stands between a report and its approval: what is empty and nobody has signed."""
    lacking = made.unanswered
    if not lacking:
        return []
    says, its = ("thing that the law asks is", "it") if len(lacking) == 1 else ("things that the law asks are", "each")
    return [
        f"{len(lacking)} {says} not in this report: {named(each.words for each in lacking)}. "
        f"Name the section that says {its}, or have the gap signed."
    ]


def named(titles: Iterable[str]) -> str:
    """The first few of several sections by their titles, and how many more there are."""
    every = list(titles)
    more = [f"{len(every) - NAMED} more"] if len(every) > NAMED else []
    return "; ".join([*every[:NAMED], *more])


def fingerprint(document: blocks.Document) -> str:
    """What a document says, short enough to go with a form: two documents that read alike have the same.

    One part for each section (its title, all it says, the figures it prints) and one for the rest: the cover, how the
    figures were made, and what was accepted.
    """
    bare = replace(document, meta=replace(document.meta, published_on=ALIKE))
    parts = [
        ".".join((digest(section.title), digest(to_json(replace(bare, sections=(section,), figures=(), accepted=()))),
                  digest(printed_in(section))))
        for section in document.sections
    ]  # fmt: skip
    return "-".join([*parts, digest(to_json(replace(bare, sections=())))])


def printed_in(section: blocks.Section) -> str:
    """Every figure that a section prints, in its order."""
    return "\n".join(f"{figure.key}={figure.text}" for block in section.blocks for figure in figures_in(block))


def digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:10]


def changes_since(read: str, document: blocks.Document) -> list[str]:
    """Where ``document`` says something else than what had the fingerprint ``read``, as sentences."""
    now = fingerprint(document)
    if now == read:
        return []
    *before, rest_before = read.split("-")
    *after, rest_after = now.split("-")
    known = {part.split(".")[0]: part for part in before}
    new, words, figures = [], [], []
    for section, part in zip(document.sections, after, strict=True):
        earlier = known.pop(part.split(".")[0], "")
        if not earlier:
            new.append(section.title)
        elif earlier.split(".")[2:] != part.split(".")[2:]:
            figures.append(section.title)
        elif earlier != part:
            words.append(section.title)
    told = [
        f"{what}: {named(titles)}."
        for what, titles in (("Figures changed in", figures), ("Words changed in", words), ("Put in or renamed", new))
        if titles
    ]
    if known:
        told.append(f"{plural(len(known), 'section')} taken out or renamed.")
    if not told and rest_before != rest_after:
        told.append("What is said of where the figures come from, or of the checks that were accepted, has changed.")
    return told or ["The order of its sections has changed."]
