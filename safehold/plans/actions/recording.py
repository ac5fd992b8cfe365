"""Recording what was found, what is recommended, what was answered, and what will be done."""

from datetime import date
from typing import Any

from django.db import transaction

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.models import Agency, User
from safehold.access.policy import Refused, require
from safehold.access.reach import Tier
from safehold.partnership.models import Group
from safehold.plans import policy, queries
from safehold.plans.actions.doing import NOT_THEIRS
from safehold.plans.lifecycle import Response
from safehold.plans.models import Finding, PlannedAction, Recommendation, Tie
from safehold.records import policy as records
from safehold.records import writing
from safehold.records.models import Correction, Entry

ANSWERS = {
    Response.ACCEPTED: "accept",
    Response.PARTLY: "accept_in_part",
    Response.NOT_ACCEPTED: "not_accept",
}
Recorded = Finding | Recommendation | PlannedAction


@transaction.atomic
def record_finding(
    *,
    by: Actor,
    title: str,
    words: str,
    found_by: str,
    found_on: date,
    source: Entry | None = None,
    source_name: str = "",
) -> Finding:
    """Write down something that was found. With ``source``, a record of ours, those alone see it who see that."""
    require(policy.record(by))
    if found_on > by.on:
        raise Refused("The date it was found must be today or in the past")
    if source is not None and not records.sees(by, source):
        raise Refused("There is no such record that it could have come from")
    finding = writing.create(
        Finding,
        by=by,
        out_of=source,
        title=title,
        words=words,
        found_by=found_by,
        found_on=found_on,
        source_name=source_name,
    )
    audit.record(by, "plans.finding_recorded", finding, found_by=found_by)
    return finding


@transaction.atomic
def recommend(finding: Finding, *, by: Actor, words: str, scope: str, group: Group, made_on: date) -> Recommendation:
    """Say what should be done about a finding, and to which group it is said. Seen by those who see the finding’s source."""
    require(policy.recommend(by, finding))
    if made_on > by.on:
        raise Refused("The date it was made must be today or in the past")
    if made_on < finding.found_on:
        raise Refused("A recommendation cannot be made before what it is about was found")
    _there(group, made_on)
    recommendation = writing.create(
        Recommendation,
        by=by,
        out_of=finding.entry.source,
        finding=finding,
        words=words,
        scope=scope,
        group=group,
        made_on=made_on,
    )
    audit.record(by, "plans.recommended", recommendation, scope=scope, group=group.code)
    return recommendation


@transaction.atomic
def answer(
    recommendation: Recommendation, *, by: Actor, response: str, answered_on: date, why: str = ""
) -> Recommendation:
    """Record what the group answered. A reason is needed unless all of it was accepted."""
    require(policy.answer(by, recommendation))
    if answered_on > by.on:
        raise Refused("The date it was answered must be today or in the past")
    move = ANSWERS[Response(response)]
    writing.move(recommendation, move, by=by, answered_on=answered_on, answered_by=by.user, answered_why=why.strip())
    audit.record(by, "plans.answered", recommendation, response=response)
    return recommendation


@transaction.atomic
def consider_again(recommendation: Recommendation, *, by: Actor, why: str) -> Recommendation:
    """Take an answer back, so that another can be given. What was answered before, by whom, when and why, is kept, and why it
    is looked at again."""
    queries.hold(recommendation)
    require(policy.answer(by, recommendation))
    if queries.has_actions(recommendation):
        raise Refused("Actions follow from this answer. Withdraw them first, each with its reason")
    was = {
        "response": recommendation.response,
        "answered_on": recommendation.answered_on,
        "answered_by": recommendation.answered_by_id,
        "answered_why": recommendation.answered_why,
    }
    writing.move(recommendation, "consider_again", by=by, answered_on=None, answered_by=None, answered_why="")
    for field, said in was.items():
        if said:
            now = Response.PROPOSED if field == "response" else ""
            writing.noted(recommendation, field, was=str(said), now=now, by=by, why=why)
    audit.record(by, "plans.considered_again", recommendation)
    return recommendation


@transaction.atomic
def add_action(
    recommendation: Recommendation,
    *,
    by: Actor,
    words: str,
    measure: str,
    agency: Agency,
    lead_role: str,
    due_on: date,
    agreed_on: date,
    lead: User | None = None,
) -> PlannedAction:
    """Write down what one agency undertook to do about a recommendation, by when, and how one will know that it helped.

    Its words stand for themselves: whoever does it may see it without seeing what it came from. Where that is for few,
    the action is for its agency and the receiving group alone.
    """
    queries.hold(recommendation)
    require(policy.add_action(by, recommendation))
    if agreed_on > by.on:
        raise Refused("The date it was agreed must be today or in the past")
    _acts_for(lead, agency, by=by)
    held = _for_few(recommendation.entry.source)
    action = writing.create(
        PlannedAction,
        by=by,
        owner=agency,
        tier=Tier.C3 if held else Tier.C2,
        circle=recommendation.group.circle if held else None,
        recommendation=recommendation,
        words=words,
        measure=measure,
        agency=agency,
        lead=lead,
        lead_role=lead_role,
        group=recommendation.group,
        agreed_on=agreed_on,
        first_due_on=due_on,
        due_on=due_on,
    )
    audit.record(by, "plans.action_agreed", action, agency=agency.code, due_on=due_on.isoformat())
    return action


@transaction.atomic
def release(finding: Finding, *, by: Actor, source_name: str) -> Finding:
    """Let the partnership see a finding, what was recommended about it and what is done, once the record it came from was
    published. ``source_name`` is what may be said of that record.

    Decided by whoever is in charge of that record, who can take it back. What was recorded in error stays hidden.
    """
    require(policy.release(by, finding))
    source = finding.entry.source
    assert source is not None
    writing.change(finding, by=by, source_name=source_name)
    freed = [finding.entry, *(each.entry for each in queries.governed_with(finding))]
    for entry in freed:
        writing.free(entry, by=by)
    follow = queries.held_with(finding)
    for action in follow:
        writing.widen(action, tier=Tier.C2)
    uids = [str(each.uid) for each in [*freed, *(action.entry for action in follow)]]
    audit.record(by, "plans.released", finding, count=len(uids), uids=uids, other=str(source.uid))
    return finding


@transaction.atomic
def hold(finding: Finding, *, by: Actor, why: str) -> Finding:
    """Take back that the partnership may see a finding, what was recommended about it and what is done."""
    require(policy.hold(by, finding))
    source = finding.entry.freed_from
    assert source is not None
    if not why.strip():
        raise Refused("Enter why others should not see it any more")
    held = [finding.entry, *(each.entry for each in queries.freed_with(finding))]
    for entry in held:
        writing.hold(entry)
    follow = queries.follow_from(finding) if _for_few(source) else []
    for action in follow:
        writing.widen(action, tier=Tier.C3, circle=action.group.circle)
    writing.noted(finding, "entry", was=str(source.pk), now="", by=by, why=why)
    uids = [str(each.uid) for each in [*held, *(action.entry for action in follow)]]
    audit.record(by, "plans.held_back", finding, count=len(uids), uids=uids, other=str(source.uid))
    return finding


def _for_few(source: Entry | None) -> bool:
    """Whether fewer may see a record than the whole partnership."""
    return source is not None and (source.sealed or source.tier not in (Tier.C1, Tier.C2))


@transaction.atomic
def tie(one: Entry, *, by: Actor, other: Entry, why: str) -> Tie:
    """Say that two records belong to one thread, and why. Both have to be seen by whoever says so."""
    require(policy.tie(by))
    if not (records.sees(by, one) and records.sees(by, other)):
        raise Refused("There is no such record to tie this one to")
    if queries.are_tied(one, other):
        raise Refused("These two are tied together already")
    made = writing.create(Tie, by=by, one=one, other=other, why=why.strip())
    audit.record(by, "plans.tied", one, other=str(other.uid))
    return made


@transaction.atomic
def correct(recorded: Recorded, *, by: Actor, field: str, value: Any, why: str) -> Correction:
    """Put right what was recorded wrongly. What it said before stays, with the reason."""
    require(policy.correct(by, recorded))
    if isinstance(value, date) and value > by.on:
        raise Refused("The date must be today or in the past")
    correction = writing.correct(recorded, by=by, field=field, value=value, why=why)
    if not queries.in_order(recorded):
        raise Refused(
            "Something is found before it is recommended, and agreed before it is done. Enter a date in that order"
        )
    audit.record(by, "plans.corrected", recorded, field=field)
    return correction


@transaction.atomic
def enter_in_error(recorded: Recorded, *, by: Actor, why: str) -> Correction:
    """Say that a finding, a recommendation or an action should never have been recorded."""
    require(policy.mark(by, recorded))
    marked = writing.enter_in_error(recorded, by=by, why=why)
    audit.record(by, "plans.entered_in_error", recorded)
    return marked


@transaction.atomic
def reinstate(recorded: Recorded, *, by: Actor, why: str) -> Correction:
    """Say that what was marked as recorded in error stands after all."""
    require(policy.reinstate(by, recorded))
    taken_back = writing.reinstate(recorded, by=by, why=why)
    audit.record(by, "plans.reinstated", recorded)
    return taken_back


def _there(group: Group, on: date) -> None:
    if not group.there_on(on):
        raise Refused(f"{group} was not there on that day. Choose a group that was")


def _acts_for(lead: User | None, agency: Agency, *, by: Actor) -> None:
    if lead is not None and not queries.acts_for(lead, agency, on=by.on):
        raise Refused(NOT_THEIRS.format(lead, agency))
