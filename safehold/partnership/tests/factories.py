"""A small invented partnership, built by calling actions. ``SINCE`` is when everything here began."""

from datetime import date
from typing import Any

from safehold.access.actor import Actor
from safehold.access.models import Agency, AgencyKind, Membership, User
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, UserFactory, actor
from safehold.partnership.actions import agencies, groups, seats
from safehold.partnership.models import Group, GroupKind, Seat

HOME = "/partnership/"
SINCE = date(2019, 9, 29)
DAY = date(2021, 4, 30)


def manager(**facts: Any) -> Actor:
    return actor(Role.BUSINESS_MANAGER, agency="team", **facts)


def agency(code: str, *, by: Actor, name: str = "", **facts: Any) -> Agency:
    return agencies.add_agency(
        by=by, code=code, kind=AgencyKind.VCSE, name=name or code.title(), from_on=SINCE, **facts
    )


def group(code: str, *, by: Actor, kind: str = GroupKind.SUBGROUP, **facts: Any) -> Group:
    wanted = {"name": code.title(), "purpose": f"What {code} is for.", "from_on": SINCE} | facts
    return groups.found_group(by=by, code=code, kind=kind, **wanted)


def seat(of: Group, holder: Agency, *, by: Actor, **facts: Any) -> Seat:
    return seats.give_seat(of, by=by, agency=holder, **({"from_on": SINCE} | facts))


def person(*of: Agency, since: date = SINCE, **facts: Any) -> User:
    """Someone who acts for each of those agencies."""
    made = UserFactory(**facts)
    for each in of:
        Membership.objects.create(user=made, agency=each, from_on=since)
    return made


__all__ = ["DAY", "HOME", "SINCE", "AgencyFactory", "agency", "group", "manager", "person", "seat"]
