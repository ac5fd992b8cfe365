"""Where a report answers what the law asks of it, and who signed that something is not in it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from safehold.publications.models.report import Publication, Section
from safehold.records.models import Row


def somebody() -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )


class Coverage(Row):
    """That one section of a report, or what stands under one heading of it, answers one thing that the law asks.

    ``requirement`` is its code (``law.REQUIREMENTS``). ``heading`` is the words of the heading, and empty where the whole
    section answers it. What was named wrongly is taken off and stays, with who took it off.
    """

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="coverage")
    requirement = models.CharField(max_length=60)
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="+")
    heading = models.CharField(max_length=240, blank=True)
    named_on = models.DateField()
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    removed_on = models.DateField(null=True, blank=True)
    removed_by = somebody()

    class Meta:
        verbose_name_plural = "coverage"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                "publication",
                "requirement",
                "section",
                "heading",
                name="coverage_named_once",
                condition=Q(removed_on=None),
                violation_error_message="This part of the report is named already",
            ),
            models.CheckConstraint(
                name="coverage_removal_is_whole",
                condition=Q(removed_on=None, removed_by=None) | Q(removed_on__isnull=False, removed_by__isnull=False),
                violation_error_message="Say who took it off and when",
            ),
        ]

    class Privacy:
        plain = {
            "publication", "requirement", "section", "heading", "named_on", "named_by", "removed_on", "removed_by",
        } | Row.ROW_FIELDS  # fmt: skip

    def __str__(self) -> str:
        return f"{self.section}, {self.heading}" if self.heading else str(self.section)


class SignedGap(Row):
    """That a report does not say something which the law asks, signed by a named person who says why.

    It is printed in the report. It can be withdrawn until approval is asked for; that it was signed, and why, stays.
    """

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="signed_gaps")
    requirement = models.CharField(max_length=60)
    signed_on = models.DateField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_why = models.CharField(max_length=400)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by = somebody()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                "publication",
                "requirement",
                name="signed_gap_once",
                condition=Q(withdrawn_on=None),
                violation_error_message="Somebody has signed this gap already",
            ),
            models.CheckConstraint(
                name="signed_gap_says_why",
                condition=~Q(signed_why=""),
                violation_error_message="Enter why it is not in the report",
            ),
            models.CheckConstraint(
                name="signed_gap_withdrawal_is_whole",
                condition=Q(withdrawn_on=None, withdrawn_by=None)
                | Q(withdrawn_on__isnull=False, withdrawn_by__isnull=False),
                violation_error_message="Say who withdrew the signature and when",
            ),
        ]

    class Privacy:
        plain = {
            "publication", "requirement", "signed_on", "signed_by", "signed_why", "withdrawn_on", "withdrawn_by",
        } | Row.ROW_FIELDS  # fmt: skip

    def __str__(self) -> str:
        return self.signed_why
