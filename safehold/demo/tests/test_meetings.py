"""The invented year of Westmere's meetings: every state that matters can be seen, and the sums are those of its marks."""

from datetime import date

import pytest

from safehold.access.roles import Role
from safehold.demo import meetings
from safehold.demo.building import Building
from safehold.demo.partnerships import DEMONSTRATIONS
from safehold.meetings.lifecycle import Status
from safehold.meetings.models import Challenge, Decision, Mark, Meeting, Referral, Standing
from safehold.meetings.queries import items_visible_to, over_time
from safehold.records.models import Conflict

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.one_database]


def test_every_state_that_matters_can_be_seen_in_them():
    building = Building(DEMONSTRATIONS["westmere"], tell=lambda words: None)
    building.set_up(seated=True)

    meetings.tell(building.acting)
    many = Meeting.objects.count()
    meetings.tell(building.acting)  # a second time changes nothing

    assert Meeting.objects.count() == many == sum(map(len, meetings.HELD.values())) + len(meetings.TO_COME) + 1
    shown = set(Meeting.objects.values_list("status", flat=True))
    assert shown >= {Status.AGREED, Status.MINUTES_CHAIR_OK, Status.MINUTES_DRAFT, Status.CANCELLED}
    assert shown >= {Status.DRAFT_AGENDA, Status.PAPERS_ISSUED}
    recommended = Decision.objects.get(standing=Standing.RECOMMENDED)
    assert recommended.confirmation.standing == Standing.DECIDED
    assert Challenge.objects.filter(answered_on=None).count() == 1
    assert Referral.objects.get(item=None).to_group.code == "strategic-board"
    recusal = Conflict.objects.get()
    hidden = items_visible_to(building.acting[Role.BUSINESS_SUPPORT]).get(entry=recusal.entry)
    assert hidden.confidential
    found = over_time.table(building.acting[Role.BUSINESS_SUPPORT], date(2020, 4, 1), date(2021, 3, 31))
    assert 50 < (found.whole.percent or 0) < 100
    marks = {mark for meeting in Meeting.objects.all() for mark in meeting.attendance.values_list("mark", flat=True)}
    assert marks == set(Mark)
