"""An installation refuses to start from a database that is not safe to serve, and says why in a sentence.

What the web process and the worker themselves do is tried in ``tests/invariants/test_production_guide.py``.
"""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from safehold.access import guards
from safehold.access.models import User
from safehold.access.roles import Role
from safehold.access.starting import refuse_unless_safe
from safehold.access.tests.factories import account

pytestmark = pytest.mark.django_db


@pytest.fixture
def _checked(settings):
    settings.CHECKED_AT_START = True


def a_demonstration_account() -> None:
    user = account(Role.LADO)
    User.objects.filter(pk=user.pk).update(is_demonstration=True)


def a_guard_is_gone() -> str:
    gone = "access_auditline_kept" if connection.vendor == "postgresql" else "access_auditline_no_update"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {gone}" + (" ON access_auditline" if connection.vendor == "postgresql" else ""))
    return gone


@pytest.mark.usefixtures("_checked")
def test_demonstration_accounts_stop_the_start():
    a_demonstration_account()

    with pytest.raises(ImproperlyConfigured) as refusal:
        refuse_unless_safe()

    assert str(refusal.value) == "This database holds demonstration accounts. Start from an empty database."


@pytest.mark.usefixtures("_checked")
def test_a_trail_without_a_guard_stops_the_start_until_it_is_put_up_again():
    gone = a_guard_is_gone()

    with pytest.raises(
        ImproperlyConfigured, match=rf"^What is kept for ever is not guarded: {gone}\. Run manage\.py migrate"
    ):
        refuse_unless_safe()

    guards.put_up()
    refuse_unless_safe()


@pytest.mark.usefixtures("_checked")
def test_everything_that_is_wrong_is_said_at_once():
    a_demonstration_account()
    a_guard_is_gone()

    with pytest.raises(ImproperlyConfigured, match=r"not guarded.+demonstration accounts"):
        refuse_unless_safe()


@pytest.mark.usefixtures("_checked")
def test_asking_costs_a_handful_of_queries(django_assert_max_num_queries):
    for _ in range(5):
        account(Role.LADO)

    with django_assert_max_num_queries(8):
        refuse_unless_safe()


def test_the_control_where_nothing_is_checked_at_start_all_of_that_starts():
    a_demonstration_account()
    a_guard_is_gone()

    refuse_unless_safe()
