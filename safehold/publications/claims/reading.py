"""Reads a file of claims, and a reader's list: every problem at once, by row and column."""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from safehold.publications.claims.claim import COLUMNS, Claim, Part, Reading
from safehold.publications.claims.grammar import Unreadable, read_number, read_parts
from safehold.publications.claims.verdicts import ReadersNote

_NUMBERS = ("base", "change", "printed")
_LISTS = ("total", "parts")
_MUST_BE_SAID = ("id", "section", "kind")
_OTHERWISE = re.compile(r"\bambiguous\b.*\(else (?P<part>[\d,.]+) of (?P<whole>[\d,.]+)\)", re.DOTALL | re.ASCII)
_LONGEST_CELL = 2_000


@dataclass(frozen=True)
class Problem:
    """What is wrong in one cell. Row 1 is the headings."""

    row: int
    column: str
    sentence: str


class ClaimsUnreadable(ValueError):  # noqa: N818 - named for what went wrong
    """The file cannot be read as claims; ``problems`` says why, all of them."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(" ".join(f"Row {problem.row}: {problem.sentence}" for problem in problems))
        self.problems = tuple(problems)


def read_claims_file(path: Path) -> tuple[Claim, ...]:
    """The claims in a CSV file, with or without a byte order mark. Raises ``ClaimsUnreadable``."""
    return read_claims(_lines(path))


def read_claims(lines: Iterable[str]) -> tuple[Claim, ...]:
    """The claims in lines of CSV, in their order. Raises ``ClaimsUnreadable`` with every problem found."""
    claims: list[Claim] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for number, row in _rows(lines, COLUMNS):
        claim, wrong = _read_row(number, row)
        problems += wrong
        if claim.id in seen:
            problems.append(
                Problem(number, "id", f"‘{claim.id}’ is used by an earlier row. Give each claim its own id.")
            )
        seen.add(claim.id)
        claims.append(claim)
    if problems:
        raise ClaimsUnreadable(problems)
    return tuple(claims)


def read_readers_list(path: Path) -> tuple[ReadersNote, ...]:
    """The faults of wording that a person noted, from a CSV of section and words. Raises ``ClaimsUnreadable``."""
    return tuple(ReadersNote(row["section"], row["words"]) for _, row in _rows(_lines(path), ("section", "words")))


def stated(**columns: str) -> Claim:
    """One claim from the words of its columns; those left out are blank. Raises ``ClaimsUnreadable``."""
    row = dict.fromkeys(COLUMNS, "") | {"id": "claim", "section": "1"} | columns
    claim, problems = _read_row(1, row)
    if problems:
        raise ClaimsUnreadable(problems)
    return claim


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    except UnicodeDecodeError:
        raise ClaimsUnreadable([Problem(1, "", "Save the file as CSV in UTF-8.")]) from None


def _rows(lines: Iterable[str], columns: tuple[str, ...]) -> Iterable[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(lines, strict=True)
    try:
        headings = tuple(heading.strip() for heading in reader.fieldnames or ())
        if set(headings) != set(columns) or len(headings) != len(columns):
            raise ClaimsUnreadable([Problem(1, "", f"The headings must be: {', '.join(columns)}.")])
        reader.fieldnames = headings
        for row in reader:
            if None in row or None in row.values():
                sentence = f"This row must have {len(columns)} cells, one for each heading."
                raise ClaimsUnreadable([Problem(reader.line_num, "", sentence)])
            yield reader.line_num, {column: cell.strip() for column, cell in row.items()}
    except csv.Error:
        raise ClaimsUnreadable([Problem(reader.line_num, "", "The quotation marks do not match.")]) from None


def _read_row(number: int, row: Mapping[str, str]) -> tuple[Claim, list[Problem]]:
    """The claim of a row, as far as it can be read, and what is wrong with it."""
    problems = [
        Problem(number, column, f"Enter the {column} of the claim.") for column in _MUST_BE_SAID if not row[column]
    ]
    read = {}
    for column in (*_NUMBERS, *_LISTS):
        cell = row[column]
        try:
            if len(cell) > _LONGEST_CELL:
                raise Unreadable(f"‘{cell[:20]}…’ must be {_LONGEST_CELL:,} characters or fewer")
            read[column] = read_parts(cell) if column in _LISTS else read_number(cell)
        except Unreadable as unreadable:
            problems.append(Problem(number, column, f"The {column}: {unreadable}."))
    plain = {column: row[column] for column in COLUMNS if column not in (*_NUMBERS, *_LISTS)}
    claim = Claim(**plain, **read)  # type: ignore[arg-type]
    if otherwise := _OTHERWISE.search(claim.note):
        try:
            reading = Reading(_number_part(otherwise["part"]), _number_part(otherwise["whole"]))
        except Unreadable as unreadable:
            problems.append(Problem(number, "note", f"The note: {unreadable}."))
        else:
            claim = replace(claim, otherwise=reading)
    return claim, problems


def _number_part(text: str) -> Part:
    return Part(text=text, value=read_number(text))
