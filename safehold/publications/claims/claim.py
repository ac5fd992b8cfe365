"""A claim: something a report says with numbers that arithmetic can test."""

from dataclasses import dataclass, replace
from decimal import Decimal

COLUMNS = (
    "id",
    "section",
    "kind",
    "subject",
    "period",
    "total",
    "parts",
    "base",
    "change",
    "printed",
    "unit",
    "note",
)


@dataclass(frozen=True)
class Part:
    """One item of a list in a claim: an amount, a run of labels, words, or a blank (not printed).

    ``text`` is what stands in the file. ``value`` is its number where it is one; ``name`` is what the
    number counts, or the chapter a run of labels belongs to; ``labels`` are the first and last of a run.
    """

    text: str = ""
    value: Decimal | None = None
    name: str = ""
    labels: tuple[int, int] | None = None

    @property
    def is_blank(self) -> bool:
        """Whether the source prints nothing here."""
        return not self.text


@dataclass(frozen=True)
class Reading:
    """A second way to read the same sentence: one part of one whole."""

    part: Part
    whole: Part


@dataclass(frozen=True)
class Claim:
    """One claim, with blanks (``None`` or a blank part) where the report prints no number.

    ``total`` and ``parts`` are tuples, because some claims are about several wholes at once. ``base`` is what
    a percentage is a percentage of, or the earlier count of a change; ``change`` is the signed difference;
    ``printed`` is the number as printed, with its own digits (``-18.0`` has one decimal place).
    ``otherwise`` is a second reading where the sentence has two. ``keeps_back`` says that a blank is a number
    held back on purpose, so that being able to work it out is a fault and not an answer.
    """

    id: str
    section: str
    kind: str
    subject: str = ""
    period: str = ""
    total: tuple[Part, ...] = ()
    parts: tuple[Part, ...] = ()
    base: Decimal | None = None
    change: Decimal | None = None
    printed: Decimal | None = None
    unit: str = ""
    note: str = ""
    otherwise: Reading | None = None
    keeps_back: bool = False

    def other_reading(self) -> "Claim | None":
        """The same claim read the other way, or nothing where it can be read in one way only."""
        if self.otherwise is None:
            return None
        again = replace(self, parts=(self.otherwise.part,), otherwise=None)
        if self.base is not None:
            return replace(again, base=self.otherwise.whole.value)
        return replace(again, total=(self.otherwise.whole,))
