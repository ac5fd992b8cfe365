"""Fonts that travel in a Word file, so that it looks the same where they are not installed."""

import re
import uuid

from safehold.charts.drawing import font_folder
from safehold.printing.reference import FONT

_FACES = (("Regular", "Regular"), ("Bold", "Bold"), ("Italic", "Italic"), ("BoldItalic", "BoldItalic"))
_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TABLES = frozenset({"word/fontTable.xml", "word/_rels/fontTable.xml.rels"})
"""The parts that name the fonts of a file: ours stand in the place of pandoc's."""


def settings(xml: str) -> str:
    """Say that the fonts are in the file."""
    return xml.replace("<w:embedSystemFonts />", "<w:embedTrueTypeFonts />", 1)


def content_types(xml: str) -> str:
    """The list of what kinds of part there are, with hidden fonts among them."""
    obfuscated = (
        '<Default Extension="odttf" ContentType="application/vnd.openxmlformats-officedocument.obfuscatedFont"/>'
    )
    return re.sub(r"(<Types\b[^>]*>)", rf"\1{obfuscated}", xml, count=1)


def parts() -> dict[str, bytes]:
    """The four faces, hidden as the format demands (ECMA-376, part 4, 17.8.1), and the table that names them."""
    found, embedded, related = {}, [], []
    for place, (face, element) in enumerate(_FACES, 1):
        font_key = uuid.uuid5(uuid.NAMESPACE_URL, f"urn:safehold:font:{face}")
        plain = (font_folder() / f"AtkinsonHyperlegible-{face}.ttf").read_bytes()
        found[f"word/fonts/font{place}.odttf"] = _obfuscated(plain, font_key)
        embedded.append(f'<w:embed{element} r:id="rId{place}" w:fontKey="{{{str(font_key).upper()}}}"/>')
        related.append(f'<Relationship Id="rId{place}" Type="{_RELATIONSHIP}/font" Target="fonts/font{place}.odttf"/>')
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    table = (
        f'{head}<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{_RELATIONSHIP}">'
        f'<w:font w:name="{FONT}"><w:altName w:val="Arial"/><w:family w:val="swiss"/><w:pitch w:val="variable"/>'
        f"{''.join(embedded)}</w:font></w:fonts>"
    )
    relationships = (
        f'{head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{''.join(related)}</Relationships>"
    )
    found["word/fontTable.xml"] = table.encode()
    found["word/_rels/fontTable.xml.rels"] = relationships.encode()
    return found


def _obfuscated(font: bytes, font_key: uuid.UUID) -> bytes:
    """The first 32 bytes combined with the key, read backwards, twice."""
    backwards = font_key.bytes[::-1]
    return bytes(byte ^ backwards[place % 16] for place, byte in enumerate(font[:32])) + font[32:]
