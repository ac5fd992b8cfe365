"""Who sits and chairs in Westmere's groups: demonstration people in the seats of the agencies they act for."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import Any

from safehold.access.actor import Actor
from safehold.access.models import Membership
from safehold.access.roles import Role
from safehold.demo.people import SINCE
from safehold.partnership.actions import groups, seats
from safehold.partnership.models import Group, GroupKind, Seat

# who speaks for an agency, the most senior first; auditors, trainers and whoever runs the system hold no seat
SITS = (
    Role.INDEPENDENT_CHAIR, Role.DELEGATED_PARTNER, Role.SUBGROUP_CHAIR, Role.AGENCY_LEAD, Role.BUSINESS_MANAGER,
    Role.ADULTS_MANAGER, Role.LADO, Role.MARAC_COORDINATOR, Role.SCHOOL_LEAD, Role.CALDICOTT, Role.REVIEW_OFFICER,
    Role.TRAINING_COORDINATOR, Role.DATA_ANALYST, Role.AGENCY_CONTRIBUTOR, Role.DELEGATE,
)  # fmt: skip
CHAIRS = SITS[:4]
# the last day of the chairs who left and whom nobody has followed
LOST_ON = date(2020, 7, 31)
SENIOR = (GroupKind.EXECUTIVE, GroupKind.OPERATIONAL)


def fill(code: str, *, by: Actor) -> None:
    """Fill each seat with someone who speaks for its agency, where anybody does; the rest stay visibly vacant.

    The public facts of (a) name nobody, so its seats stay empty.
    """
    if code != "westmere":
        return
    there = _who_speaks(by)
    in_force = Seat.objects.on(by.on).select_related("group", "agency").order_by("group_id", "pk")
    for number, seat in enumerate(in_force):
        if speaking := there[seat.agency_id]:
            holder = speaking[0 if seat.group.kind in SENIOR else number % len(speaking)]
            seats.fill_seat(seat, by=by, user=holder.user, from_on=max(seat.from_on, SINCE))
    independent, *leading = sorted(
        (each for speaking in there.values() for each in speaking if _rank(each, by) <= SITS.index(CHAIRS[-1])),
        key=lambda each: _rank(each, by),
    )
    for number, group in enumerate(Group.objects.on(by.on).filter(outside=False).order_by("pk")):
        # one group in five has lost its chair, so that a vacancy can be seen
        until = LOST_ON if number % 5 == 4 else None
        chair = independent if group.kind == GroupKind.EXECUTIVE else leading[number % len(leading)]
        if until is None or group.founded_on is None:
            since = max(group.founded_on or SINCE, SINCE)
            groups.appoint_chair(group, by=by, user=chair.user, agency=chair.agency, from_on=since, to_on=until)
    for group in Group.objects.filter(
        founded_on__gte=SINCE, closed_on__lt=by.on, outside=False, kind=GroupKind.SUBGROUP
    ):
        first = group.founded_on or SINCE
        chair = leading[0]
        span: dict[str, Any] = {"from_on": first, "to_on": group.closed_on}
        groups.appoint_chair(group, by=replace(by, on=first), user=chair.user, agency=chair.agency, **span)


def _who_speaks(by: Actor) -> dict[int, list[Membership]]:
    """By agency, whoever speaks for it, the most senior first."""
    found: dict[int, list[Membership]] = defaultdict(list)
    memberships = Membership.objects.select_related("user", "agency").filter(user__is_demonstration=True)
    for each in sorted(memberships.order_by("pk"), key=lambda each: _rank(each, by)):
        if _rank(each, by) < len(SITS):
            found[each.agency_id].append(each)
    return found


def _rank(membership: Membership, by: Actor) -> int:
    roles = Actor.of(membership, on=by.on).roles
    return min((SITS.index(role) for role in roles if role in SITS), default=len(SITS))
