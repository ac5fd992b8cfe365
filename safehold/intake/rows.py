"""A file being read against a schema: good rows as they come, and every problem."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from safehold.intake.columns import Wrong
from safehold.intake.headings import LOOKED_THROUGH, Layout, lay_out
from safehold.intake.limits import Unreadable
from safehold.intake.problems import Problem, Problems, shown
from safehold.intake.reading import File, Sheet

if TYPE_CHECKING:  # schemas make readings
    from safehold.intake.schema import RowCheck, Schema

Rows = list[tuple[int, list[str]]]
EMPTY = "This file holds no rows: check that it was saved, and upload it again"


class Reading:
    """What was read, and how.

    ``columns_dropped`` names the headings that were not asked for (their cells are never looked at), and
    ``has_headings`` says whether any that was asked for was found;
    ``encoding`` and ``delimiter`` say how a CSV file was understood; ``sheet`` is the sheet of a workbook
    whose headings fit best, and ``sheets_left_out`` names the others, hidden ones too; ``sha256`` is of the bytes as sent.

    ``row_count`` (rows with anything in them) and ``problems`` grow while rows are read; they are whole once it is
    ``complete``, which a file with too many problems never is.
    """

    def __init__(self, schema: Schema, file: File) -> None:
        self.encoding, self.delimiter, self.sha256 = file.encoding, file.delimiter, file.sha256
        self.problems = Problems(file.limits.problems)
        self.row_count = 0
        self.complete = False
        self._schema = schema
        self._limits = file.limits
        sheet, head, self._layout = _best_sheet(file, schema)
        self.sheet, self.sheets_left_out = sheet.name, sheet.others
        self.heading_row = self._layout.row
        self.columns_dropped = self._layout.dropped
        self.has_headings = bool(self._layout.positions)
        for problem in self._layout.problems:
            self.problems.add(problem)
        below = (row for row in head if row[0] > self.heading_row)
        self._numbered = self._read(chain(below, sheet.rows))

    def __iter__(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Each good row with its number, once. Raises ``Unreadable`` where reading cannot go on."""
        return self._numbered

    def chunks(self, size: int = 5_000) -> Iterator[list[tuple[int, dict[str, Any]]]]:
        """The good rows in lists of at most ``size``, once."""
        while chunk := list(islice(self._numbered, size)):
            yield chunk

    def finish(self) -> Reading:
        """Read to the end without keeping the rows: for the problems alone."""
        for _ in self._numbered:
            pass
        return self

    def _read(self, rows: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, dict[str, Any]]]:
        layout, columns = self._layout, self._schema.columns
        if not layout.positions:  # not one heading was found: nothing below it means anything
            self.complete = True
            return
        names = tuple(layout.positions)
        readers = [columns[name].reader() for name in names]
        pick = _picker(list(layout.positions.values()))
        absent = {column.name: column.blank() for column in layout.missing if not column.required}
        usable = not any(column.required for column in layout.missing)
        row_checks, whole_checks = self._schema.row_checks(), self._schema.whole_checks()
        width, most = layout.width, self._limits.rows
        problems = self.problems
        for number, cells in rows:
            if problems.full:
                return
            if not cells or (not cells[0].strip() and not any(map(str.strip, cells))):
                continue
            self.row_count += 1
            if self.row_count > most:
                raise Unreadable(f"This file has more than {most:,} rows: split it and upload the parts")
            if len(cells) != width and not self._fit(number, cells):
                continue
            try:
                values = [read(cell) for read, cell in zip(readers, pick(cells), strict=True)]
            except Wrong:
                row, good = self._what_can_be_read(number, cells), False
            else:
                row, good = dict(zip(names, values, strict=True)), usable
            if absent:
                row |= absent
            good = self._passes(number, row, cells, row_checks, whole=good) and good
            for enough, watch in whole_checks:
                if good or (enough and row.keys() >= set(enough)):
                    watch.send((number, row))
            if good:
                yield number, row
        self._end(whole_checks)

    def _fit(self, number: int, cells: list[str]) -> bool:
        """Make a row as wide as the headings. One that holds more than they do has probably slipped, so none of
        it is trusted.
        """
        width = self._layout.width
        # an empty cell too many tells as well: “1, 040” without quotation marks moves all that follows it by one
        if len(cells) > self._layout.length or any(map(str.strip, cells[width:])):
            message = (
                "This row has more cells than there are headings. Put text that contains a delimiter in quotation marks"
            )
            self.problems.add(Problem(number, "", message))
            return False
        cells[width:] = [""] * (width - len(cells))
        return True

    def _what_can_be_read(self, number: int, cells: list[str]) -> dict[str, Any]:
        """The values of a row's good cells, every bad one noted."""
        row = {}
        for name, index in self._layout.positions.items():
            column = self._schema.columns[name]
            try:
                row[name] = column.read(cells[index])
            except Wrong as wrong:
                value = shown(cells[index], personal=column.personal)
                self.problems.add(Problem(number, column.heading, str(wrong), value))
        return row

    def _passes(
        self, number: int, row: dict[str, Any], cells: list[str], checks: list[RowCheck], *, whole: bool
    ) -> bool:
        """Whether a row passes every check that can be made of it; ``whole`` where each of its cells could be read."""
        good = True
        for sentence, heading, of, passes in checks:
            if not whole and not (of and row.keys() >= set(of)):
                continue
            try:
                if passes(row):
                    continue
            except Wrong as wrong:
                sentence = str(wrong)
            good = False
            self.problems.add(Problem(number, heading, sentence, self._sent(heading, cells)))
        return good

    def _sent(self, heading: str, cells: list[str]) -> str:
        """What was sent under one of our headings, as far as it may be repeated; nothing where the row is meant."""
        for name, index in self._layout.positions.items():
            column = self._schema.columns[name]
            if column.heading == heading:
                return shown(cells[index], personal=column.personal)
        return ""

    def _end(self, whole_checks: list) -> None:
        if not self.row_count and not self._schema.may_be_empty:
            self.problems.add(Problem(self.heading_row, "", "Add the rows: there are none under the headings"))
        for _, watch in whole_checks:
            found: Any = ()
            try:
                watch.send(None)
            except StopIteration as end:
                found = end.value or ()
            for number, sentence in found:
                if self.problems.full:
                    return
                self.problems.add(Problem(number, "", sentence), kind=_kind(sentence))
        self.complete = True


def _kind(sentence: str) -> str:
    """A sentence with its figures left out, to count together those that differ in nothing else."""
    return re.sub(r"[0-9]+", "…", sentence)


def _picker(indexes: list[int]) -> Callable[[list[str]], Any]:
    """Takes the cells of our columns out of a row, in our order."""
    if len(indexes) == 1:
        return lambda cells: (cells[indexes[0]],)
    return itemgetter(*indexes)


def _best_sheet(file: File, schema: Schema) -> tuple[Sheet, Rows, Layout]:
    """The first sheet that has every column required, else the one that has most; with the rows looked through."""
    best, most = -1, 0
    first: tuple[Sheet, Rows, Layout] | None = None
    for position, sheet in enumerate(file.sheets()):
        head = _head(sheet)
        if not head:
            continue
        layout = _lay_out(head, file, schema)
        found = sheet, head, layout
        if not any(column.required for column in layout.missing):
            return found
        first = first or found
        if len(layout.positions) > most:
            best, most = position, len(layout.positions)
    if first is None:
        raise Unreadable(EMPTY)
    if best < 0:  # no sheet has any of our headings, so no rows will be read
        return first
    sheet = next(islice(file.sheets(), best, None))
    head = _head(sheet)
    return sheet, head, _lay_out(head, file, schema)


def _lay_out(head: Rows, file: File, schema: Schema) -> Layout:
    most = file.limits.columns
    if any(any(cells[most:]) for _, cells in head):
        raise Unreadable(
            f"This file has more than {most} columns: delete those that were not asked for and upload it again"
        )
    return lay_out([(number, cells[:most]) for number, cells in head], list(schema.columns.values()))


def _head(sheet: Sheet) -> Rows:
    """The first rows that hold anything."""
    full = (row for row in sheet.rows if any(map(str.strip, row[1])))
    return list(islice(full, LOOKED_THROUGH))
