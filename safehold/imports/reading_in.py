"""Reading a file in, from its bytes to a submission that is ready to accept or has its problems listed.

Not one transaction: the rows of a large file land in chunks, so that nobody waits for it. What makes it safe is that
nothing under an unaccepted submission is visible or counted, and that the file itself is held until it has been read.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction

from safehold.access.actor import Actor
from safehold.access.models import Agency
from safehold.access.policy import Refused
from safehold.asks import actions as asks
from safehold.asks import queries
from safehold.asks.models import Submission
from safehold.imports import actions
from safehold.imports.data_sets import DATA_SETS
from safehold.imports.door import Looked, look, open_file
from safehold.intake import Problem, Reading, Unreadable
from safehold.measures import geography

KEPT_PROBLEMS = 1000
CHUNK = 1000
SENT_AGAIN = "The same file was sent again with other answers"


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

    @property
    def told(self) -> dict[str, str]:
        return {name: said for name, said in (("geography", self.geography), ("basis", self.basis)) if said}

    def is_as(self, submission: Submission) -> bool:
        """Whether a submission was declared just so."""
        before = (submission.covers_from_on, submission.covers_to_on)
        return (self.covers, self.source, self.source_on, self.told) == (
            before, submission.source, submission.source_on, submission.told
        )  # fmt: skip


def read_in(
    content: bytes,
    *,
    name: str,
    declared: Declared,
    by: Actor,
    geographies: frozenset[str] | None = None,
    tell: Callable[[int], None] | None = None,
) -> Submission:
    """Read a file against its schema. Returns the submission, ready or faulty; ``tell`` hears how many rows are read.

    Raises ``Refused`` where the file cannot be taken in at all, or is here already: then nothing is kept. A reading of
    the same file that was killed is taken up again from the top. ``geographies`` are the places that figures may be
    about, the partnership's own where none are given.
    """
    looked = look(content, name=name, data_set=declared.data_set)
    submission = receive(looked, declared=declared, by=by)
    return read_on(submission, by=by, geographies=geographies, tell=tell)


@transaction.atomic
def receive(looked: Looked, *, declared: Declared, by: Actor) -> Submission:
    """The submission of a file that was looked over, the file held: a new one, or the one whose reading was killed.

    Where the same file comes again with other answers, what was begun with the first answers is discarded.
    """
    begun = queries.being_read(declared.data_set, declared.agency, looked.sha256, by=by)
    if begun is not None:
        if declared.is_as(begun) and begun.held_as:
            return begun
        actions.discard(begun, by=by, why=SENT_AGAIN)
    submission = asks.receive(
        by=by,
        agency=declared.agency,
        data_set=declared.data_set,
        title=declared.title,
        covers=declared.covers,
        source=declared.source,
        source_on=declared.source_on,
        file_name=looked.name,
        file_size=len(looked.content),
        sha256=looked.sha256,
        scan=looked.scan,
        told=declared.told,
    )
    actions.hold(submission, by=by, content=looked.content)
    return submission


def read_on(
    submission: Submission,
    *,
    by: Actor,
    geographies: frozenset[str] | None = None,
    tell: Callable[[int], None] | None = None,
) -> Submission:
    """Read a received submission's held file from the top to the end.

    Raises ``Refused`` where it was read already or its file is gone, and ``Changed`` where another reading of it began.
    """
    data_set = DATA_SETS[submission.data_set]
    content = held(submission)
    actions.begin_reading(submission, by=by)
    schema = data_set.schema(**context_of(submission, geographies))
    problems: list[dict[str, Any]] = []
    reading, faults = None, 0
    try:
        reading = schema.read(open_file(content, name=submission.file_name))
        for chunk in reading.chunks(CHUNK):
            facts = [schema.facts(number, row) for number, row in chunk]  # type: ignore[attr-defined]
            actions.land(submission, by=by, facts=facts, so_far=reading.row_count)
            if tell:
                tell(reading.row_count)
    except Unreadable as unreadable:
        problems, faults = [_plain(Problem(reading.row_count + 1 if reading else 0, "", str(unreadable)))], 1
    if reading is not None:
        problems += [_plain(problem) for problem in reading.problems]
        faults += len(reading.problems)
    asks.read_to_the_end(
        submission,
        by=by,
        rows=reading.row_count if reading else 0,
        problems=problems[:KEPT_PROBLEMS],
        problem_count=faults,
        dropped=list(reading.columns_dropped) if reading else [],
        read_as=read_as(reading) if reading else {},
    )
    return submission


def context_of(submission: Submission, geographies: frozenset[str] | None = None) -> dict[str, Any]:
    """What the checks of a schema need to know beside the file."""
    return {
        "covers": (submission.covers_from_on, submission.covers_to_on),
        "geographies": geography.places() if geographies is None else geographies,
        "years": geography.years(),
        **submission.told,
    }


def held(submission: Submission) -> bytes:
    """The file as it was sent. Raises ``Refused`` where it is no longer held."""
    try:
        if submission.held_as:
            with default_storage.open(submission.held_as) as file:
                return bytes(file.read())
    except OSError:
        pass
    raise Refused("The file itself is no longer held here. Send it again")


def read_as(reading: Reading) -> dict[str, str]:
    """How a file was understood, for whoever wonders why."""
    return {"encoding": reading.encoding, "delimiter": reading.delimiter, "sheet": reading.sheet}


def _plain(problem: Problem) -> dict[str, Any]:
    return {"row": problem.row, "column": problem.column, "message": problem.message, "value": problem.value_masked}
