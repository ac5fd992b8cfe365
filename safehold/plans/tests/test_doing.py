"""Done is not assured, and assured is not impact: who may take each step, and what stays of each."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import actor, join
from safehold.plans import actions, policy
from safehold.plans.lifecycle import Response, Status
from safehold.plans.models import DueChange, ImpactTest, Judged, Method, PlannedAction, Result, Scope
from safehold.plans.tests.factories import (
    DAY,
    DUE_ON,
    MADE_ON,
    accepted,
    action,
    assured,
    doer,
    evidenced,
    manager,
    member,
    receiving,
    recommendation,
)

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
ASSURANCE = {"why": "The register names them all", "method": Method.AUDIT, "test_on": date(2021, 9, 1)}


# --- answering ---


@pytest.mark.parametrize("response", [Response.PARTLY, Response.NOT_ACCEPTED])
def test_what_is_not_wholly_accepted_needs_a_reason(response):
    """Care Act 2014, schedule 2, paragraph 4(1)(g)."""
    made = recommendation()

    with pytest.raises(Refused, match="Enter why it is not accepted, or accepted in part only"):
        actions.answer(made, by=manager(), response=response, answered_on=MADE_ON)

    actions.answer(made, by=manager(), response=response, answered_on=MADE_ON, why="It is done already")
    made.refresh_from_db()
    assert made.response == response


@pytest.mark.parametrize(
    ("response", "reason"),
    [(None, "waits for an answer"), (Response.NOT_ACCEPTED, "was not accepted, so nothing is done about it")],
)
def test_nothing_is_agreed_about_what_was_not_accepted(response, reason):
    made = recommendation()
    if response:
        actions.answer(made, by=manager(), response=response, answered_on=MADE_ON, why="Another duty covers it")

    with pytest.raises(Refused, match=reason):
        action(made)


def test_an_answer_is_not_taken_back_while_actions_follow_from_it():
    made = accepted()
    agreed = action(made)

    with pytest.raises(Refused, match="Withdraw them first"):
        actions.consider_again(made, by=manager(), why="New law")

    actions.withdraw(agreed, by=manager(), why="New law")
    actions.consider_again(made, by=manager(), why="New law")
    made.refresh_from_db()
    assert (made.response, made.answered_on) == (Response.PROPOSED, None)


# --- done is not assured ---


def test_an_action_is_walked_from_agreed_to_assured_by_two_people_of_two_agencies():
    agreed, by = action(), doer()
    actions.begin(agreed, by=by)
    actions.complete(agreed, by=by, completed_on=date(2021, 4, 1))
    assert agreed.status == Status.DONE
    assert agreed.assured_on is None

    actions.give_evidence(agreed, by=by, words="Sixty sergeants were trained in March.")
    actions.assure(agreed, by=member(), **ASSURANCE)

    agreed.refresh_from_db()
    assert agreed.status == Status.ASSURED
    assert agreed.evidence.get().judged == Judged.ACCEPTED
    assert ImpactTest.objects.get().due_on == date(2021, 9, 1)


def sits(who):
    join(receiving().circle, who)
    return who


def lead_of(agreed):
    who = sits(doer())
    actions.assign(agreed, by=manager(), lead_role="Head", lead=who.user)
    return who


def test_whoever_leads_it_is_never_the_one_who_is_assured():
    agreed = action()
    lead = lead_of(agreed)
    actions.give_evidence(agreed, by=doer(), words="Done")

    with pytest.raises(Refused, match="Somebody else must be assured of it, because you did it"):
        actions.assure(agreed, by=lead, **ASSURANCE)


def test_whoever_said_that_it_was_done_is_never_the_one_who_is_assured():
    agreed, done_by = action(), sits(doer())
    actions.complete(agreed, by=done_by, completed_on=DAY)
    actions.give_evidence(agreed, by=doer(), words="Done")

    with pytest.raises(Refused, match="Somebody else must be assured"):
        actions.assure(agreed, by=done_by, **ASSURANCE)


def test_whoever_gave_evidence_that_was_sent_back_is_not_assured_by_somebody_elses():
    agreed, first = action(), sits(doer())
    actions.give_evidence(agreed, by=first, words="Done")
    actions.return_evidence(agreed, by=member(), why="Say who was trained")
    actions.give_evidence(agreed, by=doer(), words="Here is the register")

    with pytest.raises(Refused, match="Somebody else must be assured of it"):
        actions.assure(agreed, by=first, **ASSURANCE)


def test_nobody_outside_the_receiving_group_is_assured_of_it():
    with pytest.raises(Refused, match="Only somebody who sits in the group that receives it"):
        actions.assure(evidenced(), by=actor(Role.AGENCY_LEAD, agency="health"), **ASSURANCE)


@pytest.mark.parametrize(("scope", "same_agency_may"), [(Scope.SINGLE_AGENCY, False), (Scope.MULTI_AGENCY, True)])
def test_an_agency_does_not_mark_its_own_work_alone(scope, same_agency_may):
    given = evidenced(accepted(scope=scope))
    colleague = member(agency="police")

    assert bool(policy.judge(colleague, given)) is same_agency_may
    assert policy.judge(member(agency="health"), given)


@pytest.mark.parametrize("field", ["lead", "completed_by", "evidenced_by"])
def test_the_database_itself_refuses_that_one_person_does_and_is_assured(field):
    """The control: without the policy, the constraint still holds."""
    made = assured()

    with pytest.raises(IntegrityError, match=r"action_assured_by_another|CHECK constraint"), transaction.atomic():
        PlannedAction.objects.filter(pk=made.pk).update(**{field: made.assured_by})


def test_evidence_that_was_sent_back_stays_with_the_reason():
    given = evidenced()

    actions.return_evidence(given, by=member(), why="Say who was trained")

    given.refresh_from_db()
    assert given.status == Status.RETURNED
    (kept,) = given.evidence.all()
    assert (kept.judged, kept.judged_why) == (Judged.RETURNED, "Say who was trained")


def test_without_evidence_nobody_is_assured():
    with pytest.raises(Refused, match="No evidence waits"):
        actions.assure(action(), by=member(), **ASSURANCE)


# --- dates ---


def test_a_due_date_is_moved_by_the_group_and_the_first_one_stays():
    agreed = action()

    actions.move_due_date(agreed, by=member(), due_on=date(2021, 9, 1), why="Training is booked for August")

    agreed.refresh_from_db()
    assert (agreed.first_due_on, agreed.due_on) == (DUE_ON, date(2021, 9, 1))
    assert DueChange.objects.get().agreed_why == "Training is booked for August"


def test_whoever_leads_an_action_does_not_move_its_date():
    agreed = action()
    lead = lead_of(agreed)

    with pytest.raises(Refused, match="Somebody else must agree to another date"):
        actions.move_due_date(agreed, by=lead, due_on=date(2021, 9, 1), why="Busy")
    with pytest.raises(Refused, match="Only the group that receives this action"):
        actions.move_due_date(agreed, by=doer(), due_on=date(2021, 9, 1), why="Busy")


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


# --- assured is not impact ---


@pytest.mark.parametrize(
    ("result", "status"),
    [(Result.SHOWN, Status.ASSURED), (Result.PARTIAL, Status.ASSURED), (Result.NONE, Status.IN_PROGRESS)],
)
def test_an_action_that_made_no_difference_is_open_again_and_nothing_said_of_it_is_lost(result, status):
    made = assured()
    by_whom = made.assured_by

    actions.record_impact(
        made, by=manager(), method=Method.AUDIT, result=result, tested_on=DAY, why="Two of ten named it"
    )

    made.refresh_from_db()
    assert made.status == status
    assert made.evidence.get().judged_by == by_whom
    assert made.impact_tests.get().result == result


def test_whoever_did_it_does_not_say_whether_it_made_a_difference():
    did_it = sits(doer())
    made = assured(given_by=did_it)

    with pytest.raises(Refused, match="Somebody else must say whether it made a difference"):
        actions.record_impact(made, by=did_it, method=Method.DATA, result=Result.SHOWN, tested_on=DAY, why="Fewer")


def test_an_action_that_was_reopened_can_be_assured_again():
    made = assured()
    actions.record_impact(
        made, by=manager(), method=Method.AUDIT, result=Result.NONE, tested_on=DAY, why="Nobody named it"
    )
    actions.give_evidence(made, by=doer(), words="Each assessment was read by a sergeant")

    actions.assure(made, by=member(), **ASSURANCE)

    assert [each.result for each in made.impact_tests.all()] == ["", Result.NONE]
    assert [each.judged for each in made.evidence.all()] == [Judged.ACCEPTED, Judged.ACCEPTED]
