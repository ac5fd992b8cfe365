"""What every new case begins with: a circle with whoever began it inside, and a reference that tells nothing."""

import re
from datetime import date

import pytest

from safehold.access.actor import Actor
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.records import circles, policy, references
from safehold.records.models import Entry
from tests.invented.factories import notebook

DAY = date(2021, 4, 30)


@pytest.mark.django_db
def test_whoever_begins_a_case_is_in_its_circle_and_nobody_else_is():
    officer, colleague = actor(Role.ADULTS_PRACTITIONER), actor(Role.ADULTS_PRACTITIONER)

    book = notebook(officer)

    (place,) = book.entry.circle.members.all()
    assert (place.user, place.agency, place.from_on) == (officer.user, officer.agency, date(2021, 4, 1))
    assert policy.sees(officer, book.entry)
    assert not Entry.objects.visible_to(colleague).filter(pk=book.entry.pk).exists()


@pytest.mark.django_db
def test_nobody_begins_a_circle_that_they_cannot_be_in():
    for who in (Actor.system("tidy up", on=DAY), Actor.nobody(on=DAY)):
        with pytest.raises(Refused, match="acts for an agency"):
            circles.begin("Those who work on a case", by=who, on=DAY)


def test_references_are_said_easily_and_do_not_follow_one_another():
    found = {references.random("LADO") for _ in range(2000)}

    assert len(found) == 2000
    assert all(re.fullmatch(r"LADO(-[2-9CFGHJKMPQRVWX]{4}){2}", each) for each in found)
