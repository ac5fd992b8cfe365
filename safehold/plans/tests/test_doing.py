"""Done is not assured: who may take each step, and what stays of each."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from safehold.access.policy import Refused
from safehold.access.reach import Reach, wider
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.plans import actions, policy, presenters
from safehold.plans.lifecycle import Response, Status
from safehold.plans.models import DueChange, ImpactTest, Judged, Method, PlannedAction, Recommendation, Scope
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
    recommendation,
    sits,
)
from safehold.records.models import Correction

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


# --- who led it, and who may make it vanish ---


def test_whoever_ever_led_it_is_never_the_one_who_is_assured():
    agreed = action()
    first = lead_of(agreed)
    second = sits(doer())
    actions.assign(agreed, by=first, lead_role="Head of training", lead=second.user)
    actions.give_evidence(agreed, by=doer(), words="Done")

    with pytest.raises(Refused, match="Somebody else must be assured of it"):
        actions.assure(agreed, by=first, **ASSURANCE)
    (changed, _) = agreed.lead_changes.all()
    assert (changed.from_lead, changed.from_role, changed.to_role) == (first.user, "Head", "Head of training")


def test_nobody_passes_the_lead_on_while_their_evidence_is_looked_at():
    given = evidenced()

    with pytest.raises(Refused, match="evidence waits"):
        actions.assign(given, by=manager(), lead_role="Head", lead=doer().user)


@pytest.mark.parametrize(
    ("who", "may"),
    [(doer, False), (manager, True), (member, True), (lambda: lead_of(PlannedAction.objects.get()), False)],
)
def test_an_agency_does_not_make_its_own_action_vanish(who, may):
    agreed = action()
    by = who()
    agreed.refresh_from_db()

    assert bool(policy.mark(by, agreed)) is may
    if may:
        actions.enter_in_error(agreed, by=by, why="Written twice")
        assert policy.reinstate(by, agreed)
    else:
        with pytest.raises(Refused):
            actions.enter_in_error(agreed, by=by, why="Written twice")


def test_those_alone_lead_an_action_who_can_see_it():
    agreed = action()
    trainer = actor(Role.DATA_ANALYST, agency="police")

    with pytest.raises(Refused, match="does not act for"):
        actions.assign(agreed, by=manager(), lead_role="Analyst", lead=trainer.user)


@pytest.mark.parametrize("role", policy.DOERS)
def test_every_role_that_may_lead_an_action_sees_those_of_its_agency(role):
    """Those out of a record that few see too: whoever has to do something can read what it is."""
    assert wider(frozenset({role})).get("plans.action", Reach.NONE) >= Reach.OWN


# --- putting right ---


def test_what_was_answered_before_is_kept_with_its_reason():
    made = recommendation()
    by = manager()
    actions.answer(made, by=by, response=Response.NOT_ACCEPTED, answered_on=MADE_ON, why="Another duty covers it")

    actions.consider_again(made, by=by, why="New law")

    kept = {each.field: (each.was, each.why) for each in Correction.objects.filter(entry=made.entry)}
    assert kept == {
        "response": ("not_accepted", "New law"),
        "answered_on": (MADE_ON.isoformat(), "New law"),
        "answered_by": (str(by.user_id), "New law"),
        "answered_why": ("Another duty covers it", "New law"),
    }


def test_an_action_is_not_agreed_upon_an_answer_that_was_taken_back_meanwhile():
    made = accepted()
    actions.consider_again(Recommendation.objects.get(pk=made.pk), by=manager(), why="New law")

    assert made.response == Response.ACCEPTED  # as the page still has it
    with pytest.raises(Refused, match="waits for an answer"):
        action(made)


@pytest.mark.parametrize(
    ("what", "field", "day", "why"),
    [
        ("finding", "found_on", date(2021, 1, 26), "found before it is recommended"),
        ("finding", "found_on", date(2030, 1, 1), "today or in the past"),
        ("recommendation", "made_on", date(2021, 1, 10), "found before it is recommended"),
        ("recommendation", "made_on", date(2021, 2, 9), "before it was made|found before"),
        ("action", "agreed_on", date(2021, 1, 24), "found before it is recommended"),
        ("action", "agreed_on", date(2021, 4, 13), "must be the same as or after"),
    ],
)
def test_a_correction_keeps_the_order_in_which_things_happen(what, field, day, why):
    agreed = action()
    of = {"action": agreed, "recommendation": agreed.recommendation, "finding": agreed.recommendation.finding}[what]

    with pytest.raises(Refused, match=why):
        actions.correct(of, by=manager(), field=field, value=day, why="A slip")


def test_what_was_agreed_stays_once_somebody_was_assured_of_it():
    with pytest.raises(Refused, match="is assured, so what was agreed stays"):
        actions.correct(assured(), by=manager(), field="words", value="Something easier", why="A slip")


def test_an_action_that_ended_is_neither_late_nor_in_time():
    late = action()
    assert "late" in presenters.late_in_words(late, DAY)

    actions.withdraw(late, by=manager(), why="New law")

    assert presenters.late_in_words(late, DAY) == ""
