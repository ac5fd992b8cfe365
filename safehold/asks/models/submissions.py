"""Submissions: what came, from whom, for which period, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from safehold.access.models import Agency
from safehold.access.reach import Tier
from safehold.asks.lifecycle import LIFECYCLE, STANDING, Status
from safehold.govuk.addresses import reverse
from safehold.records.models import Record
from safehold.records.models.entry import RecordQuerySet


class SubmissionQuerySet(RecordQuerySet):
    def counted(self):
        """The submissions whose rows are visible and counted."""
        return self.filter(status=Status.ACCEPTED)


class Submission(Record):
    """One thing that an agency sent: the agency owns the entry.

    ``data_set`` says what kind of thing, ``covers_from_on`` to ``covers_to_on`` what it speaks of, and ``source`` with
    ``source_on`` where its figures were published or drawn from. ``told`` keeps what else the sender said of the file,
    ``read_as`` how it was understood, ``problems`` what was wrong, values masked, and ``problem_kinds`` how often each thing
    was, as (column, what is wrong, how many). While a file is being read
    ``row_count`` says how far, and ``changed_at`` when it last got further. ``accepted_at`` is the moment from which it
    counts: of two that overlap, the later accepted one does. One that nobody has accepted by ``held_until_on`` is discarded,
    some days after ``warned_on``, when its sender was told so.
    """

    KIND = "asks.submission"
    TIER = Tier.C3
    FOUND_BY = ("title",)
    LIFECYCLE = LIFECYCLE

    data_set = models.CharField(max_length=60)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="submissions")
    title = models.CharField(max_length=160)
    status = models.CharField(max_length=10, choices=Status, default=Status.RECEIVED)
    covers_from_on = models.DateField()
    covers_to_on = models.DateField()
    source = models.CharField(max_length=240)
    source_on = models.DateField()
    told = models.JSONField(default=dict, blank=True)
    file_name = models.CharField(max_length=200)
    file_size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    scan = models.CharField(max_length=40, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    read_as = models.JSONField(default=dict, blank=True)
    row_count = models.PositiveIntegerField(default=0)
    problem_count = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list, blank=True)
    problem_kinds = models.JSONField(default=list, blank=True)
    columns_dropped = models.JSONField(default=list, blank=True)
    # where the file itself is kept until it is destroyed; empty once it has been
    held_as = models.CharField(max_length=120, blank=True)
    held_until_on = models.DateField(null=True, blank=True)
    warned_on = models.DateField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_why = models.CharField(max_length=240, blank=True)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")

    objects = SubmissionQuerySet.as_manager()  # type: ignore[misc]  # the stubs take a manager of our own for a change of kind

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [
            models.Index(fields=["data_set", "status"], name="submission_counted"),
            models.Index(fields=["status", "accepted_at"], name="submission_in_order"),
        ]
        constraints = [
            models.CheckConstraint(
                name="submission_covers_forwards",
                condition=Q(covers_to_on__gte=F("covers_from_on")),
                violation_error_message="The last day covered must be the same as or after the first",
            ),
            models.CheckConstraint(
                name="submission_acceptance_is_whole",
                condition=Q(accepted_at=None, accepted_on=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_on__isnull=False, accepted_by__isnull=False),
                violation_error_message="An acceptance says who and when",
            ),
            models.CheckConstraint(
                name="submission_end_is_whole",
                # Safehold itself, which is nobody, discards what nobody accepted in time, and nothing else
                condition=Q(ended_on=None, ended_by=None, ended_why="")
                | (Q(ended_on__isnull=False) & ~Q(ended_why="") & (Q(ended_by__isnull=False) | Q(status="discarded"))),
                violation_error_message="Say who ended it, when and why",
            ),
            models.UniqueConstraint(
                "data_set", "agency", "sha256", condition=Q(status__in=STANDING), name="submission_file_stands_once",
                violation_error_message="This same file is already here. Nothing was changed.",
            ),
        ]  # fmt: skip

    class Privacy:
        plain = Record.ROW_FIELDS | {
            "data_set", "agency", "title", "status", "covers_from_on", "covers_to_on", "source", "source_on", "told",
            "file_name", "file_size", "sha256", "scan", "held_as", "held_until_on", "warned_on",
            "read_at", "read_as", "row_count", "problem_count", "problems", "problem_kinds", "columns_dropped",
            "accepted_at", "accepted_on", "accepted_by", "ended_on", "ended_by", "ended_why", "replaces",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("imports:submission", args=[self.entry.uid])
