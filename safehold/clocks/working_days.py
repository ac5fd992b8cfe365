"""Working days: not a Saturday, a Sunday, Christmas Day, Good Friday or a bank holiday of England and Wales.

The meaning is that of SI 2006/1738, which also names Boxing Day. Bank holidays come from the ``holidays`` library,
one-off days included; a partnership adds what the library cannot know.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

import holidays

ONE_DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6


class NotInCalendar(ValueError):  # noqa: N818 - named for what went wrong
    """A day so far away that nobody knows its bank holidays."""


@dataclass(frozen=True)
class Calendar:
    """The working days of one country, as one partnership keeps them.

    ``closed`` are days that would be working days but are not (an office closed for a count). ``opened`` are days that
    are working days after all, weekends and bank holidays included. Both are data: any iterable of dates will do.

    >>> ENGLAND.working_days_after(date(2021, 4, 1), 15)
    datetime.date(2021, 4, 26)
    """

    closed: Iterable[date] = ()
    opened: Iterable[date] = ()
    country: str = "GB"
    subdivision: str = "ENG"

    def __post_init__(self) -> None:
        closed, opened = frozenset(map(plain_day, self.closed)), frozenset(map(plain_day, self.opened))
        object.__setattr__(self, "closed", closed)
        object.__setattr__(self, "opened", opened)
        if both := closed & opened:
            raise ValueError(f"{in_words(min(both))} cannot be both closed and open after all")

    def why_closed(self, day: date) -> str | None:
        """Why nobody works on this day, like "Good Friday" or "Saturday"; None for a working day."""
        plain_day(day)
        if day in self.opened:
            return None
        if day in self.closed:
            return "closed locally"
        if name := bank_holidays(self.country, self.subdivision, day.year).get(day):
            return name
        return {SATURDAY: "Saturday", SUNDAY: "Sunday"}.get(day.weekday())

    def is_working_day(self, day: date) -> bool:
        """Whether this day counts."""
        return self.why_closed(day) is None

    def working_days_after(self, day: date, number: int) -> date:
        """The last day that is within ``number`` working days of ``day``; a negative number counts back from it.

        ``day`` itself is day 0 and is never counted, whether or not it is a working day: the first working day after it
        is day 1. Nought working days is the day itself.
        """
        step = ONE_DAY if number > 0 else -ONE_DAY
        for _ in range(abs(number)):
            day += step
            while not self.is_working_day(day):
                day += step
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days come after ``start``, up to and including ``end``; below nought if ``end`` is earlier.

        It undoes `working_days_after`: between a day and the n-th working day after it there are n.
        """
        if end < start:
            return -sum(self.is_working_day(end + ONE_DAY * n) for n in range((start - end).days))
        return sum(self.is_working_day(start + ONE_DAY * n) for n in range(1, (end - start).days + 1))


@lru_cache(maxsize=512)
def bank_holidays(country: str, subdivision: str, year: int) -> dict[date, str]:
    """The bank holidays of one year, by day, with their names. Raises `NotInCalendar` outside the library's years."""
    known = holidays.country_holidays(country, subdiv=subdivision)
    if not known.start_year <= year <= known.end_year:
        raise NotInCalendar(f"Bank holidays are known from {known.start_year} to {known.end_year}, not for {year}")
    return dict(holidays.country_holidays(country, subdiv=subdivision, years=year, expand=False))


def plain_day(day: date) -> date:
    """The day itself, having refused a time: a day is closed or open, a moment is neither."""
    if isinstance(day, datetime) or not isinstance(day, date):
        raise TypeError(f"A calendar counts days, like date(2021, 4, 1), not {day!r}")
    return day


def in_words(day: date) -> str:
    """A day as the Design System writes it: 1 April 2021."""
    return f"{day.day} {day:%B %Y}"


ENGLAND = Calendar()
