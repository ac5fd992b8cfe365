"""What a role does is said with the names that this partnership's boards have; what the partnership wrote itself is not."""

import pytest

from safehold.access.models import RoleTitle
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.partnership.tests.factories import group, manager
from safehold.records.tests.promises import browser, queries_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
ROLES = "/people/roles/"
ONE = f"{ROLES}{Role.INDEPENDENT_CHAIR}/"


@pytest.fixture
def web():
    by = manager()
    group("executive", by=by, kind="executive", name="Strategic Board")
    group("delivery", by=by, kind="operational", name="Delivery Board")
    return browser(actor(Role.SYSTEM_ADMINISTRATOR))


@pytest.mark.parametrize("address", [ROLES, ONE])
def test_roles_are_described_with_the_names_of_our_boards(web, address):
    page = web.get(address).text

    assert "Chairs the Strategic Board and the Delivery Board and holds every agency to account." in page
    assert "the Executive" not in page
    assert queries_of(lambda: web.get(address)) <= 12


def test_the_form_that_renames_a_role_begins_with_the_same_words(web):
    assert "Chairs the Strategic Board and the Delivery Board" in web.get(f"{ONE}title/").text


def test_what_the_partnership_wrote_of_a_role_stands_as_it_was_written(web):
    RoleTitle.objects.create(
        role=Role.INDEPENDENT_CHAIR, title="Chair", description="Is neutral between the Executive."
    )

    assert "Is neutral between the Executive." in web.get(ONE).text
