"""Putting changed words back into a Word file: what was not touched keeps its look."""

from difflib import SequenceMatcher

from safehold.letters.word.parcel import MAIN, Node, Parcel
from safehold.letters.word.passages import editable, put, split, text_of


def rewrite(parcel: Parcel, words: str) -> None:
    """Give the letter these words, paragraph by paragraph. A new paragraph looks like the one before it."""
    before = editable(parcel)
    was = [text_of(each).strip() for each in before]
    wanted = split(words)
    last: Node | None = None
    for how, first, end, begin, stop in SequenceMatcher(a=was, b=wanted, autojunk=False).get_opcodes():
        old, new = before[first:end], wanted[begin:stop]
        if how == "equal":
            last = old[-1]
            continue
        for paragraph, said in zip(old, new, strict=False):
            change(paragraph, said)
            last = paragraph
        for paragraph in old[len(new) :]:
            paragraph.parentNode.removeChild(paragraph)
        for said in new[len(old) :]:
            last = added(parcel, last, before, said)


def put_above(parcel: Parcel, words: str) -> None:
    """Say something above the whole letter, in bold, such as that all of it is invented."""
    tree, body = parcel.trees[MAIN], parcel.body
    paragraph, run, look, text = (tree.createElement(name) for name in ("w:p", "w:r", "w:rPr", "w:t"))
    look.appendChild(tree.createElement("w:b"))
    text.appendChild(tree.createTextNode(words))
    run.appendChild(look)
    run.appendChild(text)
    paragraph.appendChild(run)
    body.insertBefore(paragraph, body.firstChild)


def change(paragraph: Node, said: str) -> None:
    """Change only what differs, so that what is bold before and after it stays so."""
    was = text_of(paragraph)
    head = next(
        (n for n, (one, other) in enumerate(zip(was, said, strict=False)) if one != other), min(len(was), len(said))
    )
    room = min(len(was), len(said)) - head
    tail = next((n for n in range(room) if was[-1 - n] != said[-1 - n]), room)
    put(paragraph, head, len(was) - tail, said[head : len(said) - tail])


def added(parcel: Parcel, anchor: Node | None, before: list[Node], said: str) -> Node:
    """A new paragraph behind ``anchor``, or before everything where there is none, that looks like its neighbour."""
    like = anchor if anchor is not None else (before[0] if before else None)
    made = like.cloneNode(True) if like is not None else parcel.body.ownerDocument.createElement("w:p")
    put(made, 0, len(text_of(made)), said)
    if anchor is None:
        parcel.body.insertBefore(made, like or parcel.body.firstChild)
    else:
        anchor.parentNode.insertBefore(made, anchor.nextSibling)
    return made
