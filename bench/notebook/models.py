"""A notebook: a case's list and page need no more of it than this."""

from django.db import models

from safehold.access.reach import Tier
from safehold.govuk.addresses import reverse
from safehold.records.models import Record


class Status(models.TextChoices):
    OPEN = "open", "Open"
    REVIEW = "review", "In review"
    CLOSED = "closed", "Closed"


class Source(models.TextChoices):
    PROVIDER = "provider", "Service provider"
    KNOWN = "known", "Known to the person"
    UNKNOWN = "unknown", "Unknown to the person"
    SELF = "self", "Self"


class Notebook(Record):
    """A case of no real kind, known to its members and to the agency that owns it."""

    KIND = "notebook.notebook"
    TIER = Tier.C4
    FOUND_BY = ("harm", "place")

    reference = models.CharField(max_length=12)
    person = models.CharField(max_length=60)
    status = models.CharField(max_length=10, choices=Status)
    source = models.CharField(max_length=10, choices=Source)
    harm = models.CharField(max_length=24)
    place = models.CharField(max_length=24)
    worker = models.CharField(max_length=40)
    opened_on = models.DateField()

    class Meta:
        indexes = [
            models.Index(fields=["status", "source", "-opened_on", "-id"], name="notebook_list"),
            models.Index(fields=["-opened_on", "-id"], name="notebook_newest"),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("notebook:notebook", args=[self.uid])
