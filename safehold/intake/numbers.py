"""Whole numbers, amounts, and the numbers of published tables, of which some are hidden and some were never sent."""

import enum
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from safehold.intake.columns import Column, Wrong

# Groups of three, parted by a comma with or without a space: "1,040" and "1, 040". A spreadsheet holds fifteen digits.
DIGITS = r"(?:[0-9]{1,3}(?:, ?[0-9]{3}){1,4}|[0-9]{1,15})"
SHAPE = re.compile(
    rf"(?P<sign>[+-]?) ?(?P<pound>£?) ?(?P<whole>{DIGITS})(?:\.(?P<part>[0-9]{{1,15}}))?(?P<percent> ?%)?"
)

# The same with more digits than that, as typed out or as a spreadsheet writes what no cell has room for: 1E+26.
TOO_LONG = re.compile(
    r"(?P<sign>[+-]?) ?£? ?"
    r"(?:(?:[0-9]{1,3}(?:, ?[0-9]{3}){5,}|[0-9]{16,})(?:\.[0-9]*)?(?: ?%)?|[0-9](?:\.[0-9]+)?[eE]\+?(?P<power>[0-9]{1,4}))"
)
MOST = 10**15 - 1


class State(enum.Enum):
    """What a cell of a published table says."""

    NUMBER = "number"
    SUPPRESSED = "suppressed"
    NOT_SUPPLIED = "not supplied"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Reported:
    """What a cell of a published table says: a number (zero is one), hidden, not supplied or not applicable, or
    nothing.

    The four are different facts. It has no truth value, so that zero is never taken for nothing: ask
    ``state`` or ``is_number``.
    """

    state: State
    number: int | Decimal | None = None

    def __post_init__(self) -> None:
        if (self.state is State.NUMBER) != (self.number is not None):
            raise ValueError("A number has a value, and nothing else has")

    @classmethod
    def of(cls, number: int | Decimal) -> "Reported":
        """A number that was given."""
        return cls(State.NUMBER, number)

    @property
    def is_number(self) -> bool:
        """Whether it can be counted with."""
        return self.state is State.NUMBER

    def __bool__(self) -> bool:
        raise TypeError(
            "Ask ``state`` or ``is_number``: zero, hidden, not supplied and blank are four different answers"
        )

    def __str__(self) -> str:
        return f"{self.number:,}" if self.number is not None else MARKS[self.state]


SUPPRESSED = Reported(State.SUPPRESSED)
NOT_SUPPLIED = Reported(State.NOT_SUPPLIED)
BLANK = Reported(State.BLANK)
MARKS = {State.SUPPRESSED: "[c]", State.NOT_SUPPLIED: "[x]", State.BLANK: ""}
"""As the Government Statistical Service writes them."""
STATED = dict.fromkeys(("c", "*", "[c]"), SUPPRESSED) | dict.fromkeys(("x", "[x]", "z", "[z]", ":"), NOT_SUPPLIED)


class Amount(Column):
    """An exact number, as a ``Decimal``, with at most ``places`` decimal places; ``£`` is accepted, and ``%``
    where ``percent``.

    At least ``least`` (0; say ``least=None`` for a change, which may fall) and at most ``most``, or as much as fifteen
    digits hold. Never written as 1e5 or in words. A percentage is the number before the sign: a workbook keeps a cell formatted
    as 25% as 0.25, and cannot be told from 0.25%.
    """

    places = 2

    def __init__(
        self,
        heading: str,
        *,
        places: int | None = None,
        percent: bool = False,
        least: int | Decimal | None = 0,
        most: int | Decimal | None = None,
        **options: Any,
    ) -> None:
        super().__init__(heading, **options)
        self.places = self.places if places is None else places
        self.percent, self.least, self.most = percent, least, most
        self.wants = self._wants()

    def _wants(self) -> str:
        what = "a percentage" if self.percent else "a number" if self.places else "a whole number"
        example = (
            ("25%" if not self.places else "12.5%") if self.percent else "1,040" if not self.places else "1,040.50"
        )
        return f"{what}, like {example}"

    def convert(self, text: str) -> Any:
        return self.number(text)

    def number(self, text: str) -> int | Decimal:
        """The number that this text says, within the bounds. Raises ``Wrong``."""
        text = text.replace("−", "-").replace("\xa0", " ")
        found = SHAPE.fullmatch(text)
        if found is None:
            raise self._too_long(text) or self.wrong()
        if (found["percent"] and not self.percent) or (found["pound"] and not self.places):
            raise self.wrong()
        number = self._exact(found)
        if self.least is not None and number < self.least:
            raise Wrong(f"{self.heading} must be {self.least:,} or more")
        if self.most is not None and number > self.most:
            raise Wrong(f"{self.heading} must be {self.most:,} or less")
        return number

    def _too_long(self, text: str) -> Wrong | None:
        """Says how large or small a number may be, of one that has more digits than we read."""
        found = TOO_LONG.fullmatch(text)
        if found is None or int(found["power"] or 15) < 15:
            return None
        if found["sign"] == "-":
            return Wrong(
                f"{self.heading} is too small: it must be {-MOST if self.least is None else self.least:,} or more"
            )
        return Wrong(f"{self.heading} is too large: it must be {MOST if self.most is None else self.most:,} or less")

    def _exact(self, found: re.Match[str]) -> int | Decimal:
        digits = found["whole"].replace(",", "").replace(" ", "")
        sign = "-" if found["sign"] == "-" else ""
        part = found["part"] or ""
        if self.places == 0:
            if part not in {"", "0"}:  # some programs write every number with one decimal place
                raise self.wrong()
            return int(sign + digits)
        if len(part.rstrip("0")) > self.places:
            places = "1 decimal place" if self.places == 1 else f"{self.places} decimal places"
            raise Wrong(f"{self.heading} must have at most {places}")
        return Decimal(f"{sign}{digits}.{part or 0}")


class Number(Amount):
    """A whole number, as an ``int``: ``1040``, ``1,040`` or ``1, 040``; ``25%`` where ``percent``. Bounds as for
    ``Amount``.
    """

    places = 0


class Suppressible(Amount):
    """A number of a published table, as ``Reported``: whole unless ``places`` says otherwise.

    ``c``, ``*`` and ``[c]`` are hidden; ``x``, ``[x]``, ``z``, ``[z]`` and ``:`` are not supplied or not
    applicable. An empty cell is an answer too, so ``required`` here means only that the column must be there.
    """

    places = 0

    def _wants(self) -> str:
        return f"{super()._wants()}; or c where it is hidden; or x where there is none"

    def convert(self, text: str) -> Reported:
        stated = STATED.get(text.lower())
        return Reported.of(self.number(text)) if stated is None else stated

    def blank(self) -> Reported:
        return BLANK if self.default is None else self.default
