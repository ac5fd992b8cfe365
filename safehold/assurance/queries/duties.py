"""The assurance framework as an actor sees it: evidence that is a record of ours counts for those alone who see that."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from safehold.access.actor import Actor
from safehold.access.models import Agency, AgencyKind
from safehold.assurance.models import AssuredDuty, DutyAssessment, DutyChallenge, DutyEvidence, DutyLook
from safehold.assurance.policy import duties as policy
from safehold.clocks import months_after
from safehold.meetings.models import Challenge
from safehold.meetings.queries import chaired
from safehold.meetings.queries.deciding import unanswered
from safehold.partnership.models import Group, Seat, SeatKind
from safehold.partnership.rules import rule
from safehold.plans.queries import agencies as agencies_there
from safehold.plans.queries import groups
from safehold.records.models.entry import RecordQuerySet
from safehold.records.visibility import sees

STALE = "assurance.evidence_months"
MOST = 200


def evidence_seen(actor: Actor) -> QuerySet[DutyEvidence]:
    """The evidence of duties that the actor may read: none of a record that they do not see, or that was made in error."""
    mine = Q(entry=None) | (sees(actor, "entry__") & Q(entry__in_error_on=None))
    return DutyEvidence.objects.filter(mine)


def visible_to(actor: Actor) -> RecordQuerySet:
    """The duties that the actor may see, each with the day of its freshest evidence that they may read (``freshest_on``), the
    next look at it (``next_look_on``), whether a challenge waits (``challenged``), whether they chair the group that is assured
    (``chaired``), whether they ever gave evidence of all of it (``gave``), and of how many of the agencies in the partnership
    (``members``) somebody has assessed it (``assessed_for``)."""
    fresh = evidence_seen(actor).filter(duty=OuterRef("pk"), withdrawn_on=None).order_by("-dated_on")
    looks = DutyLook.objects.filter(duty=OuterRef("pk"), done_on=None).order_by("due_on")
    there = members(actor.on)
    assessed = DutyAssessment.objects.filter(duty=OuterRef("pk"), agency__in=there.values("pk")).order_by()
    assessed_for = assessed.values("duty").annotate(many=Count("agency", distinct=True)).values("many")
    all_of_them = there.order_by().values(one=Value(1)).annotate(many=Count("pk", distinct=True)).values("many")
    open_ones = DutyChallenge.objects.filter(duty=OuterRef("pk"), answered_on=None)
    rows: Any = AssuredDuty.objects.visible_to(actor).select_related("entry__owner", "agency", "group", "assessed_by")
    return rows.annotate(
        freshest_on=Subquery(fresh.values("dated_on")[:1]),
        next_look_on=Subquery(looks.values("due_on")[:1]),
        challenged=Exists(open_ones),
        chaired=chaired(actor),
        gave=Exists(policy.own_evidence(actor).filter(duty=OuterRef("pk"))),
        assessed_for=Coalesce(Subquery(assessed_for), 0),
        members=Coalesce(Subquery(all_of_them), 0),
    )


def stale_before(on: date, months: int | None = None) -> date:
    """Evidence of a day before this one is stale."""
    return months_after(on, -(rule(STALE, on) if months is None else months))


def stale(rows: RecordQuerySet, on: date) -> RecordQuerySet:
    """The duties whose freshest evidence is stale, or that have none."""
    return rows.filter(Q(freshest_on=None) | Q(freshest_on__lt=stale_before(on)))


def unassessed(rows: RecordQuerySet) -> RecordQuerySet:
    """The duties that nobody has assessed, and those of every agency that were not assessed of all of them."""
    return rows.filter(Q(sure="") | Q(agency=None, assessed_for__lt=F("members")))


def members(on: date) -> QuerySet[Agency]:
    """The agencies that a duty of every agency is a duty of: those with a member's seat in one of the partnership's groups."""
    seats = Seat.objects.on(on).filter(kind=SeatKind.MEMBER, group__outside=False)
    there = agencies_there(on).exclude(kind=AgencyKind.PARTNERSHIP)
    return there.filter(pk__in=seats.order_by().values("agency"))


def to_assess(duty: AssuredDuty, actor: Actor) -> list[Agency]:
    """The agencies of which the actor can assess a duty of every agency."""
    reading = actor.reading()  # so that the same is asked once, and not for each of them
    return [each for each in members(actor.on) if policy.assess_of(reading, duty, each)]


def latest_of(assessments: Iterable[DutyAssessment]) -> dict[int, DutyAssessment]:
    """The latest assessment of each agency, by its number."""
    return {each.agency_id: each for each in reversed(list(assessments))}


def every(actor: Actor) -> list[Any]:
    """The framework as the scrutineer's page shows it, the least sure first."""
    return list(visible_to(actor).standing().order_by("title", "pk")[:MOST])


def evidence_of(duty: AssuredDuty, actor: Actor) -> list[DutyEvidence]:
    return _of(
        duty, evidence_seen(actor).filter(duty=duty).select_related("given_by", "withdrawn_by", "entry", "agency")
    )


def _of(duty: AssuredDuty, rows: QuerySet[Any]) -> list[Any]:
    """What hangs on a duty, each knowing it, so that no policy asks for it again."""
    found = list(rows)
    for each in found:
        each.duty = duty
    return found


def evidence_visible_to(actor: Actor) -> QuerySet[DutyEvidence]:
    """Evidence of the duties that the actor sees, as far as they may read it."""
    duties = AssuredDuty.objects.visible_to(actor).values("pk")
    return evidence_seen(actor).filter(duty__in=duties).select_related("duty__entry", "duty__group", "duty__agency")


def assessments_of(duty: AssuredDuty) -> list[DutyAssessment]:
    """The latest first."""
    return list(duty.assessments.select_related("assessed_by", "agency"))


def challenges_of(duty: AssuredDuty) -> list[DutyChallenge]:
    return _of(duty, duty.challenges.select_related("raised_by", "answered_by"))


def challenges_visible_to(actor: Actor) -> QuerySet[DutyChallenge]:
    """The challenges of the duties that the actor sees."""
    duties = AssuredDuty.objects.visible_to(actor).filter(entry__in_error_on=None).values("pk")
    rows = DutyChallenge.objects.filter(duty__in=duties)
    return rows.select_related("duty__entry", "duty__group", "duty__agency", "raised_by")


def open_challenges(actor: Actor) -> list[DutyChallenge]:
    """The challenges of duties that nobody has answered, the oldest first."""
    return list(challenges_visible_to(actor).filter(answered_on=None).order_by("raised_on", "pk")[:MOST])


def open_challenges_at_meetings(actor: Actor) -> list[Challenge]:
    """The challenges made at meetings that nobody has answered, of the items that the actor sees."""
    return list(unanswered(actor)[:MOST])


def looks_of(duty: AssuredDuty) -> list[DutyLook]:
    return _of(duty, duty.looks.select_related("done_by"))


def looks_visible_to(actor: Actor) -> QuerySet[DutyLook]:
    """The looks at the duties that the actor sees."""
    duties = AssuredDuty.objects.visible_to(actor).values("pk")
    return DutyLook.objects.filter(duty__in=duties).select_related("duty__entry", "duty__group", "duty__agency")


def agencies(on: date) -> QuerySet[Agency]:
    return agencies_there(on)


def assured_groups(on: date) -> QuerySet[Group]:
    """The groups that can be assured of a duty."""
    return groups(on)
