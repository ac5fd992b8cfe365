"""The groups that a report tells of: those that were there on any day of its year, named as they were last called in it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, CharField, DateField, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce, Least

from safehold.access.models import Agency, AgencyKind
from safehold.govuk.filters import day, plural
from safehold.partnership.models import Chair, Group, GroupKind
from safehold.partnership.naming import called
from safehold.publications.composing.base import Asking

SHOWN = (GroupKind.EXECUTIVE, GroupKind.OPERATIONAL, GroupKind.SUBGROUP)
"""The kinds of group that a report describes; a panel about cases and a group of another area are none of them."""
INDEPENDENT = "An independent chair"
ONE_DAY = timedelta(days=1)


def groups_of_the_year(asking: Asking) -> list[Any]:
    """Each group that was there in the year, in the partnership's order, with what it was last called in it (``shown_as``)."""
    last = Value(asking.last, output_field=DateField())
    named_on = Least(Coalesce(OuterRef("closed_on"), last), last)
    there = Group.objects.filter(
        Q(founded_on=None) | Q(founded_on__lte=asking.last),
        Q(closed_on=None) | Q(closed_on__gte=asking.first),
        kind__in=SHOWN,
        outside=False,
    )
    return list(there.annotate(shown_as=called(Group, named_on)).order_by("position", "pk"))


def ended(group: Group, asking: Asking) -> bool:
    """Whether a group ended in the year: its year is told, and it has none that follows."""
    return group.closed_on is not None and group.closed_on < asking.last


def begun(group: Group, asking: Asking) -> bool:
    """Whether a group was founded in the year, after its first day."""
    return group.founded_on is not None and group.founded_on > asking.first


@dataclass(frozen=True)
class Unchaired:
    """A stretch of days of the year on which nobody chaired a group."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def without_a_chair(group: Group, chairs: list[Chair], asking: Asking) -> list[Unchaired]:
    """The stretches of the year on which nobody chaired ``group``, the first first; none of a day that it was not there."""
    first = max(asking.first, group.founded_on or asking.first)
    last = min(asking.last, group.closed_on or asking.last)
    found = []
    for each in sorted(chairs, key=lambda chair: chair.from_on):
        if each.from_on > first:
            found.append(Unchaired(first, min(each.from_on - ONE_DAY, last)))
        first = max(first, (each.to_on or asking.last) + ONE_DAY)
        if first > last:
            break
    if first <= last:
        found.append(Unchaired(first, last))
    return found


def nobody_chaired(group: Group, stretches: list[Unchaired], asking: Asking) -> str:
    """The stretches without a chair as words that follow “Nobody chaired it”; nothing where there is none."""
    said = []
    for each in stretches:
        if each.first == asking.first and each.last == asking.last:
            return f"in the whole of {asking.period.label}"
        until = "the end of the year" if each.last == asking.last else day(each.last)
        said.append(f"from {day(each.first)} to {until} ({plural(each.days, 'day')})")
    return " and ".join(said)


def chaired_as(on: date) -> Case:
    """For a chair: what the agency that they act for was called on a day, or that they are independent."""
    own = When(agency__kind=AgencyKind.PARTNERSHIP, then=Value(INDEPENDENT))
    return Case(own, default=called(Agency, on, "agency__"), output_field=CharField())


def chairs_of(groups: list[Group], asking: Asking) -> dict[int, list[Any]]:
    """By group, whoever chaired it on any day of the year, with what their agency was called on its last day
    (``agency_name``): a chair who acts for the partnership's own team is independent of every agency."""
    rows = (
        Chair.objects.filter(Q(to_on=None) | Q(to_on__gte=asking.first), group__in=groups, from_on__lte=asking.last)
        .annotate(agency_name=chaired_as(asking.last))
        .order_by("group", "from_on")
    )
    found: dict[int, list[Any]] = {each.pk: [] for each in groups}
    for each in rows:
        found[each.group_id].append(each)
    return found
