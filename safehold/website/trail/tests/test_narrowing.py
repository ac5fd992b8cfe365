"""Narrowing the trail is quick however long the trail: the database is asked how it would find the lines."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from safehold.access.models import AuditLine
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.website.trail.forms import TrailFilters

pytestmark = pytest.mark.django_db

LINES = 3000
RARE = "192.0.2.77"


@pytest.fixture(scope="module")
def agencies(django_db_setup, django_db_blocker):
    """A long trail in which few lines are of the fire service, or from one address. Counted up anew for the planner."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        common, rare = AgencyFactory(code="council"), AgencyFactory(code="fire")
        began = timezone.now() - timedelta(days=LINES)
        AuditLine.objects.bulk_create(
            AuditLine(
                at=began + timedelta(days=number),
                event="rare.done" if number % 700 == 3 else f"common.done_{number % 9}",
                by_id=number % 40 + 1000,
                by_name="Somebody",
                agency_id=rare.pk if number % 700 == 3 else common.pk,
                where_from=RARE if number % 700 == 3 else f"192.0.2.{number % 20}",
                subject_kind="a.thing",
                subject_uid=f"uid-{number % 900}",
            )
            for number in range(LINES)
        )
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE access_auditline")
        yield {"rare": rare.pk}
        transaction.set_rollback(True)


def narrowed(**asked):
    form = TrailFilters(asked)
    assert form.is_valid(), form.errors
    return form.narrow(AuditLine.objects.order_by("-id"))


def plan_of(lines) -> str:
    """How the database would find the first page of ``lines``."""
    return str(lines[:50].explain())


CASES = {
    "agency": ("trail_agency", lambda made: {"agency": made["rare"]}),
    "subject": ("trail_subject", lambda made: {"subject": "uid-7"}),
    "event": ("trail_event", lambda made: {"event": "rare.done"}),
    "events": ("trail_event", lambda made: {"event": "rare."}),
}


@pytest.mark.parametrize("name", CASES)
def test_the_database_finds_the_lines_by_an_index(agencies, name):
    index, asked = CASES[name]
    lines = narrowed(**asked(agencies))

    assert lines.count() in (4, 5)
    assert index in plan_of(lines)


def test_lines_from_one_address_are_all_found_and_by_an_index_where_a_first_day_is_given(agencies):
    """Addresses have no index of their own, since every act would pay for it: the whole trail is read, or the days."""
    first = timezone.localdate() - timedelta(days=20)
    since = {f"from_on-{part}": str(getattr(first, part)) for part in ("day", "month", "year")}

    assert narrowed(where_from=RARE).count() in (4, 5)
    assert "trail_newest" in str(narrowed(where_from=RARE, **since).order_by().explain())  # as it counts them


def test_without_the_index_it_would_read_every_line(agencies):
    """The control: what has no index is found by reading."""
    plan = plan_of(AuditLine.objects.order_by("-id").filter(by_name="Nobody"))

    assert not any(index in plan for index, _ in CASES.values())


def test_lines_of_one_person_are_found_by_their_index(agencies):
    who = actor(Role.DELEGATE)
    AuditLine.objects.create(at=timezone.now(), event="common.done_1", by_id=who.user_id, by_name=who.name)

    assert "trail_person" in plan_of(narrowed(who=who.user.email))


def test_days_the_wrong_way_round_are_a_problem_and_not_an_empty_trail():
    said = {"from_on-day": "2", "from_on-month": "5", "from_on-year": "2021"}
    said |= {"to_on-day": "1", "to_on-month": "5", "to_on-year": "2021"}

    assert TrailFilters(said).errors == {"to_on": ["Last day must be the same as or after the first day"]}
    assert TrailFilters(said | {"to_on-day": "2"}).is_valid()
