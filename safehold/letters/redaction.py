"""Removing passages from words: what is left is built anew, and a mark says why something is gone.

The mark is the same length whatever it replaces. Nothing of the original file is copied: its heads, feet, notes, boxes,
comments, earlier versions and properties are left behind.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

from safehold.letters.word.blocks import Block, blocks_of
from safehold.letters.word.parcel import opened
from safehold.letters.word.passages import split
from safehold.letters.word.setting import set_pdf
from safehold.printing import word
from safehold.printing.reference import reference

SHORTEST = 3  # letters: shorter words stand everywhere
# marks that are written for one another: the apostrophes and hyphens that a keyboard gives, and those that Word makes of them
ALIKE = {"'": "\u2018\u2019\u02bc\u00b4`", "-": "\u2010\u2011\u2013\u2212"}
# marks that nobody sees: the soft hyphen, and those without width
UNSEEN = [0x00AD, *range(0x200B, 0x2010), 0x2060, 0xFEFF]
PLAINLY = {ord(each): mark for mark, others in ALIKE.items() for each in others} | dict.fromkeys(UNSEEN)
WITH_ACCENTS = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]*", re.DOTALL)
WHERE = {"heading": "h2", "words": "p", "item": "li"}


@dataclass(frozen=True)
class Gone:
    """A passage that is removed: the number of its paragraph, its first letter and the one behind its last, and why."""

    paragraph: int
    begins: int
    ends: int
    why: str


@dataclass(frozen=True)
class Piece:
    """Words that stay, or the mark of a passage that was removed."""

    words: str
    removed: bool = False


def read(content: bytes, kind: str) -> list[Block]:
    """The words of a Word document or of plain text, as blocks. Raises ``Unfit`` where they cannot be read."""
    if kind == "docx":
        return blocks_of(opened(content))
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        words = content.decode("cp1252", errors="replace")
    return [{"is": "words", "words": each, "runs": [], "align": ""} for each in split(words)]


def texts(blocks: Sequence[Block]) -> list[str]:
    """Each paragraph, a table's cells one by one: passages are counted by their places in this list."""
    found: list[str] = []
    for block in blocks:
        if block["is"] == "table":
            found += [cell for row in block["rows"] for cell in row]
        else:
            found.append(block["words"])
    return found


def mark(why: str) -> str:
    return f"[Removed: {why}]"


def pieces(words: str, gone: Iterable[Gone]) -> list[Piece]:
    """One paragraph without what is gone from it."""
    found, at = [], 0
    for each in sorted(gone, key=lambda each: each.begins):
        if words[at : each.begins]:
            found.append(Piece(words[at : each.begins]))
        found.append(Piece(mark(each.why), removed=True))
        at = each.ends
    if words[at:]:
        found.append(Piece(words[at:]))
    return found


def by_paragraph(gone: Iterable[Gone]) -> Mapping[int, list[Gone]]:
    found: dict[int, list[Gone]] = {}
    for each in gone:
        found.setdefault(each.paragraph, []).append(each)
    return found


def without(blocks: Sequence[Block], gone: Iterable[Gone]) -> list[Block]:
    """The same blocks without what is gone, each paragraph as ``pieces``."""
    of, made, number = by_paragraph(gone), [], 0
    for block in blocks:
        if block["is"] == "table":
            rows = []
            for row in block["rows"]:
                cells = []
                for cell in row:
                    cells.append("".join(each.words for each in pieces(cell, of.get(number, ()))))
                    number += 1
                rows.append(cells)
            made.append({"is": "table", "rows": rows, "columns": block["columns"]})
            continue
        left = pieces(block["words"], of.get(number, ()))
        number += 1
        runs = [{"words": each.words, "bold": False, "italic": False, "removed": each.removed} for each in left]
        kept = {"is": block["is"], "align": "", "runs": runs, "words": "".join(each.words for each in left)}
        made.append(kept | ({"depth": block["depth"]} if block["is"] == "heading" else {}))
    return made


def occurrences(words: str, wanted: str) -> Iterator[tuple[int, int]]:
    """Where ``wanted`` stands in ``words``, whatever its capitals and spaces, never inside a longer word. Apostrophes and hyphens
    are alike however they are written, and marks that nobody sees stand for nothing."""
    plainly, places = plain(words)
    parts = [re.escape(each) for each in plain(wanted)[0].split()]
    if parts:
        spaced = r"\s+".join(parts)
        for match in re.finditer(rf"(?<!\w){spaced}(?!\w)", plainly, re.IGNORECASE):
            yield places[match.start()][0], places[match.end() - 1][1]


def plain(words: str) -> tuple[str, list[tuple[int, int]]]:
    """Words as they are looked for, and of each of their letters where it begins and ends in ``words``."""
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    for match in WITH_ACCENTS.finditer(words):
        for letter in unicodedata.normalize("NFC", match[0]).translate(PLAINLY):
            letters.append(letter)
            places.append(match.span())
    return "".join(letters), places


def said(paragraphs: Sequence[str], gone: Iterable[Gone]) -> set[str]:
    """What was removed, in small letters and with single spaces."""
    return {" ".join(paragraphs[each.paragraph][each.begins : each.ends].split()).casefold() for each in gone}


def stands_in(words: str, paragraphs: Sequence[str], gone: Iterable[Gone]) -> bool:
    """Whether anything that was removed, however short, stands in ``words``."""
    return any(next(occurrences(words, each), None) for each in said(paragraphs, gone))


def standing(paragraphs: Sequence[str], gone: Sequence[Gone]) -> list[int]:
    """The numbers of the paragraphs in which words that were removed elsewhere stand still."""
    removed = said(paragraphs, gone)
    of = by_paragraph(gone)
    found = []
    for number, words in enumerate(paragraphs):
        left = "\n".join(each.words for each in pieces(words, of.get(number, ())) if not each.removed)
        if any(next(occurrences(left, each), None) for each in removed if len(each) >= SHORTEST):
            found.append(number)
    return found


def files_of(
    blocks: Sequence[Block], *, title: str, author: str, dated: date, note: str, banner: str = ""
) -> tuple[bytes, bytes]:
    """A PDF and a Word file of what is left."""
    told: dict[str, Any] = {"title": title, "author": author, "dated": dated}
    pdf = set_pdf(blocks, **told, note=note, banner=banner, foot=[f"{title}. {note}"], shown_title=True)
    styles = reference(language="en-GB", head=f"{author}\t", foot=title, banner=banner, cover=False)
    body = f"<p>{escape(note, quote=False)}</p>" + "".join(html_of(each) for each in blocks)
    docx = word.carrying_fonts(word.converted(body, title=title, author=author, styles=styles), dated=dated)
    return pdf, docx


def html_of(block: Block) -> str:
    """One block as HTML, its words escaped, its marks in bold."""
    if block["is"] == "table":
        rows = "".join(f"<tr>{''.join(f'<td>{_said(cell)}</td>' for cell in row)}</tr>" for row in block["rows"])
        return f"<table><tbody>{rows}</tbody></table>"
    inner = "".join(
        f"<strong>{_said(run['words'])}</strong>" if run["removed"] else _said(run["words"]) for run in block["runs"]
    )
    name = WHERE[block["is"]]
    return f"<ul><li>{inner}</li></ul>" if name == "li" else f"<{name}>{inner}</{name}>"


def _said(words: str) -> str:
    return escape(words, quote=False).replace("\n", "<br>")
