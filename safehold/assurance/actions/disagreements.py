"""Raising a professional disagreement, answering it, taking it further, and settling it."""

from datetime import date
from typing import Any

from django.db import transaction

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.models import Membership
from safehold.access.policy import Refused, require
from safehold.assurance import notices
from safehold.assurance.models import Disagreement, DisagreementStage, Outcome
from safehold.assurance.policy import disagreements as policy
from safehold.assurance.queries import disagreements as queries
from safehold.assurance.stages import Stage
from safehold.govuk.filters import day
from safehold.meetings.queries import office
from safehold.records import circles, outbox, references, timing, writing
from safehold.records.models import Correction


@transaction.atomic
def raise_disagreement(*, by: Actor, to: Membership, issue: str, about: str, words: str, wanted: str) -> Disagreement:
    """Put it to somebody of another agency, in writing. They see it, and whoever leads either agency while they do (``posts``),
    and nobody else but the business manager. The partnership's office owns it, so that neither side decides who is in."""
    require(policy.raise_one(by))
    known = dict(queries.issues(by.on))
    if issue not in known:
        raise Refused("Choose what it is about")
    if not queries.others(by).filter(pk=to.pk).exists():
        raise Refused("Choose somebody of another agency. Inside an agency its own procedure holds")
    stages = queries.stages_on(by.on)
    if not stages:
        raise Refused("No stage of the escalation policy holds today. Ask the business manager to set the stages")
    assert by.agency is not None
    circle = circles.begin("Those who settle a professional disagreement", by=by, on=by.on)
    told: dict[str, Any] = {
        "issue": issue, "issue_words": known[issue], "about": about.strip(), "words": words.strip(), "wanted": wanted.strip(),
    }  # fmt: skip
    made = writing.create(
        Disagreement,
        by=by,
        owner=office(),
        circle=circle,
        reference=references.random("ESC"),
        raising=by.agency,
        challenged=to.agency,
        raised_on=by.on,
        raised_by=by.user,
        stage=stages[0].number,
        **told,
    )
    circles.let_in(circle, to.user, to.agency, on=by.on, why="A professional disagreement was put to them")
    _reach(made, stages[0], by=by, words=words)
    assert by.user is not None
    outbox.put(notices.DISAGREES, to=to.user, by=by, about=made.entry, who=by.user, agency=by.agency)
    audit.record(by, "assurance.disagreement_raised", made, agency=to.agency.code)
    return made


def _reach(disagreement: Disagreement, stage: Stage, *, by: Actor, words: str, at_risk: str = "") -> DisagreementStage:
    """Start a stage: what is written, by when an answer is due, and those before whom it comes told."""
    deadline = timing.start(disagreement, stage.rule, by=by, on=by.on)
    made = writing.create(
        DisagreementStage,
        by=by,
        disagreement=disagreement,
        number=stage.number,
        title=stage.title[:160],
        level=stage.level,
        words=words.strip(),
        at_risk=at_risk.strip(),
        reached_on=by.on,
        reached_by=by.user,
        deadline=deadline,
    )
    assert by.user is not None
    for each in queries.before_whom(stage.level, by.on):
        if each.user.pk != by.user_id:
            outbox.put(notices.CAME_BEFORE, to=each.user, by=by, about=disagreement.entry, who=by.user)
    return made


def _end(at: DisagreementStage, *, by: Actor) -> None:
    """End a stage: its clock stops, whichever way it ended."""
    if at.deadline.met_on is None:
        timing.meet(at.deadline, by=by, on=by.on)
    writing.change(at, by=by, ended_on=by.on)


@transaction.atomic
def answer_disagreement(disagreement: Disagreement, *, by: Actor, answer: str) -> Disagreement:
    """Answer it at the stage that it is at, in writing. Whoever raised it is told."""
    at = queries.stage_of(disagreement)
    require(policy.answer(by, disagreement, at))
    _answered(disagreement, at, by=by, answer=answer)
    writing.move(disagreement, "answer", by=by)
    audit.record(by, "assurance.disagreement_answered", disagreement, stage=at.number)
    return disagreement


def _answered(disagreement: Disagreement, at: DisagreementStage, *, by: Actor, answer: str) -> None:
    writing.change(at, by=by, answer=answer.strip(), answered_on=by.on, answered_by=by.user)
    _end(at, by=by)
    assert by.user is not None
    if disagreement.raised_by_id != by.user_id:
        outbox.put(notices.SAID, to=disagreement.raised_by, by=by, about=disagreement.entry, who=by.user)


@transaction.atomic
def take_disagreement_further(disagreement: Disagreement, *, by: Actor, words: str) -> Disagreement:
    """Take it to the next stage, in writing: the answer does not settle it, or none came in time."""
    at = queries.stage_of(disagreement)
    require(policy.take_further(by, disagreement, at))
    later = queries.stages_after(disagreement, by.on)
    if not later:
        raise Refused("There is no further stage. Whoever it is before decides")
    _on_to(disagreement, at, later[0], by=by, words=words)
    audit.record(by, "assurance.disagreement_taken_further", disagreement, stage=disagreement.stage)
    return disagreement


@transaction.atomic
def jump_disagreement(disagreement: Disagreement, *, by: Actor, stage: int, at_risk: str) -> Disagreement:
    """Jump to a later stage at once, because somebody is at risk now. Why is written down."""
    at = queries.stage_of(disagreement)
    require(policy.jump(by, disagreement))
    if not at_risk.strip():
        raise Refused("Enter who is at risk now, and of what")
    wanted = next((each for each in queries.stages_after(disagreement, by.on) if each.number == stage), None)
    if wanted is None:
        raise Refused("Choose a later stage than the one that it is at")
    _on_to(disagreement, at, wanted, by=by, words=at_risk, at_risk=at_risk)
    audit.record(by, "assurance.disagreement_jumped", disagreement, stage=disagreement.stage)
    return disagreement


def _on_to(
    disagreement: Disagreement, at: DisagreementStage, stage: Stage, *, by: Actor, words: str, at_risk: str = ""
) -> None:
    if at.ended_on is None:
        _end(at, by=by)
    writing.move(disagreement, "take_further", by=by, stage=stage.number)
    _reach(disagreement, stage, by=by, words=words, at_risk=at_risk)


@transaction.atomic
def resolve_disagreement(disagreement: Disagreement, *, by: Actor, outcome: str, settled: str) -> Disagreement:
    """Say that the two agencies have settled it between them, and how."""
    at = queries.stage_of(disagreement)
    require(policy.resolve(by, disagreement, at))
    if outcome == Outcome.UNRESOLVED:
        raise Refused("Say how it was resolved, or take it further")
    if at.ended_on is None:
        _end(at, by=by)
    _settle(disagreement, "resolve", by=by, outcome=outcome, settled=settled)
    audit.record(by, "assurance.disagreement_resolved", disagreement, outcome=outcome)
    return disagreement


def _settle(disagreement: Disagreement, move: str, *, by: Actor, outcome: str, settled: str) -> None:
    facts = {"outcome": outcome, "settled": settled.strip(), "settled_on": by.on, "settled_by": by.user}
    writing.move(disagreement, move, by=by, **facts)


@transaction.atomic
def decide_disagreement(disagreement: Disagreement, *, by: Actor, outcome: str, settled: str) -> Disagreement:
    """Decide it at the Executive's or the last stage. What is not resolved there can be taken further while a stage is left."""
    at = queries.stage_of(disagreement)
    require(policy.decide(by, disagreement, at))
    _answered(disagreement, at, by=by, answer=settled)
    if outcome != Outcome.UNRESOLVED:
        _settle(disagreement, "resolve", by=by, outcome=outcome, settled=settled)
    elif queries.stages_after(disagreement, by.on):
        writing.move(disagreement, "answer", by=by)
    else:
        _settle(disagreement, "leave_unresolved", by=by, outcome=outcome, settled=settled)
    audit.record(by, "assurance.disagreement_decided", disagreement, outcome=outcome)
    return disagreement


@transaction.atomic
def close_disagreement(disagreement: Disagreement, *, by: Actor, told_on: date, learning: str) -> Disagreement:
    """Close it, with what was learned, once whoever raised it was told how it ended."""
    require(policy.close(by, disagreement))
    if told_on > by.on:
        raise Refused("The day on which they were told must be today or in the past")
    if disagreement.settled_on is not None and told_on < disagreement.settled_on:
        settled = day(disagreement.settled_on)
        raise Refused(f"It was settled on {settled}, so they were told how it ended then or later")
    facts = {"told_on": told_on, "learning": learning.strip(), "closed_on": by.on, "closed_by": by.user}
    writing.move(disagreement, "close", by=by, **facts)
    audit.record(by, "assurance.disagreement_closed", disagreement)
    return disagreement


@transaction.atomic
def correct_disagreement(disagreement: Disagreement, *, by: Actor, field: str, value: Any, why: str) -> Correction:
    """Put its words right. What they said before stays."""
    require(policy.correct(by, disagreement))
    correction = writing.correct(disagreement, by=by, field=field, value=value, why=why)
    audit.record(by, "assurance.disagreement_corrected", disagreement, field=field)
    return correction


@transaction.atomic
def enter_disagreement_in_error(disagreement: Disagreement, *, by: Actor, why: str) -> Correction:
    """Say that it should never have been recorded."""
    require(policy.mark(by, disagreement))
    marked = writing.enter_in_error(disagreement, by=by, why=why)
    audit.record(by, "assurance.disagreement_entered_in_error", disagreement)
    return marked


@transaction.atomic
def reinstate_disagreement(disagreement: Disagreement, *, by: Actor, why: str) -> Correction:
    """Say that it stands after all."""
    require(policy.reinstate(by, disagreement))
    taken_back = writing.reinstate(disagreement, by=by, why=why)
    audit.record(by, "assurance.disagreement_reinstated", disagreement)
    return taken_back
