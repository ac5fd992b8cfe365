"""Two texts beside each other, word by word: what stayed, what was taken out, what was put in."""

import re
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

LONGEST = 20_000
"""So many words of each text are compared; of longer ones the paragraphs are."""


class Piece(NamedTuple):
    """Some words, and what became of them."""

    is_: Literal["same", "out", "in"]
    words: str


def compared(before: str, after: str) -> list[list[Piece]]:
    """The paragraphs of both texts together, each as pieces. A paragraph that was not touched is one piece."""
    old, new = paragraphs(before), paragraphs(after)
    told: list[list[Piece]] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            told += [[Piece("same", each)] for each in old[a:b]]
            continue
        pairs = min(b - a, d - c)
        told += [words_of(old[a + n], new[c + n]) for n in range(pairs)]
        told += [[Piece("out", each)] for each in old[a + pairs : b]]
        told += [[Piece("in", each)] for each in new[c + pairs : d]]
    return told


def words_of(before: str, after: str) -> list[Piece]:
    """One paragraph that became another, word by word; whole where they have nothing in common."""
    old, new = before.split(), after.split()
    matching = SequenceMatcher(None, old, new, autojunk=False)
    if max(len(old), len(new)) > LONGEST or matching.quick_ratio() < 0.3:
        return [Piece("out", before), Piece("in", after)]
    found: list[Piece] = []
    for kind, a, b, c, d in matching.get_opcodes():
        if kind == "equal":
            found.append(Piece("same", " ".join(old[a:b])))
            continue
        if b > a:
            found.append(Piece("out", " ".join(old[a:b])))
        if d > c:
            found.append(Piece("in", " ".join(new[c:d])))
    return found


def count(told: list[list[Piece]]) -> tuple[int, int]:
    """How many words were put in, and how many were taken out."""
    every = [piece for paragraph in told for piece in paragraph]

    def words(kind: str) -> int:
        return sum(len(piece.words.split()) for piece in every if piece.is_ == kind)

    return words("in"), words("out")


def paragraphs(text: str) -> list[str]:
    return [each.strip() for each in re.split(r"\n\s*\n", text) if each.strip()]
