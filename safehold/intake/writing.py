"""The one way that tables leave the house: CSV and XLSX in which no cell is ever run as a formula."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import xlsxwriter

from safehold.intake.problems import Problems

# A spreadsheet runs a cell that begins so. The wide forms are what some keyboards type, and are understood as well.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NUMBER = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?%?")
PIECE = 1 << 16
LONGEST_CELL = 32_767
CUT = " [cut: the whole text is in the CSV file]"
MOST_ROWS = 1_048_576
EXACT = 10**15
NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


class Table(NamedTuple):
    """One sheet to be written: its name, its headings, and its rows of plain values."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Any]]


def defuse(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet might take it for a formula. Negative numbers
    are left alone.
    """
    start = text.lstrip(" \xa0\ufeff")
    return f"'{text}" if start.startswith(DANGEROUS) and not NUMBER.fullmatch(start) else text


def problem_rows(problems: Problems) -> list[tuple[Any, ...]]:
    """Problems as the rows of a report, under ``PROBLEM_HEADINGS``."""
    return [
        (problem.row, problem.column or "The whole row", problem.message, problem.value_masked) for problem in problems
    ]


PROBLEM_HEADINGS = ("Row", "Column", "What to put right", "What was sent")


def plain(value: Any) -> str:
    """A value as the text of a CSV cell: ISO dates, Yes or No, nothing for ``None``; numbers bare, all other
    text defused.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime):
        return value.isoformat(" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return str(value)
    return defuse(str(value))


def write_csv(rows: Iterable[Sequence[Any]], headings: Sequence[str]) -> Iterator[bytes]:
    """A CSV file, piece by piece: UTF-8 with a byte order mark, without which Excel takes it for cp1252."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    text.write("\ufeff")
    writer.writerow([defuse(heading) for heading in headings])
    for row in rows:
        writer.writerow([plain(value) for value in row])
        if text.tell() > PIECE:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()


def write_xlsx(tables: Iterable[Table], into: str | Path | BinaryIO, *, made_at: datetime) -> None:
    """A workbook with a sheet for each table, written row by row; the headings are bold and stay in view.

    Dates and numbers are written as such, all else as text, never as a formula or a link. ``made_at`` is the
    date the workbook bears. Raises ``ValueError`` where a table has more rows than a sheet holds.
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(into if hasattr(into, "write") else str(into), options) as book:
        book.set_properties({"created": made_at.replace(tzinfo=None)})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        names: set[str] = set()
        for table in tables:
            sheet = book.add_worksheet(_sheet_name(table.name, names))
            sheet.freeze_panes(1, 0)
            for index, heading in enumerate(table.headings):
                sheet.set_column(index, index, min(60, max(12, len(heading) + 2)))
                sheet.write_string(0, index, _fitting(heading), bold)
            for number, row in enumerate(table.rows, 1):
                if number >= MOST_ROWS:
                    raise ValueError(f"‘{table.name}’ has more rows than a sheet holds: write it as CSV")
                for index, value in enumerate(row):
                    _write(sheet, number, index, value, day, moment)


def _write(sheet: Any, row: int, column: int, value: Any, day: Any, moment: Any) -> None:
    if value is None:
        return
    if isinstance(value, datetime):
        sheet.write_datetime(row, column, value.replace(tzinfo=None), moment)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, day)
    elif isinstance(value, int | float | Decimal) and not isinstance(value, bool) and -EXACT < value < EXACT:
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, _fitting(plain(value)))


def _fitting(text: str) -> str:
    text = defuse(text)
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CUT)] + CUT


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that Excel accepts: at most 31 characters, some of them barred, no two alike."""
    stem = NOT_IN_SHEET_NAMES.sub(" ", name).strip(" '")[:31] or "Sheet"
    name, number = stem, 2
    while name.casefold() in taken or name.casefold() == "history":
        ending = f" {number}"
        name, number = stem[: 31 - len(ending)] + ending, number + 1
    taken.add(name.casefold())
    return name
