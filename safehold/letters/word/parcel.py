"""A Word file opened: its parts, those that hold text as trees. What must not stand in a template is refused here."""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.dom import minidom
from xml.dom.minidom import Document, Element
from xml.parsers import expat

from safehold.access.policy import Refused

MAIN = "word/document.xml"
TEXT = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
HOLD_TEXT = {"officeDocument", "header", "footer", "footnotes", "endnotes"}
# whatever the library raises for an archive that is damaged (the last two from within a part), locked with a password
# (RuntimeError), packed in a way it does not know, or whose sizes are wrong (ValueError)
UNREADABLE = (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, EOFError, zlib.error)
LARGEST_PART = 4 * 1024 * 1024
# the moment that every part of a file we write says it was made: equal words give equal bytes
MADE = (1980, 1, 1, 0, 0, 0)


# an element of a tree: the library's own types say that each may lack what every part of a Word file has
Node = Any


class Unfit(Refused):
    """The file cannot be a template. Its sentence says what to do in Word."""


@dataclass
class Parcel:
    """The parts of a Word file by name; those of ``trees`` are written anew from them."""

    parts: dict[str, bytes]
    trees: dict[str, Document] = field(default_factory=dict)

    @property
    def body(self) -> Node:
        """The body of the document (17.2.2)."""
        return next(elements(self.trees[MAIN].documentElement, "w:body"))

    def texts(self) -> Iterator[tuple[str, Document]]:
        """Each part that holds text: the document first, then heads, feet and notes."""
        yield MAIN, self.trees[MAIN]
        yield from ((name, tree) for name, tree in sorted(self.trees.items()) if name != MAIN)

    def packed(self) -> bytes:
        """The file again. Equal parts give equal bytes."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.parts.items():
                tree = self.trees.get(name)
                written = tree.toxml(encoding="UTF-8", standalone=True) if tree is not None else content
                archive.writestr(zipfile.ZipInfo(name, MADE), written, zipfile.ZIP_DEFLATED)
        return out.getvalue()


def opened(content: bytes) -> Parcel:
    """Open a Word file. Raises ``Unfit`` where it is none, or its XML is not what Word writes."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {each.filename: archive.read(each) for each in archive.infolist() if not each.is_dir()}
    except UNREADABLE as error:
        raise Unfit("This file cannot be opened. Save it again as Word (.docx) and upload that") from error
    if MAIN not in parts:
        raise Unfit("This is not a Word document. Save it as Word (.docx) and upload that")
    for kind, name in named(parts):
        if name != MAIN if kind == "officeDocument" else not TEXT.fullmatch(name):
            _refuse()  # Word would show another text than the one that is checked and filled
    return Parcel(parts, {name: parsed(part) for name, part in parts.items() if TEXT.fullmatch(name)})


def named(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Which parts the file itself names as those that hold its text: the kind of each, and its name (part 2, 6.5)."""
    for rels, folder in (("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")):
        if rels not in parts:
            continue
        for each in parsed(parts[rels]).documentElement.getElementsByTagName("Relationship"):
            kind, target = each.getAttribute("Type").rpartition("/")[2], each.getAttribute("Target")
            if kind in HOLD_TEXT and each.getAttribute("TargetMode").lower() != "external":
                yield kind, posixpath.normpath(target[1:] if target.startswith("/") else folder + target)


def parsed(content: bytes) -> Node:
    """A part as a tree. A document type, by which a file could reach for others or grow without end, is refused first."""
    if len(content) > LARGEST_PART:
        raise Unfit("This document is too long for a letter. Use a shorter one")
    reader = expat.ParserCreate()
    reader.StartDoctypeDeclHandler = _refuse
    try:
        reader.Parse(content, True)
        return minidom.parseString(content)  # noqa: S318  what could harm was refused a line above
    except expat.ExpatError as error:
        raise Unfit("This document is damaged. Open it in Word, save it again and upload that") from error


def _refuse(*_: object) -> None:
    raise Unfit("This document was not written by Word. Open it in Word, save it again and upload that")


def elements(node: Node, name: str) -> Iterator[Node]:
    """The elements called ``name`` below a node, in reading order."""
    for child in node.childNodes:
        if isinstance(child, Element):
            if child.tagName == name:
                yield child
            yield from elements(child, name)


def children(node: Node, *names: str) -> Iterator[Node]:
    """The elements right below a node, those called ``names`` where any are."""
    for child in node.childNodes:
        if isinstance(child, Element) and (not names or child.tagName in names):
            yield child


def child_of(node: Node | None, *path: str) -> Node | None:
    """The first element down a path of names; nothing where the path breaks off."""
    for name in path:
        node = next(children(node, name), None) if node is not None else None
    return node


def value_of(node: Node | None, *path: str) -> str:
    """The ``w:val`` of the element down a path; empty where there is none."""
    found = child_of(node, *path)
    return str(found.getAttribute("w:val")) if found is not None else ""
