"""Giving agencies seats, and saying who fills them."""

from datetime import date

from django.db import transaction

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.models import Agency, User
from safehold.access.policy import Refused, require
from safehold.partnership import circles, fitting, policy, queries, succession
from safehold.partnership.models import Capacity, Group, Seat, SeatHolder, SeatKind
from safehold.records import writing


@transaction.atomic
def give_seat(
    group: Group,
    *,
    by: Actor,
    agency: Agency,
    from_on: date,
    office: str = "",
    kind: str = SeatKind.MEMBER,
    statutory: bool = False,
    needed_for_quorum: bool = False,
) -> Seat:
    """Give an agency a seat in a group. It is vacant until somebody fills it."""
    require(policy.configure(by))
    made = writing.create(
        Seat,
        by=by,
        group=group,
        agency=agency,
        office=office,
        kind=kind,
        statutory=statutory,
        needed_for_quorum=needed_for_quorum,
        from_on=from_on,
    )
    fitting.must_fit(made)
    audit.record(by, "partnership.seat_given", made, group=group.code, agency=agency.code)
    return made


@transaction.atomic
def fill_seat(
    seat: Seat, *, by: Actor, user: User, from_on: date, capacity: str = Capacity.MAIN, to_on: date | None = None
) -> SeatHolder:
    """Record who fills a seat, or who deputises in it. They act for the agency whose seat it is."""
    require(policy.fill(by, seat))
    if not seat.holds_on(from_on):
        raise Refused("The agency does not hold this seat on that day")
    require(queries.acts_for(user, seat.agency, from_on=from_on))
    succession.lock(seat)
    made = writing.create(SeatHolder, by=by, seat=seat, user=user, capacity=capacity, from_on=from_on, to_on=to_on)
    circles.refresh(seat.group)
    audit.record(by, "partnership.seat_filled", seat, user=user.pk, capacity=str(capacity))
    return made
