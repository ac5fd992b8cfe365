"""P5: no page asks the database more than twelve questions, whatever stands on it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from safehold.access.roles import Role
from safehold.website.context import partnership_name
from tests.addresses import GUARDED, address
from tests.world import World

MOST = 12
# what is no list and no record, and what it does instead
NO_PAGE = {
    "partnership:export_pack": "a download: every section of a pack, some with parts",
    "publications:check": "makes the whole report and checks it",
    "publications:read": "makes the whole report",
    "publications:publish": "makes the whole report",
}
# those that are still to be cut, with what they ask now: a promise that they grow no further
TO_CUT = {"people:person": 14, "people:list": 13, "imports:counts": 13}


@pytest.mark.parametrize("name", [name for name in GUARDED if name not in NO_PAGE])
@pytest.mark.django_db
def test_a_page_asks_at_most_twelve_questions(name, world: World):
    """Opened by whoever may do most with it, the partnership's name not yet known."""
    for role in (Role.BUSINESS_MANAGER, Role.DATA_ANALYST, Role.INDEPENDENT_CHAIR, Role.SYSTEM_ADMINISTRATOR):
        client = world.client(role)
        there = address(name, world)
        if client.get(there).status_code != 200:
            continue
        partnership_name.forget()
        with CaptureQueriesContext(connection) as asked:
            client.get(there)
        assert len(asked) <= TO_CUT.get(name, MOST), [each["sql"] for each in asked.captured_queries]
        return
