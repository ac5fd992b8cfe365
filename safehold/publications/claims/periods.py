"""Labels of periods as reports print them: the pack's own grammar, and years with strokes and dashes besides."""

import re

from safehold.clocks.periods import BadPeriod, Period, Years

_PAIR = re.compile(r"(?P<first>(?:19|20)\d{2}) ?[-–/] ?(?P<last>\d{4}|\d{2})(?P<rest> Q[1-4])?", re.ASCII)
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])", re.ASCII)
IN_WORDS = re.compile(r"(?<![\d/–-])(?:19|20)\d{2}(?:[-–/]\d{2}| ?[-–/] ?(?:19|20)\d{2})(?![\d/–-])", re.ASCII)
"""A label of years inside a sentence. Whole dates such as 2020-04-01 are not labels."""


class ImpossiblePeriod(ValueError):  # noqa: N818 - named for what went wrong
    """A label that names no period. The message is a sentence."""


def read_period(label: str, years: Years) -> Period:
    """The period a label names: 2020-21, 2020/2021, 2020–21 Q4, or anything the pack's grammar reads.

    A pair that may be a year and a month at once (2009-10) is read as the year, which is what reports mean by it.
    Raises ``ImpossiblePeriod`` for a pair that is not one year and the next, and for what is no label at all.
    """
    label = " ".join(label.split())
    pair = _PAIR.fullmatch(label)
    if pair:
        first, last = _both_years(pair)
        if last == first + 1:
            return years.read(f"{first}-{last}{pair['rest'] or ''}")
        if not _MONTH.fullmatch(label):
            raise ImpossiblePeriod(
                f"{label} cannot be a year: a year that begins in {first} ends in {first + 1}, not in {last}."
            )
    try:
        return years.read(label)
    except BadPeriod as bad:
        raise ImpossiblePeriod(f"{bad}.") from None


def years_in(label: str) -> tuple[int, int]:
    """The first and last year of a label that ``IN_WORDS`` found."""
    pair = _PAIR.fullmatch(label)
    if pair is None:
        raise ImpossiblePeriod(f"{label} is not a pair of years, like 2020-21.")
    return _both_years(pair)


def overlap(one: Period, other: Period) -> bool:
    """Whether a day lies in both."""
    return one.first <= other.last and other.first <= one.last


def _both_years(pair: re.Match[str]) -> tuple[int, int]:
    """The two years of a pair, the second written out: 1999-00 is 1999 and 2000."""
    first, written = int(pair["first"]), pair["last"]
    if len(written) == len(pair["first"]):
        return first, int(written)
    last = first - first % 100 + int(written)
    turn_of_century = first % 100 == 99 and int(written) == 0
    return first, last + 100 if turn_of_century else last
