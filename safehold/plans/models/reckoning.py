"""What the partnership said it would do in a year, and what it did: the rows that an annual report prints."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from safehold.access.reach import Tier
from safehold.plans.models.doing import Evidence
from safehold.plans.models.findings import shortened
from safehold.plans.models.strategy import Objective
from safehold.plans.quarters import year_of
from safehold.records.models import Record, Row


class SaidAndDid(Record):
    """One row: what was said for the year from ``from_on``, and what was done, in its writer's words and on what evidence."""

    KIND = "plans.said_and_did"
    TIER = Tier.C2

    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="said_and_did")
    from_on = models.DateField()
    number = models.PositiveSmallIntegerField()
    said = models.TextField(max_length=2000)
    did = models.TextField(max_length=4000)

    class Meta:
        verbose_name = "what we said, what we did"
        verbose_name_plural = "what we said, what we did"
        ordering = ["-from_on", "number"]
        indexes = [models.Index(fields=["-from_on", "number"], name="said_and_did_of_year")]
        constraints = [
            models.UniqueConstraint(
                "from_on",
                "number",
                name="said_and_did_numbered_once",
                violation_error_message="Somebody added a row just now. Send yours again",
            ),
            models.CheckConstraint(
                name="said_and_did_says_both",
                condition=~Q(said="") & ~Q(did=""),
                violation_error_message="Enter what was said, and what was done",
            ),
        ]

    class Privacy:
        plain = {"objective", "from_on", "number", "said"} | Record.ROW_FIELDS
        special = {"did"}

    def __str__(self) -> str:
        return shortened(self.said)

    def get_absolute_url(self) -> str:
        return reverse("plans:said_and_did", args=[self.uid])

    @property
    def year(self) -> str:
        return year_of(self.from_on)


class RestsOn(Row):
    """That what was done is said on a piece of evidence of which somebody was assured."""

    row = models.ForeignKey(SaidAndDid, on_delete=models.PROTECT, related_name="rests_on")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                "row", "evidence", name="rests_on_once", violation_error_message="This evidence was chosen already"
            ),
        ]

    class Privacy:
        plain = {"row", "evidence"} | Row.ROW_FIELDS

    def __str__(self) -> str:
        return str(self.evidence)
