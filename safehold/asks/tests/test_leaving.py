"""Whoever leaves leaves nothing unanswered with nobody: it goes to a colleague, or back to the agency's lead."""

from dataclasses import replace

import pytest

from safehold.access import handover
from safehold.access.actions import accounts
from safehold.access.actor import Actor
from safehold.access.roles import Role
from safehold.access.tests.factories import DAY, actor, administrator
from safehold.asks import actions, queries
from safehold.asks.caseload import HANDLED, KEPT
from safehold.asks.tests.factories import ISSUED_ON, asked, contributor, issued, lead, returned
from safehold.records.models import Message
from safehold.records.tests.promises import queries_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def handled():
    ask, helper = asked(), contributor()
    actions.delegate(ask, by=lead(), handler=helper.user)
    return ask, helper.user


@pytest.mark.parametrize(("agency", "takes_over"), [("police", True), ("health", False)])
def test_an_ask_goes_to_a_successor_who_prepares_what_its_agency_returns(agency, takes_over):
    ask, leaver = handled()
    successor, by = lead(agency).user, administrator()

    could_take = HANDLED.could_take(leaver=leaver, by=by, on=DAY)
    foreseen = HANDLED.foresee(leaver=leaver, successor=successor, by=by, on=DAY)
    moved = HANDLED.hand_over(leaver=leaver, successor=successor, by=by, on=DAY)

    ask.refresh_from_db()
    assert ask.handler == (successor if takes_over else None)
    assert moved.pieces == 1
    assert (foreseen.goes, foreseen.left) == (
        (("1 thing to answer",), ()) if takes_over else ((), ("1 thing to answer, left to the agency’s lead",))
    )
    assert (successor.pk in could_take) is takes_over


def test_closing_an_account_hands_over_what_it_has_to_answer():
    ask, leaver = handled()
    colleague = actor(Role.AGENCY_LEAD, agency="police").user

    accounts.close_account(leaver, by=administrator(), left_on=DAY, successor=colleague)

    ask.refresh_from_db()
    assert ask.handler == colleague


def test_what_was_returned_is_nobodys_work_to_hand_over():
    ask, leaver = handled()
    returned(ask)

    assert HANDLED.held_by(leaver, on=DAY) == 0


def test_several_caseloads_are_counted_in_one_question_and_counted_right():
    _, leaver = handled()

    assert [(held.label, held.number) for held in handover.held_by(leaver, on=DAY)] == [
        ("Things to answer for their agency", 1)
    ]
    in_rows = sum(isinstance(each, handover.InRows) for each in handover.caseloads())
    asked_for = queries_of(lambda: handover.held_by(leaver, on=DAY))
    assert in_rows >= 2
    assert asked_for == len(handover.caseloads()) - in_rows + 1


# --- what somebody asked for ---


@pytest.mark.parametrize(("agency", "takes_over"), [("office", True), ("police", False)])
def test_a_call_goes_to_a_successor_who_asks_for_the_same_agency_too(agency, takes_over):
    officer = replace(actor(Role.REVIEW_OFFICER, agency="office"), on=ISSUED_ON)
    call = issued(officer)
    successor, by = actor(Role.REVIEW_OFFICER, agency=agency).user, administrator()

    foreseen = KEPT.foresee(leaver=officer.user, successor=successor, by=by, on=DAY)
    able = KEPT.could_take(leaver=officer.user, by=by, on=DAY)
    moved = KEPT.hand_over(leaver=officer.user, successor=successor, by=by, on=DAY)

    call.refresh_from_db()
    assert call.keeper == (successor if takes_over else officer.user)
    assert moved.pieces == takes_over
    assert (bool(foreseen.goes), bool(foreseen.left)) == (takes_over, not takes_over)
    assert (successor.pk in able) is takes_over
    if takes_over:
        taking = Actor.of(successor.memberships.get(), on=DAY)
        assert queries.calls_visible_to(taking).filter(pk=call.pk).exists()
        assert [each.to_user for each in Message.objects.filter(kind="asks.call_handed_over")] == [successor]


def test_a_call_that_was_withdrawn_is_nobodys_to_hand_over():
    officer = replace(actor(Role.REVIEW_OFFICER, agency="office"), on=ISSUED_ON)
    call = issued(officer)
    assert KEPT.held_by(officer.user, on=DAY) == 1
    actions.withdraw_call(call, by=officer, why="Not this year")

    assert KEPT.held_by(officer.user, on=DAY) == 0
