"""What waits for whom: the handler, else those who answer for the agency; and whoever keeps the call, once it came back."""

import pytest

from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.asks import actions
from safehold.asks.tests.factories import ISSUED_ON, asked, contributor, lead, office, returned
from safehold.asks.waiting import parts
from safehold.records.waiting import count

pytestmark = pytest.mark.django_db


def waits(who) -> dict[str, int]:
    return dict(count(parts(who)))


def test_what_is_asked_waits_for_the_lead_until_it_is_given_to_somebody():
    by, helper, theirs = office(on=ISSUED_ON), contributor(), lead()
    ask = asked(by=by)
    assert (waits(theirs), waits(helper), waits(lead("probation"))) == ({"asks.answer": 1}, {}, {})
    actions.delegate(ask, by=theirs, handler=helper.user)
    assert (waits(theirs), waits(helper)) == ({}, {"asks.answer": 1})

    returned(ask)
    assert (waits(helper), waits(by)) == ({}, {"asks.check": 1})
    assert waits(actor(Role.BUSINESS_MANAGER, agency="office")) == {}  # somebody else keeps it
    actions.query(ask, by=office(), words="All staff?", due_on=office().on)
    assert (waits(helper), waits(by)) == ({"asks.clear_up": 1}, {})
