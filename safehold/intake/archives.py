"""Workbooks before they are opened: what their zip archive holds, how large it would become, and what is hidden
in it.
"""

import re
import zipfile
import zlib
from typing import BinaryIO

from safehold.intake.kinds import DAMAGED, LOCKED, MACROS
from safehold.intake.limits import Limits, Unreadable

PARTS = 2_000
BLOCK = 1 << 20
TOO_LARGE = "This workbook is too large when unpacked: save the sheet as CSV and upload that"
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
# The markers are looked for across the seam of two blocks, so each block is read with the tail of the last.
DECLARATIONS = re.compile(rb"<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)|\x00", re.IGNORECASE)
TAIL = 16
IN_XLSX_WITH_MACROS = re.compile(r"vbaproject|(?:^|/)macrosheets/|(?:^|/)activex/", re.IGNORECASE)
IN_ODS_WITH_MACROS = re.compile(r"^(?:basic|scripts)/", re.IGNORECASE)


def kind_of_workbook(stream: BinaryIO, limits: Limits) -> str:
    """``"XLSX"`` or ``"ODS"``, once everything in the archive has been found harmless.

    Every part is unpacked here once, in blocks and under the limits, because sizes written in an archive can lie.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
            _refuse_bombs(parts, limits)
            kind = _kind(archive)
            for part in parts:
                _read_through(archive, part, limits)
            if kind == "ODS" and b"encryption-data" in _first(archive, "META-INF/manifest.xml"):
                raise Unreadable(LOCKED)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        ValueError,
        KeyError,
        RuntimeError,
    ) as error:
        raise Unreadable(DAMAGED) from error
    return kind


def _refuse_bombs(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(parts) > PARTS or sum(part.file_size for part in parts) > limits.unpacked:
        raise Unreadable(TOO_LARGE)
    for part in parts:
        if part.file_size > BLOCK and part.file_size > limits.ratio * max(1, part.compress_size):
            raise Unreadable(TOO_LARGE)
        if part.flag_bits & 0x1:
            raise Unreadable(LOCKED)
    if len({part.filename.lower() for part in parts}) != len(parts):
        raise Unreadable(DAMAGED)  # two parts of one name: which is read depends on the reader, so neither is


def _kind(archive: zipfile.ZipFile) -> str:
    names = archive.namelist()
    if "mimetype" in names and _first(archive, "mimetype").strip() == ODS:
        if any(IN_ODS_WITH_MACROS.search(name) for name in names):
            raise Unreadable(
                "This workbook contains macros: save it as an OpenDocument Spreadsheet without them and upload that"
            )
        return "ODS"
    if any(IN_XLSX_WITH_MACROS.search(name) for name in names):
        raise Unreadable(MACROS)
    if "[Content_Types].xml" in names and b"macroenabled" in _first(archive, "[Content_Types].xml").lower():
        raise Unreadable(MACROS)
    if "xl/workbook.xml" in names:
        return "XLSX"
    if "xl/workbook.bin" in names:
        raise Unreadable("This is a binary workbook (.xlsb): save it as an Excel Workbook (.xlsx) and upload that")
    if "word/document.xml" in names:
        raise Unreadable("This is a Word document: put the table in a workbook or a CSV file and upload that")
    if "ppt/presentation.xml" in names:
        raise Unreadable("This is a PowerPoint presentation: put the table in a workbook or a CSV file and upload that")
    raise Unreadable("This is a zip archive: open it and upload the CSV, XLSX or ODS file inside it")


def _first(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(BLOCK)


def _read_through(archive: zipfile.ZipFile, part: zipfile.ZipInfo, limits: Limits) -> None:
    is_xml = part.filename.lower().endswith((".xml", ".rels"))
    size, tail = 0, b""
    with archive.open(part) as unpacked:
        while block := unpacked.read(BLOCK):
            size += len(block)
            if size > limits.unpacked:
                raise Unreadable(TOO_LARGE)
            if is_xml and DECLARATIONS.search(tail + block):
                raise Unreadable(
                    "This workbook contains XML declarations that no spreadsheet program writes:"
                    " open it in Excel, save it again and upload that"
                )
            tail = block[-TAIL:]
