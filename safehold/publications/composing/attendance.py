"""How often the seats of each agency were filled in the year, group by group."""

from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from operator import add

from safehold.access.models import Agency
from safehold.charts import NoData
from safehold.meetings.counting import Share, share
from safehold.meetings.lifecycle import MET
from safehold.meetings.models import Attendance
from safehold.meetings.queries.seats import in_force
from safehold.partnership.models import Group, GroupName, SeatKind
from safehold.partnership.naming import called
from safehold.publications.composing.base import Asking, Composed, of_agency, words
from safehold.publications.composing.standing import SHOWN
from safehold.publications.document.blocks import Column, Inlines, Row, Table

NO_SEAT = "–"


def compose(asking: Asking) -> Composed:
    """Agency by group: filled seats of those in force, at the meetings that were held. Meetings about a case, panels and
    meetings that are sealed are not counted: a report speaks of how groups are attended, never of cases."""
    marks: dict[tuple[int, int], list[str]] = defaultdict(list)
    meetings: dict[int, set[int]] = defaultdict(set)
    for agency, group, mark, meeting in _counted(asking):
        marks[agency, group].append(mark)
        meetings[group].add(meeting)
    if not marks:
        raise NoData(f"No meeting of a group was recorded in {asking.period.label}.")
    shares = {key: share(found) for key, found in marks.items()}
    groups = list(Group.objects.filter(pk__in=meetings).order_by("position", "pk").values_list("pk", flat=True))
    names = _names(asking, groups)
    agencies = Agency.objects.filter(pk__in={agency for agency, _ in shares}).annotate(
        shown_as=called(Agency, asking.last)
    )
    rows = [
        Row(
            (
                (of_agency(each.shown_as, each.code),),
                *(_cell(shares.get((each.pk, group))) for group in groups),
                _cell(_sum(shares[key] for key in shares if key[0] == each.pk)),
            )
        )
        for each in sorted(agencies, key=lambda each: each.shown_as)
    ]
    whole = [_cell(_sum(shares[key] for key in shares if key[1] == group)) for group in groups]
    rows.append(Row((words("All agencies"), *whole, _cell(_sum(shares.values()))), total=True))
    columns = (Column("Agency"), *(Column(names[group][0], "right") for group in groups), Column("All", "right"))
    held = "; ".join(f"{names[group][0]} {len(meetings[group])}" for group in groups)
    short = "; ".join(f"{names[group][0]}, {names[group][1]}" for group in groups if len(set(names[group])) > 1)
    notes = (
        "How often an agency’s seats were filled, by a member or a deputy, of the meetings at which they were in force. A dash "
        "stands where an agency has no seat. A seat that nobody holds counts as not filled.",
        f"Meetings held: {held}.",
        *([f"Short names: {short}."] if short else []),
    )
    caption = f"Attendance by agency and group in {asking.period.label}"
    return Composed((Table("attendance", caption, columns, tuple(rows), notes=notes),))


def _counted(asking: Asking) -> list[tuple[int, int, str, int]]:
    rows = in_force(
        Attendance.objects.filter(
            meeting__status__in=MET,
            meeting__meets_on__range=(asking.first, asking.last),
            meeting__entry__sealed=False,
            meeting__entry__in_error_on=None,
            meeting__entry__source=None,
            meeting__group__kind__in=SHOWN,
            meeting__group__outside=False,
        )
    ).exclude(seat__kind=SeatKind.OBSERVER)
    return list(rows.order_by().values_list("seat__agency", "meeting__group", "mark", "meeting"))


def _names(asking: Asking, groups: list[int]) -> dict[int, tuple[str, str]]:
    """What each group was last called by the end of the year: in a narrow column, which is its short name where it has one, and
    in full."""
    dated = GroupName.objects.filter(group__in=groups, from_on__lte=asking.last).order_by("from_on")
    return {group: (short or name, name) for group, short, name in dated.values_list("group", "short_name", "name")}


def _sum(shares: Iterable[Share]) -> Share:
    return reduce(add, shares, Share())


def _cell(found: Share | None) -> Inlines:
    if found is None or not found.of:
        return words(NO_SEAT)
    return words(f"{found.percent}%")
