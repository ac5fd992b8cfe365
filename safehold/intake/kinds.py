"""What a file really is, by its first bytes, and what to say when that is not a table."""

from pathlib import PurePath

from safehold.intake.limits import Unreadable

OTHERS = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a rich text document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
)
WEB_PAGES = (b"<!doctype", b"<html", b"<?xml", b"<table", b"<script", b"<svg")
NAMES = {"CSV": {".csv", ".tsv", ".txt", ".tab"}, "XLSX": {".xlsx"}, "ODS": {".ods"}}


def is_zip(head: bytes) -> bool:
    """Whether these first bytes begin a zip archive, as every modern workbook does."""
    return head[:4] in {b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"}


def refuse_what_is_no_table(start: bytes) -> None:
    """Refuse what is plainly another type.

    ``start`` is the first part of the file, long enough to hold the directory of a small OLE file.
    """
    if start.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise Unreadable(_what_the_old_container_holds(start))
    for magic, what in OTHERS:
        if start.startswith(magic):
            raise Unreadable(f"This is {what}, not a table: save the figures as CSV, XLSX or ODS and upload that")
    if start[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(WEB_PAGES):
        raise Unreadable(
            "This is a web page or XML saved under another name:"
            " open it in Excel, save it as an Excel Workbook (.xlsx) and upload that"
        )


def refuse_a_borrowed_name(name: str, kind: str) -> None:
    """Refuse a file whose name says one type and whose content is another: one of the two is a mistake."""
    suffix = PurePath(name).suffix.lower()
    if suffix == ".xlsm":
        raise Unreadable(MACROS)
    if not suffix or suffix in NAMES[kind]:
        return
    known = {suffix for suffixes in NAMES.values() for suffix in suffixes} | {".xls", ".xlsb"}
    if suffix not in known:
        raise Unreadable(f"Files that end in {suffix[:10]} are not accepted: upload a CSV, XLSX or ODS file")
    raise Unreadable(
        f"The name ends in {suffix} but the file is {'a' if kind == 'CSV' else 'an'} {kind} file:"
        f" save it again as {kind} and upload that"
    )


MACROS = "This workbook contains macros: save it as an Excel Workbook (.xlsx), which leaves them out, and upload that"
LOCKED = "This workbook is protected by a password: remove the password, save it and upload it again"
DAMAGED = "This workbook is damaged and cannot be opened: open it in Excel, save it again and upload that"


def _what_the_old_container_holds(start: bytes) -> str:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in start

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        return LOCKED
    if holds("Workbook") or holds("Book"):
        return "This is an old Excel workbook (.xls): save it as an Excel Workbook (.xlsx) and upload that"
    return (
        "This is an old Office file or a workbook protected by a password:"
        " save it as XLSX without a password and upload that"
    )
