"""Two wordings side by side: what was added and what was taken away, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "added", "removed"]
ALIKE = 0.5  # the share of a paragraph that must stay for it to be shown as changed, and not as another
WORD = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Part:
    """Some words, and whether the later wording has them, had them, or both do."""

    kind: Kind
    words: str


Line = tuple[Part, ...]


def compared(before: Sequence[str], after: Sequence[str]) -> list[Line]:
    """Every paragraph of both, in reading order, each in parts."""
    found: list[Line] = []
    for how, first, end, begin, stop in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        old, new = before[first:end], after[begin:stop]
        if how == "equal":
            found += [(Part("same", each),) for each in old]
        else:
            found += list(_changed(list(old), list(new)))
    return found


def _changed(old: list[str], new: list[str]) -> Iterator[Line]:
    """Paragraphs that are not the same: those that are alike beside each other, the rest by themselves."""
    while old and new:
        was, said = old.pop(0), new.pop(0)
        was_words, said_words = WORD.findall(was), WORD.findall(said)
        matcher = SequenceMatcher(a=was_words, b=said_words, autojunk=False)
        if matcher.ratio() < ALIKE:
            yield (Part("removed", was),)
            yield (Part("added", said),)
            continue
        line: list[Part] = []
        for how, first, end, begin, stop in matcher.get_opcodes():
            if how == "equal":
                line.append(Part("same", "".join(was_words[first:end])))
                continue
            if first < end:
                line.append(Part("removed", "".join(was_words[first:end])))
            if begin < stop:
                line.append(Part("added", "".join(said_words[begin:stop])))
        yield tuple(line)
    yield from ((Part("removed", each),) for each in old)
    yield from ((Part("added", each),) for each in new)


def counted(lines: Sequence[Line]) -> tuple[int, int]:
    """How many words were added and how many taken away."""

    def many(kind: Kind) -> int:
        return sum(len(part.words.split()) for line in lines for part in line if part.kind == kind)

    return many("added"), many("removed")
