"""Policies, versions and interpretations as an actor sees them, and those that were in force on a day."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from safehold.access.actor import Actor
from safehold.meetings.models import Decision
from safehold.meetings.queries.deciding import decisions_visible_to
from safehold.policies.lifecycle import BEGUN, Stage
from safehold.policies.models import Interpretation, MadeUnder, Policy, PolicyReview, PolicyVersion, Wording
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
        "entry__owner", "policy__entry", "policy__group", "policy__agency", "approved_by", "approving_group", "decision"
    )


def versions_with_before(actor: Actor) -> RecordQuerySet:
    """The same, each with whether another version was in force before it (``has_before``)."""
    dated = PolicyVersion.objects.filter(policy=OuterRef("policy"), status=Stage.DATED)
    earlier = Exists(dated.filter(from_on__lt=OuterRef("from_on"))) | (Q(from_on=None) & Exists(dated))
    return versions_visible_to(actor).annotate(has_before=earlier)


def interpretations_visible_to(actor: Actor) -> RecordQuerySet:
    return Interpretation.objects.visible_to(actor).select_related(
        "entry__owner", "policy__entry", "policy__group", "decision", "decided_by"
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
    return rows.standing().order_by("policy__title", "pk")


def interpretations_in_force(actor: Actor, on: date, *, policy: Policy | None = None) -> RecordQuerySet:
    """The interpretations that held on a day, of policies that stand."""
    rows = interpretations_visible_to(actor).filter(_holds(on), policy__entry__in_error_on=None).standing()
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
