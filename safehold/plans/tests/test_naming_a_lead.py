"""Whoever writes an action into a plan says at once who leads it, if that is known, and nobody of another agency."""

from datetime import date
from functools import partial

import pytest
from django.urls import reverse

from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.plans.models import PlannedAction
from safehold.plans.tests.factories import AGREED_ON, accepted, doer, manager
from safehold.plans.tests.planning import commitment, delivery, objective
from safehold.records.tests.promises import ask_and_answer, browser

pytestmark = pytest.mark.django_db
WORDS = {"words": "Ask who else lives there", "measure": "Nine of ten forms", "lead_role": "Head of custody"}
DAYS = {"agreed_on": AGREED_ON, "due_on": date(2021, 9, 30)}


def in_a_plan():
    plan = delivery()
    aim = objective(commitment(plan.strategy))
    return partial(ask_and_answer, browser(manager()), reverse("plans:plan_action", args=[plan.uid]), objective=aim.pk)


def of_a_recommendation():
    return partial(ask_and_answer, browser(manager()), reverse("plans:add_action", args=[accepted().uid]))


@pytest.fixture(params=[in_a_plan, of_a_recommendation])
def ask(request):
    return partial(request.param(), **WORDS, **DAYS)


def test_the_lead_is_named_where_the_action_is_written(ask):
    lead = doer("police")
    ask(agency=lead.agency_id, lead=lead.membership_id)
    assert PlannedAction.objects.get().lead == lead.user


def test_nobody_has_to_be_named(ask):
    ask(agency=AgencyFactory(code="police").pk, lead="")
    assert PlannedAction.objects.get().lead is None


def test_somebody_of_another_agency_is_refused_and_nothing_typed_is_lost(ask):
    other = doer("health")
    page = ask(agency=AgencyFactory(code="police").pk, lead=other.membership_id).text
    assert f"{other.user} does not act for Westmere police. Choose somebody who does, or nobody yet" in page
    assert "Ask who else lives there" in page
    assert not PlannedAction.objects.exists()


def test_those_who_could_not_see_the_action_are_not_offered(ask):
    scrutineer = actor(Role.INDEPENDENT_SCRUTINEER, agency="police")
    page = ask(agency=scrutineer.agency_id, lead=scrutineer.membership_id).text
    assert scrutineer.user.name not in page
    assert not PlannedAction.objects.exists()
