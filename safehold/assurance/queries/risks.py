"""The risk register: which risks an actor sees, and which wait for somebody."""

from collections import Counter
from datetime import date, timedelta

from django.db.models import F, Q, QuerySet

from safehold.access.actor import Actor
from safehold.access.models import Agency, Membership, User
from safehold.assurance.lifecycle import LIVE, Borne
from safehold.assurance.models import Risk, RiskReview, RiskStep
from safehold.assurance.queries import groups_above
from safehold.assurance.scale import tolerated
from safehold.partnership.models import Group
from safehold.plans.queries import groups
from safehold.records.models.entry import RecordQuerySet
from safehold.records.queries import acts_for, people_to_let_in

SOON = timedelta(days=14)


def visible_to(actor: Actor) -> RecordQuerySet:
    return Risk.objects.visible_to(actor).select_related(
        "entry__owner",
        "group",
        "agency",
        "risk_owner",
        "scored_by",
        "raised_to",
        "raised_by",
        "tolerated_by",
        "closed_by",
    )


def live(rows: RecordQuerySet) -> RecordQuerySet:
    return rows.filter(status__in=LIVE)


def above_tolerance(rows: RecordQuerySet) -> RecordQuerySet:
    return live(rows).filter(score__gt=F("tolerance"))


def to_review(rows: RecordQuerySet, on: date) -> RecordQuerySet:
    """The risks whose review is overdue on a day."""
    return live(rows).filter(review_on__lt=on)


def before_the_executive(on_groups: list[Group], actor: Actor) -> list[Risk]:
    """The risks that are escalated to some groups, and those above tolerance that nobody has escalated; the worst first.

    What somebody decided to live with is among them again once it is worse than it was then."""
    rows = live(visible_to(actor).standing())
    raised = Q(status=Borne.ESCALATED, raised_to__in=on_groups)
    unraised = Q(score__gt=F("tolerance"), status__in=[Borne.OPEN, Borne.TREATING])
    unraised |= Q(score__gt=F("tolerance"), status=Borne.TOLERATED) & Q(score__gt=F("tolerated_score"))
    return list(rows.filter(raised | unraised).order_by("-score", "pk"))


def squares(actor: Actor) -> Counter[tuple[int, int]]:
    """How many live risks stand in each square of the heat map, by how likely and how grave they are after controls."""
    rows = live(visible_to(actor).standing()).order_by().values_list("likelihood", "impact")
    return Counter(rows)


def reviews_of(risk: Risk) -> list[RiskReview]:
    return list(risk.reviews.select_related("reviewed_by"))


def steps_of(risk: Risk) -> list[RiskStep]:
    return list(risk.steps.select_related("taken_by"))


def keepers(on: date) -> QuerySet[Group]:
    """The groups that can keep a risk."""
    return groups(on)


def above(risk: Risk, on: date) -> QuerySet[Group]:
    """The groups that a risk can be escalated to."""
    return groups_above(on).exclude(pk=risk.group_id)


def people(on: date) -> QuerySet[Membership]:
    """Those who can own a risk, each for one agency."""
    return people_to_let_in(on)


def can_own(user: User, agency: Agency | None, *, on: date) -> bool:
    return acts_for(user, agency, on=on)


def owned_by(user: User, *, agency: Agency | None = None) -> QuerySet[Risk]:
    """The live risks that somebody owns, of one agency or of all."""
    rows = live(Risk.objects.standing()).filter(risk_owner=user).select_related("entry", "agency", "group")
    return rows.filter(agency=agency) if agency else rows


def able_to_own(user: User, risk: Risk, *, on: date) -> bool:
    """Whether somebody acts for a risk's agency, and did not themselves decide to live with it, or with more than others."""
    if not can_own(user, risk.agency, on=on) or risk.tolerated_by_id == user.pk:
        return False
    return lifted_by(risk, on) != user.pk


def lifted_by(risk: Risk, on: date) -> int | None:
    """The number of whoever said that a risk is lived with above what the partnership lives with; none where nobody did."""
    if risk.tolerance <= tolerated(on):
        return None
    found = None
    for review in risk.reviews.order_by("-pk"):
        if review.tolerance != risk.tolerance:
            break
        found = review.reviewed_by_id
    return found


def handed_over_by(user: int | None) -> QuerySet[RiskStep]:
    """The risks that somebody owned when they were last scored, or after, and handed over: one row for each time.

    A day is as fine as it gets: what was scored anew on the day it was handed over was not looked at by others since.
    """
    return RiskStep.objects.filter(was_owner=user, taken_on__gte=F("risk__scored_on"))
