"""What is true of every page: it refuses a stranger, and what it shows is whole and can be read by anyone.

Pages are found from the addresses, so a new one is tested as soon as it has one (``tests/addresses.py``).
"""

import pytest
from django.urls import resolve

from safehold.access.roles import Role
from safehold.govuk.tests.pages import faults
from safehold.records.pages import ListPage
from tests.addresses import GUARDED, OPEN, OURS, address
from tests.world import World

pytestmark = pytest.mark.slow


def test_there_are_pages():
    assert len(GUARDED) >= 20


@pytest.mark.parametrize("name", GUARDED)
@pytest.mark.django_db
def test_a_stranger_is_asked_to_sign_in(name, world: World):
    answer = world.client().get(address(name, world))

    assert answer.status_code == 302, answer.status_code
    assert answer.url.startswith("/account/login/")


@pytest.mark.parametrize("name", [name for name in OURS if name != "website:health"])
@pytest.mark.django_db
def test_what_is_shown_is_whole(name, world: World):
    """Opened by whoever may do most with it; a page that is refused to them all is a fault of the test's world."""
    seen = []
    for role in (
        Role.BUSINESS_MANAGER,
        Role.DATA_ANALYST,
        Role.INDEPENDENT_CHAIR,
        Role.SYSTEM_ADMINISTRATOR,
        Role.TRAIL_AUDITOR,
    ):
        answer = world.client(role).get(address(name, world))
        seen.append(answer.status_code)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            assert faults(answer.content.decode()) == []
            assert "no-store" in answer.headers.get("Cache-Control", "") or name in OPEN
            return
        if answer.status_code in (200, 302):
            return
    # refused or not there in this world: what is said then is whole as well
    assert set(seen) <= {403, 404, 405, 410}, seen


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.django_db
def test_every_list_can_be_taken_away_as_a_file(kind, world: World):
    """By whoever may open it; a list that nobody here may export would prove nothing."""
    taken = set()
    for name in GUARDED:
        path = address(name, world)
        if not issubclass(getattr(resolve(path).func, "view_class", object), ListPage):
            continue
        for role in (Role.BUSINESS_MANAGER, Role.SYSTEM_ADMINISTRATOR, Role.DATA_ANALYST, Role.TRAIL_AUDITOR):
            answer = world.client(role).get(path, {"format": kind})
            if answer.status_code == 200 and "attachment" in answer.headers.get("Content-Disposition", ""):
                b"".join(answer)
                taken.add(name)
                break

    assert taken >= {"people:list", "imports:list", "trail:list"}
