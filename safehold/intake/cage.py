"""The process in which a workbook is opened: it has little memory, little time, no files to write and no
secrets.

The library that reads workbooks makes room for the whole rectangle from the first cell to the last, so one
cell at XFD1048576 asks for 512 GiB and ends its process. Whatever a hostile workbook does, it does in here.
Run by path, in isolated mode, by ``workbooks``; it imports nothing of ours. The workbook comes in on standard
input. What goes out is one JSON value a line: ``{"sheet": name, "others": names}``, then lists of rows of text, then ``{"end":
true}``; or ``{"refused": why}``.
"""

import contextlib
import datetime
import io
import json
import re
import resource
import sys
import zipfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

CHUNK = 500
NO_RESULT = "#FORMULA!"
CELL = rb'<c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="[0-9]+")?'
ERROR = re.compile(CELL + rb' t="e"[^>]*>')
NOT_WORKED_OUT = re.compile(CELL + rb"><f[^>]*>[^<]*</f>(?:<v></v>|<v ?/>)?</c>")


def close_the_door(memory: int, seconds: int) -> None:
    """Give up, for good, what reading a workbook does not need. Never leave a core file: it would hold personal
    data.
    """
    bounds = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_AS: memory,
    }
    for what, most in bounds.items():
        with contextlib.suppress(ValueError, OSError):  # not every system bounds every resource
            resource.setrlimit(what, (most, most))


def number_text(number: float) -> str:
    """A number as Excel shows it: 15 digits, no ``.0``, no exponent."""
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    text = f"{number:.15g}"
    return f"{Decimal(text):f}" if "e" in text and 1e-15 < abs(number) < 1e30 else text


def moment_text(moment: datetime.datetime) -> str:
    """A date in ISO form, with its time only where it has one."""
    return (
        moment.date().isoformat() if moment.time() == datetime.time.min else moment.isoformat(" ", timespec="seconds")
    )


TEXTS: dict[type, Callable[[Any], str]] = {
    str: str,
    float: number_text,
    int: str,
    bool: lambda yes: "TRUE" if yes else "FALSE",
    datetime.datetime: moment_text,
    datetime.date: datetime.date.isoformat,
    datetime.time: datetime.time.isoformat,
    datetime.timedelta: str,
}


def without_result(workbook: bytes, position: int) -> dict[int, dict[int, str]]:
    """Row number to column index to text of the cells that show an error, or whose formula was never worked out.

    The library gives both as empty, and an empty cell is an answer: read so, a broken formula would become
    "nothing to report".
    """
    found: dict[int, dict[int, str]] = {}
    with contextlib.suppress(KeyError, IndexError, zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(workbook)) as parts:
        sheet = re.findall(rb"<(?:\w+:)?sheet\b[^>]*?\br:id=[\"']([^\"']+)[\"']", parts.read("xl/workbook.xml"))[
            position
        ]
        for relation in re.findall(rb"<Relationship\b[^>]*>", parts.read("xl/_rels/workbook.xml.rels")):
            said = dict(re.findall(rb"\b(Id|Target)=[\"']([^\"']*)[\"']", relation))
            if said.get(b"Id") == sheet:
                target = said[b"Target"].decode()
                xml = parts.read(target.lstrip("/") if target.startswith("/") else f"xl/{target}")
                for pattern in (ERROR, NOT_WORKED_OUT):
                    for letters, row in pattern.findall(xml) if b't="e"' in xml or b"<f" in xml else ():
                        found.setdefault(int(row), {})[column_index(letters)] = NO_RESULT
    return found


def column_index(letters: bytes) -> int:
    """``A`` as 0, ``AA`` as 26."""
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index - 1


def rows_of(sheet: Any, marks: dict[int, dict[int, str]]) -> Iterator[list[str]]:
    """Rows of text from row 1 and column A on, without the blank cells at their ends."""
    before = [""] * (sheet.start[1] if sheet.start else 0)
    last = 0
    for number, cells in enumerate(sheet.iter_rows() if sheet.start else (), 1):
        last = number
        row = before + [TEXTS[type(cell)](cell) for cell in cells]
        yield trimmed(marked(row, marks.pop(number)) if number in marks else row)
    for number in range(last + 1, max(marks, default=0) + 1):
        yield marked([], marks.get(number, {}))


def marked(row: list[str], marks: dict[int, str]) -> list[str]:
    """The row with what is marked written in."""
    row += [""] * (max(marks, default=-1) + 1 - len(row))
    for index, text in marks.items():
        row[index] = text
    return row


def trimmed(row: list[str]) -> list[str]:
    """The row up to its last cell that holds something."""
    end = len(row)
    while end and not row[end - 1]:
        end -= 1
    return row[:end]


def sheets_of(data: bytes, most_cells: int, most_sheets: int) -> Iterator[Any]:
    """What is written out, in order; hidden sheets are passed over, because their sender did not mean to send
    them.
    """
    from python_calamine import PasswordError, SheetTypeEnum, SheetVisibleEnum, load_workbook

    try:
        workbook = load_workbook(io.BytesIO(data))
    except PasswordError:
        yield {"refused": "locked"}
        return
    if len(workbook.sheets_metadata) > most_sheets:
        yield {"refused": "sheets"}
        return
    tables = [about for about in workbook.sheets_metadata if about.typ == SheetTypeEnum.WorkSheet]
    for position, about in enumerate(workbook.sheets_metadata):
        if about.visible != SheetVisibleEnum.Visible or about.typ != SheetTypeEnum.WorkSheet:
            continue
        yield {"sheet": about.name, "others": [other.name for other in tables if other.name != about.name]}
        sheet = workbook.get_sheet_by_index(position)
        last_row, last_column = sheet.end or (-1, -1)
        if (last_row + 1) * (last_column + 1) > most_cells:
            yield {"refused": "cells"}
            return
        chunk = []
        for row in rows_of(sheet, without_result(data, position)):
            chunk.append(row)
            if len(chunk) == CHUNK:
                yield chunk
                chunk = []
        yield chunk
    yield {"end": True}


def main(memory: int, seconds: int, most_cells: int, most_sheets: int) -> None:
    """Read one workbook from standard input, and write its sheets to standard output."""
    close_the_door(memory, seconds)
    out = sys.stdout
    try:
        for said in sheets_of(sys.stdin.buffer.read(), most_cells, most_sheets):
            out.write(json.dumps(said) + "\n")
    except BrokenPipeError:
        return  # the reader has what it wanted
    except MemoryError:
        out.write(json.dumps({"refused": "cells"}) + "\n")
    except BaseException:  # a panic of the library is no Exception; whatever it was, the workbook is at fault
        out.write(json.dumps({"refused": "damaged"}) + "\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
