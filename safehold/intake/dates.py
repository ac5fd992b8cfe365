"""Days and months, as people and spreadsheets write them in England."""

import re
from datetime import date
from typing import Any

from safehold.intake.columns import Column, Wrong

MONTH_NAMES = (
    "january jan, february feb, march mar, april apr, may, june jun,"
    " july jul, august aug, september sep sept, october oct, november nov, december dec"
)
MONTHS = {name: number for number, names in enumerate(MONTH_NAMES.split(","), 1) for name in names.split()}
# A time of midnight is what databases and Excel add to a day; any other time is not a day and is refused.
MIDNIGHT = r"(?:[ T]00:00(?::00)?(?:\.0+)?)?"
ISO = re.compile(rf"([0-9]{{4}})-([0-9]{{1,2}})-([0-9]{{1,2}}){MIDNIGHT}")
ENGLISH = re.compile(rf"([0-9]{{1,2}})([/.-])([0-9]{{1,2}})\2([0-9]{{4}}){MIDNIGHT}")
IN_WORDS = re.compile(r"([0-9]{1,2})[ -]([a-z]{3,9})[ -]([0-9]{4})", re.IGNORECASE)
MONTH_ISO = re.compile(r"([0-9]{4})-([0-9]{2})")
MONTH_ENGLISH = re.compile(r"([0-9]{1,2})/([0-9]{4})")
MONTH_IN_WORDS = re.compile(r"([a-z]{3,9})[ -]([0-9]{4})", re.IGNORECASE)
FIRST, LAST = date(1900, 1, 1), date(2100, 12, 31)


def in_figures(day: date) -> str:
    """``27/03/2026``."""
    return f"{day:%d/%m/%Y}"


def day_of(text: str) -> date | None:
    """The real day that this text says, or ``None``. Day before month; four-digit years only, since two digits
    name no century.
    """
    if found := ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := ENGLISH.fullmatch(text):
        day, month, year = int(found[1]), int(found[3]), int(found[4])
    elif found := IN_WORDS.fullmatch(text):
        day, month, year = int(found[1]), MONTHS.get(found[2].lower(), 0), int(found[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_of(text: str) -> date | None:
    """The first day of the month that this text says, or ``None``."""
    if found := MONTH_ISO.fullmatch(text):
        year, month = map(int, found.groups())
    elif found := MONTH_ENGLISH.fullmatch(text):
        month, year = map(int, found.groups())
    elif found := MONTH_IN_WORDS.fullmatch(text):
        month, year = MONTHS.get(found[1].lower(), 0), int(found[2])
    else:  # a workbook keeps a month as its first day
        day = day_of(text)
        return day if day and day.day == 1 else None
    return date(year, month, 1) if 1 <= month <= 12 and year else None


class Day(Column):
    """A real day, as a ``date``: ``27/03/2026``, ``2026-03-27`` or ``27 March 2026``; between ``earliest`` and
    ``latest``.
    """

    wants = "a real date, like 27/03/2026"

    def __init__(self, heading: str, *, earliest: date = FIRST, latest: date = LAST, **options: Any) -> None:
        super().__init__(heading, **options)
        self.earliest, self.latest = earliest, latest

    def convert(self, text: str) -> date:
        day = day_of(text)
        if day is None or not FIRST <= day <= LAST:
            raise self.wrong()
        if not self.earliest <= day <= self.latest:
            raise Wrong(f"{self.heading} must be {self._bounds()}")
        return day

    def _bounds(self) -> str:
        if self.latest == LAST:
            return f"{in_figures(self.earliest)} or later"
        if self.earliest == FIRST:
            return f"{in_figures(self.latest)} or earlier"
        return f"between {in_figures(self.earliest)} and {in_figures(self.latest)}"


class Month(Column):
    """A month, as the ``date`` of its first day: ``March 2026``, ``2026-03`` or ``03/2026``."""

    wants = "a month, like March 2026 or 2026-03"

    def convert(self, text: str) -> date:
        month = month_of(text)
        if month is None or not FIRST <= month <= LAST:
            raise self.wrong()
        return month
