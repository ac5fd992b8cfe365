"""Keeping the assurance framework: duties, evidence, how sure, challenges, and looks for oneself."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.models import Agency
from safehold.access.policy import Refused, require
from safehold.assurance.models import AssuredDuty, DutyAssessment, DutyChallenge, DutyEvidence, DutyLook, Sure
from safehold.assurance.policy import duties as policy
from safehold.assurance.queries import duties as queries
from safehold.clocks import months_after
from safehold.meetings.queries import office
from safehold.partnership.models import Group
from safehold.records import policy as records
from safehold.records import writing
from safehold.records.models import Correction, Entry


@transaction.atomic
def add_duty(
    *, by: Actor, title: str, words: str, basis: str, group: Group, agency: Agency | None = None, body: str = ""
) -> AssuredDuty:
    """Put a duty into the framework: who carries it out, and which group has to be assured of it."""
    require(policy.keep(by))
    told: dict[str, Any] = {"title": title.strip(), "words": words.strip(), "basis": basis.strip(), "body": body}
    duty = writing.create(AssuredDuty, by=by, owner=office(), group=group, agency=agency, **told)
    audit.record(by, "assurance.duty_added", duty, group=group.code)
    return duty


@transaction.atomic
def give_duty_evidence(
    duty: AssuredDuty,
    *,
    by: Actor,
    words: str,
    dated_on: date,
    entry: Entry | None = None,
    agency: Agency | None = None,
) -> DutyEvidence:
    """Give evidence of how a duty is carried out. A record of ours can be it: those alone read of it who see that record.

    Whose part in a duty of every agency it shows, the office says (no ``agency`` is all of them); an agency speaks for itself.
    """
    require(policy.give_evidence(by, duty))
    if dated_on > by.on:
        raise Refused("The day that the evidence is of must be today or in the past")
    if entry is not None and not records.sees(by, entry):
        raise Refused("There is no such record that it could be")
    whose = duty.agency or (agency if policy.is_office(by) else by.agency)
    told: dict[str, Any] = {"words": words.strip(), "dated_on": dated_on, "entry": entry, "agency": whose}
    made = writing.create(DutyEvidence, by=by, duty=duty, given_on=by.on, given_by=by.user, **told)
    audit.record(by, "assurance.duty_evidenced", duty, dated_on=dated_on.isoformat())
    return made


@transaction.atomic
def withdraw_duty_evidence(evidence: DutyEvidence, *, by: Actor, why: str) -> DutyEvidence:
    """Take evidence back. That it was given, and why it went, stays."""
    require(policy.withdraw_evidence(by, evidence))
    gone = {"withdrawn_on": by.on, "withdrawn_by": by.user, "withdrawn_why": why.strip()}
    writing.change(evidence, by=by, **gone)
    audit.record(by, "assurance.duty_evidence_withdrawn", evidence.duty)
    return evidence


@transaction.atomic
def assess_duty(
    duty: AssuredDuty, *, by: Actor, sure: str, words: str, agencies: Iterable[Agency] = ()
) -> list[DutyAssessment]:
    """Say how sure the group is of a duty, and why. What was said before stays.

    A duty of every agency is assessed of the ``agencies`` that are named, never of one's own, and as a whole it is as sure as
    the least of them.
    """
    require(policy.assess(by, duty))
    chosen = [duty.agency] if duty.agency else list(agencies)
    if not chosen:
        raise Refused("Select the agencies that you assess")
    for each in chosen:
        require(policy.assess_of(by, duty, each))
    facts: dict[str, Any] = {"sure": sure, "words": words.strip(), "assessed_on": by.on, "assessed_by": by.user}
    made = [writing.create(DutyAssessment, by=by, duty=duty, agency=each, **facts) for each in chosen]
    said = queries.latest_of(queries.assessments_of(duty)).values()
    least = sure if duty.agency else Sure.least(each.sure for each in said)
    writing.change(duty, by=by, sure=least, assessed_on=by.on, assessed_by=by.user)
    audit.record(by, "assurance.duty_assessed", duty, sure=sure, agencies=[each.code for each in chosen])
    return made


@transaction.atomic
def challenge_duty(duty: AssuredDuty, *, by: Actor, words: str) -> DutyChallenge:
    """Doubt how a duty is carried out. It is listed until it is answered."""
    require(policy.challenge(by, duty))
    made = writing.create(DutyChallenge, by=by, duty=duty, words=words.strip(), raised_on=by.on, raised_by=by.user)
    audit.record(by, "assurance.duty_challenged", duty)
    return made


@transaction.atomic
def answer_duty_challenge(challenge: DutyChallenge, *, by: Actor, answer: str) -> DutyChallenge:
    """Answer a challenge. The answer stays."""
    require(policy.answer_challenge(by, challenge))
    writing.change(challenge, by=by, answer=answer.strip(), answered_on=by.on, answered_by=by.user)
    audit.record(by, "assurance.duty_challenge_answered", challenge.duty)
    return challenge


@transaction.atomic
def plan_look(duty: AssuredDuty, *, by: Actor, look_kind: str, words: str, due_on: date) -> DutyLook:
    """Plan a visit, a sample or another look at how a duty is carried out."""
    require(policy.plan_look(by, duty))
    if due_on < by.on:
        raise Refused("The day of the visit or sample must be today or in the future")
    if due_on > months_after(by.on, 24):
        raise Refused("The day of the visit or sample must be within two years")
    made = writing.create(DutyLook, by=by, duty=duty, look_kind=look_kind, words=words.strip(), due_on=due_on)
    audit.record(by, "assurance.look_planned", duty, due_on=due_on.isoformat())
    return made


@transaction.atomic
def record_look(look: DutyLook, *, by: Actor, found: str, done_on: date) -> DutyLook:
    """Say what a visit or a sample found."""
    require(policy.record_look(by, look))
    if done_on > by.on:
        raise Refused("The day it was done must be today or in the past")
    writing.change(look, by=by, found=found.strip(), done_on=done_on, done_by=by.user)
    audit.record(by, "assurance.look_recorded", look.duty)
    return look


@transaction.atomic
def correct_duty(duty: AssuredDuty, *, by: Actor, field: str, value: Any, why: str) -> Correction:
    """Put right what the framework says of a duty. What it said before stays."""
    require(policy.correct(by, duty))
    correction = writing.correct(duty, by=by, field=field, value=value, why=why)
    audit.record(by, "assurance.duty_corrected", duty, field=field)
    return correction


@transaction.atomic
def enter_duty_in_error(duty: AssuredDuty, *, by: Actor, why: str) -> Correction:
    """Say that a duty should never have been in the framework."""
    require(policy.mark(by, duty))
    marked = writing.enter_in_error(duty, by=by, why=why)
    audit.record(by, "assurance.duty_entered_in_error", duty)
    return marked


@transaction.atomic
def reinstate_duty(duty: AssuredDuty, *, by: Actor, why: str) -> Correction:
    """Say that a duty stands after all."""
    require(policy.reinstate(by, duty))
    taken_back = writing.reinstate(duty, by=by, why=why)
    audit.record(by, "assurance.duty_reinstated", duty)
    return taken_back
