"""The exception report of a closed quarter on one page, as PDF and Word: what the Executive is handed.

It is made for one reader, of the actions that they see, and says when it leaves something out for want of room.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from safehold.govuk.filters import day, shortened
from safehold.plans.models import ClosedLine, ClosedQuarter, QuarterNote
from safehold.plans.presenters import delivery as presenters
from safehold.printing.pdf import pages_of
from safehold.printing.setting import set_pdf, write_word
from safehold.printing.sheet import Block, Sheet, bullets, facts, heading, paragraph, table

HEADINGS = ("Action", "Agency", "Due", "Status", "What was said")
WIDTHS = (2.2, 1.3, 1.3, 0.9, 2.6)


class Room(NamedTuple):
    """How much stands on the page: rows under a heading, and letters of what somebody wrote."""

    rows: int
    letters: int


ROOMS = (
    Room(20, 400), Room(14, 200), Room(10, 160), Room(9, 120), Room(8, 110), Room(7, 100), Room(6, 90), Room(4, 80),
    Room(3, 70), Room(2, 60),
)  # fmt: skip


@dataclass(frozen=True)
class ExceptionReport:
    """A closed quarter as one reader sees it."""

    quarter: ClosedQuarter
    lines: Sequence[ClosedLine]
    notes: Sequence[QuarterNote]
    partnership: str
    banner: str = ""

    @cached_property
    def fitted(self) -> tuple[Sheet, bytes]:
        """The fullest sheet that stands on one page, and its PDF; the shortest where none does."""
        for room in ROOMS:
            sheet = self.sheet(room)
            made = set_pdf(sheet, dated=self.quarter.closed_on)
            if pages_of(made) == 1:
                break
        return sheet, made

    def pdf(self) -> bytes:
        return self.fitted[1]

    def word(self) -> bytes:
        """With the same rows and words as the PDF."""
        return write_word(self.fitted[0], dated=self.quarter.closed_on)

    def sheet(self, room: Room) -> Sheet:
        quarter = self.quarter
        title = f"Exception report: {quarter}"
        blocks: list[Block] = [
            facts(
                [
                    ("As it stood on", day(quarter.last_on)),
                    ("Closed", f"{day(quarter.closed_on)} by {quarter.closed_by}"),
                    ("Actions", self.counts()),
                ]
            )
        ]
        if quarter.asks:
            blocks += [heading("Asked of the Executive"), paragraph(shortened(quarter.asks, 4 * room.letters))]
        if self.notes:
            said = [f"{each.words} ({each.noted_by}, {day(each.noted_on)})" for each in self.notes]
            blocks += [heading("Noted since it was closed"), some(said, room)]
        parts = presenters.exceptions(self.lines)
        for name, words, found in parts:
            if found:
                blocks += [heading(f"{name} ({len(found)})"), *self.listed(name, words, found, room)]
        if without := [name.lower() for name, _, found in parts if not found]:
            blocks.append(paragraph(f"None: {', '.join(without)}."))
        if barriers := [f"{each.agency}: {each.barriers}" for each in self.lines if each.barriers]:
            blocks += [heading("What stands in the way"), some(barriers, room)]
        foot = f"{title}. The whole of it stands in Safehold"
        uids = tuple(str(each.line.action.uid) for each in self.lines)
        return Sheet(title, self.partnership, foot, blocks, self.banner, about=uids, close=True)

    def counts(self) -> str:
        tiles = presenters.closed_tiles(self.lines)
        return ", ".join(f"{tile.number} {tile.label.lower()}" for tile in tiles) or "none that you can see"

    def listed(self, name: str, words: str, found: Sequence[ClosedLine], room: Room) -> list[Block]:
        rows = [row(each, room) for each in found[: room.rows]]
        left = len(found) - len(rows)
        more = [paragraph(f"And {left} more, on the page of this quarter.")] if left else []
        return [paragraph(words), table(name, HEADINGS, rows, WIDTHS), *more]


def row(line: ClosedLine, room: Room) -> list[str]:
    said = line.narrative or "Nothing was said"
    if line.said:
        said += f" Worked out as {presenters.closed_worked_out(line)}. Said otherwise because: {line.reason}"
    return [
        shortened(line.words, room.letters),
        line.agency,
        presenters.closed_due(line),
        presenters.closed_words(line),
        shortened(said, room.letters),
    ]


def some(said: Iterable[str], room: Room) -> Block:
    """As many of them as there is room for, each as long as there is."""
    every = list(said)
    shown = [shortened(each, room.letters) for each in every[: room.rows]]
    left = len(every) - len(shown)
    return bullets([*shown, f"And {left} more, on the page of this quarter"] if left else shown)
