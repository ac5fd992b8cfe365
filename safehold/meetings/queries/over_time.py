"""Attendance by agency and group in a year, and what stands empty."""

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import add

from safehold.access.actor import Actor
from safehold.access.models import Agency
from safehold.meetings.counting import Share
from safehold.meetings.queries.seats import by_agency_and_group
from safehold.partnership.models import Group
from safehold.partnership.naming import called
from safehold.partnership.queries import Gap, gaps
from safehold.partnership.rules import rule
from safehold.partnership.years import Year

NOTICE = "vacancy.notice_days"
YEARS = 5


@dataclass(frozen=True)
class Table:
    """How often the seats of each agency in each group were filled; both by id and by the names of the last day."""

    agencies: list[tuple[int, str]]
    groups: list[tuple[int, str, str]]
    shares: dict[tuple[int, int], Share]
    meetings: list[str]

    def of(self, agency: int, group: int) -> Share | None:
        """The share of an agency's seats in a group; none where it had no seat there at any meeting."""
        return self.shares.get((agency, group))

    def of_agency(self, agency: int) -> Share:
        return reduce(add, (share for (each, _), share in self.shares.items() if each == agency), Share())

    def of_group(self, group: int) -> Share:
        return reduce(add, (share for (_, each), share in self.shares.items() if each == group), Share())

    @property
    def whole(self) -> Share:
        return reduce(add, self.shares.values(), Share())


def years(on: date) -> list[Year]:
    """The financial years that can be asked for, the present one first."""
    found = [Year.containing(on)]
    while len(found) < YEARS:
        found.append(found[-1].before)
    return found


def table(actor: Actor, first: date, last: date) -> Table:
    """The attendance of a year, of the meetings that the actor sees, named as agencies and groups were on its last day."""
    shares, held = by_agency_and_group(actor, first, last)
    agencies = Agency.objects.filter(pk__in={agency for agency, _ in shares}).annotate(shown_as=called(Agency, last))
    groups = Group.objects.filter(pk__in={group for _, group in shares}).annotate(shown_as=called(Group, last))
    return Table(
        agencies=sorted(((each.pk, each.shown_as) for each in agencies), key=lambda each: each[1]),
        groups=[(each.pk, each.shown_as, each.code) for each in groups.order_by("position", "shown_as")],
        shares=shares,
        meetings=sorted(held),
    )


def notice_days(on: date) -> int:
    """For how many days a seat or a chair may stand empty before the Executive is told."""
    return rule(NOTICE, on)


def long_gaps(on: date, days: int) -> list[Gap]:
    """The seats and chairs that stand empty for so many days or longer, the longest first."""
    return gaps(on, longer_than=days)


def gaps_of(group: Group, on: date) -> list[Gap]:
    """What stands empty in one group, for however long."""
    return [each for each in gaps(on) if each.group.pk == group.pk]
