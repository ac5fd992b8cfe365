"""What stands on a paper, as plain blocks: a dictionary each, with ``is`` saying which.

``heading`` (``depth`` 1 to 3), ``words``, ``list``, ``facts`` (pairs), ``table``, ``link`` (``words`` that lead to ``href``) and,
where files lie beside the sheet, ``paper``: the pages of one of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Block = dict[str, Any]


@dataclass(frozen=True)
class Sheet:
    """A whole paper: its title, what stands in the line at its foot, its banner where there is one, and its blocks.

    ``about`` and ``papers`` are the uids of the items and documents that it holds, for the trail. One that is ``close`` is
    set small, to stand on one page.
    """

    title: str
    partnership: str
    foot: str
    blocks: Sequence[Block]
    banner: str = ""
    about: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    close: bool = False


def heading(words: str, depth: int = 1) -> Block:
    return {"is": "heading", "words": words, "depth": depth}


def paragraph(words: str) -> Block:
    return {"is": "words", "words": words}


def paragraphs(words: str) -> list[Block]:
    """Words as their writer broke them into paragraphs."""
    return [paragraph(each.strip()) for each in words.split("\n\n") if each.strip()]


def bullets(items: Iterable[str]) -> Block:
    return {"is": "list", "items": list(items)}


def facts(pairs: Iterable[tuple[str, str]]) -> Block:
    """Names with their values; those without one are left out."""
    return {"is": "facts", "pairs": [[name, value] for name, value in pairs if value]}


def table(caption: str, headings: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float] = ()) -> Block:
    """A table; ``widths`` are the shares of its columns in a PDF, where the first should not be twice as wide as the rest."""
    told = {"caption": caption, "headings": list(headings), "rows": [list(row) for row in rows]}
    return {"is": "table", **told, "widths": list(widths)}
