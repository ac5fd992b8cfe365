"""Setting out a report and writing it: its sections, its tables of words and its glossary."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from safehold.access import audit, policies
from safehold.access.actor import Actor
from safehold.access.models import Agency, Membership, User
from safehold.access.policy import Refused, require
from safehold.publications import policy, queries
from safehold.publications.document.parse import parse
from safehold.publications.law import DUTIES
from safehold.publications.models import EarlierWords, GlossaryTerm, Publication, Section, WordTable
from safehold.records import writing

ASIDE = 30_000
"""A number that no section has: two that change places meet here and not in each other."""


def _can_write(publication: Publication, writer: User | None, *, by: Actor) -> None:
    """Refuse a writer who could not so much as open the report."""
    if writer is not None and not queries.could_write(writer, publication, on=by.on):
        raise Refused(f"{writer} cannot open this report, so they cannot write a section of it. Choose someone who can")


@transaction.atomic
def begin(
    *,
    by: Actor,
    title: str,
    period: str,
    geography: str,
    wider_geography: str = "",
    profile: str,
    duties: Iterable[str] = (),
) -> Publication:
    """Start an annual report for a year and a place; ``duties`` are the bodies whose yearly report or plan it is."""
    require(policy.begin(by))
    wanted = set(duties)
    publication = writing.create(
        Publication,
        by=by,
        title=title,
        period=period,
        geography=geography,
        wider_geography=wider_geography,
        profile=profile,
        duties=[str(body.value) for body in DUTIES if body in wanted],
    )
    audit.record(by, "publications.begun", publication, period=period, profile=profile)
    return publication


@transaction.atomic
def add_section(
    publication: Publication,
    *,
    by: Actor,
    number: int,
    title: str,
    agency: Agency,
    writer: User | None = None,
    words: str = "",
) -> Section:
    """Add a section at a place, with the agency that answers for it and its writer; those from there on move down one."""
    require(policy.edit(by, publication))
    _can_write(publication, writer, by=by)
    queries.hold_open(publication)
    after = list(publication.sections.filter(number__gte=number).order_by("-number"))
    last = publication.sections.filter(removed_on=None).count() + 1
    if number > last:
        raise Refused(f"Number must be {last} or less: a report has no gap between its sections")
    for other in after:
        writing.change(other, by=by, number=(other.number or 0) + 1)
    section = writing.create(
        Section, by=by, publication=publication, number=number, title=title, agency=agency, writer=writer, words=words
    )
    if words:
        EarlierWords.objects.create(section=section, words="", replaced_at=timezone.now(), replaced_by=by.user)
    audit.record(by, "publications.section_added", publication, number=number)
    return section


@transaction.atomic
def change_section(section: Section, *, by: Actor, title: str, agency: Agency, writer: User | None = None) -> Section:
    """Say anew what a section is called, which agency answers for it and who writes it."""
    require(policy.edit(by, section.publication))
    if writer is not None and writer.pk != section.writer_id:
        _can_write(section.publication, writer, by=by)
    queries.hold_open(section.publication)
    writing.change(section, by=by, title=title, agency=agency, writer=writer)
    audit.record(by, "publications.section_changed", section.publication, number=section.number)
    return section


@transaction.atomic
def move_section(publication: Publication, *, by: Actor, number: int, up: bool) -> Section:
    """Change the places of a section and of the one above it, or below it."""
    require(policy.edit(by, publication))
    queries.hold_open(publication)
    other_number = number - 1 if up else number + 1
    standing = {each.number: each for each in publication.sections.filter(number__in=[number, other_number])}
    if len(standing) < 2:
        raise Refused("This section is the first already" if up else "This section is the last already")
    section, other = standing[number], standing[other_number]
    writing.change(section, by=by, number=ASIDE)
    writing.change(other, by=by, number=number)
    writing.change(section, by=by, number=other_number)
    audit.record(by, "publications.section_moved", publication, number=number, to=other_number)
    return section


@transaction.atomic
def remove_section(section: Section, *, by: Actor) -> None:
    """Take a section out of the report. It is kept with its words; those below it move up one."""
    require(policy.edit(by, section.publication))
    queries.hold_open(section.publication)
    number = section.number
    if number is None:
        raise Refused("This section is out of the report already")
    writing.change(section, by=by, number=None, removed_on=by.on, removed_by=by.user)
    for other in section.publication.sections.filter(number__gt=number).order_by("number"):
        writing.change(other, by=by, number=(other.number or 0) - 1)
    audit.record(by, "publications.section_removed", section.publication, number=number)


@transaction.atomic
def put_section_back(section: Section, *, by: Actor) -> Section:
    """Put a section that was taken out back into the report, as its last."""
    require(policy.edit(by, section.publication))
    queries.hold_open(section.publication)
    if section.removed_on is None:
        raise Refused("This section is in the report already")
    last = section.publication.sections.filter(removed_on=None).count()
    writing.change(section, by=by, number=last + 1, removed_on=None, removed_by=None)
    audit.record(by, "publications.section_put_back", section.publication, number=last + 1)
    return section


@transaction.atomic
def write(section: Section, *, by: Actor, words: str) -> Section:
    """Save the words of a section. Words that cannot be read as a section are refused with every reason at once.

    What it said before is kept.
    """
    require(policy.write(by, section))
    queries.hold_open(section.publication)
    if errors := [problem for problem in parse(words).problems if problem.severity == "error"]:
        raise Refused(" ".join(str(problem) for problem in errors))
    before = section.words
    writing.change(section, by=by, words=words, finished_on=None, finished_by=None)
    if before != words:
        EarlierWords.objects.create(section=section, words=before, replaced_at=timezone.now(), replaced_by=by.user)
    audit.record(by, "publications.section_written", section.publication, number=section.number, characters=len(words))
    return section


@transaction.atomic
def hand_over_sections(leaver: User, *, by: Actor, successor: User | None, through: Membership | None = None) -> int:
    """Let somebody else write what a leaver had still to write, part of the act that closes their account; or, ``through``
    a membership that ends, what they had to write for its agency. It moves at once: a section has no days.

    What the successor could not open is left to the agency that answers for it.
    """
    require(policies.end_membership(by, through) if through else policies.close_account(by, leaver))
    held = list(queries.sections_to_write(leaver, agency=through.agency if through else None))
    for section in held:
        able = successor and queries.could_write(successor, section.publication, on=by.on)
        writing.change(section, by=by, writer=successor if able else None)
    if held:
        to = successor.pk if successor else None
        audit.record(by, "publications.sections_handed_over", leaver, count=len(held), to=to)
    return len(held)


@transaction.atomic
def finish(section: Section, *, by: Actor) -> None:
    """Say that a section is finished; writing in it again takes that back."""
    require(policy.write(by, section))
    queries.hold_open(section.publication)
    if not section.words.strip():
        raise Refused("Write the section before you say that it is finished")
    writing.change(section, by=by, finished_on=by.on, finished_by=by.user)
    audit.record(by, "publications.section_finished", section.publication, number=section.number)


@transaction.atomic
def add_table(
    publication: Publication, *, by: Actor, name: str, caption: str, columns: list[str], rows: list[list[str]]
) -> WordTable:
    """Add a table of words that sections can show by its name; one of that name is written anew."""
    require(policy.edit(by, publication))
    queries.hold_open(publication)
    if any(len(row) != len(columns) for row in rows):
        raise Refused(f"Every row of the table ‘{caption}’ must have {len(columns)} cells")
    facts: dict[str, Any] = {"caption": caption, "columns": columns, "rows": rows}
    table = publication.word_tables.filter(name=name).first()
    if table is None:
        table = writing.create(WordTable, by=by, publication=publication, name=name, **facts)
    else:
        writing.change(table, by=by, **facts)
    audit.record(by, "publications.table_added", publication, name=name, count=len(rows))
    return table


@transaction.atomic
def add_term(publication: Publication, *, by: Actor, word: str, meaning: str) -> GlossaryTerm:
    """Explain a word in the glossary; one that is there is explained anew."""
    require(policy.edit(by, publication))
    queries.hold_open(publication)
    term = publication.terms.filter(word=word).first()
    if term is None:
        term = writing.create(GlossaryTerm, by=by, publication=publication, word=word, meaning=meaning)
    else:
        writing.change(term, by=by, meaning=meaning)
    audit.record(by, "publications.term_added", publication, word=word)
    return term
