"""The weekly digest: one a person a week, with counts alone, and none where nothing waits."""

from datetime import date

import pytest

from safehold.access.roles import Role
from safehold.access.tests.factories import actor, membership
from safehold.plans.tests.factories import action, doer, evidenced, member
from safehold.records.models import Message
from safehold.records.outbox import words_of
from safehold.website import digest
from safehold.website.work import SAID

pytestmark = pytest.mark.django_db
MONDAY, THURSDAY, NEXT_MONDAY = date(2021, 5, 3), date(2021, 5, 6), date(2021, 5, 10)


def send(settings, day: date) -> list[str]:
    settings.BUSINESS_DATE = day
    before = set(Message.objects.values_list("pk", flat=True))
    digest.send()
    return sorted(str(each.to_user) for each in Message.objects.exclude(pk__in=before).select_related("to_user"))


def test_everybody_for_whom_something_waits_gets_one_a_week(settings):
    inside, idle = member(Role.AGENCY_CONTRIBUTOR), actor(Role.AGENCY_LEAD, agency="health")
    evidenced()

    first = send(settings, MONDAY)

    assert str(inside.user) in first
    assert str(idle.user) not in first
    assert send(settings, MONDAY) == send(settings, THURSDAY) == []
    assert send(settings, NEXT_MONDAY) == first


def test_it_says_how_much_of_what_and_nothing_of_any_record(settings):
    lead = doer()
    action()
    action()

    send(settings, MONDAY)

    said = words_of(Message.objects.get(to_user=lead.user))
    assert "Actions of your agency that nobody leads: 2" in said
    assert "evidence" not in said  # nothing of that kind waits
    assert "sergeant" not in said


def test_one_who_acts_for_two_agencies_gets_one_message_with_all_of_it(settings):
    lead = doer()
    membership(Role.AGENCY_LEAD, agency="health", user=lead.user)
    action()

    send(settings, MONDAY)

    assert Message.objects.filter(to_user=lead.user).count() == 1


def test_whoever_has_left_gets_none(settings):
    lead = doer()
    action()
    lead.user.is_active = False
    lead.user.save()

    send(settings, MONDAY)

    assert not Message.objects.filter(to_user=lead.user).exists()


def test_whatever_waits_on_the_front_page_is_counted_in_the_digest():
    assert digest.LINES.keys() == SAID.keys() != set()
