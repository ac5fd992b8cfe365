"""How a strategic plan is delivered: one group's plan for twelve months, its actions, and what is said of each every quarter."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from safehold.access.reach import Tier
from safehold.clocks import months_after
from safehold.partnership.models import Group
from safehold.plans.models.doing import PlannedAction, somebody
from safehold.plans.models.strategy import Objective, StrategicPlan
from safehold.plans.quarters import ONE_DAY, Quarter, quarters, year_of
from safehold.records.models import Record, Row

OF_THE_YEAR = Q(quarter__gte=1, quarter__lte=4)


class DeliveryPlan(Record):
    """What one group does in twelve months towards a strategic plan. Progress is told, and closed, every quarter."""

    KIND = "plans.delivery"
    TIER = Tier.C2
    FOUND_BY = ("group", "year")
    CALLED_AFTER_OTHERS = True

    strategy = models.ForeignKey(StrategicPlan, on_delete=models.PROTECT, related_name="delivery_plans")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="delivery_plans")
    from_on = models.DateField()
    agreed_on = models.DateField()

    class Meta:
        verbose_name = "delivery plan"
        ordering = ["-from_on", "group__position", "id"]
        indexes = [models.Index(fields=["-from_on", "id"], name="delivery_latest")]
        constraints = [
            models.UniqueConstraint(
                "strategy",
                "group",
                "from_on",
                name="delivery_once_a_year",
                violation_error_message="This group has a delivery plan from that day, or had one that was recorded in error",
            ),
        ]

    class Privacy:
        plain = {"strategy", "group", "from_on", "agreed_on"} | Record.ROW_FIELDS

    def __str__(self) -> str:
        return f"{self.group}, {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("plans:delivery", args=[self.uid])

    @property
    def until_on(self) -> date:
        """Its last day."""
        return months_after(self.from_on, 12) - ONE_DAY

    @property
    def year(self) -> str:
        return year_of(self.from_on)

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        return quarters(self.from_on)


class Line(Row):
    """An action in a delivery plan, and what it helps to do. One that goes on next year has a line in that year's plan too:
    it stays one promise, late against the day that was first agreed."""

    plan = models.ForeignKey(DeliveryPlan, on_delete=models.PROTECT, related_name="lines")
    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="lines")
    action = models.ForeignKey(PlannedAction, on_delete=models.PROTECT, related_name="lines")
    added_on = models.DateField()
    carried_from = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="carried_to"
    )
    carried_on = models.DateField(null=True, blank=True)
    carried_by = somebody()
    carried_why = models.TextField(max_length=1000, blank=True)

    class Meta:
        ordering = ["plan_id", "objective__commitment__number", "objective__number", "id"]
        constraints = [
            models.UniqueConstraint(
                "plan",
                "action",
                name="line_once_in_a_plan",
                violation_error_message="This action is in that delivery plan already",
            ),
            models.CheckConstraint(
                name="line_carrying_is_whole",
                condition=Q(carried_from=None, carried_on=None, carried_by=None, carried_why="")
                | (
                    Q(carried_from__isnull=False, carried_on__isnull=False, carried_by__isnull=False)
                    & ~Q(carried_why="")
                ),
                violation_error_message="Enter why it is carried forward",
            ),
        ]

    class Privacy:
        plain = {"plan", "objective", "action", "added_on", "carried_from", "carried_on", "carried_by"} | Row.ROW_FIELDS
        special = {"carried_why"}

    def __str__(self) -> str:
        return str(self.action)

    def get_absolute_url(self) -> str:
        return reverse("plans:line", args=[self.plan.uid, self.action.uid])


class ProgressUpdate(Row):
    """What was said of a line in a quarter, as it was sent: the latest ``number`` stands, and those before it stay.

    ``said`` is the status that whoever sent it gave in the place of the one worked out, with the ``reason``; empty where
    they left it as it is worked out.
    """

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="updates")
    quarter = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    narrative = models.TextField(max_length=2000)
    evidence = models.TextField(max_length=2000, blank=True)
    barriers = models.TextField(max_length=2000, blank=True)
    said = models.CharField(max_length=20, blank=True)
    reason = models.TextField(max_length=1000, blank=True)
    given_on = models.DateField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["line_id", "quarter", "-number"]
        constraints = [
            models.CheckConstraint(
                name="update_of_a_quarter",
                condition=OF_THE_YEAR,
                violation_error_message="A year has quarters 1 to 4",
            ),
            models.UniqueConstraint(
                "line",
                "quarter",
                "number",
                name="update_numbered_once",
                violation_error_message="Somebody else sent an update while you were writing. Read theirs, then send yours again",
            ),
            models.CheckConstraint(
                name="update_says_otherwise_with_a_reason",
                condition=Q(said="", reason="") | (~Q(said="") & ~Q(reason="")),
                violation_error_message="Enter why the status is another than the one worked out",
            ),
        ]

    class Privacy:
        plain = {"line", "quarter", "number", "said", "given_on", "given_by"} | Row.ROW_FIELDS
        special = {"narrative", "evidence", "barriers", "reason"}

    def __str__(self) -> str:
        return f"Update {self.number}"
