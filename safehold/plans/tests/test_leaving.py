"""Whoever leaves leaves no action with nobody: it goes to a colleague, or back to the role that leads it."""

import pytest

from safehold.access.actions import accounts
from safehold.access.roles import Role
from safehold.access.tests.factories import DAY, actor, administrator
from safehold.plans import actions
from safehold.plans.caseload import LED
from safehold.plans.tests.factories import action, assured, doer, manager

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def led():
    agreed, lead = action(), doer()
    actions.assign(agreed, by=manager(), lead_role="Head of public protection", lead=lead.user)
    return agreed, lead.user


@pytest.mark.parametrize(("agency", "takes_over"), [("police", True), ("health", False)])
def test_an_action_goes_to_a_successor_who_acts_for_its_agency(agency, takes_over):
    agreed, leaver = led()
    successor = actor(Role.AGENCY_LEAD, agency=agency).user
    by = administrator()

    could_take = LED.could_take(leaver=leaver, by=by, on=DAY)
    foreseen = LED.foresee(leaver=leaver, successor=successor, by=by, on=DAY)
    moved = LED.hand_over(leaver=leaver, successor=successor, by=by, on=DAY)

    agreed.refresh_from_db()
    assert (agreed.lead == successor) is takes_over
    assert (agreed.lead is None) is not takes_over
    assert agreed.lead_role == "Head of public protection"
    assert moved.pieces == 1
    assert (foreseen.goes, foreseen.left) == (
        (("1 action",), ()) if takes_over else ((), ("1 action, left to the role that leads it",))
    )
    assert (successor.pk in could_take) is takes_over


def test_closing_an_account_hands_over_what_it_leads():
    agreed, leaver = led()
    colleague = actor(Role.AGENCY_CONTRIBUTOR, agency="police").user
    assert LED.held_by(leaver, on=DAY) == 1

    accounts.close_account(leaver, by=administrator(), left_on=DAY, successor=colleague)

    agreed.refresh_from_db()
    assert agreed.lead == colleague


def test_what_is_finished_is_nobodys_work_to_hand_over():
    made = assured()

    assert LED.held_by(made.evidenced_by, on=DAY) == 0
