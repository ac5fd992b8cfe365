"""Saying how a question is answered under a policy here; and tying to it what was decided under it."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.policy import Refused, require
from safehold.govuk.filters import day
from safehold.meetings.models import Decision
from safehold.partnership.models import Group
from safehold.policies import notices, policy, queries
from safehold.policies.models import Held, Interpretation, MadeUnder, Policy, PolicyVersion, as_asked
from safehold.records import outbox, writing
from safehold.records import policy as records
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
    group: Group | None = None,
    decided_on: date | None = None,
    replaces: Interpretation | None = None,
) -> Interpretation:
    """Write down how a question is answered under a policy here, from a day: by the ``decision`` of a quorate meeting, or by
    whoever chaired a ``group`` on the day it was ``decided_on``. It holds once the group's chair, who is told, has confirmed it.
    Its words never change."""
    require(policy.interpret(by, kept))
    if not as_asked(question):
        raise Refused("Enter the question in words")
    if decision is not None:
        if not queries.could_approve(by, decision):
            raise Refused("Only a decision that a quorate meeting took, and that stands, can decide this")
        decided_on, group = decision.decided_on, decision.item.meeting.group
    if decided_on is None:
        raise Refused("Enter the date it was decided")
    if group is None:
        raise Refused("Choose the decision of a meeting, or the group whose chair decided it")
    if decided_on > by.on:
        raise Refused("The date it was decided must be today or in the past")
    chaired = policy.chair_of(group, decided_on)
    if decision is None and chaired is None:
        raise Refused(f"{group} had no chair on {day(decided_on)}. Choose the decision of a meeting, or another group")
    _not_by_who_confirms(group, by=by)
    if replaces is None and (other := queries.answered_already(kept, question, from_on)):
        raise Refused(
            f"This question has an answer that holds {_held(other)}. Open that one, and answer it otherwise from there"
        )
    facts: dict[str, Any] = {"decision": decision, "decided_by": None if decision or not chaired else chaired.user}
    made = writing.create(
        Interpretation,
        by=by,
        owner=kept.entry.owner,
        policy=kept,
        question=question.strip(),
        asked=as_asked(question),
        answer=answer.strip(),
        group=group,
        decided_on=decided_on,
        from_on=from_on,
        recorded_on=by.on,
        replaces=replaces,
        **facts,
    )
    for user in queries.confirmers(made, by.on):
        assert by.user is not None
        outbox.put(notices.TO_CONFIRM, to=user, by=by, about=made.entry, who=by.user)
    audit.record(by, "policies.interpreted", made, group=group.code)
    return made


@transaction.atomic
def confirm(interpretation: Interpretation, *, by: Actor) -> Interpretation:
    """Confirm an answer as the chair of the group that gave it: from now on it holds, on its days.

    One that takes the place of another holds from today at the earliest, whatever day was written down: what held until now
    stays what it was, until the day before.
    """
    require(policy.confirm(by, interpretation))
    old, from_on = interpretation.replaces, interpretation.from_on
    if old is not None:
        from_on = max(from_on, by.on)
        if old.state == Held.CONFIRMED and (old.to_on is None or old.to_on >= from_on):
            ended = {"ended_on": by.on, "ended_by": by.user, "ended_why": "Another answer took its place"}
            writing.change(old, by=by, to_on=from_on - timedelta(days=1), **ended)
    facts: dict[str, Any] = {"from_on": from_on, "confirmed_on": by.on, "confirmed_by": by.user}
    writing.change(interpretation, by=by, state=Held.CONFIRMED, **facts)
    audit.record(by, "policies.interpretation_confirmed", interpretation, from_on=from_on.isoformat())
    return interpretation


@transaction.atomic
def turn_down(interpretation: Interpretation, *, by: Actor, why: str) -> Interpretation:
    """Say, as the chair of the group, that this is not what it decided. It never holds, and whoever wrote it down is told."""
    require(policy.confirm(by, interpretation))
    facts: dict[str, Any] = {"ended_on": by.on, "ended_by": by.user, "ended_why": why.strip()}
    writing.change(interpretation, by=by, state=Held.TURNED_DOWN, **facts)
    if interpretation.made_by is not None and by.user is not None:
        outbox.put(notices.TURNED_DOWN, to=interpretation.made_by, by=by, about=interpretation.entry, who=by.user)
    audit.record(by, "policies.interpretation_turned_down", interpretation)
    return interpretation


@transaction.atomic
def replace(old: Interpretation, *, by: Actor, answer: str, from_on: date, **decided: Any) -> Interpretation:
    """Answer the same question otherwise from a day. The earlier answer holds until the day before, once the chair has confirmed
    the new one, and stays to be read."""
    require(policy.end(by, old))
    if from_on <= old.from_on:
        raise Refused(f"The answer that stands holds from {day(old.from_on)}. Enter a later day")
    if from_on < by.on:
        raise Refused("An answer that stands is replaced from today or a later day: what held before stays what it was")
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


def _not_by_who_confirms(group: Group, *, by: Actor) -> None:
    """Refuse whoever would have to confirm what they write down themselves."""
    chair = policy.chair_of(group, by.on)
    if chair is not None and chair.user_id == by.user_id:
        raise Refused(
            f"You chair {group}, so you confirm this, and somebody else must write it down: whoever keeps the policy or the"
            " partnership’s office can"
        )


def _held(other: Interpretation) -> str:
    until = f" to {day(other.to_on)}" if other.to_on else ""
    return f"from {day(other.from_on)}{until}"
