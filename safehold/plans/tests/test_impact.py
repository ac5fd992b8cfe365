"""Assured is not impact: when it is tested, by whom, and what becomes of an action that made no difference."""

from dataclasses import replace
from datetime import date

import pytest

from safehold.access.policy import Refused
from safehold.plans import actions
from safehold.plans.lifecycle import Status
from safehold.plans.models import DueChange, Judged, Method, Result
from safehold.plans.tests.factories import (
    DUE_ON,
    TEST_ON,
    action,
    assured,
    doer,
    evidenced,
    found_out,
    manager,
    member,
    sits,
)

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
ASSURANCE = {"why": "The register names them all", "method": Method.AUDIT, "test_on": date(2021, 9, 1)}


@pytest.mark.parametrize(("test_on", "may"), [
    (date(2021, 7, 29), False), (date(2021, 7, 30), True), (date(2022, 4, 30), True), (date(2022, 5, 1), False),
])  # fmt: skip
def test_impact_is_tested_three_to_twelve_months_after_assurance(test_on, may):
    given = evidenced()
    wanted = ASSURANCE | {"test_on": test_on}

    if may:
        actions.assure(given, by=member(), **wanted)
    else:
        with pytest.raises(Refused, match="3 to 12 months after"):
            actions.assure(given, by=member(), **wanted)


@pytest.mark.parametrize(
    ("result", "status"),
    [(Result.SHOWN, Status.ASSURED), (Result.PARTIAL, Status.ASSURED), (Result.NONE, Status.IN_PROGRESS)],
)
def test_an_action_that_made_no_difference_is_open_again_and_nothing_said_of_it_is_lost(result, status):
    agreed, by = action(), doer()
    actions.complete(agreed, by=by, completed_on=date(2021, 4, 1))
    actions.give_evidence(agreed, by=doer(), words="Sixty were trained")
    actions.assure(agreed, by=member(), **ASSURANCE)
    assured_by = agreed.assured_by

    found_out(agreed, result)

    agreed.refresh_from_db()
    assert agreed.status == status
    (kept,) = agreed.evidence.all()
    assert (kept.judged_by, kept.completed_on, kept.completed_by) == (assured_by, date(2021, 4, 1), by.user)
    assert agreed.impact_tests.get().result == result


def test_what_made_no_difference_is_due_again_and_the_first_date_stays():
    made = assured()
    with pytest.raises(Refused, match="Enter the date it is due again"):
        found_out(made, Result.NONE, due_on=TEST_ON)

    found_out(made, Result.NONE)

    made.refresh_from_db()
    assert (made.first_due_on, made.due_on) == (DUE_ON, date(2021, 12, 1))
    assert DueChange.objects.get().agreed_why == "Open again, because it made no difference"


@pytest.mark.parametrize(("tested_on", "may"), [(date(2021, 7, 29), False), (date(2021, 7, 30), True)])
def test_impact_does_not_show_sooner_than_three_months_after_assurance(tested_on, may):
    made = assured()

    if may:
        found_out(made, Result.SHOWN, tested_on=tested_on)
    else:
        with pytest.raises(Refused, match="3 months after somebody was assured"):
            found_out(made, Result.SHOWN, tested_on=tested_on)


def test_whoever_did_it_does_not_say_whether_it_made_a_difference():
    did_it = sits(doer())
    made = assured(given_by=did_it)

    with pytest.raises(Refused, match="Somebody else must say whether it made a difference"):
        found_out(made, Result.SHOWN, by=did_it)


def test_whoever_gave_evidence_that_was_sent_back_does_not_say_whether_it_made_a_difference():
    agreed, first = action(), sits(doer())
    actions.give_evidence(agreed, by=first, words="Done")
    actions.return_evidence(agreed, by=member(), why="Say who was trained")
    actions.give_evidence(agreed, by=doer(), words="Here is the register")
    actions.assure(agreed, by=member(), **ASSURANCE)

    with pytest.raises(Refused, match="Somebody else must say whether it made a difference"):
        found_out(agreed, Result.SHOWN, by=first)


def test_nothing_is_tested_of_an_action_that_was_recorded_in_error():
    made = assured()
    actions.enter_in_error(made, by=manager(), why="It was agreed by another body")

    with pytest.raises(Refused, match="in error"):
        found_out(made, Result.SHOWN)


def test_an_action_that_was_reopened_can_be_assured_again():
    made = found_out(assured(), Result.NONE)
    actions.give_evidence(made, by=replace(doer(), on=TEST_ON), words="Each assessment was read by a sergeant")

    actions.assure(made, by=replace(member(), on=TEST_ON), **ASSURANCE | {"test_on": date(2022, 2, 1)})

    assert [each.result for each in made.impact_tests.all()] == ["", Result.NONE]
    assert [each.judged for each in made.evidence.all()] == [Judged.ACCEPTED, Judged.ACCEPTED]
