"""The kinds of file that may be kept, and how each is told from what merely bears its name."""

import email
import email.policy
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from io import BytesIO
from pathlib import PurePath

import puremagic

from safehold.access.policy import Refused

MEGABYTE = 1024 * 1024
PARTS = 5_000
UNPACKED = 200 * MEGABYTE
RATIO = 300  # honest documents reach about 30; a bomb reaches 1,000
WITHIN_MAIL = 2  # how deep a message may carry messages
MACROS = re.compile(r"vbaproject|vbadata|(?:^|/)macrosheets/|(?:^|/)activex/|^(?:basic|scripts)/", re.IGNORECASE)
# the control characters that text may hold are tab, line feed, form feed and carriage return
NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
MARKUP = ("<!doctype", "<html", "<script", "<svg", "<?xml", "<?php", "#!")


class Unwelcome(Refused):
    """The file is not of a kind that may be kept. Its sentence says what to do instead."""


@dataclass(frozen=True)
class Kind:
    """One kind of file: what people call it, the endings of its name, what browsers are told, and its proof."""

    code: str
    words: str
    suffixes: tuple[str, ...]
    content_type: str
    proof: Callable[[bytes], bool]


def is_pdf(content: bytes) -> bool:
    return content.startswith(b"%PDF-")


def is_png(content: bytes) -> bool:
    return content.startswith(b"\x89PNG\r\n\x1a\n")


def is_jpeg(content: bytes) -> bool:
    return content.startswith(b"\xff\xd8\xff")


def is_text(content: bytes) -> bool:
    """Text that people read: no control characters, and nothing that a browser or a shell would run."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return not NOT_TEXT.search(text) and not text.lstrip().lower().startswith(MARKUP)
    return False


def is_office(main: str) -> Callable[[bytes], bool]:
    """An Office Open XML file whose main part is ``main``."""
    return lambda content: main in names_in(content)


def is_open_document(kind: bytes) -> Callable[[bytes], bool]:
    """An OpenDocument file, which names its kind in its first part."""

    def proof(content: bytes) -> bool:
        if "mimetype" not in names_in(content):
            return False
        with zipfile.ZipFile(BytesIO(content)) as archive, archive.open("mimetype") as part:
            return part.read(200).strip() == b"application/vnd.oasis.opendocument." + kind

    return proof


def is_mail(content: bytes) -> bool:
    headers = email.message_from_bytes(content[: 64 * 1024], policy=email.policy.default)
    return bool(headers["From"]) and bool(headers["Date"] or headers["Received"]) and b"\x00" not in content


OOXML = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."
KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind("pdf", "PDF", ("pdf",), "application/pdf", is_pdf),
        Kind("docx", "Word", ("docx",), f"{OOXML}wordprocessingml.document", is_office("word/document.xml")),
        Kind("xlsx", "Excel", ("xlsx",), f"{OOXML}spreadsheetml.sheet", is_office("xl/workbook.xml")),
        Kind("pptx", "PowerPoint", ("pptx",), f"{OOXML}presentationml.presentation", is_office("ppt/presentation.xml")),
        Kind("odt", "OpenDocument text", ("odt",), f"{ODF}text", is_open_document(b"text")),
        Kind("ods", "OpenDocument spreadsheet", ("ods",), f"{ODF}spreadsheet", is_open_document(b"spreadsheet")),
        Kind("csv", "CSV", ("csv",), "text/csv", is_text),
        Kind("txt", "text", ("txt",), "text/plain", is_text),
        Kind("png", "PNG picture", ("png",), "image/png", is_png),
        Kind("jpg", "JPEG picture", ("jpg", "jpeg"), "image/jpeg", is_jpeg),
        Kind("eml", "e-mail message", ("eml",), "message/rfc822", is_mail),
    )
}
SUFFIXES: dict[str, Kind] = {suffix: kind for kind in KINDS.values() for suffix in kind.suffixes}
ZIPPED = {"docx", "xlsx", "pptx", "odt", "ods"}
# what people send most often that is not on the list, and what to send instead
INSTEAD = {
    "doc": "a Word document (.docx) or a PDF",
    "docm": "a Word document without macros (.docx)",
    "xls": "an Excel workbook (.xlsx)",
    "xlsm": "an Excel workbook without macros (.xlsx)",
    "xlsb": "an Excel workbook (.xlsx)",
    "ppt": "a PowerPoint presentation (.pptx) or a PDF",
    "pptm": "a PowerPoint presentation without macros (.pptx)",
    "rtf": "a Word document (.docx) or a PDF",
    "msg": "an e-mail message (.eml) or a PDF",
    "heic": "a JPEG picture (.jpg)",
    "tif": "a PDF",
    "tiff": "a PDF",
}


def recognise(name: str, content: bytes, *, within: int = 0) -> Kind:
    """The kind of the file ``name`` holding ``content``; raises ``Unwelcome`` where it may not be kept.

    The ending of the name says what it claims to be, the content proves it: a file that fails its own proof is refused
    whatever else it might be.
    """
    suffix = PurePath(name).suffix.lower().lstrip(".")
    if suffix in INSTEAD:
        raise Unwelcome(f"Files that end in .{suffix} cannot be kept. Save it as {INSTEAD[suffix]} and upload that")
    kind = SUFFIXES.get(suffix)
    if kind is None:
        raise Unwelcome(f"The selected file must be {one_of_the_kinds()}")
    if not content:
        raise Unwelcome("The selected file is empty")
    if kind.code in ZIPPED:
        refuse_unsafe_archives(content, kind)
    if not kind.proof(content):
        raise Unwelcome(
            f"The name ends in .{suffix} but this is {what_it_looks_like(content)}. Save it again as {kind.words}"
        )
    if kind.code == "eml":
        refuse_what_mail_may_not_carry(content, within)
    return kind


def one_of_the_kinds() -> str:
    *others, last = (kind.words for kind in KINDS.values())
    return f"a {', '.join(others)} or {last}"


def names_in(content: bytes) -> set[str]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return set()


def refuse_unsafe_archives(content: bytes, kind: Kind) -> None:
    """Refuse macros, passwords, bombs and damage. Sizes written in an archive can lie, so every part is unpacked once."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
                raise Unwelcome("This file is too large when unpacked. Save it as a PDF and upload that")
            if any(MACROS.search(part.filename) for part in parts):
                raise Unwelcome(f"This file contains macros. Save it as {kind.words} without them and upload that")
            if any(part.flag_bits & 1 for part in parts):
                raise Unwelcome("This file is locked with a password. Save it without one and upload that")
            unpacked = 0
            for part in parts:
                unpacked += unpack(archive, part, most=UNPACKED - unpacked)
            if "[Content_Types].xml" in archive.namelist():
                with archive.open("[Content_Types].xml") as types:
                    if b"macroenabled" in types.read(MEGABYTE).lower():
                        raise Unwelcome(
                            f"This file contains macros. Save it as {kind.words} without them and upload that"
                        )
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError) as error:
        looks = what_it_looks_like(content)
        raise Unwelcome(
            f"This file cannot be opened: it is damaged, or it is {looks}. Save it again as {kind.words}"
        ) from error


def unpack(archive: zipfile.ZipFile, part: zipfile.ZipInfo, *, most: int) -> int:
    """Read a part through in blocks and say how large it is; refuse it as soon as it is too large."""
    size = 0
    with archive.open(part) as unpacked:
        while block := unpacked.read(MEGABYTE):
            size += len(block)
            if size > most or (size > MEGABYTE and size > RATIO * max(1, part.compress_size)):
                raise Unwelcome("This file is too large when unpacked. Save it as a PDF and upload that")
    return size


def refuse_what_mail_may_not_carry(content: bytes, within: int) -> None:
    """Hold every attachment of a message against the same list."""
    if within >= WITHIN_MAIL:
        raise Unwelcome("This message carries messages within messages. Save what matters as PDF and upload that")
    message = email.message_from_bytes(content, policy=email.policy.default)
    for part in message.walk():
        name = part.get_filename()
        if part.is_multipart() and part.get_content_type() != "message/rfc822":
            continue
        if part.get_content_type() == "message/rfc822" and isinstance(carried := part.get_payload(0), EmailMessage):
            recognise("carried.eml", carried.as_bytes(), within=within + 1)
        elif name or part.is_attachment():
            held = part.get_payload(decode=True)
            try:
                recognise(name or "attachment", held if isinstance(held, bytes) else b"", within=within + 1)
            except Unwelcome as refused:
                raise Unwelcome(
                    "An attachment of this message may not be kept. Save what matters as PDF and upload that"
                ) from refused


def what_it_looks_like(content: bytes) -> str:
    """What the content is, in words, for the person who sent it."""
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "an older Office file"
    if content.startswith(b"MZ"):
        return "a program"
    try:
        found = puremagic.magic_string(content[:8192])
    except (puremagic.PureError, ValueError):
        return "something else"
    extension = found[0].extension.lstrip(".") if found else ""
    return f"a {extension.upper()} file" if extension else "something else"
