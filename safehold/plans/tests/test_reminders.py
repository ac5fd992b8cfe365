"""Reminders of actions: one before, one after, to whoever leads it, and none once evidence was given."""

from datetime import date, timedelta

import pytest

from safehold.access.models import AuditLine
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.partnership.models import Rule
from safehold.plans import actions, reminders
from safehold.plans.tests.factories import DUE_ON, action, doer, manager
from safehold.records import writing
from safehold.records.models import Message
from safehold.records.outbox import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead():
    return doer()


@pytest.fixture
def agreed(lead):
    return actions.assign(action(), by=manager(), lead_role="Head of public protection", lead=lead.user)


def remind(settings, day: date) -> list[str]:
    """What is sent on a day: whom it goes to, and what kind it is."""
    settings.BUSINESS_DATE = day
    before = set(Message.objects.values_list("pk", flat=True))
    reminders.remind()
    return [f"{each.to_user} {each.kind}" for each in Message.objects.exclude(pk__in=before)]


def test_one_goes_before_and_one_after_and_then_no_more(agreed, lead, settings):
    days = [-15, -14, -13, 0, 1, 2, 8, 60]

    sent = [remind(settings, DUE_ON + timedelta(days=each)) for each in days]

    due, overdue = [f"{lead.user} plans.due"], [f"{lead.user} plans.overdue"]
    assert sent == [[], due, [], [], overdue, [], [], []]
    assert AuditLine.objects.filter(event="plans.reminded").count() == 2


def test_what_is_sent_says_nothing_of_what_is_to_be_done(agreed, settings):
    remind(settings, DUE_ON)

    message = Message.objects.get()
    said = message.subject + words_of(message)
    assert "12 April 2021" in said
    assert str(agreed.uid) in said  # where it is read
    assert "sergeant" not in said
    assert "Head of public protection" not in said


def test_they_stop_when_evidence_is_given(agreed, lead, settings):
    actions.give_evidence(agreed, by=lead, words="Sixty were trained")

    assert remind(settings, DUE_ON) == []


def test_another_date_is_reminded_of_anew(agreed, lead, settings):
    remind(settings, DUE_ON)
    actions.move_due_date(agreed, by=manager(), due_on=DUE_ON + timedelta(days=90), why="Courses were cancelled")

    assert remind(settings, DUE_ON + timedelta(days=1)) == []
    assert remind(settings, DUE_ON + timedelta(days=80)) == [f"{lead.user} plans.due"]


def test_where_nobody_leads_it_the_leads_of_its_agency_hear_and_nobody_elsewhere(lead, settings):
    action()
    actor(Role.AGENCY_CONTRIBUTOR, agency="police")
    actor(Role.AGENCY_LEAD, agency="health")

    assert remind(settings, DUE_ON) == [f"{lead.user} plans.due"]


def test_the_partnership_says_how_long_before(agreed, lead, settings):
    chosen = {"key": "actions.reminder_days", "from_on": date(2020, 1, 1), "value": 3, "source": "The Board"}
    writing.create(Rule, by=manager(), **chosen)

    assert remind(settings, DUE_ON - timedelta(days=4)) == []
    assert remind(settings, DUE_ON - timedelta(days=3)) == [f"{lead.user} plans.due"]


def test_nobody_reminds_by_hand(agreed):
    with pytest.raises(Refused, match="Safehold itself reminds"):
        actions.remind(agreed, by=manager())
