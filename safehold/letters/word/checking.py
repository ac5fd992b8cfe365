"""What is wrong with a template, each in a sentence that says where it is and what to do about it in Word."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from safehold.letters.word.parcel import Node, Parcel, Unfit, child_of, elements, parsed, value_of
from safehold.letters.word.passages import paragraphs, pieces, text_of

FIELD = re.compile(r"(?<!\{)\{\{([^{}\n\t]*)\}\}(?!\})")
NAME = re.compile(r"[a-z]+(?:[._][a-z]+)*")
MARKS = ("{{", "}}", "{%", "%}", "{#", "#}")
# what Word works out by itself and cannot reach for anything outside (17.16.5)
HARMLESS = {"PAGE", "NUMPAGES", "SECTIONPAGES"}
CARRIED = re.compile(r"word/(embeddings|activeX)/|\.bin$", re.IGNORECASE)
WITHIN = {
    "w:altChunk": "another document",
    "w:object": "an object",
    "w:control": "a control",
    "o:OLEObject": "an object",
}
CHANGES = ("w:ins", "w:del", "w:moveFrom", "w:moveTo")
MOST = 20
HIDDEN = "This document has hidden text, which would go out with every letter. Show it in Word and delete it"


@dataclass(frozen=True)
class Used:
    """A field as it stands in a template: its name as it was written, and where."""

    name: str
    where: str


def used(parcel: Parcel) -> Iterator[Used]:
    """Every field of a template, in reading order."""
    for where, paragraph in placed(parcel):
        for match in FIELD.finditer(text_of(paragraph)):
            yield Used(match[1].strip(), f"{where}: ‘{around(text_of(paragraph), match.start(), match.end())}’")


def placed(parcel: Parcel) -> Iterator[tuple[str, Node]]:
    """Every paragraph with words, and where people find it: the fourth paragraph, the head of the page."""
    called = {"header": "the head of the page", "footer": "the foot of the page", "footnotes": "a footnote"}
    for name, tree in parcel.texts():
        part = re.sub(r"word/(\D+)\d*\.xml", r"\1", name)
        number = 0
        for paragraph in paragraphs(tree):
            if text_of(paragraph).strip():
                number += 1
                yield (f"paragraph {number}" if part == "document" else called.get(part, "a note")), paragraph


def around(words: str, begins: int, ends: int) -> str:
    """A field with a few words on either side."""
    head, tail = words[max(0, begins - 25) : begins], words[ends : ends + 25]
    return (
        f"{'…' if begins > 25 else ''}{head}{words[begins:ends]}{tail}{'…' if ends + 25 < len(words) else ''}".strip()
    )


def problems(parcel: Parcel, known: Collection[str]) -> list[str]:
    """All that is wrong with a template whose fields may be those of ``known``."""
    found = list(dict.fromkeys([*unsafe(parcel), *unknown(parcel, known)]))
    return [*found[:MOST], f"and {len(found) - MOST} more"] if len(found) > MOST else found


# --- fields ---


def unknown(parcel: Parcel, known: Collection[str]) -> Iterator[str]:
    """Fields that do not exist, and what was meant for a field and is none."""
    for each in used(parcel):
        if each.name not in known:
            yield f"There is no field ‘{each.name}’ ({each.where}).{nearest(each.name, known)}"
    for where, paragraph in placed(parcel):
        left = FIELD.sub("", text_of(paragraph))
        if "{%" in left or "%}" in left or "{#" in left:
            yield f"There is an instruction in {where}: ‘{left.strip()[:60]}’. A template has words and fields only. Take it out"
        elif any(mark in left for mark in MARKS):
            yield f"A field is not whole in {where}: ‘{left.strip()[:60]}’. Write it with two braces on either side, on one line"


def nearest(name: str, known: Collection[str]) -> str:
    """Which field was probably meant."""
    folded = re.sub(r"[\s_-]+", "_", name.strip().lower())
    meant = folded if folded in known else next(iter(get_close_matches(folded, known, n=1, cutoff=0.5)), "")
    if not meant:
        meant = next((each for each in sorted(known) if each.rpartition(".")[2] == folded.rpartition(".")[2]), "")
    return f" Did you mean ‘{meant}’?" if meant else " See which fields may be used"


# --- what a template must not carry ---


def unsafe(parcel: Parcel) -> Iterator[str]:
    """What reaches outside the file, changes by itself, or would go out with every letter unseen."""
    if any(CARRIED.search(name) for name in parcel.parts):
        yield "This document has another file inside it. Take it out"
    for name, part in sorted(parcel.parts.items()):
        if name.endswith(".rels"):
            yield from reaching(part)
    if "word/comments.xml" in parcel.parts and next(
        elements(parsed(parcel.parts["word/comments.xml"]).documentElement, "w:comment"), None
    ):
        yield "This document has comments, which would go out with every letter. Delete them"
    hiding = hiding_styles(parcel)
    for _, tree in parcel.texts():
        root = tree.documentElement
        if any(
            each.getAttribute("w:val") in hiding for name in ("w:rStyle", "w:pStyle") for each in elements(root, name)
        ):
            yield HIDDEN
        if any(next(elements(root, name), None) for name in CHANGES):
            yield "This document has tracked changes, which would go out with every letter. Accept or reject them"
        for name, words in WITHIN.items():
            if next(elements(root, name), None):
                yield f"This document has {words} inside it. Take it out"
        for hidden in elements(root, "w:vanish"):
            if hidden.getAttribute("w:val") not in ("0", "false") and hidden.parentNode.parentNode.tagName == "w:r":
                yield HIDDEN
        for code in codes(root):
            if code.split()[:1] and code.split()[0].upper() not in HARMLESS:
                yield f"Word works out ‘{code.strip()[:60]}’ by itself, so it may change after it is sent. Write it as words"


def hiding_styles(parcel: Parcel) -> set[str]:
    """The styles that hide whatever is written in them, and those that are built on one (17.7.4.3)."""
    part = parcel.parts.get("word/styles.xml", b"")
    # it takes long to read, and hardly any says so; what is not written in UTF-8 is read all the same
    if b"vanish" not in part and b"\0" not in part:
        return set()
    styles = {each.getAttribute("w:styleId"): each for each in elements(parsed(part).documentElement, "w:style")}
    found = {name for name, each in styles.items() if hides(each)}
    while more := {name for name, each in styles.items() if value_of(each, "w:basedOn") in found} - found:
        found |= more
    return found


def hides(style: Node) -> bool:
    mark = child_of(style, "w:rPr", "w:vanish")
    return mark is not None and mark.getAttribute("w:val") not in ("0", "false")


def reaching(part: bytes) -> Iterator[str]:
    """Links out of the file: templates, pictures and pages that are fetched from elsewhere (part 2, 9.3)."""
    for each in parsed(part).documentElement.getElementsByTagName("Relationship"):
        if each.getAttribute("TargetMode").lower() != "external":
            continue
        kind, target = each.getAttribute("Type").rpartition("/")[2], each.getAttribute("Target")[:80]
        if kind == "attachedTemplate":
            yield f"This document takes its look from a template elsewhere (‘{target}’). Detach it: Developer, Document Template"
        elif kind == "hyperlink":
            yield f"This document links to ‘{target}’. Remove the link and leave the words"
        else:
            yield f"This document fetches something from elsewhere (‘{target}’). Put it into the document, or take it out"


def codes(root: Node) -> Iterator[str]:
    """What Word is told to work out (17.16.18 and 17.16.19)."""
    yield from (each.getAttribute("w:instr") for each in elements(root, "w:fldSimple"))
    for paragraph in paragraphs(root):
        said = ""
        for run in elements(paragraph, "w:r"):
            if (
                any(mark.getAttribute("w:fldCharType") == "begin" for mark in elements(run, "w:fldChar"))
                and said.strip()
            ):
                yield said
                said = ""
            said += "".join(
                node.data
                for each in elements(run, "w:instrText")
                for node in each.childNodes
                if node.nodeType == node.TEXT_NODE
            )
        if said.strip():
            yield said


def check(parcel: Parcel, known: Collection[str]) -> list[str]:
    """The names of the fields that a template uses, in order. Raises ``Unfit`` with everything that is wrong with it."""
    if wrong := problems(parcel, known):
        raise Unfit("\n".join(wrong))
    return list(dict.fromkeys(each.name for each in used(parcel)))


def whole_text(parcel: Parcel) -> str:
    """Every paragraph of a template, one in a line: what two versions are compared by."""
    return "\n".join(text_of(paragraph).strip() for _, paragraph in placed(parcel))


__all__ = ["FIELD", "NAME", "Used", "check", "pieces", "problems", "used", "whole_text"]
