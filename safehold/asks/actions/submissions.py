"""Receiving, accepting, replacing, withdrawing."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.models import Agency
from safehold.access.policy import Refused, require
from safehold.asks import policy
from safehold.asks.models import Submission
from safehold.asks.queries import submissions as queries
from safehold.records import writing


class AlreadyHere(Refused):
    """The same file is here. ``submission`` holds it; none where whoever sent it again may not see that one."""

    def __init__(self, submission: Submission | None) -> None:
        where = f" as ‘{submission}’ ({submission.get_status_display().lower()})" if submission else ""
        super().__init__(f"This same file is already here{where}. Nothing was changed.")
        self.submission = submission


@transaction.atomic
def receive(
    *,
    by: Actor,
    agency: Agency,
    data_set: str,
    title: str,
    covers: tuple[date, date],
    source: str,
    source_on: date,
    file_name: str,
    file_size: int,
    sha256: str,
    scan: str = "",
    told: dict[str, str] | None = None,
) -> Submission:
    """Take in a file as an unaccepted submission. The same file, still standing, is refused: nothing would change."""
    require(policy.send_for(by, agency.pk))
    if earlier := queries.same_file(data_set, agency, sha256):
        raise AlreadyHere(queries.visible_to(by).filter(pk=earlier.pk).first())
    if source_on > by.on:
        raise Refused("The date of the source must be today or in the past")
    submission = writing.create(
        Submission,
        by=by,
        owner=agency,
        circle=queries.data_circle(),
        agency=agency,
        data_set=data_set,
        title=title,
        covers_from_on=covers[0],
        covers_to_on=covers[1],
        source=source,
        source_on=source_on,
        told=told or {},
        file_name=file_name[:200],
        file_size=file_size,
        sha256=sha256,
        scan=scan,
    )
    audit.record(by, "asks.received", submission, data_set=data_set, size=file_size, sha256=sha256, scan=scan)
    return submission


@transaction.atomic
def read_to_the_end(
    submission: Submission,
    *,
    by: Actor,
    rows: int,
    problems: list[dict[str, Any]],
    problem_count: int,
    dropped: list[str],
    kinds: Sequence[tuple[str, str, int]] = (),
    read_as: dict[str, str] | None = None,
) -> None:
    """Say what reading found: ready for a person to accept, or problems for the sender to mend."""
    require(policy.read(by, submission))
    writing.move(
        submission,
        "find_faulty" if problem_count else "find_ready",
        by=by,
        row_count=rows,
        problems=problems,
        problem_count=problem_count,
        problem_kinds=[list(kind) for kind in kinds],
        columns_dropped=dropped,
        read_as=read_as or {},
        read_at=timezone.now(),
    )
    audit.record(by, "asks.read", submission, count=rows, problems=problem_count)


@transaction.atomic
def accept(submission: Submission, *, by: Actor, replacing: Submission | None = None) -> None:
    """Make a submission count from now on, in place of ``replacing`` where it corrects an earlier one.

    One that was accepted with nothing in its place counts beside what is there: where both speak of the same figure or
    the same days, the later accepted one counts.
    """
    require(policy.accept(by, submission))
    if replacing is not None:
        require(policy.withdraw(by, replacing))
        if (replacing.data_set, replacing.agency_id) != (submission.data_set, submission.agency_id):
            raise Refused("A submission replaces one of the same kind from the same agency")
        why = f"Replaced by a later submission, {submission.title}"[:240]
        writing.move(replacing, "replace", by=by, ended_on=by.on, ended_by=by.user, ended_why=why)
    facts = {"replaces": replacing} if replacing else {}
    writing.move(
        submission, "accept", by=by, accepted_at=timezone.now(), accepted_on=by.on, accepted_by=by.user, **facts
    )
    audit.record(
        by, "asks.accepted", submission, count=submission.row_count, replaced=str(replacing.uid) if replacing else None
    )


@transaction.atomic
def discard(submission: Submission, *, by: Actor, why: str) -> None:
    """Take away a submission that was never accepted. Its rows go with it, and what its problems repeated of them."""
    require(policy.discard(by, submission))
    writing.move(submission, "discard", by=by, ended_on=by.on, ended_by=by.user, ended_why=why, problems=[])
    audit.record(by, "asks.discarded", submission)


@transaction.atomic
def withdraw(submission: Submission, *, by: Actor, why: str) -> None:
    """Stop counting what was accepted. It stays, marked, with the reason."""
    require(policy.withdraw(by, submission))
    writing.move(submission, "withdraw", by=by, ended_on=by.on, ended_by=by.user, ended_why=why)
    audit.record(by, "asks.withdrawn", submission)
