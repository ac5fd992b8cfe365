"""What is wrong with a file, said to the person who sent it."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

KEPT = 1_000
KEPT_OF_EACH_KIND = 10
KINDS = 200
OTHER = "Another problem"
HIDDEN = "[hidden]"
SHOWN = 40


class Problem(NamedTuple):
    """One thing to put right. ``row`` is the row the sender sees in Excel, ``column`` the heading (empty where
    the whole row is meant).

    ``value_masked`` is what was sent: shortened, and ``[hidden]`` where the column is personal. It is never
    the whole of a long cell.
    """

    row: int
    column: str
    message: str
    value_masked: str = ""


class Problems:
    """Every problem of a file: the first thousand in full, all of them in the counts, and some of every kind.

    Iterating gives those kept, by row. It is true when there is any problem, and its length counts them all.
    """

    def __init__(self, most: int = 50_000) -> None:
        self._most = most
        self._total = 0
        self._kept: list[Problem] = []
        self._counts: Counter[tuple[str, str]] = Counter()
        self.full = False
        """Whether there are so many that reading stopped, and rows below were not looked at."""

    def add(self, problem: Problem, *, kind: str = "") -> None:
        """Note a problem. ``kind`` is what it is counted under where its message names a row."""
        key = (problem.column, kind or problem.message)
        if key not in self._counts and len(self._counts) >= KINDS:  # a sentence that repeats the cell, perhaps
            key = (problem.column, OTHER)
        self._counts[key] += 1
        self._total += 1
        self.full = self._total >= self._most
        if len(self._kept) < KEPT or self._counts[key] <= KEPT_OF_EACH_KIND:
            self._kept.append(problem)

    def __len__(self) -> int:
        return self._total

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(self._kept, key=lambda problem: problem.row))

    @property
    def by_kind(self) -> list[tuple[str, str, int]]:
        """(column, what is wrong, how many), the most frequent first."""
        return [(column, kind, count) for (column, kind), count in self._counts.most_common()]

    @property
    def summary(self) -> str:
        """How many problems there are and, where not all are listed, that they are not."""
        total = len(self)
        if not total:
            return "No problems were found"
        found = "1 problem was found" if total == 1 else f"{total:,} problems were found"
        if self.full:
            found += ", so many that reading stopped"
        return found if total == len(self._kept) else f"{found}; {len(self._kept):,} of them are listed here"


def shown(text: str, *, personal: bool) -> str:
    """What of a cell may be repeated in a problem report."""
    if personal and text.strip():
        return HIDDEN
    text = "".join(letter if letter.isprintable() else " " for letter in text[: SHOWN * 2]).strip()
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
