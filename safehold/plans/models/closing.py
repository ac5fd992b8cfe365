"""What is kept of a quarter when it is closed: a copy of everything that was said of it, which nothing changes any more."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from safehold.access.reach import Tier
from safehold.plans.models.delivery import DeliveryPlan, Line
from safehold.plans.models.doing import somebody
from safehold.plans.quarters import Quarter, quarter
from safehold.records.models import Record, Row
from safehold.records.models.entry import RecordQuerySet


class NeverChanged(models.QuerySet):
    """Rows that are made once: nothing of ours changes or removes them, and the database refuses it too (``access.guards``)."""

    def update(self, **facts: object) -> int:
        raise Kept

    def delete(self) -> tuple[int, dict[str, int]]:
        raise Kept

    def bulk_update(self, *args: object, **facts: object) -> int:
        raise Kept


class NeverChangedRecords(NeverChanged, RecordQuerySet):  # type: ignore[override]  # a manager of its own class
    """The same, of records."""


class Kept(TypeError):  # noqa: N818  named for what went wrong
    """Somebody wrote code that changes what is never changed."""

    def __init__(self) -> None:
        super().__init__("A closed quarter cannot be changed. Add a note beside it")


class Frozen(models.Model):
    """A row that is written once."""

    class Meta:
        abstract = True

    def save(self, *args: object, **facts: object) -> None:
        if not self._state.adding:
            raise Kept
        super().save(*args, **facts)  # type: ignore[arg-type]

    def delete(self, *args: object, **facts: object) -> tuple[int, dict[str, int]]:
        raise Kept


class ClosedQuarter(Frozen, Record):
    """One quarter of a delivery plan as it stood on its last day, with what is asked of the Executive. Never changed, never
    opened again: what was wrong is said in a note beside it."""

    KIND = "plans.quarter"
    TIER = Tier.C2
    FOUND_BY = ("group_name", "number")

    plan = models.ForeignKey(DeliveryPlan, on_delete=models.PROTECT, related_name="closed_quarters")
    number = models.PositiveSmallIntegerField()
    first_on = models.DateField()
    last_on = models.DateField()
    closed_on = models.DateField()
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    group_name = models.CharField(max_length=160)
    asks = models.TextField(max_length=2000, blank=True)

    objects = NeverChangedRecords.as_manager()  # type: ignore[assignment,misc]  # stricter than its base's

    class Meta:
        verbose_name = "closed quarter"
        ordering = ["-last_on", "plan_id"]
        indexes = [models.Index(fields=["-last_on", "id"], name="quarter_latest")]
        constraints = [
            models.UniqueConstraint(
                "plan",
                "number",
                name="quarter_closed_once",
                violation_error_message="This quarter is closed already",
            ),
            models.CheckConstraint(
                name="quarter_closed_after_it_ended",
                condition=Q(closed_on__gt=F("last_on")),
                violation_error_message="A quarter is closed after its last day",
            ),
        ]

    class Privacy:
        plain = {"plan", "number", "first_on", "last_on", "closed_on", "closed_by", "group_name"} | Record.ROW_FIELDS
        special = {"asks"}

    def __str__(self) -> str:
        return f"{self.group_name}, {self.quarter.label}"

    def get_absolute_url(self) -> str:
        return reverse("plans:quarter", args=[self.uid])

    @property
    def quarter(self) -> Quarter:
        return quarter(self.plan.from_on, self.number)


class ClosedLine(Frozen, Row):
    """What a closed quarter says of one action: a copy of everything, so that nothing which happens later can alter it.

    Seen by whoever sees the quarter and the action.
    """

    quarter = models.ForeignKey(ClosedQuarter, on_delete=models.PROTECT, related_name="lines")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="closed_as")
    position = models.PositiveSmallIntegerField()
    commitment = models.CharField(max_length=220)
    objective = models.TextField(max_length=2000)
    words = models.TextField(max_length=2000)
    measure = models.TextField(max_length=1000)
    agency = models.CharField(max_length=200)
    lead = models.CharField(max_length=300)
    first_due_on = models.DateField()
    due_on = models.DateField()
    stage = models.CharField(max_length=12)
    stage_words = models.CharField(max_length=60)
    worked_out = models.CharField(max_length=20)
    worked_out_words = models.CharField(max_length=120)
    said = models.CharField(max_length=20, blank=True)
    said_words = models.CharField(max_length=120, blank=True)
    reason = models.TextField(max_length=1000, blank=True)
    days_late = models.PositiveIntegerField()
    days_late_at_first = models.PositiveIntegerField()
    narrative = models.TextField(max_length=2000, blank=True)
    evidence = models.TextField(max_length=2000, blank=True)
    barriers = models.TextField(max_length=2000, blank=True)
    updated_on = models.DateField(null=True, blank=True)
    updated_by = somebody()

    objects = NeverChanged.as_manager()

    class Meta:
        ordering = ["quarter_id", "position"]
        constraints = [
            models.UniqueConstraint(
                "quarter",
                "line",
                name="closed_line_once",
                violation_error_message="This line is in the closed quarter already",
            ),
            models.CheckConstraint(
                name="closed_line_update_is_whole",
                condition=Q(updated_on=None, updated_by=None) | Q(updated_on__isnull=False, updated_by__isnull=False),
                violation_error_message="Say who gave the update, and when",
            ),
        ]

    class Privacy:
        plain = {
            "quarter", "line", "position", "commitment", "objective", "agency", "first_due_on", "due_on", "stage",
            "stage_words", "worked_out", "worked_out_words", "said", "said_words", "days_late", "days_late_at_first",
            "updated_on", "updated_by",
        } | Row.ROW_FIELDS  # fmt: skip
        personal = {"lead"}
        special = {"words", "measure", "reason", "narrative", "evidence", "barriers"}

    def __str__(self) -> str:
        return self.words


class QuarterNote(Frozen, Row):
    """Something that was wrong in a closed quarter, or came to light later, said beside it with its day."""

    quarter = models.ForeignKey(ClosedQuarter, on_delete=models.PROTECT, related_name="notes")
    words = models.TextField(max_length=2000)
    noted_on = models.DateField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = NeverChanged.as_manager()

    class Meta:
        ordering = ["-noted_on", "-id"]

    class Privacy:
        plain = {"quarter", "noted_on", "noted_by"} | Row.ROW_FIELDS
        special = {"words"}

    def __str__(self) -> str:
        return self.words
