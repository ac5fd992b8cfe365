"""What is done with a file and its rows. Receiving and accepting a submission itself are ``asks``' own actions."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.policy import require
from safehold.asks import actions as asks
from safehold.asks import policy
from safehold.asks.models import Submission
from safehold.imports.data_sets import DATA_SETS
from safehold.records import writing

# how long a file is held after it was read, so that a killed reading can be resumed and a problem looked at
HELD_FOR = timedelta(days=30)


@transaction.atomic
def hold(submission: Submission, *, by: Actor, content: bytes) -> None:
    """Keep the file itself, until it is destroyed on schedule."""
    require(policy.discard(by, submission))
    name = default_storage.save(f"held/{submission.uid}", ContentFile(content))
    writing.change(submission, by=by, held_as=name, held_until_on=by.on + HELD_FOR)
    audit.record(by, "imports.held", submission, size=len(content))


@transaction.atomic
def begin_again(submission: Submission, *, by: Actor) -> None:
    """Clear what a killed reading had landed, so that reading can start from the top."""
    require(policy.discard(by, submission))
    removed, _ = DATA_SETS[submission.data_set].rows(submission).delete()
    audit.record(by, "imports.began_again", submission, count=removed)


@transaction.atomic
def land(submission: Submission, *, by: Actor, facts: Iterable[dict[str, Any]]) -> None:
    """Write one chunk of rows under an unaccepted submission."""
    require(policy.send_for(by, submission.entry.owner_id))
    rows = list(facts)
    DATA_SETS[submission.data_set].land(rows, submission)
    audit.record(by, "imports.landed", submission, count=len(rows))


@transaction.atomic
def discard(submission: Submission, *, by: Actor, why: str) -> None:
    """Take away a submission that was never accepted, with its rows and its file."""
    asks.discard(submission, by=by, why=why)
    removed, _ = DATA_SETS[submission.data_set].rows(submission).delete()
    forget_file(submission, by=by)
    audit.record(by, "imports.discarded", submission, count=removed)


@transaction.atomic
def destroy_files(*, by: Actor) -> int:
    """Destroy the files whose time has come; the figures that were read from them stand. Returns how many."""
    due = Submission.objects.exclude(held_as="").filter(held_until_on__lt=by.on).select_related("entry")
    gone = [submission for submission in due if forget_file(submission, by=by)]
    audit.record(by, "imports.files_destroyed", count=len(gone), uids=[str(submission.uid) for submission in gone])
    return len(gone)


def forget_file(submission: Submission, *, by: Actor) -> bool:
    """Destroy a submission's file once the transaction stands. False where there is none."""
    if not (name := submission.held_as):
        return False
    writing.change(submission, by=by, held_as="", held_until_on=None)
    transaction.on_commit(lambda: default_storage.delete(name))
    return True
