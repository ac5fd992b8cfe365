"""XLSX and ODS workbooks as text, opened in a process of their own (see ``cage``)."""

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from safehold.intake.kinds import DAMAGED, LOCKED
from safehold.intake.limits import Limits, Unreadable

CAGE = Path(__file__).with_name("cage.py")
# Enough for Python to start, and nothing of ours: no settings, no keys.
ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")
TOO_MUCH = (
    "This workbook is too large to open safely: delete empty rows and columns, or save the sheet as CSV and upload that"
)
REFUSALS = {
    "locked": LOCKED,
    "damaged": DAMAGED,
    "cells": TOO_MUCH,
    "sheets": "This workbook has too many sheets: save the one to send as a workbook of its own and upload that",
}


def sheets(
    opened: Callable[[], BinaryIO], limits: Limits
) -> Iterator[tuple[str, Iterator[tuple[int, list[str]]], tuple[str, ...]]]:
    """Each visible sheet's name with its numbered rows, in order, and the names of all other sheets, hidden ones too. Read
    a sheet before asking for the next one.
    """
    cage = _Cage(opened, limits)
    while cage.next_sheet():
        yield cage.name, cage.rows(), cage.others


class _Cage:
    """The process that has the workbook open, and what it says. It ends when nobody is left to read what it says."""

    def __init__(self, opened: Callable[[], BinaryIO], limits: Limits) -> None:
        bounds = (limits.memory, limits.seconds, limits.cells, limits.sheets)
        command = [sys.executable, "-I", str(CAGE), *map(str, bounds)]
        environment = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own file
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        )
        weakref.finalize(self, _end, process)
        _send(opened, process)
        self.name = ""
        self.others: tuple[str, ...] = ()
        self._lines = iter(process.stdout or ())
        self._waiting: dict | None = None

    def _next(self) -> dict | list:
        try:
            said = json.loads(next(self._lines))
        except (StopIteration, ValueError) as error:
            raise Unreadable(TOO_MUCH) from error  # it died, of memory or of time, perhaps in the middle of a line
        if isinstance(said, dict) and "refused" in said:
            raise Unreadable(REFUSALS[said["refused"]])
        return said

    def next_sheet(self) -> bool:
        """Go on to the next sheet, past what was not read of this one; whether there is one."""
        said: dict | list | None = self._waiting
        while not isinstance(said, dict):
            said = self._next()
        self._waiting = None
        self.name, self.others = said.get("sheet", ""), tuple(said.get("others", ()))
        return "sheet" in said

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """The rows of this sheet, from row 1 on."""
        first = 1
        while isinstance(said := self._next(), list):
            yield from enumerate(said, first)
            first += len(said)
        self._waiting = said


def _send(opened: Callable[[], BinaryIO], process: subprocess.Popen[bytes]) -> None:
    """The process reads everything before it writes anything, so this cannot wait for ever.

    If it has died, reading says so.
    """
    with contextlib.suppress(BrokenPipeError), process.stdin or io.BytesIO() as stdin, opened() as stream:
        shutil.copyfileobj(stream, stdin)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    with process:  # closes its pipes and waits for it
        pass
