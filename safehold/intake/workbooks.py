"""XLSX and ODS workbooks as text, opened in a process of their own (see ``cage``)."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
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


def sheets(opened: Callable[[], BinaryIO], limits: Limits) -> Iterator[tuple[str, Iterator[tuple[int, list[str]]]]]:
    """Each visible sheet's name with its numbered rows, in order. Read a sheet's rows before asking for the next
    sheet.
    """
    bounds = (limits.memory, limits.seconds, limits.cells, limits.sheets)
    environment = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
    command = [sys.executable, "-I", str(CAGE), *map(str, bounds)]
    with subprocess.Popen(  # noqa: S603 - our own interpreter and our own file
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    ) as process:
        try:
            _send(opened, process)
            said = _Said(process)
            while said.next_sheet():
                yield said.name, said.rows()
        finally:
            process.kill()


def _send(opened: Callable[[], BinaryIO], process: subprocess.Popen[bytes]) -> None:
    """The process reads everything before it writes anything, so this cannot wait for ever; if it has died,
    reading says so.
    """
    stdin = process.stdin
    if stdin is None:  # pragma: no cover - it was asked for
        raise RuntimeError("no way in")
    with contextlib.suppress(BrokenPipeError), opened() as stream:
        shutil.copyfileobj(stream, stdin)
    with contextlib.suppress(BrokenPipeError):
        stdin.close()


class _Said:
    """What the process says, line by line."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.lines = iter(process.stdout or ())
        self.name = ""
        self.waiting: dict | None = None

    def _next(self) -> dict | list:
        try:
            said = json.loads(next(self.lines))
        except (StopIteration, ValueError) as error:
            raise Unreadable(TOO_MUCH) from error  # it died, of memory or of time, perhaps in the middle of a line
        if isinstance(said, dict) and "refused" in said:
            raise Unreadable(REFUSALS[said["refused"]])
        return said

    def next_sheet(self) -> bool:
        said: dict | list | None = self.waiting
        while not isinstance(said, dict):
            said = self._next()
        self.waiting = None
        self.name = said.get("sheet", "")
        return "sheet" in said

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        first = 1
        while isinstance(said := self._next(), list):
            yield from enumerate(said, first)
            first += len(said)
        self.waiting = said
