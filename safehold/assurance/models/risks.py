"""A risk to the partnership's work, how likely and how grave it is before and after controls, and what is done about it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from safehold.access.models import Agency
from safehold.access.reach import Tier
from safehold.assurance.lifecycle import RISK, Borne
from safehold.meetings.models.meetings import in_words, somebody, whole
from safehold.partnership.models import Group
from safehold.records.models import Record, Row

WORST = 6
"""The highest that a scale of likelihood or impact can go; how far it goes here is the rule ``risk.scale``."""


def scores(prefix: str) -> list[models.BaseConstraint]:
    """That every score is on a scale, and that controls make nothing worse."""
    on_scale = Q()
    for name in ("likelihood_before", "impact_before", "likelihood", "impact"):
        on_scale &= Q(**{f"{name}__gte": 1, f"{name}__lte": WORST})
    return [
        models.CheckConstraint(
            name=f"{prefix}_scores_on_a_scale",
            condition=on_scale,
            violation_error_message="Choose how likely and how grave it is on the scale",
        ),
        models.CheckConstraint(
            name=f"{prefix}_controls_help",
            condition=Q(likelihood__lte=F("likelihood_before"), impact__lte=F("impact_before")),
            violation_error_message=(
                "Controls cannot make it likelier or graver than it is without them. Check the scores before controls"
            ),
        ),
    ]


class Risk(Record):
    """A risk that one group keeps and one person owns: its cause, its effect, and its scores as they were last reviewed.

    ``likelihood`` and ``impact`` are those after controls, ``score`` is one times the other, ``score_was`` that of the review
    before. ``tolerance`` is the highest score that is lived with, ``tolerated_score`` the score that somebody decided to live
    with all the same. ``scored_by`` reviewed it last; neither they nor its owner
    accept or close it, nor who handed it over since. It is about the partnership's work, never about a person, and everybody
    in the partnership reads it.
    """

    KIND = "assurance.risk"
    TIER = Tier.C2
    FOUND_BY = ("title",)
    LIFECYCLE = RISK

    reference = models.CharField(max_length=14, unique=True)
    title = models.CharField(max_length=160)
    cause = models.TextField(max_length=2000)
    effect = models.TextField(max_length=2000)
    controls = models.TextField(max_length=2000, blank=True)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="risks")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    risk_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    likelihood_before = models.PositiveSmallIntegerField()
    impact_before = models.PositiveSmallIntegerField()
    likelihood = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()
    score = models.PositiveSmallIntegerField()
    score_was = models.PositiveSmallIntegerField(null=True, blank=True)
    tolerance = models.PositiveSmallIntegerField()
    scored_on = models.DateField()
    scored_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    review_on = models.DateField()
    opened_on = models.DateField()
    status = models.CharField(max_length=12, choices=Borne, default=Borne.OPEN)
    raised_to = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="risks_raised")
    raised_on = models.DateField(null=True, blank=True)
    raised_by = somebody()
    raised_why = models.TextField(max_length=1000, blank=True)
    tolerated_on = models.DateField(null=True, blank=True)
    tolerated_by = somebody()
    tolerated_score = models.PositiveSmallIntegerField(null=True, blank=True)
    tolerated_why = models.TextField(max_length=1000, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_by = somebody()
    closed_why = models.TextField(max_length=1000, blank=True)

    class Meta:
        ordering = ["-score", "id"]
        indexes = [
            models.Index(fields=["-score", "id"], name="risk_worst"),
            models.Index(fields=["status", "review_on"], name="risk_review"),
        ]
        constraints = [
            *scores("risk"),
            models.CheckConstraint(
                name="risk_score_is_worked_out",
                condition=Q(score=F("likelihood") * F("impact")),
                violation_error_message="The score is how likely it is times how grave it is",
            ),
            whole("risk_raising_is_whole", "raised", "Say who escalated it and when"),
            models.CheckConstraint(
                name="risk_escalated_with_a_reason",
                condition=(Q(status="escalated", raised_to__isnull=False, raised_on__isnull=False) & ~Q(raised_why=""))
                | ~Q(status="escalated"),
                violation_error_message="Enter why it is escalated",
            ),
            whole("risk_tolerating_is_whole", "tolerated", "Say who decided to live with it and when"),
            models.CheckConstraint(
                name="risk_tolerated_with_a_reason",
                condition=(
                    Q(status="tolerated", tolerated_on__isnull=False, tolerated_score__isnull=False)
                    & ~Q(tolerated_why="")
                )
                | ~Q(status="tolerated"),
                violation_error_message="Enter why it is lived with",
            ),
            whole("risk_closing_is_whole", "closed", "Say who closed it and when"),
            models.CheckConstraint(
                name="risk_closed_with_a_reason",
                condition=(Q(status="closed", closed_on__isnull=False) & ~Q(closed_why=""))
                | (~Q(status="closed") & Q(closed_on=None, closed_why="")),
                violation_error_message="Enter why it is closed",
            ),
            models.CheckConstraint(
                name="risk_accepted_by_another",
                condition=Q(risk_owner=None)
                | (
                    (Q(tolerated_by=None) | ~Q(status="tolerated") | ~Q(tolerated_by=F("risk_owner")))
                    & (Q(closed_by=None) | ~Q(closed_by=F("risk_owner")))
                ),
                violation_error_message="Whoever owns a risk neither accepts nor closes it. Somebody else must",
            ),
        ]

    class Privacy:
        plain = {
            "reference", "group", "agency", "risk_owner", "likelihood_before", "impact_before", "likelihood", "impact", "score",
            "score_was", "tolerance", "scored_on", "scored_by", "review_on", "opened_on", "status", "raised_to", "raised_on",
            "raised_by", "tolerated_on", "tolerated_by", "tolerated_score", "closed_on", "closed_by",
        } | Record.ROW_FIELDS  # fmt: skip
        # narrative can say more of a person than it ought to
        special = {"title", "cause", "effect", "controls", "raised_why", "tolerated_why", "closed_why"}

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("assurance:risk", args=[self.uid])

    @property
    def score_before(self) -> int:
        return self.likelihood_before * self.impact_before

    @property
    def above_tolerance(self) -> bool:
        return self.score > self.tolerance


class RiskReview(Row):
    """How a risk was scored on a day, by whom, with which controls; ``due_on`` is the day by which that was due. It is never
    changed: the next review says otherwise."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="reviews")
    likelihood_before = models.PositiveSmallIntegerField()
    impact_before = models.PositiveSmallIntegerField()
    likelihood = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()
    tolerance = models.PositiveSmallIntegerField()
    controls = models.TextField(max_length=2000, blank=True)
    words = models.TextField(max_length=2000, blank=True)
    due_on = models.DateField(null=True, blank=True)  # none for how it was raised
    reviewed_on = models.DateField()
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["risk_id", "-reviewed_on", "-id"]
        constraints = scores("risk_review")

    class Privacy:
        plain = {
            "risk", "likelihood_before", "impact_before", "likelihood", "impact", "tolerance", "due_on", "reviewed_on",
            "reviewed_by",
        } | Row.ROW_FIELDS  # fmt: skip
        special = {"controls", "words"}

    def __str__(self) -> str:
        return f"Review of {in_words(self.reviewed_on)}"

    @property
    def score(self) -> int:
        return self.likelihood * self.impact

    @property
    def score_before(self) -> int:
        return self.likelihood_before * self.impact_before


class RiskStep(Row):
    """What was done about a risk, as it was written that day: escalated, given back, lived with, closed, opened again, handed
    over. It is never changed. ``was_owner`` is who owned it until it was handed over."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=16)  # the name of the lifecycle's move, or ``hand_over``
    words = models.TextField(max_length=1000)
    taken_on = models.DateField()
    taken_by = somebody()  # none where Safehold itself handed it over
    was_owner = somebody()

    class Meta:
        ordering = ["risk_id", "-taken_on", "-id"]

    class Privacy:
        plain = {"risk", "step", "taken_on", "taken_by", "was_owner"} | Row.ROW_FIELDS
        special = {"words"}

    def __str__(self) -> str:
        return f"{self.step} on {in_words(self.taken_on)}"
