"""What is true of every page: it refuses a stranger, and what it shows is whole and can be read by anyone.

Pages are found from the addresses, so a new one is tested as soon as it has an address; one that needs something in its
address needs a line in ``ARGUMENTS``, and the test fails until it has one.
"""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from safehold.access.roles import Role
from safehold.govuk.tests.pages import faults
from tests.world import World

# pages that anyone may open: on the way in, and what is published for everybody
OPEN = {
    "website:home",
    "website:accessibility",
    "website:about",
    "website:health",
    "publications:public",
    "access:invitation",
    "access:device",
    "access:device_link",
    "access:no_account",
    "access:still_here",
    "access:kept",
}
OPEN_PREFIXES = ("account_", "mfa_", "socialaccount_", "usersessions_", "openid_connect_", "headless")


def named(patterns: list, namespace: str = "") -> Iterator[tuple[str, str]]:
    """The name and the route of every address."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from named(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{namespace}{pattern.name}", str(pattern.pattern)


NAMES = sorted({name for name, _ in named(get_resolver().url_patterns)})
OURS = [name for name in NAMES if not name.startswith(OPEN_PREFIXES)]
GUARDED = [name for name in OURS if name not in OPEN]


def arguments(world: World) -> dict[str, list]:
    """What stands in the addresses that need something."""
    report, sent = world.reports["2020-21"].entry.uid, world.submissions
    return {
        "publications:publication": [report],
        "publications:read": [report],
        "publications:check": [report],
        "publications:write": [report, 3],
        "publications:finish": [report, 3],
        "publications:show_small": [report],
        "publications:submit": [report],
        "publications:publish": [report],
        "publications:send_back": [report],
        "publications:public": [report],
        "publications:file": [report, "pdf"],
        "imports:submission": [sent["ready"].entry.uid],
        "components:layout": ["list"],
    }


def address(name: str, world: World) -> str:
    return reverse(name, args=arguments(world).get(name, []))


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
    assert set(seen) <= {403, 404, 405}, seen
