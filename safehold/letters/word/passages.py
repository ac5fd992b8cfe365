"""The words of a paragraph, wherever Word broke them into runs, and putting others in their place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.dom.minidom import Document, Element

from safehold.letters.word.parcel import Node, Parcel, children

# what XML cannot hold (XML 1.0, 2.2), and marks that turn the direction of writing
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
BREAKS = {"w:br": "\n", "w:cr": "\n", "w:tab": "\t", "w:noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}
# what is no text of the paragraph that it stands in
APART = {"w:p", "w:instrText", "w:delText", "w:pPr", "w:rPr"}


@dataclass
class Piece:
    """One element of a paragraph with the words it stands for."""

    node: Node
    text: str


def paragraphs(tree: Document | Node) -> Iterator[Node]:
    """Every paragraph, those in tables and boxes too, in reading order."""
    for child in tree.childNodes:
        if isinstance(child, Element):
            if child.tagName == "w:p":
                yield child
            yield from paragraphs(child)


def pieces(paragraph: Node) -> Iterator[Piece]:
    """What a paragraph's own words stand in, in order."""
    for child in paragraph.childNodes:
        if not isinstance(child, Element) or child.tagName in APART:
            continue
        if child.tagName == "w:t":
            yield Piece(child, "".join(each.data for each in child.childNodes if each.nodeType == each.TEXT_NODE))
        elif child.tagName in BREAKS:
            yield Piece(child, BREAKS[child.tagName])
        else:
            yield from pieces(child)


def text_of(paragraph: Node) -> str:
    """The words of a paragraph."""
    return "".join(each.text for each in pieces(paragraph))


def put(paragraph: Node, begins: int, ends: int, words: str) -> None:
    """Put ``words`` in the place of those from ``begins`` up to ``ends``, in the look of the first of them.

    They are text whatever they say: nothing reads them again for fields.
    """
    clean = NOT_IN_XML.sub("", words)
    reached: list[tuple[Node, str, str]] = []
    inside: list[tuple[Node, str, str]] = []
    at = 0
    for piece in pieces(paragraph):
        first, at = at, at + len(piece.text)
        low, high = max(begins, first), min(ends, at)
        if low < high:
            reached.append((piece.node, piece.text[: low - first], piece.text[high - first :]))
        elif piece.node.tagName == "w:t" and first <= begins <= at:
            inside.append((piece.node, piece.text[: begins - first], piece.text[begins - first :]))
    reached = reached or inside[:1] or [(_new_run(paragraph), "", "")]
    for number, (node, head, tail) in enumerate(reached):
        _write(node, head + ("" if number else clean) + tail)


def _write(node: Node, words: str) -> None:
    """Say ``words`` where ``node`` stands: its lines and tabs as Word has them (17.3.3)."""
    owner, run = node.ownerDocument, node.parentNode
    for part in re.split(r"([\n\t])", words):
        if not part:
            continue
        if part == "\n":
            made = owner.createElement("w:br")
        elif part == "\t":
            made = owner.createElement("w:tab")
        else:
            made = owner.createElement("w:t")
            made.setAttribute("xml:space", "preserve")
            made.appendChild(owner.createTextNode(part))
        run.insertBefore(made, node)
    run.removeChild(node)


def _new_run(paragraph: Node) -> Node:
    owner = paragraph.ownerDocument
    run, text = owner.createElement("w:r"), owner.createElement("w:t")
    run.appendChild(text)
    paragraph.appendChild(run)
    return text


# --- the words of a whole letter, to be edited ---


def editable(parcel: Parcel) -> list[Node]:
    """The paragraphs of the letter's own text that have words: those in tables, boxes, heads and feet stay as they are."""
    return [each for each in children(parcel.body, "w:p") if text_of(each).strip() and not _holds_more(each)]


def _holds_more(paragraph: Node) -> bool:
    return any(True for _ in paragraphs(paragraph))


def words_of(parcel: Parcel) -> str:
    """The text of a letter: its paragraphs, an empty line between each two."""
    return "\n\n".join(text_of(each).strip() for each in editable(parcel))


def split(words: str) -> list[str]:
    """Words as their writer broke them into paragraphs."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n")
    return [each.strip() for each in re.split(r"\n\s*\n", lines) if each.strip()]
