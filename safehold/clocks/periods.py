"""Periods: the years, quarters, months and days that figures are about, and the one way to write them.

================  =====================  ====================  ====================
written           is                     from                  to
================  =====================  ====================  ====================
2020-21           a financial year       1 April 2020          31 March 2021
2020-21 Q4        its fourth quarter     1 January 2021        31 March 2021
2020-04           a month                1 April 2020          30 April 2020
2018-03-31        one day (a snapshot)   31 March 2018         31 March 2018
academic 2020-21  a school year          1 September 2020      31 August 2021
================  =====================  ====================  ====================

"2009-10" is a year and a month at once, as is one such spelling for each year from 2000 to 2011. It is refused rather
than guessed at: 2009-2010 is the year and 2009-M10 the month, and those are the keys under which they are kept.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import total_ordering

from safehold.clocks.months import months_after
from safehold.clocks.working_days import in_words

FIRST_YEAR, LAST_YEAR = 1900, 2199
HOW = "Write a year like 2020-21, a quarter like 2020-21 Q4, a month like 2020-04 or a day like 2018-03-31"
WRITTEN = re.compile(
    r"(?:(?P<name>[A-Za-z]+) )?"
    r"(?P<year>[0-9]{4})-(?P<rest>[0-9]{2}|[0-9]{4}|[Mm][0-9]{2}|[0-9]{2}-[0-9]{2})"
    r"(?: ?[Qq](?P<quarter>[0-9]{1,2}))?"
)


class BadPeriod(ValueError):  # noqa: N818 - named for what went wrong
    """What was written is no period; the message says how to mend it."""


class PeriodKind(StrEnum):
    """How long a period is."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    DAY = "day"


MONTHS_IN = {PeriodKind.YEAR: 12, PeriodKind.QUARTER: 3, PeriodKind.MONTH: 1}


@total_ordering
@dataclass(frozen=True)
class Period:
    """A stretch of days with a name; ``first`` and ``last`` are both inside it. Made by `Years`, never by hand.

    ``year_starts`` is the month in which its kind of year begins, and ``year_name`` the word for that kind
    ("academic"); the ordinary year has no word. Periods sort by their first day, the longer before the shorter, so that
    a year stands before its quarters. ``str(period)`` is the key under which its figures are kept, and reads back as
    the same period.
    """

    kind: PeriodKind
    first: date
    last: date
    year_starts: int = 4
    year_name: str = ""

    def __str__(self) -> str:
        year, month = self.first.year, self.first.month
        match self.kind:
            case PeriodKind.DAY:
                return self.first.isoformat()
            case PeriodKind.MONTH:
                return f"{year}-M{month:02}" if month == (year + 1) % 100 else f"{year}-{month:02}"
            case PeriodKind.QUARTER:
                months = (month - self.year_starts) % 12
                return self._named(f"{two_years(months_after(self.first, -months).year)} Q{months // 3 + 1}")
        also_a_month = not self.year_name and 1 <= (year + 1) % 100 <= 12
        return f"{year}-{year + 1}" if also_a_month else self._named(two_years(year))

    @property
    def label(self) -> str:
        """The period for a reader: "2020-21", "January to March 2021", "April 2020", "31 March 2018"."""
        match self.kind:
            case PeriodKind.DAY:
                return in_words(self.first)
            case PeriodKind.MONTH:
                return f"{self.first:%B %Y}"
            case PeriodKind.QUARTER:
                same_year = self.first.year == self.last.year
                return f"{self.first:{'%B' if same_year else '%B %Y'}} to {self.last:%B %Y}"
        label = two_years(self.first.year)
        return f"{self.year_name} year {label}" if self.year_name else label

    @property
    def previous(self) -> "Period":
        """The period of the same length that ends the day before this one begins."""
        if self.kind is PeriodKind.DAY:
            return day_of(self.first - timedelta(days=1))
        return self._beginning(months_after(self.first, -MONTHS_IN[self.kind]), self.kind)

    @property
    def next(self) -> "Period":
        """The period of the same length that begins the day after this one ends."""
        return self._beginning(self.last + timedelta(days=1), self.kind)

    @property
    def year_before(self) -> "Period":
        """The same period of the year before; for 29 February, 28 February."""
        return self._beginning(months_after(self.first, -12), self.kind)

    @property
    def quarters(self) -> "tuple[Period, ...]":
        """The four quarters of a year."""
        if self.kind is not PeriodKind.YEAR:
            raise BadPeriod(f"{self} has no quarters: only a year has them")
        return tuple(self._beginning(months_after(self.first, 3 * n), PeriodKind.QUARTER) for n in range(4))

    @property
    def months(self) -> "tuple[Period, ...]":
        """The months of a year or a quarter; of a month, itself."""
        if self.kind is PeriodKind.DAY:
            raise BadPeriod(f"{self} has no months: it is a day")
        return tuple(month_of(months_after(self.first, n)) for n in range(MONTHS_IN[self.kind]))

    def __contains__(self, other: object) -> bool:
        """Whether a day, or the whole of another period, lies inside this one."""
        if isinstance(other, Period):
            return self.first <= other.first and other.last <= self.last
        return isinstance(other, date) and self.first <= other <= self.last

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Period):
            return NotImplemented
        return self._order < other._order

    @property
    def _order(self) -> tuple[date, int, str]:
        return self.first, -(self.last - self.first).days, str(self)

    def _named(self, key: str) -> str:
        return f"{self.year_name} {key}" if self.year_name else key

    def _beginning(self, first: date, kind: PeriodKind) -> "Period":
        if kind is PeriodKind.DAY:
            return day_of(first)
        if kind is PeriodKind.MONTH:
            return month_of(first)
        return Period(kind, first, last_of(first, MONTHS_IN[kind]), self.year_starts, self.year_name)


@dataclass(frozen=True)
class Years:
    """When a partnership's years begin, and so how it reads periods and finds the one that a day is in.

    ``starts`` is the month in which the ordinary year begins; ``others`` gives that month for each further kind of
    year, by the word written before it. Both come from the partnership's pack.

    >>> Years().read("2020-21 Q4").label
    'January to March 2021'
    """

    starts: int = 4
    others: Mapping[str, int] = field(default_factory=lambda: {"academic": 9})

    def __post_init__(self) -> None:
        for name, month in {"ordinary": self.starts, **self.others}.items():
            if not 2 <= month <= 12:
                raise ValueError(
                    f"The {name} year must begin in month 2 to 12, to be written like 2020-21; not in {month}"
                )

    def read(self, text: str) -> Period:
        """The period written here. Raises `BadPeriod` with a sentence for whoever wrote it."""
        text = " ".join(text.split())
        written = WRITTEN.fullmatch(text)
        if written is None:
            raise BadPeriod(f"{text} is not a period. {HOW}" if text else f"Enter a period. {HOW}")
        name, rest, quarter = (written[part] or "" for part in ("name", "rest", "quarter"))
        name, year = name.lower(), int(written["year"])
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise BadPeriod(f"{text} is too far away: periods run from {FIRST_YEAR} to {LAST_YEAR}")
        if name and name not in self.others:
            raise BadPeriod(
                f"There is no {name} year here. Leave the word out, or write {' or '.join(self.others) or 'nothing'}"
            )

        if len(rest) == 5:
            self._no_year(text, name, quarter)
            return day_of(real_day(year, int(rest[:2]), int(rest[3:])))
        if rest[0] in "Mm":
            self._no_year(text, name, quarter)
            return month_of(real_day(year, int(rest[1:]), 1))

        is_year = int(rest) == (year + 1 if len(rest) == 4 else (year + 1) % 100)
        is_month = len(rest) == 2 and 1 <= int(rest) <= 12 and not name and not quarter
        if is_year and is_month:
            raise BadPeriod(
                f"{text} could be a year or a month: write {year}-{year + 1} for the year, {year}-M{rest} for the month"
            )
        if is_month:
            return month_of(date(year, int(rest), 1))
        if not is_year:
            raise BadPeriod(f"{year}-{rest} is not a year: a year ends one after it starts, like 2020-21")
        whole = self._year_beginning(date(year, self._starts(name), 1), name)
        if not quarter:
            return whole
        if not 1 <= int(quarter) <= 4:
            raise BadPeriod(f"{text} is not a quarter: a year has Q1 to Q4")
        return whole.quarters[int(quarter) - 1]

    def year_of(self, day: date, name: str = "") -> Period:
        """The year that this day is in: the ordinary one, or the kind that is named."""
        starts = self._starts(name)
        return self._year_beginning(date(day.year - (day.month < starts), starts, 1), name)

    def quarter_of(self, day: date, name: str = "") -> Period:
        """The quarter that this day is in."""
        return next(quarter for quarter in self.year_of(day, name).quarters if day in quarter)

    def _starts(self, name: str) -> int:
        return self.others[name] if name else self.starts

    def _year_beginning(self, first: date, name: str) -> Period:
        return Period(PeriodKind.YEAR, first, last_of(first, 12), first.month, name)

    @staticmethod
    def _no_year(text: str, name: str, quarter: str) -> None:
        if name or quarter:
            raise BadPeriod(
                f"{text} is not a period: only a year has a name or quarters, like academic 2020-21 or 2020-21 Q4"
            )


def month_of(day: date) -> Period:
    """The month that this day is in."""
    first = day.replace(day=1)
    return Period(PeriodKind.MONTH, first, last_of(first, 1))


def day_of(day: date) -> Period:
    """The day itself as a period: how a snapshot, like children looked after on 31 March, is dated."""
    return Period(PeriodKind.DAY, day, day)


def last_of(first: date, months: int) -> date:
    """The last day of so many months that begin with the first of a month."""
    return months_after(first, months) - timedelta(days=1)


def two_years(year: int) -> str:
    """The year that begins in this one, as it is printed: 2020-21, 1999-00."""
    return f"{year}-{(year + 1) % 100:02}"


def real_day(year: int, month: int, day: int) -> date:
    """The day, or `BadPeriod` where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        raise BadPeriod(f"{year}-{month:02}-{day:02} is not a day in the calendar. {HOW}") from None
