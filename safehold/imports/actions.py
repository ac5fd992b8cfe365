"""What is done with a file and its rows. Receiving and accepting a submission itself are ``asks``' own actions."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.core.files.base import File as Stored
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.policy import Refused, require
from safehold.access.today import told
from safehold.asks import actions as asks
from safehold.asks import policy
from safehold.asks.lifecycle import UNACCEPTED, Status
from safehold.asks.models import Submission
from safehold.imports import notices, queries
from safehold.imports.data_sets import DATA_SETS
from safehold.intake import File
from safehold.partnership.rules import days
from safehold.records import outbox, writing

FOLDER = "held"
NOT_WAITING = "This file has been read already"


@transaction.atomic
def hold(submission: Submission, *, by: Actor, file: File) -> None:
    """Keep the file itself, until it is destroyed on schedule: so many days on as the partnership's rule says."""
    require(policy.read(by, submission))
    until = by.on + days("submissions.held_days", by.on)
    with file.opened() as stream:
        name = default_storage.save(f"{FOLDER}/{submission.uid}", Stored(stream))
    writing.change(submission, by=by, held_as=name, held_until_on=until)
    audit.record(by, "imports.held", submission, size=file.size)


@transaction.atomic
def begin_reading(submission: Submission, *, by: Actor) -> None:
    """Start to read a file from the top: what a killed reading had landed is cleared, and it can land no more.

    Each act of a reading is a change of the submission as it last saw it, so that of two readings at once the one that
    began later goes on, and the other stops with ``Changed``.
    """
    require(policy.read(by, submission))
    if submission.status != Status.RECEIVED:
        raise Refused(NOT_WAITING)
    writing.change(submission, by=by, row_count=0)
    removed, _ = DATA_SETS[submission.data_set].rows(submission).delete()
    audit.record(by, "imports.began_reading", submission, count=removed)


@transaction.atomic
def take_up_again(submission: Submission, *, by: Actor) -> None:
    """Have a file read again whose reading was killed; a reading that still goes on can land no more."""
    require(policy.read(by, submission))
    if submission.status != Status.RECEIVED:
        raise Refused(NOT_WAITING)
    writing.change(submission, by=by, row_count=0)
    audit.record(by, "imports.took_up_again", submission)


@transaction.atomic
def land(submission: Submission, *, by: Actor, facts: Iterable[dict[str, Any]], so_far: int) -> None:
    """Write one chunk of rows under a submission that is being read, ``so_far`` rows of whose file have been read."""
    require(policy.read(by, submission))
    if submission.status != Status.RECEIVED:
        raise Refused(NOT_WAITING)
    writing.change(submission, by=by, row_count=so_far)
    rows = list(facts)
    DATA_SETS[submission.data_set].land(rows, submission)
    audit.record(by, "imports.landed", submission, count=len(rows))


@transaction.atomic
def discard(submission: Submission, *, by: Actor, why: str) -> None:
    """Take away a submission that was never accepted, with its rows and its file."""
    asks.discard(submission, by=by, why=why)
    removed, _ = DATA_SETS[submission.data_set].rows(submission).delete()
    _forget_file(submission, by=by)
    audit.record(by, "imports.discarded", submission, count=removed)


@transaction.atomic
def tell_read(submission: Submission, *, by: Actor) -> None:
    """Tell whoever sent a long file, and has left its page, that it has been read and how it ended."""
    require(policy.read(by, submission))
    if submission.made_by is not None:
        outbox.put(
            notices.READ,
            to=submission.made_by,
            by=by,
            about=submission.entry,
            key=f"imports.read:{submission.uid}:{submission.read_at}",
            agency=submission.agency,
            sent=told(submission.made_at).date(),
            rows=submission.row_count,
            problems=submission.problem_count,
        )
    audit.record(by, "imports.told_read", submission, count=submission.row_count)


@transaction.atomic
def warn(submission: Submission, *, by: Actor) -> None:
    """Tell whoever sent it, and those who accept, that a submission is discarded soon if nobody accepts it.

    It is held for the days of the notice at least, also where the notice comes late.
    """
    require(policy.discard(by, submission))
    assert submission.held_until_on is not None
    until = max(submission.held_until_on, by.on + days("submissions.notice_days", by.on))
    writing.change(submission, by=by, warned_on=by.on, held_until_on=until)
    people = [user for user in dict.fromkeys([submission.made_by, *queries.keepers(by.on)]) if user is not None]
    for user in people:
        key = f"imports.waits:{submission.uid}:{user.pk}"
        sent = told(submission.made_at).date()
        facts: dict[str, outbox.Fact] = {"agency": submission.agency, "sent": sent, "until": until}
        outbox.put(notices.WAITS, to=user, by=by, about=submission.entry, key=key, **facts)
    audit.record(by, "imports.warned", submission, count=len(people), until=until.isoformat())


@transaction.atomic
def destroy_files(*, by: Actor) -> int:
    """Destroy the files of what was accepted whose time has come; the figures read from them stand. Returns how many.

    With them goes what a killed upload left in the storage without a submission to belong to, once it is a day old.
    """
    due = (
        Submission.objects.exclude(held_as="")
        .exclude(status__in=UNACCEPTED)  # these go with their rows, after a notice
        .filter(held_until_on__lt=by.on)
        .select_related("entry")
    )
    gone = [submission for submission in due if _forget_file(submission, by=by)]
    loose = _loose_files()
    for name in loose:
        default_storage.delete(name)
    audit.record(
        by,
        "imports.files_destroyed",
        count=len(gone) + len(loose),
        uids=[str(submission.uid) for submission in gone],
        loose=len(loose),
    )
    return len(gone) + len(loose)


def _loose_files() -> list[str]:
    """The held files that no submission knows of and that are older than any upload still under way."""
    try:
        _, names = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return []
    known = set(Submission.objects.exclude(held_as="").values_list("held_as", flat=True))
    old = timezone.now() - timedelta(days=1)
    paths = [f"{FOLDER}/{name}" for name in names]
    return [path for path in paths if path not in known and default_storage.get_modified_time(path) < old]


def _forget_file(submission: Submission, *, by: Actor) -> bool:
    """Destroy a submission's file once the transaction stands. False where there is none."""
    if not (name := submission.held_as):
        return False
    writing.change(submission, by=by, held_as="", held_until_on=None)
    transaction.on_commit(lambda: default_storage.delete(name))
    return True
