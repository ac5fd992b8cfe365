"""Templates of letters, and their versions."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from safehold.access.reach import Tier
from safehold.govuk.addresses import reverse
from safehold.letters.lifecycle import VERSIONS, Standing
from safehold.letters.models.papers import Paper, somebody
from safehold.records.models import Record, Row


class Template(Record):
    """A letter that the partnership sends again and again, about one kind of record (``about``). What it says is in its
    versions."""

    KIND = "letters.template"
    TIER = Tier.C2
    FOUND_BY = ("title",)

    title = models.CharField(max_length=120, unique=True)
    about = models.CharField(max_length=60)
    purpose = models.TextField(max_length=1000, blank=True)

    class Meta:
        verbose_name = "template"
        ordering = ["title", "id"]
        constraints = [
            models.CheckConstraint(
                name="template_has_title", condition=~Q(title=""), violation_error_message="Enter what it is called"
            ),
        ]

    class Privacy:
        plain = {"title", "about", "purpose"} | Record.ROW_FIELDS

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("letters:template", args=[self.uid])


class VersionQuerySet(models.QuerySet["TemplateVersion"]):
    def in_force(self, on: date) -> Self:
        """The versions by which a letter may be made on a day: of each template, the approved one that began last."""
        approved = self.filter(status=Standing.APPROVED, from_on__lte=on)
        newer = TemplateVersion.objects.filter(
            template=models.OuterRef("template"), status=Standing.APPROVED, from_on__lte=on
        ).order_by("-from_on", "-number")
        return approved.filter(pk=models.Subquery(newer.values("pk")[:1]))


class TemplateVersion(Row):
    """One version of a template: the Word file, which fields it has and its words, so that two can be compared.

    It is approved by somebody other than whoever made it, and in force from a day until a later one is or it is retired.
    """

    LIFECYCLE = VERSIONS

    template = models.ForeignKey(Template, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    fields = models.JSONField(default=list, blank=True)
    words = models.TextField(blank=True)
    note = models.CharField(max_length=240, blank=True)
    status = models.CharField(max_length=8, choices=Standing, default=Standing.DRAFT)
    from_on = models.DateField(null=True, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    approved_by = somebody()
    retired_on = models.DateField(null=True, blank=True)
    retired_by = somebody()
    retired_why = models.CharField(max_length=500, blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                "template",
                "number",
                name="template_version_once",
                violation_error_message="Somebody else has just added a version. Look at it first",
            ),
            models.CheckConstraint(
                name="template_approval_is_whole",
                condition=Q(approved_on=None, approved_by=None, from_on=None)
                | Q(approved_on__isnull=False, approved_by__isnull=False, from_on__isnull=False),
                violation_error_message="Say who approved it, when, and from which day it is in force",
            ),
            models.CheckConstraint(
                name="template_approved_by_another",
                condition=Q(approved_by=None) | ~Q(approved_by=models.F("made_by")),
                violation_error_message="Somebody else must approve it, because you made this version",
            ),
            models.CheckConstraint(
                name="template_retirement_is_whole",
                condition=Q(retired_on=None, retired_by=None, retired_why="")
                | (Q(retired_on__isnull=False, retired_by__isnull=False) & ~Q(retired_why="")),
                violation_error_message="Say who retired it, when and why",
            ),
        ]

    class Privacy:
        plain = {
            "template", "number", "paper", "file_name", "fields", "words", "note", "status", "from_on", "approved_on",
            "approved_by", "retired_on", "retired_by", "retired_why",
        } | Row.ROW_FIELDS  # fmt: skip

    def __str__(self) -> str:
        return f"{self.template}, version {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("letters:version", args=[self.template.uid, self.number])
