"""A Word file as plain blocks, for setting a PDF and for reading it paragraph by paragraph.

A block is a dictionary: ``is`` says which (``heading``, ``words``, ``item``, ``table``), ``words`` is its text, and
``runs`` its text in pieces that are bold, italic or neither.
"""

import re
from typing import Any

from safehold.letters.word.parcel import Node, Parcel, child_of, children, elements, parsed, value_of
from safehold.letters.word.passages import paragraphs, pieces, text_of

Block = dict[str, Any]
HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
BENEATH = {"w:sdt": "w:sdtContent"}


def blocks_of(parcel: Parcel) -> list[Block]:
    """The letter's own text."""
    styles = names_of_styles(parcel)
    return [block for node in flow(parcel.body) for block in block_of(node, styles)]


def edges_of(parcel: Parcel) -> tuple[list[str], list[str]]:
    """What stands in the head and at the foot of the pages, line by line, each said once."""
    found: tuple[list[str], list[str]] = ([], [])
    for name, tree in parcel.texts():
        for place, kind in enumerate(("word/header", "word/footer")):
            if name.startswith(kind):
                lines = [plain(each) for each in paragraphs(tree)]
                found[place].extend(line for line in lines if line and line not in found[place])
    return found


def plain(paragraph: Node) -> str:
    """The words of a head or foot, without the numbers that Word works out there."""
    return (
        ""
        if next(elements(paragraph, "w:instrText"), None) or next(elements(paragraph, "w:fldSimple"), None)
        else text_of(paragraph).strip()
    )


def names_of_styles(parcel: Parcel) -> dict[str, str]:
    """What each style is called (17.7.4.9)."""
    part = parcel.parts.get("word/styles.xml")
    if part is None:
        return {}
    root = parsed(part).documentElement
    return {each.getAttribute("w:styleId"): value_of(each, "w:name").lower() for each in children(root, "w:style")}


def flow(node: Node) -> list[Node]:
    """Paragraphs and tables in order, those in content controls too."""
    found: list[Node] = []
    for child in children(node):
        if child.tagName in ("w:p", "w:tbl"):
            found.append(child)
        elif beneath := child_of(child, BENEATH.get(child.tagName, "")):
            found += flow(beneath)
    return found


def block_of(node: Node, styles: dict[str, str]) -> list[Block]:
    if node.tagName == "w:tbl":
        rows = [
            ["\n".join(text_of(each).strip() for each in paragraphs(cell)) for cell in children(row, "w:tc")]
            for row in children(node, "w:tr")
        ]
        rows = [row for row in rows if any(row)]
        return [{"is": "table", "rows": rows, "columns": max(map(len, rows))}] if rows else []
    words = text_of(node).strip()
    if not words:
        return []
    style = styles.get(value_of(node, "w:pPr", "w:pStyle"), "")
    base: Block = {"words": words, "runs": runs_of(node), "align": value_of(node, "w:pPr", "w:jc")}
    if depth := depth_of(style):
        return [base | {"is": "heading", "depth": depth}]
    listed = child_of(node, "w:pPr", "w:numPr") is not None or style.startswith("list")
    return [base | {"is": "item" if listed else "words"}]


def depth_of(style: str) -> int:
    """How deep the heading is that a style makes, three at most; nought where it makes none."""
    if style == "title":
        return 1
    found = HEADING.fullmatch(style)
    return min(3, int(found[1])) if found else 0


def runs_of(paragraph: Node) -> list[dict[str, Any]]:
    """The words of a paragraph in pieces of one look (17.3.2)."""
    found: list[dict[str, Any]] = []
    for piece in pieces(paragraph):
        run = piece.node.parentNode
        look = {name: on(child_of(run, "w:rPr", mark)) for name, mark in (("bold", "w:b"), ("italic", "w:i"))}
        if found and {"bold": found[-1]["bold"], "italic": found[-1]["italic"]} == look:
            found[-1]["words"] += piece.text
        else:
            found.append({"words": piece.text, **look})
    return found


def on(mark: Node | None) -> bool:
    return mark is not None and mark.getAttribute("w:val") not in ("0", "false", "none")
