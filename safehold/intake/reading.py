"""Bytes or a path in, sheets of text out: nothing is guessed about what a cell means.

``examine`` refuses, with ``Unreadable`` and one sentence, whatever should not be opened; ``File.sheets`` then
gives rows of text one at a time. Every cell is text: dates of a workbook in ISO form, numbers without a
spurious ``.0``.
"""

import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, NamedTuple

from safehold.intake import archives, delimited, kinds, workbooks
from safehold.intake.limits import Limits, Unreadable, in_megabytes

HEAD = 1 << 20


class Sheet(NamedTuple):
    """One table of a file: its name (empty for CSV) and its rows as (row number in Excel, cells), to be read once; and the
    names of the workbook's other sheets.
    """

    name: str
    rows: Iterator[tuple[int, list[str]]]
    others: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class File:
    """A file that was examined and may be read, as often as needed.

    ``kind`` is ``CSV``, ``XLSX`` or ``ODS``; ``encoding`` and ``delimiter`` are empty for workbooks;
    ``sha256`` is of the bytes as sent.
    """

    name: str
    kind: str
    size: int
    sha256: str
    encoding: str = ""
    delimiter: str = ""
    limits: Limits = field(repr=False)
    opened: Callable[[], BinaryIO] = field(repr=False)
    skip_first_line: bool = field(default=False, repr=False)

    def sheets(self) -> Iterator[Sheet]:
        """The visible sheets in order, each to be read before the next is asked for.

        Raises ``Unreadable`` where reading cannot go on.
        """
        if self.kind == "CSV":
            yield Sheet(
                "",
                delimited.rows(self.opened, self.encoding, self.delimiter, skip_first_line=self.skip_first_line),
            )
        else:
            for name, rows, others in workbooks.sheets(self.opened, self.limits):
                yield Sheet(name, rows, others)


def examine(source: bytes | str | Path, *, name: str = "", limits: Limits | None = None) -> File:
    """What this file is, once everything that should stop us from opening it has been looked for.

    ``source`` is the content, or a path to it; ``name`` is the name its sender gave it. Raises ``Unreadable``.
    """
    limits = limits or Limits()
    if isinstance(source, bytes):
        opened, size = _from_bytes(source), len(source)
    else:
        path = Path(source)
        opened, size, name = _from_path(path), path.stat().st_size, name or path.name
    if size > limits.size:
        raise Unreadable(
            f"This file is larger than {in_megabytes(limits.size)}:"
            " split it, or take out what was not asked for, and upload it again"
        )
    with opened() as stream:
        head = stream.read(HEAD)
    if not head:
        raise Unreadable("This file is empty: check that it was saved, and upload it again")
    kinds.refuse_what_is_no_table(head)
    about = _workbook(opened, limits) if kinds.is_zip(head) else _text(opened, limits)
    kinds.refuse_a_borrowed_name(name, about["kind"])
    return File(name=name, size=size, limits=limits, opened=opened, **about)


def _from_bytes(content: bytes) -> Callable[[], BinaryIO]:
    return lambda: io.BytesIO(content)


def _from_path(path: Path) -> Callable[[], BinaryIO]:
    return lambda: path.open("rb")


def _workbook(opened: Callable[[], BinaryIO], limits: Limits) -> dict:
    with opened() as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]  # a stream of bytes it is
        return {"kind": archives.kind_of_workbook(stream, limits), "sha256": sha256}


def _text(opened: Callable[[], BinaryIO], limits: Limits) -> dict:
    with opened() as stream:
        encoding, sha256 = delimited.scan(stream, limits)
    with opened() as stream:
        delimiter, said = delimited.delimiter_of(stream, encoding)
    return {"kind": "CSV", "encoding": encoding, "sha256": sha256, "delimiter": delimiter, "skip_first_line": said}
