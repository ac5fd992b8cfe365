"""The four quarters of a delivery plan's twelve months, counted from its first day."""

from dataclasses import dataclass
from datetime import date, timedelta

from safehold.clocks import months_after

NUMBERS = (1, 2, 3, 4)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Quarter:
    """Three months of twelve, from ``first`` to ``last``, both included; ``number`` is 1 to 4."""

    number: int
    first: date
    last: date

    @property
    def label(self) -> str:
        """For a reader: January to March 2021."""
        same_year = self.first.year == self.last.year
        return f"{self.first:{'%B' if same_year else '%B %Y'}} to {self.last:%B %Y}"

    def has_begun(self, on: date) -> bool:
        return self.first <= on

    def has_ended(self, on: date) -> bool:
        return self.last < on


def quarter(from_on: date, number: int) -> Quarter:
    """The quarter of that number of the twelve months that begin on ``from_on``."""
    if number not in NUMBERS:
        raise ValueError(f"A year has quarters 1 to 4, and no {number}")
    return Quarter(number, months_after(from_on, 3 * (number - 1)), months_after(from_on, 3 * number) - ONE_DAY)


def quarters(from_on: date) -> tuple[Quarter, ...]:
    return tuple(quarter(from_on, number) for number in NUMBERS)


def now_in(from_on: date, on: date) -> Quarter | None:
    """The quarter that ``on`` is in; none before the twelve months and after them."""
    return next((each for each in quarters(from_on) if each.first <= on <= each.last), None)


def year_of(from_on: date) -> str:
    """Twelve months as reports write them: 2020-21, or one number where they are a calendar year."""
    return str(from_on.year) if from_on.month == 1 else f"{from_on.year}-{(from_on.year + 1) % 100:02}"
