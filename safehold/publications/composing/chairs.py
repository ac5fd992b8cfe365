"""Who chaired each group in the year, for how long nobody did, and which seats nobody held as it ended."""

from collections import Counter
from typing import Any

from safehold.charts import NoData
from safehold.govuk.filters import day, plural
from safehold.partnership.models import Chair, Group
from safehold.partnership.queries import vacant_on
from safehold.publications.composing.base import Asking, Composed, of_group, words
from safehold.publications.composing.standing import (
    chairs_of,
    ended,
    groups_of_the_year,
    nobody_chaired,
    without_a_chair,
)
from safehold.publications.document.blocks import Column, Row, Table

NOBODY = "Nobody"
NEVER = "–"


def compose(asking: Asking) -> Composed:
    """Group by group: the agencies that its chairs acted for, from and to when, and the days without a chair."""
    groups = groups_of_the_year(asking)
    if not groups:
        raise NoData(f"There were no groups in {asking.period.label}.")
    chairs = chairs_of(groups, asking)
    rows = [
        Row(
            (
                (of_group(_name(group, asking), group.code),),
                words("; ".join(_chaired(each, asking) for each in chairs[group.pk]) or NOBODY),
                words(_without(group, chairs[group.pk], asking)),
            )
        )
        for group in groups
    ]
    columns = (Column("Group"), Column("Chaired by"), Column("Without a chair"))
    caption = f"Who chaired each group in {asking.period.label}"
    notes = ("Chairs are named by the agency that they act for.", _vacant(asking, groups))
    return Composed((Table("chairs", caption, columns, tuple(rows), notes=notes),))


def _name(group: Any, asking: Asking) -> str:
    return f"{group.shown_as} (ended on {day(group.closed_on)})" if ended(group, asking) else group.shown_as


def _chaired(chair: Any, asking: Asking) -> str:
    """The agency, and from and to when where that is not the whole year."""
    begins = f"from {day(chair.from_on)}" if chair.from_on > asking.first else ""
    ends = f"to {day(chair.to_on)}" if chair.to_on and chair.to_on < asking.last else ""
    when = " ".join(filter(None, (begins, ends)))
    return f"{chair.agency_name} ({when})" if when else chair.agency_name


def _without(group: Group, chairs: list[Chair], asking: Asking) -> str:
    said = nobody_chaired(group, without_a_chair(group, chairs, asking), asking)
    return f"{said[:1].upper()}{said[1:]}" or NEVER


def _vacant(asking: Asking, groups: list[Any]) -> str:
    """How many seats of each group nobody held on the last day of the year."""
    names = {each.pk: each.shown_as for each in groups}
    empty = Counter(seat.group_id for seat in vacant_on(asking.last).filter(group__in=names))
    if not empty:
        return f"On {day(asking.last)} somebody held each seat of these groups."
    where = "; ".join(f"{names[key]} {empty[key]}" for key in names if key in empty)
    seats = plural(empty.total(), "seat")
    return f"On {day(asking.last)} nobody held {seats}: {where}."
