"""Setting out, writing, checking, submitting and publishing."""

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from safehold.access import audit, policies
from safehold.access.actor import Actor
from safehold.access.models import Agency, User
from safehold.access.policy import Refused, require
from safehold.publications import policy, queries
from safehold.publications.document.parse import parse
from safehold.publications.document.serial import to_json
from safehold.publications.making import Made
from safehold.publications.models import GlossaryTerm, Kind, Publication, PublishedFile, Section, ShownSmall, WordTable
from safehold.records import writing


@transaction.atomic
def begin(
    *, by: Actor, title: str, period: str, geography: str, wider_geography: str = "", profile: str
) -> Publication:
    """Start an annual report for a year and a place."""
    require(policy.begin(by))
    publication = writing.create(
        Publication,
        by=by,
        title=title,
        period=period,
        geography=geography,
        wider_geography=wider_geography,
        profile=profile,
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
    """Add a section, with the agency that answers for it and the person who writes it."""
    require(policy.edit(by, publication))
    section = writing.create(
        Section, by=by, publication=publication, number=number, title=title, agency=agency, writer=writer, words=words
    )
    audit.record(by, "publications.section_added", publication, number=number)
    return section


@transaction.atomic
def write(section: Section, *, by: Actor, words: str) -> Section:
    """Save the words of a section. Words that cannot be read as a section are refused with every reason at once."""
    require(policy.write(by, section))
    if errors := [problem for problem in parse(words).problems if problem.severity == "error"]:
        raise Refused(" ".join(str(problem) for problem in errors))
    writing.change(section, by=by, words=words, finished_on=None, finished_by=None)
    audit.record(by, "publications.section_written", section.publication, number=section.number, characters=len(words))
    return section


@transaction.atomic
def hand_over_sections(leaver: User, *, by: Actor, successor: User | None) -> int:
    """Let somebody else write what a leaver had still to write, part of the act that closes their account."""
    require(policies.close_account(by, leaver))
    held = queries.sections_to_write(leaver)
    for section in held:
        writing.change(section, by=by, writer=successor)
    if held:
        to = successor.pk if successor else None
        audit.record(by, "publications.sections_handed_over", leaver, count=len(held), to=to)
    return len(held)


@transaction.atomic
def finish(section: Section, *, by: Actor) -> None:
    """Say that a section is finished; writing in it again takes that back."""
    require(policy.write(by, section))
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
    term = publication.terms.filter(word=word).first()
    if term is None:
        term = writing.create(GlossaryTerm, by=by, publication=publication, word=word, meaning=meaning)
    else:
        writing.change(term, by=by, meaning=meaning)
    audit.record(by, "publications.term_added", publication, word=word)
    return term


@transaction.atomic
def ask_to_show_small_numbers(publication: Publication, *, by: Actor, why: str) -> None:
    """Ask that small numbers be shown all the same, with a reason; whoever publishes decides it with the rest."""
    require(policy.edit(by, publication))
    writing.change(publication, by=by, override_why=why, override_on=by.on, override_by=by.user)
    audit.record(by, "publications.override_asked", publication)


@transaction.atomic
def submit(publication: Publication, *, by: Actor, made: Made) -> None:
    """Ask for approval of a report that has no errors left."""
    require(policy.submit(by, publication))
    if made.errors:
        raise Refused(f"Mend what the check page lists first: {len(made.errors)} things would be wrong in print.")
    writing.move(publication, "submit", by=by, submitted_on=by.on, submitted_by=by.user)
    audit.record(by, "publications.submitted", publication)


@transaction.atomic
def send_back(publication: Publication, *, by: Actor, why: str) -> None:
    """Send a submitted report back to be changed."""
    require(policy.approve(by, publication))
    writing.move(publication, "send_back", by=by, submitted_on=None, submitted_by=None)
    audit.record(by, "publications.sent_back", publication, characters=len(why))


@transaction.atomic
def publish(publication: Publication, *, by: Actor, made: Made, files: dict[str, bytes]) -> None:
    """Freeze a report and keep its files: a second person's decision, which covers any small numbers it shows."""
    require(policy.approve(by, publication))
    if made.errors:
        raise Refused("The figures have changed since this was submitted, and it has errors now. Send it back first.")
    if publication.override_why:
        if publication.override_by_id == by.user_id:
            raise Refused("Someone else must publish it, because you asked to show small numbers")
        ShownSmall.objects.bulk_create(
            ShownSmall(
                publication=publication,
                code=figure.code,
                period=figure.period,
                geography=figure.geography,
                value=figure.value,
            )
            for figure in made.small
            if figure.value is not None
        )
    writing.move(publication, "publish", by=by, published_on=by.on, published_by=by.user, frozen=to_json(made.document))
    for kind, content in files.items():
        keep_file(publication, kind=kind, content=content)
    audit.record(
        by,
        "publications.published",
        publication,
        count=len(made.document.figures),
        small=len(made.small),
        **digests(files),
    )


def keep_file(publication: Publication, *, kind: str, content: bytes) -> PublishedFile:
    """Keep the bytes of one file under their own hash."""
    digest = hashlib.sha256(content).hexdigest()
    name = default_storage.save(f"published/{publication.uid}/{digest[:16]}.{kind}", ContentFile(content))
    return PublishedFile.objects.create(
        publication=publication, kind=Kind(kind), kept_as=name, size=len(content), sha256=digest, made_at=timezone.now()
    )


def digests(files: dict[str, bytes]) -> dict[str, Any]:
    return {kind: hashlib.sha256(content).hexdigest() for kind, content in files.items()}
