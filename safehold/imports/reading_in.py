"""Reading a file in, from its bytes to a submission that is ready to accept or has its problems listed.

Not one transaction: the rows of a large file land in chunks, so that nobody waits for it. What makes it safe is that
nothing under an unaccepted submission is visible or counted.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from safehold.access.actor import Actor
from safehold.access.models import Agency
from safehold.access.policy import Refused
from safehold.asks import actions as asks
from safehold.asks.lifecycle import Status
from safehold.asks.models import Submission
from safehold.imports import actions
from safehold.imports.data_sets import DATA_SETS
from safehold.intake import Problem, Unreadable, examine

KEPT_PROBLEMS = 1000
CHUNK = 1000


@dataclass(frozen=True)
class Declared:
    """What the sender says of a file: what kind it is, whose, what it covers and where its figures come from."""

    data_set: str
    agency: Agency
    title: str
    covers: tuple[date, date]
    source: str
    source_on: date
    geography: str = ""
    basis: str = ""


def read_in(
    content: bytes,
    *,
    name: str,
    declared: Declared,
    by: Actor,
    geographies: frozenset[str] = frozenset(),
    tell: Callable[[int], None] | None = None,
) -> Submission:
    """Read a file against its schema. Returns the submission, ready or faulty; ``tell`` hears how many rows are read.

    Raises ``Refused`` where the file cannot be read at all, or has been accepted before: then nothing is kept. A reading
    of the same file that was killed is taken up again from the top.
    """
    data_set = DATA_SETS[declared.data_set]
    context = {"covers": declared.covers, "geographies": geographies, "geography": declared.geography}
    if declared.basis:
        context["basis"] = declared.basis
    schema = data_set.schema(**context)
    try:
        reading = schema.read(examine(content, name=name))
        submission = _submission(content, name=name, declared=declared, by=by)
        count = 0
        for chunk in reading.chunks(CHUNK):
            actions.land(submission, by=by, facts=[schema.figure(number, row) for number, row in chunk])  # type: ignore[attr-defined]
            count += len(chunk)
            if tell:
                tell(count)
    except Unreadable as unreadable:
        raise Refused(str(unreadable)) from unreadable
    problems = [_plain(problem) for problem in reading.problems][:KEPT_PROBLEMS]
    asks.read_to_the_end(
        submission,
        by=by,
        rows=reading.row_count,
        problems=problems,
        problem_count=len(reading.problems),
        dropped=list(reading.columns_dropped),
    )
    return submission


def _submission(content: bytes, *, name: str, declared: Declared, by: Actor) -> Submission:
    sha256 = hashlib.sha256(content).hexdigest()
    killed = Submission.objects.filter(
        data_set=declared.data_set, sha256=sha256, status=Status.RECEIVED, made_by=by.user
    ).first()
    if killed is not None:
        actions.begin_again(killed, by=by)
        return killed
    submission = asks.receive(
        by=by,
        agency=declared.agency,
        data_set=declared.data_set,
        title=declared.title,
        covers=declared.covers,
        source=declared.source,
        source_on=declared.source_on,
        file_name=name,
        file_size=len(content),
        sha256=sha256,
    )
    actions.hold(submission, by=by, content=content)
    return submission


def _plain(problem: Problem) -> dict[str, Any]:
    return {"row": problem.row, "column": problem.column, "message": problem.message, "value": problem.value_masked}
