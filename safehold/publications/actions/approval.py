"""Accepting what the checks find, showing small numbers, submitting and publishing."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.policy import Refused, require
from safehold.govuk.filters import shortened
from safehold.plans.models import Tie
from safehold.plans.queries import are_tied
from safehold.publications import notices, policy, queries, quoting, readiness
from safehold.publications.claims.verdicts import Finding, Verdict
from safehold.publications.document.origins import origins_in
from safehold.publications.document.serial import to_json
from safehold.publications.making import Made
from safehold.publications.models import (
    AcceptedFinding,
    Kind,
    Publication,
    PublishedFile,
    Section,
    SentBack,
    ShownSmall,
)
from safehold.records import outbox, writing
from safehold.records.models import Entry

LONGEST_TIE = 155


@transaction.atomic
def ask_to_show_small_numbers(publication: Publication, *, by: Actor, why: str) -> None:
    """Ask that small numbers be shown all the same, with a reason; whoever publishes decides it with the rest."""
    require(policy.edit(by, publication))
    writing.change(publication, by=by, override_why=why, override_on=by.on, override_by=by.user)
    audit.record(by, "publications.override_asked", publication)


@transaction.atomic
def accept_finding(publication: Publication, *, by: Actor, finding: Finding, why: str) -> AcceptedFinding:
    """Say why a check that fails may be printed all the same; the reason is printed with the report.

    A finding that a hidden number can be worked out is never accepted: that is what showing small numbers is asked for.
    """
    require(policy.accept_finding(by, publication))
    if finding.verdict is not Verdict.FAILS:
        raise Refused("Only a check that fails needs to be accepted")
    if finding.gives_away:
        raise Refused(
            "A hidden number can be worked out here, so it cannot be accepted. Take a figure out, or ask to show small numbers"
        )
    accepted = writing.create(
        AcceptedFinding,
        by=by,
        publication=publication,
        key=finding.key,
        section=finding.section or "The report",
        finding=finding.told,
        accepted_on=by.on,
        accepted_by=by.user,
        accepted_why=why,
    )
    audit.record(by, "publications.finding_accepted", publication, kind=finding.kind, key=finding.key)
    return accepted


@transaction.atomic
def take_acceptance_back(accepted: AcceptedFinding, *, by: Actor) -> AcceptedFinding:
    """Take back that a failing check may be printed; that it was accepted, and why, is kept."""
    require(policy.accept_finding(by, accepted.publication))
    if accepted.withdrawn_on:
        raise Refused("This was already taken back")
    writing.change(accepted, by=by, withdrawn_on=by.on, withdrawn_by=by.user)
    audit.record(by, "publications.acceptance_taken_back", accepted.publication, key=accepted.key)
    return accepted


@transaction.atomic
def submit(publication: Publication, *, by: Actor, made: Made) -> None:
    """Ask for approval of a report whose every section is finished and that has no errors left."""
    require(policy.submit(by, publication))
    if why := readiness.why_not_yet(queries.sections_of(publication), made):
        raise Refused(why)
    writing.move(publication, "submit", by=by, submitted_on=by.on, submitted_by=by.user)
    audit.record(by, "publications.submitted", publication)


@transaction.atomic
def send_back(publication: Publication, *, by: Actor, why: str, sections: Iterable[Section] = ()) -> None:
    """Send a submitted report back to be changed; ``why`` is kept, and whoever asked for approval is told that it was.

    The ``sections`` that are to be changed are no longer finished, and their writers are told so.
    """
    require(policy.approve(by, publication))
    asked_by = publication.submitted_by
    writing.move(publication, "send_back", by=by, submitted_on=None, submitted_by=None)
    sent_back = writing.create(
        SentBack, by=by, publication=publication, sent_back_on=by.on, sent_back_by=by.user, sent_back_why=why.strip()
    )
    begun_again = list(sections)
    for section in begun_again:
        if section.publication_id != publication.pk or section.number is None:
            raise Refused("A section that is to be changed must be in this report")
        writing.change(section, by=by, finished_on=None, finished_by=None)
    told = {section.writer: notices.TO_CHANGE for section in begun_again if section.writer}
    if asked_by is not None:
        told[asked_by] = notices.SENT_BACK
    if by.user is not None:
        for user, notice in told.items():
            key = f"{notice.kind}:{sent_back.pk}:{user.pk}"
            outbox.put(notice, to=user, by=by, about=publication.entry, key=key, who=by.user, day=by.on)
    numbers = ", ".join(str(section.number) for section in begun_again)
    audit.record(by, "publications.sent_back", publication, characters=len(why), sections=numbers)


@transaction.atomic
def publish(publication: Publication, *, by: Actor, made: Made, files: dict[str, bytes], read: str) -> None:
    """Freeze a report and keep its files: a second person's decision, which covers any small numbers it shows.

    ``read`` is the fingerprint of what that person read: words or figures that have changed since are not published.
    ``made`` was drawn before this act began, so what others may take away at any moment is looked at once more.
    """
    require(queries.may_publish(by, publication))
    if publication.sections.filter(removed_on=None, finished_on=None).exists():
        raise Refused("A section of this report is not finished. Send it back first.")
    if made.errors:
        raise Refused("The figures have changed since this was submitted, and it has errors now. Send it back first.")
    if made.failing:
        raise Refused("The figures have changed since this was submitted, and a check fails now. Send it back first.")
    if made.unanswered:
        raise Refused("Something that the law asks is not in it now, and nobody signed that. Send it back first.")
    if not read:
        raise Refused("Read the report before you publish it")
    if changes := readiness.changes_since(read, made.document):
        raise Refused(
            f"The report has changed since you read it. {' '.join(changes)} Read it again before you publish it."
        )
    if gone := quoting.changed_since(made.document, on=by.on):
        raise Refused(gone)
    if not queries.composed_so_still(publication, made, on=by.on):
        raise Refused("The records that a part of this report is made from have changed. Read it again first.")
    if any(each.accepted_by_id == by.user_id for each in made.accepted):
        raise Refused("Someone else must publish it, because you accepted a check that fails")
    signed, writers = queries.gaps_signed(publication), queries.wrote(publication)
    if any(each.signed_by_id == by.user_id for each in signed):
        raise Refused("Someone else must publish it, because you signed what is not in it")
    if by_writer := next((each for each in signed if each.signed_by_id in writers), None):
        raise Refused(
            f"{by_writer.signed_by} signed what is not in this report and has written in it since. Send it back first."
        )
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
    tied = _tie_to_what_it_prints(publication, by=by, made=made)
    audit.record(
        by,
        "publications.published",
        publication,
        count=len(made.document.figures),
        small=len(made.small),
        accepted=len(made.accepted),
        gaps=sum(each.signed for each in made.document.asked),
        tied=tied,
        **digests(files),
    )


def _tie_to_what_it_prints(publication: Publication, *, by: Actor, made: Made) -> int:
    """Tie the report to every record whose words it prints, so that the golden thread leads from each to it and back."""
    sections: dict[str, list[str]] = {}
    for section in made.document.sections:
        for origin in dict.fromkeys(origins_in(section)):
            kind, _, uid = origin.partition(":")
            if kind == "entry":
                sections.setdefault(uid, []).append(section.title)
    tied = 0
    for entry in Entry.objects.filter(uid__in=sections):
        if not are_tied(entry, publication.entry):
            why = shortened(f"Printed in {'; '.join(sections[str(entry.uid)])}", LONGEST_TIE)
            writing.create(Tie, by=by, one=entry, other=publication.entry, why=why)
            tied += 1
    return tied


def keep_file(publication: Publication, *, kind: str, content: bytes) -> PublishedFile:
    """Keep the bytes of one file under their own hash.

    What a publishing that was killed left there under the same name, whole or cut off, is written again.
    """
    digest = hashlib.sha256(content).hexdigest()
    name = f"published/{publication.uid}/{digest[:16]}.{kind}"
    if default_storage.exists(name):
        default_storage.delete(name)
    name = default_storage.save(name, ContentFile(content))
    return PublishedFile.objects.create(
        publication=publication, kind=Kind(kind), kept_as=name, size=len(content), sha256=digest, made_at=timezone.now()
    )


def digests(files: dict[str, bytes]) -> dict[str, Any]:
    return {kind: hashlib.sha256(content).hexdigest() for kind, content in files.items()}
