"""Professional disagreements: those that an actor is part of, and no others."""

from datetime import date
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, QuerySet, Subquery, When

from safehold.access.actor import Actor
from safehold.access.models import Grant, Membership
from safehold.access.reach import Reach, Tier, reach
from safehold.access.roles import Role
from safehold.assurance.lifecycle import Held
from safehold.assurance.models import Disagreement, DisagreementStage
from safehold.assurance.queries import executive
from safehold.assurance.stages import Level, Stage, stages
from safehold.partnership.models import Chair
from safehold.partnership.queries import choices
from safehold.records.models.entry import RecordQuerySet
from safehold.records.timing import rule_book

ISSUES = "escalation-issue"
CAME_WITH = [
    ("threshold", "Whether a threshold is met"),
    ("referral", "What became of a referral"),
    ("assessment", "An assessment"),
    ("plan", "A plan"),
    ("service", "A service that is not given"),
    ("information", "Sharing information"),
    ("roles", "Who does what"),
]
# whoever can be in the circle of a case at all
IN_CASES = [role for role in Role if reach(frozenset({role}), Tier.C4) >= Reach.MEMBER]


def visible_to(actor: Actor) -> RecordQuerySet:
    """The disagreements that the actor is part of, each with the day by which an answer is due at its stage (``answer_due_on``),
    where one is waited for."""
    here = DisagreementStage.objects.filter(disagreement=OuterRef("pk"), number=OuterRef("stage"), answered_on=None)
    rows: Any = Disagreement.objects.visible_to(actor).select_related(
        "entry__owner", "entry__circle", "raising", "challenged", "raised_by", "settled_by", "closed_by"
    )
    return rows.annotate(answer_due_on=Case(When(status=Held.OPEN, then=Subquery(here.values("deadline__due_on")[:1]))))


def overdue(rows: RecordQuerySet, on: date) -> RecordQuerySet:
    """The disagreements that wait for an answer or a decision whose day has passed."""
    return rows.filter(status=Held.OPEN, answer_due_on__lt=on)


def stages_waiting(actor: Actor, *statuses: Held) -> QuerySet[DisagreementStage]:
    """The stages at which the disagreements are that the actor is part of, of those so far."""
    mine = Disagreement.objects.visible_to(actor).standing().filter(status__in=statuses)
    return DisagreementStage.objects.filter(disagreement__in=mine.values("pk"), number=F("disagreement__stage"))


def issues(on: date) -> list[tuple[str, str]]:
    """What a disagreement can be about: the partnership's own list, or the one that Safehold came with."""
    return choices(ISSUES, on) or CAME_WITH


def stages_on(on: date) -> list[Stage]:
    """The stages that hold on a day."""
    return stages(rule_book(), on)


def stages_after(disagreement: Disagreement, on: date) -> list[Stage]:
    """The stages that it has not reached yet."""
    return [each for each in stages_on(on) if each.number > disagreement.stage]


def stages_of(disagreement: Disagreement) -> list[DisagreementStage]:
    """The stages that it reached, in their order, each with its deadline."""
    return list(disagreement.stages.select_related("deadline", "reached_by", "answered_by"))


def stage_of(disagreement: Disagreement) -> DisagreementStage:
    """The stage that it is at."""
    return DisagreementStage.objects.select_related("deadline").get(
        disagreement=disagreement, number=disagreement.stage
    )


def others(actor: Actor) -> QuerySet[Membership]:
    """Those of other agencies who can work on a disagreement."""
    there = Membership.objects.on(actor.on).filter(user__is_active=True).exclude(agency=actor.agency_id)
    able = Grant.objects.on(actor.on).filter(membership=OuterRef("pk"), role__in=IN_CASES)
    return there.filter(Exists(able)).select_related("user", "agency").order_by("agency__current_name", "user__name")


def before_whom(level: str, on: date) -> list[Membership]:
    """Those before whom a disagreement comes at a stage: whoever chairs the Executive, or the independent chair and the
    scrutineer."""
    there = Membership.objects.on(on).filter(user__is_active=True).select_related("user", "agency")
    if level == Level.EXECUTIVE:
        chairs = Chair.objects.on(on).filter(group__in=executive(on), user=OuterRef("user"), agency=OuterRef("agency"))
        return list(there.filter(Exists(chairs)))
    if level == Level.INDEPENDENT:
        held = Grant.objects.on(on).filter(
            membership=OuterRef("pk"), role__in=[Role.INDEPENDENT_CHAIR, Role.INDEPENDENT_SCRUTINEER]
        )
        return list(there.filter(Exists(held)))
    return []


def before_the_executive(actor: Actor) -> list[Disagreement]:
    """The disagreements that wait at the Executive's stage or the last one, of those that the actor sees."""
    waits = DisagreementStage.objects.filter(
        disagreement=OuterRef("pk"), number=OuterRef("stage"), level__in=[Level.EXECUTIVE, Level.INDEPENDENT]
    )
    return list(visible_to(actor).standing().filter(Exists(waits), status=Held.OPEN).order_by("raised_on", "pk"))
