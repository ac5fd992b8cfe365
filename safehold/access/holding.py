"""Holding roles and memberships: parts of acts, which the acts call inside their own transactions."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q

from safehold.access import policies, rows
from safehold.access.actor import Actor
from safehold.access.models import CircleMember, Grant, Membership, User
from safehold.access.policy import Refused, require
from safehold.access.roles import FACTS, Role
from safehold.govuk.filters import day


def give(
    membership: Membership,
    *,
    role: Role,
    from_on: date,
    to_on: date | None = None,
    cover_for: Membership | None = None,
) -> Grant:
    """A new grant, where the roles may be held together and the membership holds."""
    if not membership.holds_on(from_on):
        raise Refused(f"They do not act for {membership.agency} on that day")
    held = roles_to_come(membership.user, on=from_on)
    if (membership.pk, role) in held and not cover_for:
        raise Refused(f"They hold the role ‘{role.label}’ already")
    require(policies.together(frozenset(each for _, each in held) | {role}))
    if FACTS[role].for_a_time and to_on is None:
        raise Refused(f"Enter the last day of the role ‘{role.label}’")
    return rows.add(Grant, membership=membership, role=role, from_on=from_on, to_on=to_on, cover_for=cover_for)


def roles_to_come(user: User, *, on: date) -> set[tuple[int, Role]]:
    """Every (membership, role) that ``user`` holds on ``on`` or will hold after it."""
    grants = Grant.objects.filter(membership__user=user).exclude(to_on__lt=on)
    return {(membership, Role(role)) for membership, role in grants.values_list("membership", "role")}


def end(membership: Membership, *, to_on: date, by: Actor) -> int:
    """End a membership with its grants, its places in circles and the cover given for it, on the actor's day; say how
    many grants there were."""
    held: list[Any] = [*membership.grants.exclude(to_on__lte=to_on), *membership.covered_by.exclude(to_on__lte=to_on)]
    places = CircleMember.objects.filter(
        Q(user=membership.user, agency=membership.agency) | Q(cover_for=membership)
    ).exclude(to_on__lte=to_on)
    for each in [*held, *places]:
        close(each, to_on, by=by)
    close(membership, to_on, by=by)
    return len(held)


def end_one(held: Grant, to_on: date, *, by: Actor) -> None:
    """End a grant; the last one of a cover takes with it the circles that the cover let somebody into."""
    close(held, to_on, by=by)
    absent, membership = held.cover_for, held.membership
    if (
        absent is None
        or Grant.objects.filter(membership=membership, cover_for=absent).exclude(to_on__lte=to_on).exists()
    ):
        return
    places = CircleMember.objects.filter(user=membership.user, agency=membership.agency, cover_for=absent)
    for place in places.exclude(to_on__lte=to_on):
        close(place, to_on, by=by)


def can_end(held: Membership | Grant, to_on: date, *, on: date) -> None:
    """Refuse an end that is later than the one that stands, or that would have it never have been though it was."""
    if held.to_on is not None and to_on > held.to_on:
        raise Refused(f"It ends on {day(held.to_on)} already. Enter that day or an earlier one")
    if to_on < held.from_on < on:
        raise Refused(f"It began on {day(held.from_on)}. Enter that day or a later one")


def last_day(began_on: date, to_on: date, *, on: date) -> date | None:
    """The last day of what goes with something that ends with ``to_on``: that day, or yesterday for what began later and
    has been in force since, for what was is never unsaid; none for what has not begun by ``on``, which is taken back."""
    if began_on <= to_on:
        return to_on
    return on - timedelta(days=1) if began_on < on else None


def close(held: Membership | Grant | CircleMember, to_on: date, *, by: Actor) -> None:
    """Set the last day, and say who did. What was to begin after today is taken back: the trail says that it was ever
    given. A membership or a role that began today was in force, and is kept even where it ends at once; a place in a circle
    that did has only its two lines in the trail."""
    last = last_day(held.from_on, to_on, on=by.on)
    facts: dict[str, Any] = {}
    if not isinstance(held, CircleMember):
        facts = {"ended_on": by.on, "ended_by": by.user}
        if held.from_on == by.on and last is None:
            last = by.on - timedelta(days=1)
    if last is None:
        held.delete()
    elif held.to_on is None or last < held.to_on:
        rows.alter(held, to_on=last, **facts)


def not_covered_yet(
    membership: Membership, absent: Membership, asked: Iterable[Role], *, from_on: date, to_on: date
) -> None:
    """Refuse cover that would overlap one that stands: the same colleague for the same absence in the same role."""
    there = Grant.objects.filter(membership=membership, cover_for=absent, role__in=list(asked))
    for held in there.exclude(to_on__lt=from_on).filter(from_on__lte=to_on, to_on__gte=F("from_on")).order_by("pk"):
        span = f"from {day(held.from_on)} to {day(held.to_on)}"
        raise Refused(
            f"{membership.user} covers for {absent.user} as ‘{Role(held.role).label}’ {span} already."
            " Enter other days, or end that cover first"
        )


def join_circles_of(absent: Membership, membership: Membership, *, from_on: date, to_on: date) -> int:
    """Put whoever covers into every circle of their agency that the absent one is in, for as long as that one is in;
    say how many."""
    mine = CircleMember.objects.filter(user=membership.user, agency=membership.agency).exclude(to_on__lt=from_on)
    there = {place.circle_id: place for place in mine.order_by("from_on")}
    joined = 0
    for place in CircleMember.objects.filter(user=absent.user, agency=absent.agency).on(from_on):
        until = min(to_on, place.to_on or to_on)
        held, first = there.get(place.circle_id), from_on
        if held is not None:
            if held.to_on is None or held.to_on >= until:
                continue
            first = held.to_on + timedelta(days=1)
        rows.add(
            CircleMember,
            circle=place.circle,
            user=membership.user,
            agency=membership.agency,
            from_on=first,
            to_on=until,
            cover_for=absent,
        )
        joined += 1
    return joined


def iso(day: date | None) -> str:
    """A day as the trail keeps it."""
    return day.isoformat() if day else ""
