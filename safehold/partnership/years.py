"""Financial and academic years: twelve months that begin on the first day of a month the partnership names."""

import re
from dataclasses import dataclass
from datetime import date

from safehold.partnership.spans import ONE_DAY

APRIL, SEPTEMBER = 4, 9
LABEL = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True)
class Year:
    """Twelve months, from ``first`` to ``last``, both included.

    >>> Year.containing(date(2021, 3, 31)).label
    '2020-21'
    """

    first: date

    @property
    def last(self) -> date:
        return self.first.replace(year=self.first.year + 1) - ONE_DAY

    @property
    def label(self) -> str:
        """As reports write it, like ‘2020-21’; a year that is a calendar year is its number alone."""
        if self.first.month == 1:
            return str(self.first.year)
        return f"{self.first.year}-{(self.first.year + 1) % 100:02d}"

    @property
    def before(self) -> "Year":
        return Year(self.first.replace(year=self.first.year - 1))

    @classmethod
    def containing(cls, day: date, month: int = APRIL) -> "Year":
        """The year that ``day`` is in, where years begin in ``month``."""
        return cls(date(day.year if day.month >= month else day.year - 1, month, 1))

    @classmethod
    def called(cls, label: str, month: int = APRIL) -> "Year":
        """The year with that label. ``ValueError`` where there can be none, as with 2020-22."""
        found = LABEL.fullmatch(label)
        if not found or (int(found[1]) + 1) % 100 != int(found[2]):
            raise ValueError(f"‘{label}’ is not a year. Write it like 2020-21")
        return cls(date(int(found[1]), month, 1))
