"""Spans of days, both ends included; no last day means still."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

ONE_DAY = timedelta(days=1)


class Span(NamedTuple):
    """From ``from_on`` to ``to_on``; ``date.min`` stands for a beginning that nobody recorded."""

    from_on: date
    to_on: date | None

    def within(self, other: "Span") -> "Span | None":
        """The days that are in both; none where there are none."""
        last = [day for day in (self.to_on, other.to_on) if day is not None]
        both = Span(max(self.from_on, other.from_on), min(last, default=None))
        return None if both.to_on is not None and both.to_on < both.from_on else both


def merged(spans: Iterable[Span]) -> list[Span]:
    """The fewest spans that hold the same days, first to last: those that touch or overlap become one."""
    whole: list[Span] = []
    for span in sorted(spans, key=lambda each: each.from_on):
        if whole and (whole[-1].to_on is None or span.from_on <= whole[-1].to_on + ONE_DAY):
            before = whole.pop()
            ends = None if before.to_on is None or span.to_on is None else max(before.to_on, span.to_on)
            span = Span(before.from_on, ends)
        whole.append(span)
    return whole
