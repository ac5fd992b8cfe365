"""Policies, versions and interpretations as an actor sees them, and those that were in force on a day."""

from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from safehold.access.actor import Actor
from safehold.meetings.models import Decision
from safehold.meetings.queries.deciding import decisions_visible_to
from safehold.policies.lifecycle import BEGUN, Stage
from safehold.policies.models import (
    CalledOff,
    Held,
    Interpretation,
    MadeUnder,
    Policy,
    PolicyReview,
    PolicyVersion,
    Wording,
    as_asked,
)
from safehold.records.models.entry import RecordQuerySet
from safehold.records.visibility import sees


def policies_visible_to(actor: Actor) -> RecordQuerySet:
    return Policy.objects.visible_to(actor).select_related("entry__owner", "group", "agency", "keeper")


def policies_with_version(actor: Actor) -> RecordQuerySet:
    """The same, each with the number of the version that is in force on the actor’s day (``now_number``), since when
    (``now_from_on``), and whether a version is being worked on (``begun``) or was ever in force (``ever``)."""
    versions = PolicyVersion.objects.filter(policy=OuterRef("pk"))
    now = versions.filter(_holds(actor.on), status=Stage.DATED)
    return policies_visible_to(actor).annotate(
        now_number=Subquery(now.values("number")[:1]),
        now_from_on=Subquery(now.values("from_on")[:1]),
        begun=Exists(versions.filter(status__in=BEGUN)),
        ever=Exists(versions.filter(status=Stage.DATED)),
    )


def versions_visible_to(actor: Actor) -> RecordQuerySet:
    return PolicyVersion.objects.visible_to(actor).select_related(
        "entry__owner",
        "policy__entry",
        "policy__group",
        "policy__agency",
        "approved_by",
        "approving_group",
        "decision",
        "dated_by",
    )


def versions_with_before(actor: Actor) -> RecordQuerySet:
    """The same, each with whether another version was in force before it (``has_before``), and whether a day from which it was to
    be in force was called off (``was_called_off``)."""
    dated = PolicyVersion.objects.filter(policy=OuterRef("policy"), status=Stage.DATED)
    earlier = Exists(dated.filter(from_on__lt=OuterRef("from_on"))) | (Q(from_on=None) & Exists(dated))
    off = Exists(CalledOff.objects.filter(of=OuterRef("pk")))
    return versions_visible_to(actor).annotate(has_before=earlier, was_called_off=off)


def interpretations_visible_to(actor: Actor) -> RecordQuerySet:
    return Interpretation.objects.visible_to(actor).select_related(
        "entry__owner", "policy__entry", "policy__group", "decision", "decided_by", "group", "confirmed_by", "replaces"
    )


def versions_of(policy: Policy, actor: Actor) -> list[PolicyVersion]:
    """Every version of a policy, the latest first. Their words stay in the database."""
    return list(versions_visible_to(actor).filter(policy=policy).defer("words").order_by("-number"))


def interpretations_of(policy: Policy, actor: Actor) -> list[Interpretation]:
    return list(interpretations_visible_to(actor).standing().filter(policy=policy).order_by("-from_on", "-pk"))


def reviews_of(policy: Policy) -> list[PolicyReview]:
    return list(policy.reviews.select_related("reviewed_by"))


def latest_dated(policy: Policy) -> PolicyVersion | None:
    """The version of a policy whose first day is the latest: in force, or to come."""
    return PolicyVersion.objects.filter(policy=policy, status=Stage.DATED).order_by("-from_on").first()


def called_off(version: PolicyVersion) -> list[CalledOff]:
    """The days from which a version was to be in force and was not, with who called that off and why."""
    return list(version.called_off.select_related("called_off_by"))


def dated_before(version: PolicyVersion) -> PolicyVersion | None:
    """The version whose days are before those of this one, the nearest."""
    dated = PolicyVersion.objects.filter(policy=version.policy_id, status=Stage.DATED, from_on__lt=version.from_on)
    return dated.select_related("entry").order_by("-from_on").first()


def in_force_of(policy: Policy, on: date) -> PolicyVersion | None:
    """The version of a policy that is in force on a day."""
    return PolicyVersion.objects.filter(_holds(on), policy=policy, status=Stage.DATED).first()


def versions_called_so(policy: Policy, on: date, *, field: str, was: str) -> list[PolicyVersion]:
    """The version in force on a day, and those to come or being worked on, that say of themselves what the policy ``was``."""
    now = Q(_holds(on) | Q(from_on__gt=on), status=Stage.DATED) | Q(status__in=BEGUN)
    return list(PolicyVersion.objects.filter(now, policy=policy, **{field: was}).select_related("entry"))


def to_rename(on: date) -> list[Policy]:
    """The policies that are called otherwise than the version that came into force on a day. For the schedule alone."""
    now = PolicyVersion.objects.filter(_holds(on), policy=OuterRef("pk"), status=Stage.DATED, brought_in=False)
    return list(Policy.objects.standing().filter(Exists(now.exclude(title=F("policy__title"), sort=F("policy__sort")))))


def answered_already(policy: Policy, question: str, from_on: date) -> Interpretation | None:
    """The confirmed answer to a question that holds on a day or later, if there is one."""
    rows = Interpretation.objects.filter(policy=policy, asked=as_asked(question), state=Held.CONFIRMED)
    return rows.filter(Q(to_on=None) | Q(to_on__gte=from_on)).order_by("from_on").first()


def replacement_of(interpretation: Interpretation) -> Interpretation | None:
    """The answer that took the place of another, or that waits to."""
    standing = (Held.WAITING, Held.CONFIRMED)
    return interpretation.replacements.filter(state__in=standing).select_related("entry").first()


def previous_of(version: PolicyVersion, actor: Actor) -> PolicyVersion | None:
    """The version that was in force before this one; before a draft, the one whose first day is the latest."""
    dated = versions_visible_to(actor).filter(policy=version.policy_id, status=Stage.DATED).exclude(pk=version.pk)
    if version.from_on is not None:
        dated = dated.filter(from_on__lt=version.from_on)
    return dated.order_by("-from_on").first()


def earlier_words(version: PolicyVersion) -> list[Wording]:
    """The words of a version as they were saved, the latest first."""
    return list(version.wordings.select_related("written_by").order_by("-pk"))


def in_force(actor: Actor, on: date) -> RecordQuerySet:
    """The versions that were in force on a day, of policies that stand."""
    rows = versions_visible_to(actor).filter(_holds(on), status=Stage.DATED, policy__entry__in_error_on=None)
    return rows.standing().order_by("title", "pk")


def put_right(actor: Actor, on: date) -> RecordQuerySet:
    """What was brought in from before Safehold as in force on a day and was found to be a mistake since: versions, and those of
    policies that were recorded in error. Whoever asks about that day is told so."""
    wrong = Q(status=Stage.IN_ERROR) | Q(status=Stage.DATED, policy__entry__in_error_on__isnull=False)
    rows = versions_visible_to(actor).filter(_holds(on), wrong)
    return rows.select_related("ended_by", "policy__entry__in_error_by").order_by("title", "pk")


def interpretations_in_force(actor: Actor, on: date, *, policy: Policy | None = None) -> RecordQuerySet:
    """The interpretations that held on a day, confirmed, of policies that stand."""
    rows = interpretations_visible_to(actor).filter(_holds(on), state=Held.CONFIRMED, policy__entry__in_error_on=None)
    rows = rows.standing()
    if policy is not None:
        rows = rows.filter(policy=policy)
    return rows.order_by("policy__title", "from_on", "pk")


def made_under(kept: Interpretation | PolicyVersion, actor: Actor) -> list[MadeUnder]:
    """What was decided under it, in records that the actor sees."""
    mine: dict[str, Any] = {"interpretation" if isinstance(kept, Interpretation) else "of": kept}
    rows: QuerySet[MadeUnder] = MadeUnder.objects.filter(sees(actor, "entry__"), entry__in_error_on=None, **mine)
    return list(rows.select_related("entry__owner"))


def sees_decision(actor: Actor, decision: Decision | None) -> Decision | None:
    """The decision of a meeting, for those who see the item it was taken at; with how it stands now."""
    if decision is None:
        return None
    return decisions_visible_to(actor).filter(pk=decision.pk).first()


def _holds(on: date) -> Q:
    return Q(from_on__lte=on) & (Q(to_on=None) | Q(to_on__gte=on))
