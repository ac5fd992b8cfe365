"""Approving a version and putting it in force: never by whoever wrote it, and never for days that have passed."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.policy import Refused, require
from safehold.clocks import months_after
from safehold.govuk.filters import day
from safehold.meetings.models import Decision
from safehold.partnership.rules import rule
from safehold.policies import policy, queries
from safehold.policies.actions.keeping import MONTHS
from safehold.policies.models import CalledOff, PolicyVersion, TakenUp
from safehold.records import writing

PASSED = "A version cannot be put in force for days that have passed: what was in force then stays what it was"


@transaction.atomic
def approve(version: PolicyVersion, *, by: Actor) -> PolicyVersion:
    """Approve a version in person, today."""
    require(policy.approve(by, version))
    writing.move(version, "approve", by=by, approved_on=by.on, approved_by=by.user)
    _keep_documents(version, by=by)
    audit.record(by, "policies.approved", version)
    return version


@transaction.atomic
def record_approval(version: PolicyVersion, *, by: Actor, decision: Decision) -> PolicyVersion:
    """Record that a quorate meeting of the group that owns a policy, or of one that it answers to, approved a version.

    A decision from before the last words were written, on the same day too, cannot have approved them.
    """
    require(policy.record_approval(by, version))
    if not queries.could_approve(by, decision):
        raise Refused("Only a decision that a quorate meeting took, and that stands, can approve a version")
    group = decision.item.meeting.group
    if group is None or group.pk not in queries.groups_over(version.policy, decision.decided_on):
        raise Refused(
            f"{group} does not own this policy, and the group that owns it does not answer to {group}. Choose a decision"
            " of a group that can approve it"
        )
    written = queries.last_wording(version)
    if written is not None and (decision.decided_on < written.written_on or decision.made_at < written.made_at):
        raise Refused(
            f"These words were last changed on {day(written.written_on)}, after that decision of"
            f" {day(decision.decided_on)}. A decision cannot approve words that were written later"
        )
    writing.move(version, "approve", by=by, decision=decision, approving_group=group, approved_on=decision.decided_on)
    _keep_documents(version, by=by)
    audit.record(by, "policies.approval_recorded", version, code=decision.reference)
    return version


@transaction.atomic
def take_effect(version: PolicyVersion, *, by: Actor, from_on: date) -> PolicyVersion:
    """Put an approved version in force from today or a later day. The version before it is in force until the day before.

    The next review is worked out from the same day, by the partnership's rule, and the policy is called what this version is
    called. What stood before is kept with it, for when it is called off before its day.
    """
    require(policy.date_it(by, version))
    if from_on < by.on:
        raise Refused(PASSED)
    kept = version.policy
    before = queries.latest_dated(kept)
    stood: dict[str, Any] = {
        "before_until_on": before.to_on if before else None,
        "review_was_due_on": kept.review_due_on,
    }
    if before is not None and before.from_on is not None and (before.to_on is None or before.to_on >= from_on):
        if before.from_on >= from_on:
            raise Refused(
                f"Version {before.number} is in force from {day(before.from_on)}. This one can be from the day after at"
                " the earliest"
            )
        writing.change(before, by=by, to_on=from_on - timedelta(days=1))
    writing.move(version, "take_effect", by=by, from_on=from_on, dated_on=by.on, dated_by=by.user, **stood)
    due_on = months_after(from_on, rule(MONTHS, by.on))
    called = {"title": version.title, "sort": version.sort} if from_on <= by.on else {}
    writing.change(kept, by=by, review_due_on=due_on, **called)
    audit.record(by, "policies.put_in_force", version, version=version.number, due_on=due_on.isoformat())
    return version


@transaction.atomic
def call_off(version: PolicyVersion, *, by: Actor, why: str) -> PolicyVersion:
    """Say, before its day comes, that a version is not put in force from it after all. It is approved still, and can be put in
    force from another day or discarded. The version before it, and the day of the next review, are what they were."""
    require(policy.call_off(by, version))
    kept, from_on = version.policy, version.from_on
    assert from_on is not None
    assert version.dated_on is not None
    later = queries.latest_dated(kept)
    if later is not None and later.pk != version.pk:
        raise Refused(f"Version {later.number} is to follow it from {day(later.from_on)}. Call that off first")
    before, until_on = queries.dated_before(version), version.before_until_on
    worked_out, was_due_on = months_after(from_on, rule(MONTHS, version.dated_on)), version.review_was_due_on
    nothing: dict[str, Any] = dict.fromkeys(
        ("from_on", "to_on", "dated_on", "dated_by", "before_until_on", "review_was_due_on", "ended_on", "ended_by")
    )
    writing.move(version, "call_off", by=by, ended_why="", **nothing)
    facts: dict[str, Any] = {"called_off_on": by.on, "called_off_by": by.user, "called_off_why": why.strip()}
    writing.create(CalledOff, by=by, of=version, from_on=from_on, **facts)
    if before is not None and before.to_on == from_on - timedelta(days=1):
        writing.change(before, by=by, to_on=until_on)
    if kept.review_due_on == worked_out:  # nobody has looked at it again meanwhile
        writing.change(kept, by=by, review_due_on=was_due_on)
    audit.record(by, "policies.called_off", version, version=version.number, from_on=from_on.isoformat())
    return version


@transaction.atomic
def set_right(version: PolicyVersion, *, by: Actor, why: str) -> PolicyVersion:
    """Say that a version was brought in by mistake: it was not in force on those days, or other days or words are right. Whoever
    asks about one of those days is told that it stood there until now, who put it right and why."""
    require(policy.set_right(by, version))
    writing.move(version, "set_right", by=by, ended_on=by.on, ended_by=by.user, ended_why=why.strip())
    audit.record(by, "policies.set_right", version, version=version.number)
    return version


@transaction.atomic
def withdraw(version: PolicyVersion, *, by: Actor, to_on: date, why: str) -> PolicyVersion:
    """Say that a version is in force until a day and nothing takes its place. Nothing is reviewed any more."""
    require(policy.withdraw(by, version))
    if to_on < by.on:
        raise Refused("Its last day must be today or in the future: what was in force before stays what it was")
    writing.change(version, by=by, to_on=to_on, ended_on=by.on, ended_by=by.user, ended_why=why.strip())
    audit.record(by, "policies.withdrawn", version, version=version.number)
    return version


@transaction.atomic
def discard(version: PolicyVersion, *, by: Actor, why: str) -> PolicyVersion:
    """Give up a version that never came into force. Its words are kept."""
    require(policy.discard(by, version))
    writing.move(version, "discard", by=by, ended_on=by.on, ended_by=by.user, ended_why=why.strip())
    audit.record(by, "policies.discarded", version, version=version.number)
    return version


@transaction.atomic
def adopt(version: PolicyVersion, *, by: Actor, adopted_on: date) -> TakenUp:
    """Say that one's own agency has taken a version up as its practice."""
    require(policy.adopt(by, version))
    if adopted_on > by.on:
        raise Refused("The date must be today or in the past")
    if version.approved_on is not None and adopted_on < version.approved_on:
        raise Refused(f"This version was approved on {day(version.approved_on)}. Enter that day or a later one")
    made = writing.create(TakenUp, by=by, of=version, agency=by.agency, adopted_on=adopted_on, adopted_by=by.user)
    audit.record(by, "policies.adopted", version, agency=by.agency_id)
    return made


def _keep_documents(version: PolicyVersion, *, by: Actor) -> None:
    """Keep the files of a version with what was approved: none of them is withdrawn any more."""
    for document in version.entry.documents.filter(withdrawn_on=None, kept_as=""):
        writing.change(document, by=by, kept_as=f"version {version.number} as it was approved")
