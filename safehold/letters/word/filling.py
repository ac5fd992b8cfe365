"""Filling the fields of a template. What is put in is text, whatever it says: it is never read for fields again."""

import re
from collections.abc import Mapping
from datetime import date
from xml.sax.saxutils import escape

from safehold.letters.word.checking import FIELD
from safehold.letters.word.parcel import Node, Parcel, parsed
from safehold.letters.word.passages import NOT_IN_XML, paragraphs, put, text_of

# parts that tell of whoever made the template, or hold what a letter has no use for
UNWANTED = re.compile(
    r"docProps/(custom\.xml|thumbnail\..*|app\.xml)|customXml/.*|word/(comments.*|people|webSettings)\.xml"
)


def fill(parcel: Parcel, values: Mapping[str, str]) -> None:
    """Put ``values`` in the place of the fields. A template that was checked has no other fields than these."""
    for _, tree in parcel.texts():
        for paragraph in paragraphs(tree):
            fill_paragraph(paragraph, values)


def fill_paragraph(paragraph: Node, values: Mapping[str, str]) -> None:
    """From the last field to the first, so that what was put in is neither moved over nor looked at."""
    for match in reversed(list(FIELD.finditer(text_of(paragraph)))):
        put(paragraph, match.start(), match.end(), values[match[1].strip()])


def describe(parcel: Parcel, *, title: str, author: str, dated: date) -> None:
    """Say in the file's properties what it is and whose, and nothing of whoever made its template (part 2, 11)."""
    gone = [name for name in parcel.parts if UNWANTED.fullmatch(name) or re.fullmatch(r"customXml/.*", name)]
    for name in gone:
        del parcel.parts[name]
    if gone:
        for name in [each for each in parcel.parts if each.endswith(".rels")]:
            parcel.parts[name] = _without(parcel.parts[name], "Relationship", "Target", gone)
        types = "[Content_Types].xml"
        parcel.parts[types] = _without(parcel.parts[types], "Override", "PartName", gone)
    if "docProps/core.xml" in parcel.parts:
        parcel.parts["docProps/core.xml"] = _properties(title, author, dated)


def _without(part: bytes, element: str, attribute: str, gone: list[str]) -> bytes:
    tree = parsed(part)
    for each in list(tree.documentElement.getElementsByTagName(element)):
        pointed = each.getAttribute(attribute).replace("../", "").lstrip("/")
        if pointed in gone or f"word/{pointed}" in gone:
            each.parentNode.removeChild(each)
    return bytes(tree.toxml(encoding="UTF-8", standalone=True))


def _properties(title: str, author: str, dated: date) -> bytes:
    title, author = (escape(NOT_IN_XML.sub("", each)) for each in (title, author))
    moment = f"{dated.isoformat()}T00:00:00Z"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><dc:language>en-GB</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified></cp:coreProperties>'
    ).encode()
