"""Giving agencies seats, and saying who fills them."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from safehold.access import audit, policies
from safehold.access.actor import Actor
from safehold.access.handover import Moved
from safehold.access.models import Agency, Membership, User
from safehold.access.policy import Refused, require
from safehold.partnership import circles, fitting, leaving, policy, queries, succession
from safehold.partnership.models import Capacity, Chair, Group, Seat, SeatHolder, SeatKind
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
    require(fitting.still_there(group, on=by.on))
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
    require(fitting.still_there(seat.group, on=by.on))
    if not seat.holds_on(from_on):
        raise Refused("The agency does not hold this seat on that day")
    require(queries.acts_for(user, seat.agency, from_on=from_on))
    succession.lock(seat)
    made = writing.create(SeatHolder, by=by, seat=seat, user=user, capacity=capacity, from_on=from_on, to_on=to_on)
    circles.refresh(seat.group)
    audit.record(by, "partnership.seat_filled", seat, user=user.pk, capacity=str(capacity))
    return made


@transaction.atomic
def give_up(
    leaver: User, *, by: Actor, on: date, successor: User | None = None, through: Membership | None = None
) -> Moved:
    """Let somebody who leaves out of every seat and chair from ``on``, part of the act that closes their account; or,
    ``through`` a membership that ends, out of those that they hold for its agency.

    ``successor`` takes over the seats of the agencies they act for, unless they sit there already. Says how many seats
    and chairs there were, and how many nobody fills now: a deputy alone fills none, and an observer is not counted.
    """
    require(policies.end_membership(by, through) if through else policies.close_account(by, leaver))
    last, agency = on - timedelta(days=1), through.agency if through else None
    held = leaving.freed_by(leaver, on=on, today=by.on, agency=agency)
    chairs = queries.chaired_by(leaver, on=on, agency=agency)
    taken, vacant = 0, len(chairs)
    for each in held:
        seat, capacity = each.holder.seat, each.holder.capacity
        _end_or_remove(each.holder, by=by, last=last)
        if successor is not None and successor.pk in each.able:
            span: dict[str, Any] = {"from_on": each.from_on, "to_on": each.to_on}
            writing.create(SeatHolder, by=by, seat=seat, user=successor, capacity=capacity, **span)
            taken += 1
        elif each.leaves_vacant():
            vacant += 1
    for chair in chairs:
        _end_or_remove(chair, by=by, last=last)
    for group in {each.holder.seat.group for each in held} | {each.group for each in chairs}:
        circles.refresh(group)
    if held or chairs:
        to = successor.pk if successor else None
        audit.record(by, "partnership.seats_given_up", leaver, count=len(held) + len(chairs), taken_over=taken, to=to)
    return Moved(len(held) + len(chairs), vacant)


def _end_or_remove(row: SeatHolder | Chair, *, by: Actor, last: date) -> None:
    """What had begun ends; what had not is taken back, and the trail says that it was ever recorded."""
    ends_on = leaving.last_day_of(row, last=last, today=by.on)
    if ends_on is None:
        row.delete()
    else:
        writing.change(row, by=by, to_on=ends_on)
