"""Small honest and dishonest files of every kind, made on the spot."""

import zipfile
from email.message import EmailMessage
from io import BytesIO

import openpyxl
import xlsxwriter

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x00" * 32
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + b"\x00" * 17
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512
PROGRAM = b"MZ\x90\x00" + b"\x00" * 128
TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'


def archive(**parts: bytes | str) -> bytes:
    """A zip archive; ``__`` in a name stands for a slash and ``_dot_`` for a full stop."""
    into = BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return into.getvalue()


def docx(**more: bytes | str) -> bytes:
    return archive(**({"word__document_dot_xml": "<w/>"} | more)) if more else archive(word__document_dot_xml="<w/>")


def pptx() -> bytes:
    return archive(ppt__presentation_dot_xml="<p/>")


def xlsx() -> bytes:
    into = BytesIO()
    with xlsxwriter.Workbook(into) as book:
        book.add_worksheet().write(0, 0, "plain")
    assert openpyxl.load_workbook(BytesIO(into.getvalue()))
    return into.getvalue()


def open_document(kind: str, **more: bytes | str) -> bytes:
    return archive(mimetype=f"application/vnd.oasis.opendocument.{kind}", content_dot_xml="<o/>", **more)


def with_macros_in_its_types() -> bytes:
    """A Word file whose macros are only declared: its name lies, its list of types does not."""
    declared = '<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml" PartName="/x"/>'
    into = BytesIO()
    with zipfile.ZipFile(into, "w") as made:
        made.writestr("[Content_Types].xml", TYPES.format(declared))
        made.writestr("word/document.xml", "<w/>")
    return into.getvalue()


def bomb() -> bytes:
    """A document one part of which is 60 MB of nothing."""
    return docx(word__media__nothing_dot_bin=b"\x00" * 60_000_000)


def lying_bomb() -> bytes:
    """The same, with sizes in the archive's directory that say it is small."""
    honest = bomb()
    return honest.replace((60_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))


def mail(name: str = "", content: bytes = b"") -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Date"] = (
        "a@example.org",
        "b@example.org",
        "Fri, 30 Apr 2021 10:00:00 +0100",
    )
    message["Subject"] = "Minutes"
    message.set_content("As we agreed.")
    if name:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return bytes(message)


def mail_within_mail(depth: int) -> bytes:
    """A message that carries a message that carries…"""
    message = EmailMessage()
    message["From"], message["Date"], message["Subject"] = "a@example.org", "Fri, 30 Apr 2021 10:00:00 +0100", "Fwd"
    message.set_content("See below.")
    if depth:
        from email import message_from_bytes, policy

        message.add_attachment(message_from_bytes(mail_within_mail(depth - 1), policy=policy.default))
    return bytes(message)


def half_of(content: bytes) -> bytes:
    """What is left of a file when sending it was cut off."""
    return content[: len(content) // 2]
