"""Somebody who sits in groups and leaves, for the tests of what becomes of their seats."""

from datetime import date

from safehold.access.actor import Actor
from safehold.access.models import Agency, User
from safehold.partnership.actions import groups, seats
from safehold.partnership.models import SeatHolder
from safehold.partnership.tests.factories import DAY, SINCE, agency, group, manager, person, seat


def somebody_who_sits() -> tuple[User, Agency, Actor]:
    """The fire service's member of two groups, who chairs one of them; the service, and whoever may arrange it."""
    by = manager()
    fire = agency("fire", by=by)
    user = person(fire, name="Lee Leaver")
    executive, community = group("executive", by=by), group("community", by=by)
    for each in (executive, community):
        seats.fill_seat(seat(each, fire, by=by), by=by, user=user, from_on=SINCE)
    groups.appoint_chair(community, by=by, user=user, agency=fire, from_on=SINCE)
    return user, fire, by


def fillers(on: date = DAY) -> set[str]:
    """The names of those who sit anywhere on a day."""
    return {holder.user.name for holder in SeatHolder.objects.on(on)}
