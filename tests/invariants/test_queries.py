"""What is true of every page: it asks the database at most twelve times (P5 of the goals).

A file that is made on the spot is no page: a pack may ask for all that is in it. That a list asks no more for a hundred
rows than for one is in ``test_many_rows.py``, and of what hangs on one record in each package's own tests.
"""

import math

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from safehold.access.roles import Role
from safehold.website.context import partnership_name
from tests.addresses import GUARDED, NO_PAGE, WHO_CAN_MOST, address
from tests.world import World

pytestmark = [pytest.mark.slow, pytest.mark.one_database]

MOST = 12
# these draw a whole report, from as many sources as a report has, and hold a place for it; a longer one asks no more often
DRAWN = {f"publications:{name}": 28 for name in ("check", "coverage", "publish", "read", "submit")}
PAGES = [*GUARDED, "website:home"]


@pytest.fixture(scope="module")
def clients(world: World, django_db_blocker):
    with django_db_blocker.unblock():
        return {role: world.client(role) for role in WHO_CAN_MOST}


@pytest.fixture(scope="module")
def counted(world: World, clients):
    """How often each page asked of whom, as far as it was found out: nought where it did not open."""
    known: dict[tuple[str, Role], int] = {}

    def count(name: str, role: Role) -> int:
        if (name, role) not in known:
            client, path = clients[role], address(name, world)
            cache.clear()  # nor is it counted when a full cache is tidied up, which any page may happen upon
            answer = client.get(path)
            partnership_name.until = math.inf  # what is kept for seconds is kept, however long this takes
            known[name, role] = 0
            if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                with CaptureQueriesContext(connection) as made:
                    client.get(path)
                known[name, role] = len(made)
        return known[name, role]

    yield count
    partnership_name.forget()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.django_db
def test_a_page_asks_at_most_twelve_times(name, counted):
    found = {role.value: counted(name, role) for role in WHO_CAN_MOST}

    assert max(found.values()) <= DRAWN.get(name, MOST), found
    assert (max(found.values()) == 0) is (name in NO_PAGE), found


@pytest.mark.django_db
def test_there_are_pages_that_were_counted(counted):
    opened = sum(counted(name, Role.BUSINESS_MANAGER) > 0 for name in PAGES)

    assert opened >= 40
    # the session, the person, their memberships: a count of none would prove nothing
    assert counted("partnership:groups", Role.BUSINESS_MANAGER) >= 4
