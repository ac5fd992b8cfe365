"""CSV files: their encoding and delimiter found, then read row by row, never whole."""

import codecs
import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import BinaryIO

from safehold.intake.limits import Limits, Unreadable

BLOCK = 1 << 18
DELIMITERS = (",", ";", "\t", "|")
NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
NO_CP1252 = bytes([0x81, 0x8D, 0x8F, 0x90, 0x9D])
CONTROLS = bytes(set(range(32)) - {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A})
SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n?\Z", re.IGNORECASE)
SAVE_AS_UTF8 = "save it again as ‘CSV UTF-8’ and upload that"
NOT_TEXT = f"This file is not text, so it cannot be read as a table: open it in Excel, {SAVE_AS_UTF8}"


@dataclass
class _Scan:
    """One pass over the bytes: the hash, and everything that would stop the file from being read, before any row
    is.
    """

    limits: Limits
    wide: bool
    line: int = 0
    cp1252: bool = True
    sha256: "hashlib._Hash" = field(default_factory=hashlib.sha256)
    decoder: codecs.IncrementalDecoder | None = None

    def take(self, block: bytes) -> None:
        self.sha256.update(block)
        self._measure(block)
        if not self.wide and b"\0" in block:
            raise Unreadable(NOT_TEXT)
        if self.cp1252 and len(block.translate(None, NO_CP1252 + CONTROLS)) < len(block):
            self.cp1252 = False
        self._decode(block)

    def _measure(self, block: bytes) -> None:
        ends = max(block.rfind(b"\n"), block.rfind(b"\r"))
        if ends < 0:
            self.line += len(block)
        else:
            first = min((at for at in (block.find(b"\n"), block.find(b"\r")) if at >= 0), default=0)
            if self.line + first > self.limits.line:
                self.line += first
            else:
                self.line = len(block) - ends
        if self.line > self.limits.line:
            raise Unreadable(
                f"This file has a line longer than {self.limits.line:,} characters:"
                f" check that it is a table, {SAVE_AS_UTF8}"
            )

    def _decode(self, block: bytes, final: bool = False) -> None:
        if self.decoder is None:
            return
        try:
            text = self.decoder.decode(block, final)
        except UnicodeDecodeError as error:
            if self.wide:
                raise Unreadable(f"The letters of this file cannot be read: {SAVE_AS_UTF8}") from error
            self.decoder = None
        else:
            if self.wide and "\0" in text:
                raise Unreadable(NOT_TEXT)

    def end(self) -> None:
        self._decode(b"", final=True)


def scan(stream: BinaryIO, limits: Limits) -> tuple[str, str]:
    """The encoding (``utf-8-sig``, ``utf-8``, ``utf-16`` or ``cp1252``) and the SHA-256 of a text file, in
    bounded memory.
    """
    size = min(BLOCK, limits.line)  # no line within one block can be too long
    head = stream.read(size)
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    marked = head.startswith(codecs.BOM_UTF8)
    encoding = "utf-16" if wide else "utf-8"
    found = _Scan(limits, wide, decoder=codecs.getincrementaldecoder(encoding)())
    block = head
    while block:
        found.take(block)
        block = stream.read(size)
    found.end()
    if found.decoder is None and (marked or not found.cp1252):
        raise Unreadable(f"The letters of this file cannot be read: {SAVE_AS_UTF8}")
    if found.decoder is None:
        encoding = "cp1252"
    return "utf-8-sig" if marked else encoding, found.sha256.hexdigest()


def delimiter_of(stream: BinaryIO, encoding: str) -> tuple[str, bool]:
    """The delimiter, and whether the first line says so itself (``sep=;``, which Excel writes, obeys and does
    not show).

    The most regular reading of the first 20 rows wins; of two equally regular ones, the one with more
    columns.
    """
    text = io.TextIOWrapper(stream, encoding, newline="")
    lines = [text.readline(BLOCK) for _ in range(60)]
    text.detach()
    if (said := SEPARATOR_LINE.match(lines[0])) and said[1] in DELIMITERS:
        return said[1], True
    best = max(DELIMITERS, key=lambda delimiter: _regularity(lines, delimiter))
    return (best if _regularity(lines, best)[0] else ","), False


def _regularity(lines: list[str], delimiter: str) -> tuple[int, int]:
    try:
        widths = Counter(len(row) for row in islice(csv.reader(lines, delimiter=delimiter), 20) if len(row) > 1)
    except csv.Error:
        return 0, 0
    width, rows = max(widths.items(), key=lambda found: (found[1], found[0]), default=(0, 0))
    return rows, width


def rows(
    opened: Callable[[], BinaryIO], encoding: str, delimiter: str, *, skip_first_line: bool
) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number it has in Excel, blank lines counted.

    Quotation marks are read strictly: read leniently, one that is out of place silently swallows or alters
    what follows it.
    """
    number = 0
    with opened() as stream, io.TextIOWrapper(stream, encoding, newline="") as text:
        if skip_first_line:
            text.readline()
        try:
            for number, cells in enumerate(csv.reader(text, delimiter=delimiter, strict=True), 1):
                yield number, cells
        except csv.Error as error:
            raise Unreadable(
                f"Row {number + 1} cannot be read because a quotation mark in it is out of place or never closed:"
                " put it right and upload the file again"
            ) from error
