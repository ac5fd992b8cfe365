"""Writing a version: its words, its files; and bringing in what was in force before Safehold."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.policy import Refused, require
from safehold.clocks import months_after
from safehold.govuk.filters import day
from safehold.partnership.rules import rule
from safehold.policies import policy, queries
from safehold.policies.actions.keeping import MONTHS
from safehold.policies.lifecycle import BEGUN, Stage
from safehold.policies.models import Policy, PolicyVersion, Wording
from safehold.records import writing
from safehold.records.files import Examined
from safehold.records.models import Document


@transaction.atomic
def draft(kept: Policy, *, by: Actor, words: str, changes: str = "", title: str = "", sort: str = "") -> PolicyVersion:
    """Begin a version. One is worked on at a time, so that nobody writes beside somebody else.

    It is called what the policy is called, unless it says otherwise: the policy follows on the day it is in force.
    """
    require(policy.keep(by, kept))
    if PolicyVersion.objects.filter(policy=kept, status__in=BEGUN).exists():
        raise Refused("A version of this policy is being worked on already. Finish or discard it first")
    made = writing.create(
        PolicyVersion,
        by=by,
        owner=kept.entry.owner,
        policy=kept,
        number=queries.next_number(kept),
        title=title.strip() or kept.title,
        sort=sort or kept.sort,
        words=words,
        changes=changes.strip(),
    )
    _keep_wording(made, by=by)
    audit.record(by, "policies.drafted", made, version=made.number)
    return made


@transaction.atomic
def write(
    version: PolicyVersion, *, by: Actor, words: str, changes: str = "", title: str = "", sort: str = ""
) -> PolicyVersion:
    """Write the words of a version, and what it is called. Each saving of the words is kept, with whose it is."""
    require(policy.write(by, version))
    called = {"title": title.strip() or version.title, "sort": sort or version.sort}
    writing.change(version, by=by, words=words, changes=changes.strip(), **called)
    _keep_wording(version, by=by)
    audit.record(by, "policies.written", version, characters=len(words))
    return version


@transaction.atomic
def attach(version: PolicyVersion, *, by: Actor, file: Examined, title: str) -> Document:
    """Add the file that holds the words of a version, or that belongs to them. Whoever adds one had a hand in it."""
    require(policy.attach(by, version))
    writing.change(version, by=by, changes=version.changes)  # a file is part of what will be approved
    document = writing.create(
        Document,
        by=by,
        entry=version.entry,
        title=title.strip(),
        file_name=file.name,
        kind=file.kind.code,
        size=file.size,
        sha256=file.sha256,
        scan=file.scan,
        added_at=timezone.now(),
        added_by=by.user,
    )
    _keep_wording(version, by=by)
    audit.record(by, "policies.file_added", version, document=str(document.uid), kind=document.kind, size=document.size)
    return document


@transaction.atomic
def bring_in(
    kept: Policy,
    *,
    by: Actor,
    words: str,
    approved_by_whom: str,
    approved_on: date,
    from_on: date,
    to_on: date | None = None,
    changes: str = "",
    review_due_on: date | None = None,
    title: str = "",
    sort: str = "",
) -> PolicyVersion:
    """Bring in a version that was in force before Safehold, under its own dates. It says so for good.

    Refused where it would change what was in force on a day for which Safehold knows it, which is every day since the policy was
    begun here: history is added to, never rewritten. One that is in force still is reviewed by ``review_due_on``, as it is
    written on it; else after the months of the partnership's rule from its first day, which may have passed. ``title`` and
    ``sort`` are what it was called and what it was then, where that is not what the policy is called now.
    """
    require(policy.keep(by, kept))
    if from_on > by.on or approved_on > by.on:
        raise Refused("What is brought in was in force before today. Begin a version instead")
    if from_on >= kept.begun_on or (to_on is not None and to_on >= kept.begun_on):
        raise Refused(
            f"This policy was begun in Safehold on {day(kept.begun_on)}. What is brought in was in force before that day, and"
            " ended before it or is in force still"
        )
    if to_on is not None and review_due_on is not None:
        raise Refused("Only what is in force still is reviewed. Leave the date of its review or its last day empty")
    ours = PolicyVersion.objects.filter(policy=kept, status=Stage.DATED, brought_in=False).order_by("from_on").first()
    if ours is not None and ours.from_on is not None and (to_on is None or to_on >= ours.from_on):
        raise Refused(
            f"Version {ours.number} is in force from {day(ours.from_on)}. What is brought in must end before that day"
        )
    made = writing.create(
        PolicyVersion,
        by=by,
        owner=kept.entry.owner,
        policy=kept,
        number=queries.next_number(kept),
        title=title.strip() or kept.title,
        sort=sort or kept.sort,
        words=words,
        changes=changes.strip(),
        status=Stage.DATED,
        brought_in=True,
        approved_words=approved_by_whom.strip(),
        approved_on=approved_on,
        from_on=from_on,
        to_on=to_on,
        dated_on=by.on,
        dated_by=by.user,
    )
    _keep_wording(made, by=by)
    if to_on is None:
        due_on = review_due_on or months_after(from_on, rule(MONTHS, by.on))
        writing.change(kept, by=by, review_due_on=due_on)
    audit.record(by, "policies.brought_in", made, version=made.number)
    return made


def _keep_wording(version: PolicyVersion, *, by: Actor) -> None:
    writing.create(Wording, by=by, of=version, words=version.words, written_on=by.on, written_by=by.user)
