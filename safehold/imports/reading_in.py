"""Reading a file in, from its bytes to a submission that is ready to accept or has its problems listed.

Not one transaction: the rows of a large file land in chunks, so that nobody waits for it. What makes it safe is that
nothing under an unaccepted submission is visible or counted, and that the file itself is held until it has been read.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage, default_storage
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

MOST_KINDS = 5
CHUNK = 1000
SENT_AGAIN = "The same file was sent again with other answers"
GONE = "The file itself is no longer held here. Send it again"
MENDED = "Another file was sent with its problems put right"
STOPPED = "So many problems were found that reading stopped: put these right and send it again to hear of the rest"


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
    source: bytes | Path,
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
    looked = look(source, name=name, data_set=declared.data_set)
    submission = receive(looked, declared=declared, by=by)
    return read_on(submission, by=by, geographies=geographies, tell=tell)


@transaction.atomic
def receive(looked: Looked, *, declared: Declared, by: Actor, mends: Submission | None = None) -> Submission:
    """The submission of a file that was looked over, the file held: a new one, or the one whose reading was killed.

    Where the same file comes again with other answers, what was begun with the first answers is discarded; and so is the
    submission whose problems this file ``mends``.
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
        file_size=looked.file.size,
        sha256=looked.sha256,
        scan=looked.scan,
        told=declared.told,
    )
    actions.hold(submission, by=by, file=looked.file)
    if mends is not None:
        actions.discard(mends, by=by, why=MENDED)
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
    with held(submission) as path:
        actions.begin_reading(submission, by=by)
        return read_from(path, submission, by=by, geographies=geographies, tell=tell)


def read_from(
    path: Path,
    submission: Submission,
    *,
    by: Actor,
    geographies: frozenset[str] | None,
    tell: Callable[[int], None] | None,
) -> Submission:
    """Read what lies at ``path`` as the file of a submission whose reading was begun, and say how it ended."""
    data_set = DATA_SETS[submission.data_set]
    schema = data_set.schema(**context_of(submission, geographies))
    problems: list[dict[str, Any]] = []
    reading, faults = None, 0
    try:
        reading = schema.read(open_file(path, name=submission.file_name))
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
        if reading.problems.full:
            problems.append(_plain(Problem(problems[-1]["row"], "", STOPPED)))
    asks.read_to_the_end(
        submission,
        by=by,
        rows=reading.row_count if reading else 0,
        problems=problems,
        problem_count=faults,
        kinds=reading.problems.by_kind[:MOST_KINDS] if reading else (),
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
        "invented": geography.takes_invented(),
        **submission.told,
    }


@contextmanager
def held(submission: Submission) -> Iterator[Path]:
    """Where the file as it was sent lies on a disk: copied there from a storage that has none. Raises ``Refused`` where it
    is gone.
    """
    if not submission.held_as or not default_storage.exists(submission.held_as):
        raise Refused(GONE)
    if isinstance(default_storage, FileSystemStorage):
        yield Path(default_storage.path(submission.held_as))
        return
    with tempfile.NamedTemporaryFile() as copy:
        with default_storage.open(submission.held_as) as file:
            shutil.copyfileobj(file, copy)
        copy.flush()
        yield Path(copy.name)


def read_as(reading: Reading) -> dict[str, str]:
    """How a file was understood, for whoever wonders why."""
    left_out = ", ".join(f"‘{name[:31]}’" for name in reading.sheets_left_out)
    said = {"encoding": reading.encoding, "delimiter": reading.delimiter, "sheet": reading.sheet}
    return said | ({"sheets_left_out": left_out} if left_out else {})


def _plain(problem: Problem) -> dict[str, Any]:
    return {"row": problem.row, "column": problem.column, "message": problem.message, "value": problem.value_masked}
