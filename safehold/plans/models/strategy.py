"""What the partnership set out to do: a strategic plan, its commitments, and what it will do to keep each of them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from safehold.access.reach import Tier
from safehold.partnership.models import Group
from safehold.plans.lifecycle import ADOPTION, Adoption
from safehold.plans.models.findings import shortened
from safehold.records.models import Record


class StrategicPlan(Record):
    """What the partnership means to achieve in some years, most often three, and which group adopted it when.

    A safeguarding adults board publishes one for each financial year (Care Act 2014, schedule 2, paragraph 3), which may be
    one year of this.
    """

    KIND = "plans.strategy"
    TIER = Tier.C2
    FOUND_BY = ("title",)
    LIFECYCLE = ADOPTION

    title = models.CharField(max_length=160)
    words = models.TextField(max_length=4000, blank=True)
    from_on = models.DateField()
    until_on = models.DateField()
    status = models.CharField(max_length=8, choices=Adoption, default=Adoption.DRAFT)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    adopted_on = models.DateField(null=True, blank=True)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "strategic plan"
        ordering = ["-from_on", "-id"]
        indexes = [models.Index(fields=["-from_on", "-id"], name="strategy_latest")]
        constraints = [
            models.CheckConstraint(
                name="strategy_ends_after_it_begins",
                condition=Q(until_on__gt=F("from_on")),
                violation_error_message="The last day of the plan must be after its first day",
            ),
            models.CheckConstraint(
                name="strategy_adoption_is_whole",
                condition=Q(status="draft", group=None, adopted_on=None, adopted_by=None)
                | Q(status="adopted", group__isnull=False, adopted_on__isnull=False, adopted_by__isnull=False),
                violation_error_message="Say which group adopted the plan, and when",
            ),
        ]

    class Privacy:
        plain = {
            "title", "words", "from_on", "until_on", "status", "group", "adopted_on", "adopted_by",
        } | Record.ROW_FIELDS  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plans:strategy", args=[self.uid])


class Commitment(Record):
    """One thing that a strategic plan commits the partnership to, by its number there."""

    KIND = "plans.commitment"
    TIER = Tier.C2
    FOUND_BY = ("title", "number")

    plan = models.ForeignKey(StrategicPlan, on_delete=models.PROTECT, related_name="commitments")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    words = models.TextField(max_length=4000, blank=True)

    class Meta:
        ordering = ["plan_id", "number"]
        constraints = [
            models.UniqueConstraint(
                "plan",
                "number",
                name="commitment_numbered_once",
                violation_error_message="Somebody added a commitment just now. Send yours again",
            ),
        ]

    class Privacy:
        plain = {"plan", "number", "title", "words"} | Record.ROW_FIELDS

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("plans:commitment", args=[self.uid])


class Objective(Record):
    """What the partnership will do to keep a commitment, and the group that answers for it. Other groups may help."""

    KIND = "plans.objective"
    TIER = Tier.C2
    FOUND_BY = ("words",)

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="objectives")
    number = models.PositiveSmallIntegerField()
    words = models.TextField(max_length=2000)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="objectives")

    class Meta:
        verbose_name = "what we will do"
        verbose_name_plural = "what we will do"
        ordering = ["commitment_id", "number"]
        constraints = [
            models.UniqueConstraint(
                "commitment",
                "number",
                name="objective_numbered_once",
                violation_error_message="Somebody added something here just now. Send yours again",
            ),
        ]

    class Privacy:
        plain = {"commitment", "number", "words", "group"} | Record.ROW_FIELDS

    def __str__(self) -> str:
        return shortened(self.words)

    def get_absolute_url(self) -> str:
        return reverse("plans:objective", args=[self.uid])
