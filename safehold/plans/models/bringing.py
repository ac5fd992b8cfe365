"""Trackers that were kept elsewhere, and what was brought in from them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from safehold.access.reach import Tier
from safehold.partnership.models import Group
from safehold.plans.lifecycle import BRINGING, Brought
from safehold.plans.models.doing import PlannedAction, somebody
from safehold.records.models import Record, Row


class TrackerMapping(Row):
    """How one kind of tracker is read, under a name, for the next one like it: which column holds what (``columns``), which
    agency each name in it means (``agencies``, by code) and how each of its words for a status is said here (``statuses``)."""

    name = models.CharField(max_length=120)
    columns = models.JSONField(default=dict, blank=True)
    agencies = models.JSONField(default=dict, blank=True)
    statuses = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                "name", name="tracker_mapping_once", violation_error_message="Choose another name: this one is taken"
            )
        ]

    class Privacy:
        plain = {"name", "columns", "agencies", "statuses"} | Row.ROW_FIELDS

    def __str__(self) -> str:
        return self.name


class BroughtTracker(Record):
    """A tracker that was kept elsewhere, as a file on this record, and how its columns, names and words are understood.

    Its actions are for everybody; the file itself, which may say more, is for those who bring it in.
    """

    KIND = "plans.tracker"
    TIER = Tier.C4
    LIFECYCLE = BRINGING

    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    agreed_on = models.DateField(null=True, blank=True)
    columns = models.JSONField(default=dict, blank=True)
    agencies = models.JSONField(default=dict, blank=True)
    statuses = models.JSONField(default=dict, blank=True)
    status = models.CharField(max_length=8, choices=Brought, default=Brought.RECEIVED)
    undone_on = models.DateField(null=True, blank=True)
    undone_by = somebody()
    undone_why = models.TextField(max_length=1000, blank=True)

    class Meta:
        verbose_name = "tracker from elsewhere"
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="tracker_undone_is_whole",
                condition=Q(undone_on=None, undone_by=None, undone_why="")
                | (Q(undone_on__isnull=False, undone_by__isnull=False) & ~Q(undone_why="")),
                violation_error_message="Say who undid it, when and why",
            ),
        ]

    class Privacy:
        plain = {"sha256", "group", "agreed_on", "columns", "agencies", "statuses", "status", "undone_on", "undone_by"}
        plain |= Record.ROW_FIELDS
        # a file is named by whoever kept it, perhaps after somebody
        special = {"file_name", "undone_why"}

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("plans:tracker", args=[self.uid])


class BroughtAction(Row):
    """An action that was brought in from a tracker: from which row, what that row said, and who found since that it is right.

    ``key`` is the row's own reference, or its words and agency, as a digest: the same row is never brought in twice.
    """

    tracker = models.ForeignKey(BroughtTracker, on_delete=models.PROTECT, related_name="brought")
    action = models.OneToOneField(PlannedAction, on_delete=models.PROTECT, related_name="brought")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=64)
    said = models.JSONField()
    undone = models.BooleanField(default=False)
    verified_on = models.DateField(null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["number", "id"]
        constraints = [
            models.UniqueConstraint(
                "key",
                condition=Q(undone=False),
                name="brought_action_once",
                violation_error_message="Somebody brought in the same rows at this moment. Look at it again",
            ),
            models.CheckConstraint(
                name="brought_action_verified_is_whole",
                condition=Q(verified_on=None, verified_by=None)
                | Q(verified_on__isnull=False, verified_by__isnull=False),
                violation_error_message="Say who found it right, and when",
            ),
        ]

    class Privacy:
        plain = {"tracker", "action", "number", "key", "undone", "verified_on", "verified_by"} | Row.ROW_FIELDS
        special = {"said"}

    def __str__(self) -> str:
        return f"Row {self.number}"
