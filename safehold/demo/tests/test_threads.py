"""The invented threads of Westmere: each step by somebody who could have taken it, on its own day."""

from datetime import date

import pytest

from safehold.demo import threads
from safehold.demo.building import Building
from safehold.demo.partnerships import DEMONSTRATIONS
from safehold.plans.lifecycle import Response, Status
from safehold.plans.models import Finding, PlannedAction, Recommendation

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.one_database]


def test_every_state_that_matters_can_be_seen_in_them():
    building = Building(DEMONSTRATIONS["westmere"], tell=lambda words: None)
    building.set_up(seated=True)

    threads.tell(building.acting)
    threads.tell(building.acting)  # a second time changes nothing

    assert Finding.objects.count() == len(threads.THREADS)
    assert set(Recommendation.objects.values_list("response", flat=True)) == {Response.ACCEPTED, Response.PARTLY}
    by_status = {each.status: each for each in PlannedAction.objects.select_related("lead", "assured_by")}
    assert set(by_status) == {Status.NOT_STARTED, Status.IN_PROGRESS, Status.EVIDENCED, Status.ASSURED}
    assured = by_status[Status.ASSURED]
    assert assured.assured_by != assured.lead
    assert PlannedAction.objects.filter(status=Status.NOT_STARTED, due_on__lt=date(2021, 4, 30)).count() == 1
