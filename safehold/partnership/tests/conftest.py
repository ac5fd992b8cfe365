"""Pages of the partnership are drawn with nothing of what stands above it: no navigation, no front page."""

import pytest

from safehold.partnership.actions import agencies, groups, seats
from safehold.partnership.models import Group
from safehold.partnership.tests.factories import SINCE, agency, group, manager, person, seat


@pytest.fixture(autouse=True)
def _plain_site(settings):
    settings.SITE_CONTEXT = ""


@pytest.fixture
def board() -> Group:
    """A board with one seat that Alex Fenwick fills for the fire service, and chairs."""
    by = manager()
    fire = agency("fire", by=by)
    made = group("board", by=by, kind="executive")
    alex = person(fire, name="Alex Fenwick")
    seats.fill_seat(seat(made, fire, by=by), by=by, user=alex, from_on=SINCE)
    groups.appoint_chair(made, by=by, user=alex, agency=fire, from_on=SINCE)
    agencies.add_contact(fire, by=by, purpose="Referrals", name="Alex Fenwick", email="a@example.org", from_on=SINCE)
    return made
