"""What is true of every page: it asks the database at most twelve times (P5 of the goals).

A file that is made on the spot is no page: a pack may ask for all that is in it. That a list asks no more for a hundred
rows than for one is in each package's own tests.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from safehold.access.roles import Role
from tests.addresses import GUARDED, address
from tests.world import World

MOST = 12
# these draw a whole report, from as many sources as a report has; a longer one asks no more often
DRAWN = {"publications:check": 24, "publications:publish": 24, "publications:read": 24}
PAGES = [*GUARDED, "website:home"]
# whoever can do most with a page asks most for it
ROLES = (
    Role.BUSINESS_MANAGER,
    Role.ADULTS_MANAGER,
    Role.DATA_ANALYST,
    Role.SYSTEM_ADMINISTRATOR,
    Role.CALDICOTT,
    Role.LADO,
    Role.INDEPENDENT_CHAIR,
)


@pytest.fixture(scope="module")
def clients(world: World, django_db_blocker):
    with django_db_blocker.unblock():
        return {role: world.client(role) for role in ROLES}


def asked(client, path: str) -> tuple[bool, int]:
    """Whether this is a page that opens, and how often it asks once what is kept for seconds is kept."""
    first = client.get(path)
    if first.status_code != 200 or not first.headers["Content-Type"].startswith("text/html"):
        return False, 0
    with CaptureQueriesContext(connection) as made:
        client.get(path)
    return True, len(made)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.django_db
def test_a_page_asks_at_most_twelve_times(name, world: World, clients):
    path = address(name, world)
    found = {role.value: asked(client, path)[1] for role, client in clients.items()}

    assert max(found.values()) <= DRAWN.get(name, MOST), found


@pytest.mark.django_db
def test_there_are_pages_that_were_counted(world: World, clients):
    opened = sum(asked(clients[Role.BUSINESS_MANAGER], address(name, world))[0] for name in PAGES)

    assert opened >= 40
    _, home = asked(clients[Role.BUSINESS_MANAGER], address("partnership:groups", world))
    assert home >= 4  # the session, the person, their memberships: a count of none would prove nothing
