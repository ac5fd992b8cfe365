"""Raising a risk, scoring it, and deciding what is done about it."""

from datetime import date
from typing import Any

from django.db import transaction

from safehold.access import audit, policies
from safehold.access.actor import Actor
from safehold.access.models import Agency, Membership, User
from safehold.access.policy import Refused, require
from safehold.assurance.models import Risk, RiskReview, RiskStep
from safehold.assurance.policy import risks as policy
from safehold.assurance.queries import risks as queries
from safehold.assurance.scale import Scale, tolerated
from safehold.clocks import months_after
from safehold.meetings.queries import office
from safehold.partnership.models import Group
from safehold.records import references, writing
from safehold.records.models import Correction

LONGEST = 12
"""A risk is reviewed once in so many months, at the least."""
SCORES = ("likelihood_before", "impact_before", "likelihood", "impact")


@transaction.atomic
def raise_risk(
    *,
    by: Actor,
    title: str,
    cause: str,
    effect: str,
    group: Group,
    owner: User,
    agency: Agency,
    likelihood_before: int,
    impact_before: int,
    likelihood: int,
    impact: int,
    tolerance: int,
    review_on: date,
    controls: str = "",
) -> Risk:
    """Put a risk into the register, scored before and after the controls that there are."""
    require(policy.raise_one(by))
    require(policy.begin_to_live_with(by, group, owner, tolerance))
    if not queries.can_own(owner, agency, on=by.on):
        raise Refused(f"{owner} does not act for {agency}, so they cannot own this risk for it")
    scores = _scored(by.on, (likelihood_before, impact_before, likelihood, impact), review_on, since=by.on)
    risk = writing.create(
        Risk,
        by=by,
        owner=office(),
        reference=references.random("RSK"),
        title=title.strip(),
        cause=cause.strip(),
        effect=effect.strip(),
        controls=controls.strip(),
        group=group,
        agency=agency,
        risk_owner=owner,
        score=likelihood * impact,
        tolerance=tolerance,
        scored_on=by.on,
        scored_by=by.user,
        review_on=review_on,
        opened_on=by.on,
        **scores,
    )
    _reviewed(risk, by=by, words="As it was raised", due_on=None)
    audit.record(by, "assurance.risk_raised", risk, group=group.code, score=risk.score)
    return risk


@transaction.atomic
def review_risk(
    risk: Risk,
    *,
    by: Actor,
    likelihood_before: int,
    impact_before: int,
    likelihood: int,
    impact: int,
    tolerance: int,
    review_on: date,
    controls: str = "",
    words: str = "",
) -> Risk:
    """Score a risk anew. How it was scored before stays. Only who decides about it raises what is lived with."""
    require(policy.score(by, risk))
    require(policy.live_with(by, risk, tolerance))
    scores = _scored(by.on, (likelihood_before, impact_before, likelihood, impact), review_on, since=by.on)
    due_on = risk.review_on
    facts: dict[str, Any] = {
        "controls": controls.strip(), "score": likelihood * impact, "score_was": risk.score, "tolerance": tolerance,
        "scored_on": by.on, "scored_by": by.user, "review_on": review_on,
    }  # fmt: skip
    writing.change(risk, by=by, **scores, **facts)
    _reviewed(risk, by=by, words=words.strip(), due_on=due_on)
    audit.record(by, "assurance.risk_reviewed", risk, score=risk.score)
    return risk


def _scored(on: date, scores: tuple[int, int, int, int], review_on: date, *, since: date) -> dict[str, Any]:
    """The four scores by name, if each is on the scale of the day."""
    most = Scale.on(on).most
    if not all(1 <= each <= most for each in scores):
        raise Refused(f"Choose how likely and how grave it is, from 1 to {most}")
    if review_on <= since:
        raise Refused("The next review must be in the future")
    if review_on > months_after(since, LONGEST):
        raise Refused(f"The next review must be within {LONGEST} months")
    return dict(zip(SCORES, scores, strict=True))


def _reviewed(risk: Risk, *, by: Actor, words: str, due_on: date | None) -> None:
    told: dict[str, Any] = {name: getattr(risk, name) for name in (*SCORES, "tolerance", "controls")}
    told |= {"words": words, "due_on": due_on, "reviewed_on": by.on, "reviewed_by": by.user}
    writing.create(RiskReview, by=by, risk=risk, **told)


def _took(risk: Risk, step: str, *, by: Actor, words: str, **facts: Any) -> None:
    told = {"words": words.strip(), "taken_on": by.on, "taken_by": by.user}
    writing.create(RiskStep, by=by, risk=risk, step=step, **told, **facts)


@transaction.atomic
def treat_risk(risk: Risk, *, by: Actor, why: str) -> Risk:
    """Say that it is being reduced, and how."""
    require(policy.treat(by, risk))
    writing.move(risk, "treat", by=by)
    _took(risk, "treat", by=by, words=why)
    audit.record(by, "assurance.risk_treated", risk)
    return risk


@transaction.atomic
def escalate_risk(risk: Risk, *, by: Actor, to_group: Group, why: str) -> Risk:
    """Put a risk that is above its tolerance to the group above."""
    require(policy.escalate(by, risk))
    if not queries.above(risk, by.on).filter(pk=to_group.pk).exists():
        raise Refused("Choose the Executive or the operational group")
    facts = {"raised_to": to_group, "raised_on": by.on, "raised_by": by.user, "raised_why": why.strip()}
    writing.move(risk, "escalate", by=by, **facts)
    _took(risk, "escalate", by=by, words=why)
    audit.record(by, "assurance.risk_escalated", risk, group=to_group.code)
    return risk


@transaction.atomic
def give_risk_back(risk: Risk, *, by: Actor, why: str) -> Risk:
    """Say what the group above decided, and give the risk back to the group that keeps it."""
    require(policy.give_back(by, risk))
    writing.move(risk, "give_back", by=by)
    _took(risk, "give_back", by=by, words=why)
    audit.record(by, "assurance.risk_given_back", risk)
    return risk


@transaction.atomic
def tolerate_risk(risk: Risk, *, by: Actor, why: str) -> Risk:
    """Decide to live with a risk. It is still reviewed."""
    require(policy.decides(by, risk))
    facts = {
        "tolerated_on": by.on,
        "tolerated_by": by.user,
        "tolerated_why": why.strip(),
        "tolerated_score": risk.score,
    }
    writing.move(risk, "tolerate", by=by, **facts)
    _took(risk, "tolerate", by=by, words=why)
    audit.record(by, "assurance.risk_tolerated", risk, score=risk.score)
    return risk


@transaction.atomic
def close_risk(risk: Risk, *, by: Actor, why: str) -> Risk:
    """Close a risk, with the reason. Everything that was said of it stays."""
    require(policy.decides(by, risk))
    writing.move(risk, "close", by=by, closed_on=by.on, closed_by=by.user, closed_why=why.strip())
    _took(risk, "close", by=by, words=why)
    audit.record(by, "assurance.risk_closed", risk)
    return risk


@transaction.atomic
def reopen_risk(risk: Risk, *, by: Actor, why: str) -> Risk:
    """Open a closed risk again. That it was closed, and why, stays in its history."""
    require(policy.reopen(by, risk))
    writing.move(risk, "reopen", by=by, closed_on=None, closed_by=None, closed_why="")
    _took(risk, "reopen", by=by, words=why)
    audit.record(by, "assurance.risk_reopened", risk)
    return risk


@transaction.atomic
def hand_over_risk(risk: Risk, *, by: Actor, owner: User, agency: Agency) -> Risk:
    """Say who owns a risk from now on, and for which agency."""
    require(policy.hand_over(by, risk))
    if not queries.can_own(owner, agency, on=by.on):
        raise Refused(f"{owner} does not act for {agency}, so they cannot own this risk for it")
    if (owner.pk, agency.pk) == (risk.risk_owner_id, risk.agency_id):
        raise Refused("They own this risk already")
    if queries.lifted_by(risk, by.on) == owner.pk:
        raise Refused(f"{owner} said that this risk is lived with above {tolerated(by.on)}, so somebody else owns it")
    _given_to(risk, by=by, owner=owner, agency=agency)
    audit.record(by, "assurance.risk_handed_over", risk, user=owner.pk, agency=agency.code)
    return risk


def _given_to(risk: Risk, *, by: Actor, owner: User | None, agency: Agency) -> None:
    before = risk.risk_owner
    writing.change(risk, by=by, risk_owner=owner, agency=agency)
    words = f"{owner} of {agency}" if owner else f"Nobody at {agency}"
    _took(risk, "hand_over", by=by, words=words, was_owner=before)


@transaction.atomic
def hand_over_risks(leaver: User, *, by: Actor, successor: User | None, through: Membership | None = None) -> int:
    """Let somebody else own what a leaver owned, part of the act that closes their account or ends ``through``.

    What the successor cannot own is left without an owner at its agency, and the register says so.
    """
    require(policies.end_membership(by, through) if through else policies.close_account(by, leaver))
    owned = list(queries.owned_by(leaver, agency=through.agency if through else None))
    for risk in owned:
        able = successor and queries.able_to_own(successor, risk, on=by.on)
        _given_to(risk, by=by, owner=successor if able else None, agency=risk.agency)
    if owned:
        audit.record(
            by, "assurance.risks_handed_over", leaver, count=len(owned), to=successor.pk if successor else None
        )
    return len(owned)


@transaction.atomic
def correct_risk(risk: Risk, *, by: Actor, field: str, value: Any, why: str) -> Correction:
    """Put the words of a risk right. What they said before stays."""
    require(policy.correct(by, risk))
    correction = writing.correct(risk, by=by, field=field, value=value, why=why)
    audit.record(by, "assurance.risk_corrected", risk, field=field)
    return correction


@transaction.atomic
def enter_risk_in_error(risk: Risk, *, by: Actor, why: str) -> Correction:
    """Say that a risk should never have been recorded."""
    require(policy.mark(by, risk))
    marked = writing.enter_in_error(risk, by=by, why=why)
    audit.record(by, "assurance.risk_entered_in_error", risk)
    return marked


@transaction.atomic
def reinstate_risk(risk: Risk, *, by: Actor, why: str) -> Correction:
    """Say that a risk stands after all."""
    require(policy.reinstate(by, risk))
    taken_back = writing.reinstate(risk, by=by, why=why)
    audit.record(by, "assurance.risk_reinstated", risk)
    return taken_back
