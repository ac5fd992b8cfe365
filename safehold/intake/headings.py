"""Which column of a file is which: headings found and matched, the missing and the doubled named, the rest left
out.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from safehold.intake.columns import Column
from safehold.intake.problems import Problem

LOOKED_THROUGH = 20
"""Rows at the top in which headings are looked for: titles and notes often stand above them."""


@dataclass(frozen=True)
class Layout:
    """Where the headings are and what they mean: the index of each column found, and the headings that are not
    asked for. ``width`` is up to the last heading, ``length`` with the empty cells after it.
    """

    row: int
    width: int
    length: int
    positions: dict[str, int]
    missing: tuple[Column, ...]
    dropped: tuple[str, ...]
    problems: tuple[Problem, ...]


def normal(heading: str) -> str:
    """A heading with case, spaces, accents and punctuation forgiven."""
    letters = unicodedata.normalize("NFKD", heading).casefold()
    return "".join(letter for letter in letters if letter.isalnum())


def letters(index: int) -> str:
    """The name that Excel gives the column at this index: 0 is ``A``, 26 is ``AA``."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def lay_out(rows: Sequence[tuple[int, list[str]]], columns: Sequence[Column]) -> Layout:
    """The layout of a sheet, from its first rows: the row with the most of our headings holds them, the upper of
    equals.
    """
    known = {normal(heading): column for column in columns for heading in (column.heading, *column.also)}
    number, cells = max(rows, key=lambda row: len({known.get(normal(cell)) for cell in row[1]} - {None}))
    found: dict[str, list[int]] = {}
    dropped = []
    named = max((index for index, cell in enumerate(cells) if cell.strip()), default=-1) + 1
    for index, cell in enumerate(cells[:named]):
        if column := known.get(normal(cell)):
            found.setdefault(column.name, []).append(index)
        else:
            dropped.append(" ".join(cell.split())[:60] or f"column {letters(index)}, which has no heading")
    if not found:  # then nothing says that this row holds headings: it may well hold a person
        number, dropped = rows[0][0], []
    missing = tuple(column for column in columns if column.name not in found)
    problems = [*_missing(number, missing, nothing_found=not found), *_doubled(number, found, columns)]
    positions = {name: indexes[0] for name, indexes in found.items()}
    return Layout(number, named, len(cells), positions, missing, tuple(dropped), tuple(problems))


def _missing(row: int, missing: Sequence[Column], *, nothing_found: bool) -> list[Problem]:
    needed = [column for column in missing if column.required]
    if nothing_found and needed:
        wanted = ", ".join(column.heading for column in needed)
        return [Problem(row, "", f"None of the headings was found. Put these above the columns: {wanted}")]
    return [Problem(row, column.heading, f"Add the column ‘{column.heading}’: it is missing") for column in needed]


def _doubled(row: int, found: dict[str, list[int]], columns: Sequence[Column]) -> list[Problem]:
    return [
        Problem(
            row,
            column.heading,
            f"Keep only one column ‘{column.heading}’: it stands above columns "
            + " and ".join(map(letters, found[column.name])),
        )
        for column in columns
        if len(found.get(column.name, ())) > 1
    ]
