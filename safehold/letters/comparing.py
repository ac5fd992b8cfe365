"""Two wordings side by side: what was added and what was taken away, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "added", "removed"]
ALIKE = 0.5  # the share of a paragraph that must stay for it to be shown as changed, and not as another
ISLAND = 3  # so many words that stay between two changes are shown as staying; fewer would only make it hard to read
WORD = re.compile(r"\S+\s*|\s+")


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
        for stays, first, end, begin, stop in _joined(matcher.get_opcodes()):
            if stays:
                line.append(Part("same", "".join(was_words[first:end])))
                continue
            if first < end:
                line.append(Part("removed", "".join(was_words[first:end])))
            if begin < stop:
                line.append(Part("added", "".join(said_words[begin:stop])))
        yield tuple(line)
    yield from ((Part("removed", each),) for each in old)
    yield from ((Part("added", each),) for each in new)


def _joined(codes: Sequence[tuple[str, int, int, int, int]]) -> list[tuple[bool, int, int, int, int]]:
    """The stretches of words that stay and that change, what stays between two changes and is too short taken with them."""
    found: list[tuple[bool, int, int, int, int]] = []
    for number, (how, first, end, begin, stop) in enumerate(codes):
        stays = how == "equal" and (number in (0, len(codes) - 1) or end - first >= ISLAND)
        if found and found[-1][0] == stays:
            _, earlier, _, before, _ = found.pop()
            first, begin = earlier, before
        found.append((stays, first, end, begin, stop))
    return found


def counted(lines: Sequence[Line]) -> tuple[int, int]:
    """How many words were added and how many taken away."""

    def many(kind: Kind) -> int:
        return sum(len(part.words.split()) for line in lines for part in line if part.kind == kind)

    return many("added"), many("removed")
