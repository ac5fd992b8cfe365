"""Westmere's letters: every state that matters can be seen, and a second build changes nothing."""

import pytest
from django.db import transaction

from safehold.demo import asking, letters, meetings, threads
from safehold.demo.building import Building
from safehold.demo.partnerships import DEMONSTRATIONS
from safehold.letters.lifecycle import Copying, Standing, Status
from safehold.letters.models import How, Letter, RedactedCopy, Sending, TemplateVersion

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.one_database]


def test_letters_of_every_state_that_matters_can_be_seen():
    building = Building(DEMONSTRATIONS["westmere"], tell=lambda words: None)
    building.set_up(seated=True)
    threads.tell(building.acting)
    asking.ask(building.acting)
    meetings.tell(building.acting)

    with transaction.atomic():
        letters.write(building.acting)
        letters.write(building.acting)  # a second time changes nothing

    assert set(TemplateVersion.objects.values_list("status", flat=True)) == {Standing.APPROVED, Standing.DRAFT}
    assert set(Letter.objects.values_list("status", flat=True)) == {Status.DRAFT, Status.SENT}
    assert set(Sending.objects.values_list("how", flat=True)) == {How.HERE, How.POST}
    assert set(RedactedCopy.objects.values_list("status", flat=True)) == {Copying.DRAFT, Copying.RELEASED}
