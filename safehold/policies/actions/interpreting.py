"""Saying how a question is answered under a policy here; and tying to it what was decided under it."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.models import User
from safehold.access.policy import Refused, require
from safehold.govuk.filters import day
from safehold.meetings.models import Decision
from safehold.policies import policy, queries
from safehold.policies.models import Interpretation, MadeUnder, Policy, PolicyVersion
from safehold.records import policy as records
from safehold.records import writing
from safehold.records.models import Entry


@transaction.atomic
def interpret(
    kept: Policy,
    *,
    by: Actor,
    question: str,
    answer: str,
    from_on: date,
    decision: Decision | None = None,
    decided_by: User | None = None,
    decided_on: date | None = None,
    replaces: Interpretation | None = None,
) -> Interpretation:
    """Record how a question is answered under a policy here, from a day: by the decision of a quorate meeting, or by a chair or
    delegated partner who is not the one writing it down. Its words never change."""
    require(policy.interpret(by, kept))
    if decision is not None:
        if not queries.could_approve(by, decision):
            raise Refused("Only a decision that a quorate meeting took, and that stands, can decide this")
        decided_on = decision.decided_on
    elif decided_by is not None:
        if decided_by.pk == by.user_id:
            raise Refused("Somebody else must have decided it, because you are writing it down")
        if not queries.possible_approvers(by.on).filter(pk=decided_by.pk).exists():
            raise Refused("Only a chair or a delegated partner can decide how a policy is read")
    if decided_on is None:
        raise Refused("Enter the date it was decided")
    if decided_on > by.on:
        raise Refused("The date it was decided must be today or in the past")
    facts: dict[str, Any] = {"decision": decision, "decided_by": decided_by}
    made = writing.create(
        Interpretation,
        by=by,
        owner=kept.entry.owner,
        policy=kept,
        question=question.strip(),
        answer=answer.strip(),
        decided_on=decided_on,
        from_on=from_on,
        recorded_on=by.on,
        replaces=replaces,
        **facts,
    )
    audit.record(by, "policies.interpreted", made)
    return made


@transaction.atomic
def replace(old: Interpretation, *, by: Actor, answer: str, from_on: date, **decided: Any) -> Interpretation:
    """Answer the same question otherwise from a day. The earlier answer holds until the day before, and stays to be read."""
    require(policy.end(by, old))
    if from_on <= old.from_on:
        raise Refused(f"The answer that stands holds from {day(old.from_on)}. Enter a later day")
    if from_on < by.on:
        raise Refused("An answer that stands is replaced from today or a later day: what held before stays what it was")
    facts = {"ended_on": by.on, "ended_by": by.user, "ended_why": "Another answer took its place"}
    writing.change(old, by=by, to_on=from_on - timedelta(days=1), **facts)
    made = interpret(
        old.policy,
        by=by,
        question=old.question,
        answer=answer,
        from_on=from_on,
        replaces=old,
        **decided,
    )
    audit.record(by, "policies.interpretation_replaced", old, other=str(made.uid))
    return made


@transaction.atomic
def end(interpretation: Interpretation, *, by: Actor, to_on: date, why: str) -> Interpretation:
    """Say that an interpretation holds until a day and no longer."""
    require(policy.end(by, interpretation))
    if to_on < by.on:
        raise Refused("Its last day must be today or in the future: what held before stays what it was")
    writing.change(interpretation, by=by, to_on=to_on, ended_on=by.on, ended_by=by.user, ended_why=why.strip())
    audit.record(by, "policies.interpretation_ended", interpretation)
    return interpretation


@transaction.atomic
def tie(kept: Interpretation | PolicyVersion, *, by: Actor, entry: Entry, decided_on: date, words: str) -> MadeUnder:
    """Tie what was decided, in a record of whatever kind, to the interpretation or the version it was decided under.

    Refused where that was not in force on the day: practice is judged by what held then.
    """
    require(policy.tie(by, kept))
    if not records.sees(by, entry):
        raise Refused("There is no such record that you can see")
    if not (may := records.works_on(by, entry)):
        raise Refused(may.reason)
    if decided_on > by.on:
        raise Refused("The date must be today or in the past")
    if kept.from_on is None or decided_on < kept.from_on or (kept.to_on is not None and decided_on > kept.to_on):
        what = "interpretation" if isinstance(kept, Interpretation) else "version"
        raise Refused(f"This {what} was not in force on {day(decided_on)}. Tie it to the one that was")
    under: dict[str, Any] = {"interpretation" if isinstance(kept, Interpretation) else "of": kept}
    made = writing.create(MadeUnder, by=by, entry=entry, decided_on=decided_on, words=words.strip(), **under)
    audit.record(by, "policies.tied", kept, other=str(entry.uid))
    return made
