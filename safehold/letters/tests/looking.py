"""Looking for hidden words in a PDF, as whoever wants to know what was removed would."""

import io
import re
import zlib
from typing import Any

import pikepdf


def everything_in(pdf: bytes) -> str:
    """Whatever a PDF holds, as a tool that looks for hidden words would find it: the raw bytes, every stream unpacked, the
    words of its pages by way of its fonts' own tables, its outline, its properties and its metadata."""
    found = [pdf.decode("latin-1")]
    for match in re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        unpacker = zlib.decompressobj()
        try:
            found.append(unpacker.decompress(match[1]).decode("latin-1"))
        except zlib.error:
            continue
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found.append(str(dict(opened.docinfo)))
        for each in opened.objects:
            if isinstance(each, pikepdf.Stream):
                found.append(each.read_bytes().decode("latin-1"))
            else:
                found.append(str(each))
        found += [words_on(page) for page in opened.pages]
    return "\n".join(found)


def words_on(page: Any) -> str:
    """The words that stand on a page: each letter looked up in the table that its font carries for copying (9.10.3)."""
    tables = {name: letters_of(font) for name, font in page.Resources.get("/Font", {}).items()}
    said, table = "", {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            table = tables[str(operands[0])]
        elif str(operator) in ("Tj", "TJ"):
            for each in operands[0] if str(operator) == "TJ" else operands:
                if isinstance(each, pikepdf.String):
                    raw = bytes(each)
                    said += "".join(table.get(raw[n : n + 2], "?") for n in range(0, len(raw), 2))
    return said


def letters_of(font: Any) -> dict[bytes, str]:
    said = font.ToUnicode.read_bytes().decode()
    found = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", said, re.DOTALL):
        for code, letters in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[bytes.fromhex(code)] = bytes.fromhex(letters).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", said, re.DOTALL):
        for first, last, letters in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[(int(first, 16) + step).to_bytes(2, "big")] = chr(int(letters, 16) + step)
    return found
