"""What the pages of attendance over a year say, as plain values."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from safehold.govuk.filters import day, plural
from safehold.govuk.parts import Rating
from safehold.meetings.counting import Share, share
from safehold.meetings.models import Meeting
from safehold.meetings.presenters import mark
from safehold.meetings.queries.over_time import Table
from safehold.meetings.queries.seats import SeatLine
from safehold.partnership.queries import Gap
from safehold.records.pages import Column

LEVELS: dict[str, Any] = {"high": "good", "fair": "watch", "low": "poor", "none": "none"}
NO_SEAT = "No seat"


def columns_of(meetings: Iterable[Meeting]) -> list[Column]:
    """The columns of a group's attendance: the seat, each meeting, and how often it was filled."""

    def at(meeting: Meeting) -> Column:
        return Column(short_day(meeting.meets_on), lambda line: mark(line.marks.get(meeting.pk)))

    return [
        Column("Seat", lambda line: line.name),
        *map(at, meetings),
        Column("Filled", lambda line: line.share.words if line.counted else "Not counted"),
    ]


def total_of(lines: Iterable[SeatLine], meetings: Iterable[Meeting]) -> list[str]:
    """The last line of a group's attendance: of all seats together, at each meeting and over the year."""
    found = list(lines)
    per_meeting = [
        share(line.marks[each.pk].mark for line in found if each.pk in line.marks).words for each in meetings
    ]
    return ["All seats", *per_meeting, share(each.mark for line in found for each in line.marks.values()).words]


def short_day(value: date) -> str:
    """A day in a narrow column: 12 Jan 2021."""
    return f"{value.day} {value:%b %Y}"


def heat_columns(table: Table) -> list[Column]:
    """The columns of the heat map: the agency, each group, and all groups together. A file has the numbers behind each too."""

    def of(name: str, share: Callable[[Any], Share | None]) -> Column:
        return Column(name, lambda agency: heat(share(agency)), in_file=lambda agency: heat_words(share(agency)))

    def in_group(group: int) -> Callable[[Any], Share | None]:
        return lambda agency: table.of(agency[0], group)

    return [
        Column("Agency", lambda agency: agency[1]),
        *(of(name, in_group(group)) for group, name, _ in table.groups),
        of("All groups", lambda agency: table.of_agency(agency[0])),
    ]


def heat(found: Share | None) -> Any:
    """A cell of the heat map: a number, a word and a shape, so that no colour is needed to read it."""
    if found is None or not found.of:
        return NO_SEAT
    return Rating(f"{found.percent}% {found.level}", LEVELS[found.level])


def heat_words(found: Share | None) -> str:
    """The same in a file, with how many of how many."""
    return f"{found.percent}% {found.level} ({found.filled} of {found.of})" if found and found.of else NO_SEAT


def heat_total(table: Table) -> list[Any]:
    """The last line of the heat map: all agencies in each group, and in all groups together."""
    return ["All agencies", *(heat(table.of_group(group)) for group, _, _ in table.groups), heat(table.whole)]


def gap_rows(gaps: Iterable[Gap], on: date) -> list[list[Any]]:
    """What stands empty: what it is, in which group, since when, and for how many days."""
    return [
        [
            each.what,
            each.group_name,
            day(each.since_on) if each.since_on else "Since before these records begin",
            plural(days, "day") if (days := each.days(on)) is not None else "Not known",
        ]
        for each in gaps
    ]
