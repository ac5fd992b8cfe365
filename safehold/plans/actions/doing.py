"""Doing what was agreed: progress, evidence, assurance, due dates, and whether it made a difference."""

from datetime import date
from typing import Any

from django.db import transaction

from safehold.access import audit, policies
from safehold.access.actor import Actor
from safehold.access.models import Membership, User
from safehold.access.policy import Refused, require
from safehold.clocks import months_after
from safehold.plans import notices, policy, queries
from safehold.plans.models import DueChange, Evidence, ImpactTest, Judged, LeadChange, PlannedAction, Result
from safehold.records import outbox, writing

SOONEST, LATEST = 3, 12
"""Impact is tested so many months after assurance: practice must have had time to change, and people to remember."""


NOT_THEIRS = "{} does not act for {} in a role that leads actions. Choose someone who does"


@transaction.atomic
def assign(action: PlannedAction, *, by: Actor, lead_role: str, lead: User | None = None) -> PlannedAction:
    """Say which role leads an action, and who holds it now."""
    require(policy.assign(by, action))
    if lead is not None and not queries.acts_for(lead, action.agency, on=by.on):
        raise Refused(NOT_THEIRS.format(lead, action.agency))
    _give_to(action, by=by, lead=lead, lead_role=lead_role)
    audit.record(by, "plans.assigned", action, lead=lead.pk if lead else None)
    return action


@transaction.atomic
def hand_over_actions(leaver: User, *, by: Actor, successor: User | None, through: Membership | None = None) -> int:
    """Let somebody else lead what a leaver led, part of the act that closes their account or ends ``through``.

    What the successor does not act for is left to the role that leads it.
    """
    require(policies.end_membership(by, through) if through else policies.close_account(by, leaver))
    led = queries.led_by(leaver, agency=through.agency if through else None)
    for action in led:
        able = successor and queries.acts_for(successor, action.agency, on=by.on)
        _give_to(action, by=by, lead=successor if able else None, lead_role=action.lead_role)
    if led:
        to = successor.pk if successor else None
        audit.record(by, "plans.actions_handed_over", leaver, count=len(led), to=to)
    return len(led)


@transaction.atomic
def begin(action: PlannedAction, *, by: Actor) -> PlannedAction:
    """Say that work on an action has begun."""
    require(policy.do(by, action))
    writing.move(action, "begin", by=by)
    audit.record(by, "plans.begun", action)
    return action


@transaction.atomic
def complete(action: PlannedAction, *, by: Actor, completed_on: date) -> PlannedAction:
    """Say that an action is done. That is not yet evidence, and nobody was assured of it."""
    require(policy.do(by, action))
    _past(completed_on, by=by)
    if completed_on < action.agreed_on:
        raise Refused("An action cannot be done before it was agreed")
    writing.move(action, "complete", by=by, completed_on=completed_on, completed_by=by.user)
    audit.record(by, "plans.completed", action)
    return action


@transaction.atomic
def give_evidence(action: PlannedAction, *, by: Actor, words: str) -> Evidence:
    """Say what shows that an action was done; it then waits for somebody else of the receiving group."""
    require(policy.do(by, action))
    done = {} if action.completed_on else {"completed_on": by.on, "completed_by": by.user}
    writing.move(action, "give_evidence", by=by, evidenced_on=by.on, evidenced_by=by.user, **done)
    given = writing.create(
        Evidence,
        by=by,
        action=action,
        words=words,
        given_on=by.on,
        given_by=by.user,
        completed_on=action.completed_on,
        completed_by=action.completed_by,
    )
    audit.record(by, "plans.evidence_given", action)
    return given


@transaction.atomic
def return_evidence(action: PlannedAction, *, by: Actor, why: str) -> PlannedAction:
    """Send evidence back because it does not show that the action was done; the reason and the evidence stay."""
    require(policy.judge(by, action))
    given = _to_judge(action)
    writing.move(action, "return_evidence", by=by)
    writing.change(given, by=by, judged=Judged.RETURNED, judged_on=by.on, judged_by=by.user, judged_why=why.strip())
    audit.record(by, "plans.evidence_returned", action)
    return action


@transaction.atomic
def assure(action: PlannedAction, *, by: Actor, why: str, method: str, test_on: date) -> PlannedAction:
    """Be assured, on the evidence, that an action was done, and say when and how its impact will be tested."""
    require(policy.judge(by, action))
    given = _to_judge(action)
    _in_time(test_on, assured_on=by.on)
    reason = why.strip()
    writing.move(action, "assure", by=by, assured_on=by.on, assured_by=by.user, assured_why=reason)
    writing.change(given, by=by, judged=Judged.ACCEPTED, judged_on=by.on, judged_by=by.user, judged_why=reason)
    writing.create(ImpactTest, by=by, action=action, due_on=test_on, method=method)
    audit.record(by, "plans.assured", action, test_on=test_on.isoformat())
    return action


@transaction.atomic
def move_due_date(action: PlannedAction, *, by: Actor, due_on: date, why: str) -> DueChange:
    """Agree to another due date. The first one stays beside it, and an action is late against both."""
    require(policy.move_due_date(by, action))
    was = action.due_on
    writing.change(action, by=by, due_on=due_on)
    moved = _note_move(action, by=by, was=was, why=why)
    audit.record(by, "plans.due_date_moved", action, was_on=was.isoformat(), due_on=due_on.isoformat())
    return moved


@transaction.atomic
def supersede(action: PlannedAction, *, by: Actor, why: str) -> PlannedAction:
    """Say that something else is done in the place of an action."""
    require(policy.end(by, action))
    writing.move(action, "supersede", by=by, ended_on=by.on, ended_by=by.user, ended_why=why.strip())
    audit.record(by, "plans.superseded", action)
    return action


@transaction.atomic
def withdraw(action: PlannedAction, *, by: Actor, why: str) -> PlannedAction:
    """Say that an action is not done after all."""
    require(policy.end(by, action))
    writing.move(action, "withdraw", by=by, ended_on=by.on, ended_by=by.user, ended_why=why.strip())
    audit.record(by, "plans.withdrawn", action)
    return action


@transaction.atomic
def plan_impact_test(action: PlannedAction, *, by: Actor, method: str, test_on: date) -> ImpactTest:
    """Plan another look at whether an assured action made a difference."""
    require(policy.record_impact(by, action))
    assert action.assured_on is not None
    _in_time(test_on, assured_on=action.assured_on)
    planned = writing.create(ImpactTest, by=by, action=action, due_on=test_on, method=method)
    audit.record(by, "plans.impact_test_planned", action, test_on=test_on.isoformat())
    return planned


@transaction.atomic
def record_impact(
    action: PlannedAction,
    *,
    by: Actor,
    method: str,
    result: str,
    tested_on: date,
    why: str,
    due_on: date | None = None,
) -> ImpactTest:
    """Say whether an assured action made a difference, and what shows it. One that made none is open again, to be done
    anew by ``due_on``.

    Who said that it was done, and who was assured of it and on what, stays with its evidence.
    """
    require(policy.record_impact(by, action))
    _past(tested_on, by=by)
    assert action.assured_on is not None
    if tested_on < months_after(action.assured_on, SOONEST):
        raise Refused(
            f"Impact shows {SOONEST} months after somebody was assured at the earliest. Enter the date of a later test"
        )
    planned = queries.impact_to_come(action)
    facts: dict[str, Any] = {
        "method": method,
        "result": result,
        "tested_on": tested_on,
        "tested_by": by.user,
        "tested_why": why.strip(),
    }
    if planned is None:
        planned = writing.create(ImpactTest, by=by, action=action, due_on=tested_on, **facts)
    else:
        writing.change(planned, by=by, **facts)
    if result == Result.NONE:
        nothing: dict[str, Any] = {
            "assured_on": None,
            "assured_by": None,
            "assured_why": "",
            "completed_on": None,
            "completed_by": None,
        }
        if due_on is None or due_on <= by.on:
            raise Refused("Enter the date it is due again, which must be in the future")
        was = action.due_on
        writing.move(action, "reopen", by=by, evidenced_on=None, evidenced_by=None, due_on=due_on, **nothing)
        if due_on != was:
            _note_move(action, by=by, was=was, why="Open again, because it made no difference")
    audit.record(by, "plans.impact_tested", action, result=result)
    return planned


@transaction.atomic
def remind(action: PlannedAction, *, by: Actor) -> bool:
    """Remind those who lead an action that it is due, or that it was; once for each. False where they know already."""
    require(policy.remind(by, action))
    overdue = action.due_on < by.on
    notice = notices.OVERDUE if overdue else notices.DUE
    told = 0
    for user in queries.to_remind(action, by.on):
        key = f"{notice.kind}:{action.uid}:{action.due_on.isoformat()}:{user.pk}"
        facts: dict[str, outbox.Fact] = {"agency": action.agency, "day": action.due_on}
        told += outbox.put(notice, to=user, by=by, about=action.entry, key=key, **facts) is not None
    if told:
        audit.record(by, "plans.reminded", action, count=told, overdue=overdue)
    return told > 0


def _note_move(action: PlannedAction, *, by: Actor, was: date, why: str) -> DueChange:
    facts: dict[str, Any] = {"from_on": was, "to_on": action.due_on, "agreed_on": by.on, "agreed_by": by.user}
    return writing.create(DueChange, by=by, action=action, agreed_why=why.strip(), **facts)


def _past(day: date, *, by: Actor) -> None:
    if day > by.on:
        raise Refused("The date must be today or in the past")


def _in_time(test_on: date, *, assured_on: date) -> None:
    if not months_after(assured_on, SOONEST) <= test_on <= months_after(assured_on, LATEST):
        raise Refused(
            f"Impact is tested {SOONEST} to {LATEST} months after somebody was assured. Enter a date in that time"
        )


def _to_judge(action: PlannedAction) -> Evidence:
    """The evidence that waits; refused where there is none."""
    given = queries.evidence_to_judge(action)
    if given is None:
        raise Refused("No evidence waits to be looked at")
    return given


def _give_to(action: PlannedAction, *, by: Actor, lead: User | None, lead_role: str) -> None:
    """Let another lead an action, or another role. Who and which it was is kept."""
    was: dict[str, Any] = {"from_lead": action.lead, "from_role": action.lead_role}
    writing.change(action, by=by, lead=lead, lead_role=lead_role)
    writing.create(LeadChange, by=by, action=action, **was, to_lead=lead, to_role=lead_role, changed_on=by.on)
