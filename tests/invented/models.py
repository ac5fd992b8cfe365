"""A notebook: the smallest record there can be."""

from django.db import models
from django.urls import reverse

from safehold.access.reach import Tier
from safehold.records.lifecycle import Lifecycle
from safehold.records.models import Record


class Status(models.TextChoices):
    OPEN = "open", "Open"
    CHECKED = "checked", "Checked"
    CLOSED = "closed", "Closed"


class Notebook(Record):
    """A record of no real kind."""

    KIND = "invented.notebook"
    TIER = Tier.C4
    LIFECYCLE = Lifecycle(
        start=Status.OPEN,
        moves={"check": (Status.OPEN, Status.CHECKED), "close": ((Status.OPEN, Status.CHECKED), Status.CLOSED)},
    )

    title = models.CharField(max_length=80)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="notebook_closed_after_opened",
                condition=models.Q(closed_on=None) | models.Q(closed_on__gte=models.F("opened_on")),
                violation_error_message="A notebook cannot close before it was opened",
            ),
            models.UniqueConstraint(
                "title",
                "opened_on",
                name="notebook_title_once_a_day",
                violation_error_message="There is already a notebook with this title",
            ),
        ]

    class Privacy:
        plain = {"status", "opened_on", "closed_on"} | Record.ROW_FIELDS
        special = {"title"}

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("invented:one", args=[self.uid])


class Allegation(Record):
    """A record in a compartment: to all but its duty holder and its circle, it does not exist."""

    KIND = "lado.invented_allegation"
    TIER = Tier.C5

    title = models.CharField(max_length=80)

    class Privacy:
        plain = Record.ROW_FIELDS
        criminal = {"title"}

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("invented:allegation", args=[self.uid])
