"""Dated rows that may not overlap: what the constraint says, and that the database holds it by itself."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safehold.access.models import Circle
from safehold.partnership import guards
from safehold.partnership.models import Choice, Group, GroupKind, GroupName

pytestmark = pytest.mark.django_db

FIRST = date(2020, 1, 1)


def group(code="executive"):
    now = timezone.now()
    both = {field: Circle.objects.create(name=code) for field in ("circle", "inner_circle")}
    return Group.objects.create(
        code=code, kind=GroupKind.EXECUTIVE, current_name=code, purpose="-", **both, made_at=now, changed_at=now
    )


def name(of, from_on, to_on=None):
    """Straight into the table, past full_clean: only the database stands in the way."""
    now = timezone.now()
    with transaction.atomic():
        return GroupName.objects.bulk_create(
            [GroupName(group=of, name="-", from_on=from_on, to_on=to_on, made_at=now, changed_at=now)]
        )[0]


days = st.integers(0, 60).map(lambda n: FIRST + timedelta(days=n))
spans = st.tuples(days, st.one_of(st.none(), st.integers(0, 20))).map(
    lambda pair: (pair[0], None if pair[1] is None else pair[0] + timedelta(days=pair[1]))
)


@given(spans=st.lists(spans, min_size=1, max_size=8))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_tried_no_day_ever_has_two_names(spans):
    with transaction.atomic():
        of = group()
        kept = []
        for from_on, to_on in spans:
            clash = any(
                (to_on is None or other_from <= to_on) and (other_to is None or from_on <= other_to)
                for other_from, other_to in kept
            )
            if clash:
                with pytest.raises(IntegrityError, match="group_one_name"):
                    name(of, from_on, to_on)
            else:
                name(of, from_on, to_on)
                kept.append((from_on, to_on))
        transaction.set_rollback(True)


def test_two_groups_may_have_a_name_on_the_same_day():
    name(group("one"), FIRST)
    name(group("two"), FIRST)

    assert GroupName.objects.count() == 2


def test_moving_a_row_onto_another_is_stopped_and_changing_it_where_it_stands_is_not():
    of = group()
    name(of, FIRST, FIRST + timedelta(days=9))
    later = name(of, FIRST + timedelta(days=10))

    GroupName.objects.filter(pk=later.pk).update(from_on=FIRST + timedelta(days=11))
    with pytest.raises(IntegrityError, match="group_one_name"), transaction.atomic():
        GroupName.objects.filter(pk=later.pk).update(from_on=FIRST + timedelta(days=9))


def test_without_its_guards_the_database_would_let_two_names_in():
    """The control: it is the guard that stops the second name, and nothing else."""
    of = group()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE partnership_groupname DROP CONSTRAINT group_one_name")
        else:
            cursor.execute("DROP TRIGGER group_one_name_insert")
    name(of, FIRST)
    name(of, FIRST)

    assert guards.missing() == ["group_one_name"]
    if connection.vendor == "sqlite":
        guards.put_up()
        assert guards.missing() == []


def test_every_promise_is_held_by_the_database():
    assert guards.missing() == []
    assert len(list(guards.promised())) == 15


def test_a_row_written_by_a_model_is_told_in_words():
    from safehold.access.policy import Refused
    from safehold.access.roles import Role
    from safehold.access.tests.factories import actor
    from safehold.records import writing

    by = actor(Role.BUSINESS_MANAGER)
    writing.create(Choice, by=by, of="route", code="letter", label="Letter", from_on=FIRST)

    with pytest.raises(Refused, match="already has a label on some of those days"):
        writing.create(Choice, by=by, of="route", code="letter", label="Post", from_on=FIRST + timedelta(days=5))
