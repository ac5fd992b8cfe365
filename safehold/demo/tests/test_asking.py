"""What Westmere asks its agencies for: every state that matters can be seen, and a second build changes nothing."""

import pytest

from safehold.access.models import Agency, AgencyKind
from safehold.asks.lifecycle import Calling, Stage
from safehold.asks.models import Ask, Call, Happening, Kind, Reply
from safehold.demo import asking
from safehold.demo.building import Building
from safehold.demo.partnerships import DEMONSTRATIONS

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.one_database]


def test_every_state_that_matters_can_be_seen_in_what_is_asked():
    building = Building(DEMONSTRATIONS["westmere"], tell=lambda words: None)
    building.set_up(seated=True)

    asking.ask(building.acting)
    asking.ask(building.acting)  # a second time changes nothing

    assert Call.objects.filter(status=Calling.ISSUED).count() == 4
    assert Call.objects.filter(status=Calling.DRAFT).count() == 1
    assert set(Ask.objects.values_list("status", flat=True)) == set(Stage) - {Stage.WITHDRAWN}
    schools = Agency.objects.filter(kind=AgencyKind.SCHOOL).count()
    assert Ask.objects.filter(agency__kind=AgencyKind.SCHOOL).count() == schools > 80
    assert Happening.objects.filter(kind=Kind.CHASED).count() >= 2
    assert Reply.objects.filter(given_by=None).count() == asking.ANSWERED_SCHOOLS
