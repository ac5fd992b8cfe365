"""How a tracker that was kept elsewhere is read: which of its columns is which, and what is wrong with its rows.

Nothing is guessed: a name that means no agency of ours, a word that is no status, a day that could be another are each
said with their row and column, and the other rows are read all the same.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from safehold.intake import Column, Day, File, Limits, Problem, Problems, Schema, Text, Unreadable, Wrong, examine
from safehold.intake.columns import folded
from safehold.intake.headings import normal
from safehold.plans.lifecycle import Status

MOST_ROWS = 5_000
LOOKED_THROUGH = 20
TWO_DIGITS = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{2})")
SHORT_MONTH = re.compile(r"([0-9]{1,2})([ -])([A-Za-z]{3,9})\2([0-9]{2})")


class Told(NamedTuple):
    """One thing that a tracker may say: its words, the headings that it often has, and whether a row needs it."""

    label: str
    also: tuple[str, ...] = ()
    needed: bool = False


COLUMNS: dict[str, Told] = {
    "reference": Told("Its own reference", ("Ref", "Ref no", "No", "Number", "ID", "Action number", "Action ref")),
    "words": Told("What will be done", ("Action", "Actions", "Action required", "Task", "Description"), needed=True),
    "agency": Told(
        "Which agency does it",
        ("Agency", "Owner", "Lead agency", "Organisation", "Responsible", "Owning agency"),
        needed=True,
    ),
    "lead_role": Told("Which role leads it", ("Lead", "Lead officer", "Role", "Responsible officer", "Action owner")),
    "measure": Told(
        "How one will know", ("Success measure", "Measure", "Outcome", "Intended outcome", "How will we know")
    ),
    "agreed_on": Told(
        "When it was agreed", ("Date agreed", "Agreed", "Date raised", "Raised", "Meeting date", "Date set")
    ),
    "first_due_on": Told(
        "When it was first due", ("Original due date", "First due", "Original deadline", "Original date")
    ),
    "due_on": Told(
        "When it is due",
        ("Due", "Due date", "Deadline", "Target date", "By when", "Timescale", "Completion date"),
        needed=True,
    ),
    "status": Told("How far it is", ("Status", "RAG", "BRAG", "Progress", "State")),
}
DAYS = ("agreed_on", "first_due_on", "due_on")
LONGEST = {"words": 2000, "measure": 1000, "lead_role": 120}
NEEDED = tuple(name for name, told in COLUMNS.items() if told.needed)
STATUSES = {Status.NOT_STARTED: "Not started", Status.IN_PROGRESS: "In progress", Status.DONE: "Done"}
"""What a word of a tracker may mean here. What is called finished elsewhere is done here, and not assured."""
MEANT = {
    Status.NOT_STARTED: ("", "not started", "not yet started", "not due", "open", "grey", "new"),
    Status.IN_PROGRESS: (
        "in progress",
        "ongoing",
        "on track",
        "underway",
        "started",
        "green",
        "amber",
        "red",
        "overdue",
    ),
    Status.DONE: ("done", "complete", "completed", "closed", "finished", "blue"),
}


class TrackerDay(Day):
    """A day as trackers write it: also with a year of two figures, which is of this century."""

    def convert(self, text: str) -> date:
        if found := TWO_DIGITS.fullmatch(text):
            text = f"{found[1]}/{found[3]}/20{found[4]}"
        elif found := SHORT_MONTH.fullmatch(text):
            text = f"{found[1]} {found[3]} 20{found[4]}"
        return super().convert(text)


def open_file(content: bytes, name: str) -> File:
    """The file, looked over. Raises ``Unreadable`` in words for whoever sent it."""
    return examine(content, name=name, limits=Limits(rows=MOST_ROWS))


def headings(file: File) -> list[str]:
    """What stands above the columns of a tracker: of the first rows, the one with the most headings that trackers have, or
    else the first with two cells."""
    first = [row for sheet in file.sheets() for _, row in _top(sheet.rows)]
    if not first:
        raise Unreadable("There is nothing in this file. Check that it was saved, and choose it again")
    known = {normal(each) for told in COLUMNS.values() for each in told.also}
    best = max(first, key=lambda row: sum(normal(cell) in known for cell in row))
    if not any(normal(cell) in known for cell in best):
        best = next((row for row in first if sum(bool(cell.strip()) for cell in row) > 1), first[0])
    return list(dict.fromkeys(" ".join(cell.split()) for cell in best if cell.strip()))


def _top(rows: Iterable[tuple[int, list[str]]]) -> Iterable[tuple[int, list[str]]]:
    for count, row in enumerate(rows):
        if count == LOOKED_THROUGH:
            return
        if any(cell.strip() for cell in row[1]):
            yield row


def suggested(found: Iterable[str], kept: Mapping[str, str]) -> dict[str, str]:
    """Which column probably holds what: as a mapping that was kept has it, or by what such columns are often called."""
    by_name = {normal(heading): heading for heading in found}
    meant = {name: by_name.get(normal(kept.get(name, ""))) for name in COLUMNS}
    for name, told in COLUMNS.items():
        if not meant[name]:
            meant[name] = next((by_name[normal(each)] for each in told.also if normal(each) in by_name), None)
    return {name: heading for name, heading in meant.items() if heading}


def schema(columns: Mapping[str, str]) -> type[Schema]:
    """The declared columns of one tracker, under its own headings."""
    made: dict[str, Column] = {}
    for name, heading in columns.items():
        needed = COLUMNS[name].needed
        if name in DAYS:
            made[name] = TrackerDay(heading, required=needed)
        else:
            made[name] = Text(heading, required=needed, default="", max_length=LONGEST.get(name, 200))
    return type("Tracker", (Schema,), dict(made))


@dataclass(frozen=True)
class Meanings:
    """What the names and words of a tracker mean: agencies by folded name, each with its key here; statuses likewise."""

    agencies: Mapping[str, Any]
    statuses: Mapping[str, str]

    def status(self, word: str) -> str | None:
        known = self.statuses.get(folded(word))
        return known or next((status for status, words in MEANT.items() if folded(word) in words), None)


class TrackerRow(NamedTuple):
    """One row that is whole: its number in the file, what it says by name, its agency and status here, and its key."""

    number: int
    said: dict[str, Any]
    agency: Any
    status: str
    key: str


@dataclass
class ReadTracker:
    """What was read: the rows that are whole, what is wrong with the others, and the names and words that mean nothing yet."""

    rows: list[TrackerRow] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)
    names: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    faulty: dict[int, list[str]] = field(default_factory=dict)
    count: int = 0

    def wrong(self, number: int, column: str, message: str, sent: str = "") -> None:
        self.problems.add(Problem(number, column, message, sent))
        self.faulty.setdefault(number, []).append(message)


def read(file: File, columns: Mapping[str, str], meanings: Meanings, *, agreed_on: date | None) -> ReadTracker:
    """Read a whole tracker. ``agreed_on`` is the day on which its actions were agreed where it has no such column.

    Raises ``Unreadable`` where the file as a whole cannot be read.
    """
    reading = schema(columns)().read(file)
    found = ReadTracker()
    keys: dict[str, int] = {}
    for chunk in reading.chunks():
        for number, values in chunk:
            row = _row(found, number, values, columns, meanings, agreed_on)
            if row is None:
                continue
            if (first := keys.setdefault(row.key, number)) != number:
                found.wrong(
                    number, "", f"This row repeats row {first}. Delete one of them, or give each its own reference"
                )
                continue
            found.rows.append(row)
    for problem in reading.problems:
        found.problems.add(problem)
        found.faulty.setdefault(problem.row, []).append(problem.message)
    found.count = reading.row_count
    return found


def _row(
    found: ReadTracker,
    number: int,
    values: Mapping[str, Any],
    columns: Mapping[str, str],
    meanings: Meanings,
    agreed_on: date | None,
) -> TrackerRow | None:
    said = dict(values)
    said["agreed_on"] = said.get("agreed_on") or agreed_on
    said["first_due_on"] = said.get("first_due_on") or said["due_on"]
    agency, status = meanings.agencies.get(folded(said["agency"])), meanings.status(said.get("status", ""))
    good = True
    if agency is None:
        found.names[folded(said["agency"])] = said["agency"]
        message = f"Say which agency ‘{said['agency'][:60]}’ is"
        found.wrong(number, columns["agency"], message, said["agency"][:40])
        good = False
    if status is None:
        found.words[folded(said["status"])] = said["status"]
        found.wrong(number, columns["status"], f"Say what ‘{said['status'][:40]}’ means", said["status"][:40])
        good = False
    for name, words in (("first_due_on", "first due"), ("due_on", "due")):
        if name in columns and said["agreed_on"] is not None and said[name] < said["agreed_on"]:
            found.wrong(
                number, columns.get(name, columns["due_on"]), f"It is {words} before it was agreed. Check both dates"
            )
            good = False
            break
    if said["agreed_on"] is None:
        found.wrong(number, columns.get("agreed_on", ""), "Enter when it was agreed")
        good = False
    if not good or status is None:
        return None
    return TrackerRow(number, said, agency, status, key_of(said))


def key_of(said: Mapping[str, Any]) -> str:
    """What makes a row the same row when the tracker comes again: its own reference, or its words and agency."""
    by = ["reference", said["reference"]] if said.get("reference") else ["words", said["words"], said["agency"]]
    return hashlib.sha256("\n".join(folded(str(part)) for part in by).encode()).hexdigest()


__all__ = [
    "COLUMNS",
    "NEEDED",
    "STATUSES",
    "Meanings",
    "ReadTracker",
    "TrackerRow",
    "Unreadable",
    "Wrong",
    "headings",
    "key_of",
    "open_file",
    "read",
    "suggested",
]
