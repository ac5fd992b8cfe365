"""Who sits and chairs in Westmere's groups: demonstration people in the seats of the agencies they act for."""

from safehold.access.actor import Actor
from safehold.access.models import Membership
from safehold.demo.people import SINCE
from safehold.partnership.actions import groups, seats
from safehold.partnership.models import Group, Seat


def fill(code: str, *, by: Actor) -> None:
    """Fill each seat with someone who acts for its agency, where anybody does; the rest stay visibly vacant.

    The public facts of (a) name nobody, so its seats stay empty.
    """
    if code != "westmere":
        return
    by_agency: dict[int, list[Membership]] = {}
    for membership in (
        Membership.objects.select_related("user", "agency").filter(user__is_demonstration=True).order_by("pk")
    ):
        by_agency.setdefault(membership.agency_id, []).append(membership)
    in_force = Seat.objects.on(by.on).select_related("group", "agency").order_by("group_id", "pk")
    for number, seat in enumerate(in_force):
        there = by_agency.get(seat.agency_id, [])
        if there:
            holder = there[number % len(there)]
            seats.fill_seat(seat, by=by, user=holder.user, from_on=max(seat.from_on, SINCE))
    chairs = [each for members in by_agency.values() for each in members]
    for number, group in enumerate(Group.objects.on(by.on).filter(outside=False).order_by("pk")):
        # one group in five is left without a chair, so that a vacancy can be seen
        if number % 5 != 4:
            chair = chairs[number % len(chairs)]
            groups.appoint_chair(
                group, by=by, user=chair.user, agency=chair.agency, from_on=max(group.founded_on or SINCE, SINCE)
            )
