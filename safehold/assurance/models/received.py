"""A report that an agency owes the partnership every year, and the groups that it goes through until it is ratified."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from safehold.access.models import Agency
from safehold.access.reach import Tier
from safehold.assurance.lifecycle import RECEIVED, Ratified
from safehold.meetings.models import Decision
from safehold.meetings.models.meetings import in_words, somebody, whole
from safehold.partnership.models import Group
from safehold.records.models import Record, Row


class Outcome(models.TextChoices):
    """What a group did with a report that came before it."""

    RATIFIED = "ratified", "Ratified"
    SENT_BACK = "sent_back", "Sent back"


class MoveKind(models.TextChoices):
    """How the day came to be moved on which a report is due."""

    IN_TIME = "in_time", "Extended in time"
    # another day was agreed once it was late: late it stays
    LATE = "late", "Another day agreed after it was late"
    SENT_BACK = "sent_back", "Sent back, to come again"


class ReceivedReport(Record):
    """A yearly report of one kind, of one agency: when it is due, when it came, and how far on its route it is.

    ``report_kind`` is a code of the local list ``annual-report``, ``kind_words`` what it was called that day. ``first_group`` is
    where its route begins; each group that ratifies it passes it to the one that it answers to, the Executive last. The report
    itself is a document of the entry.

    ``first_due_on`` never moves. ``due_on`` is the day that stands now, and ``late_after_on`` the one from which lateness is
    counted: the first, unless it was extended before it had passed, or the report came and was sent back. ``came_late`` once it
    did come late, whatever was agreed afterwards.
    """

    KIND = "assurance.received"
    TIER = Tier.C2
    FOUND_BY = ("kind_words", "year")
    LIFECYCLE = RECEIVED

    report_kind = models.SlugField(max_length=60)
    kind_words = models.CharField("kind", max_length=120)
    year = models.CharField(max_length=9)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    first_group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    first_due_on = models.DateField()
    due_on = models.DateField()
    late_after_on = models.DateField()
    came_late = models.BooleanField(default=False)
    status = models.CharField(max_length=12, choices=Ratified, default=Ratified.EXPECTED)
    received_on = models.DateField(null=True, blank=True)
    received_by = somebody()
    ratified_on = models.DateField(null=True, blank=True)
    ratified_by = somebody()

    class Meta:
        verbose_name = "received report"
        ordering = ["-due_on", "-id"]
        indexes = [models.Index(fields=["-due_on", "-id"], name="received_latest")]
        constraints = [
            models.UniqueConstraint(
                "report_kind",
                "agency",
                "year",
                name="received_once_a_year",
                violation_error_message=(
                    "That report of this agency is in the register for that year, or was recorded in error there"
                ),
            ),
            whole("received_receipt_is_whole", "received", "Say who received it and when"),
            whole("received_ratifying_is_whole", "ratified", "Say who ratified it and when"),
            models.CheckConstraint(
                name="received_before_it_is_ratified",
                condition=~Q(status__in=[Ratified.UNDER_WAY, Ratified.RATIFIED]) | Q(received_on__isnull=False),
                violation_error_message="A report comes before a group once it was received",
            ),
        ]

    class Privacy:
        plain = {
            "report_kind", "kind_words", "year", "agency", "first_group", "first_due_on", "due_on", "late_after_on",
            "came_late", "status", "received_on", "received_by", "ratified_on", "ratified_by",
        } | Record.ROW_FIELDS  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind_words}, {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("assurance:received", args=[self.uid])


class DueMove(Row):
    """One time that the day was moved on which a report is due: from when to when, how it came to that, who moved it and why. It
    is never changed."""

    report = models.ForeignKey(ReceivedReport, on_delete=models.PROTECT, related_name="moves")
    move_kind = models.CharField("kind", max_length=12, choices=MoveKind)
    from_on = models.DateField()
    to_on = models.DateField()
    moved_on = models.DateField()
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    moved_why = models.TextField(max_length=2000)

    class Meta:
        ordering = ["report_id", "id"]
        constraints = [
            models.CheckConstraint(
                name="due_move_moves",
                condition=~Q(from_on=F("to_on")) | Q(move_kind="sent_back"),
                violation_error_message="Enter another date than the one that stands",
            ),
            models.CheckConstraint(
                name="due_move_says_why",
                condition=~Q(moved_why=""),
                violation_error_message="Enter why it is moved",
            ),
        ]

    class Privacy:
        plain = {"report", "move_kind", "from_on", "to_on", "moved_on", "moved_by"} | Row.ROW_FIELDS
        special = {"moved_why"}

    def __str__(self) -> str:
        return f"{in_words(self.from_on)} to {in_words(self.to_on)}"


class RouteStep(Row):
    """That a report came before a group, and what the group did with it. ``noted_on`` is the day that it was written down."""

    report = models.ForeignKey(ReceivedReport, on_delete=models.PROTECT, related_name="steps")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    came_on = models.DateField()
    noted_on = models.DateField()
    came_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    words = models.TextField(max_length=2000, blank=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    decided_by = somebody()

    class Meta:
        ordering = ["report_id", "id"]
        constraints = [
            models.CheckConstraint(
                name="route_step_outcome_is_whole",
                condition=Q(outcome="", decided_on=None, decided_by=None, words="", decision=None)
                | (~Q(outcome="") & Q(decided_on__isnull=False, decided_by__isnull=False)),
                violation_error_message="Say what the group did with it",
            ),
            models.CheckConstraint(
                name="route_step_sent_back_with_a_reason",
                condition=~Q(outcome="sent_back") | ~Q(words=""),
                violation_error_message="Enter why it is sent back",
            ),
            models.UniqueConstraint(
                "report",
                condition=Q(outcome=""),
                name="route_step_one_at_a_time",
                violation_error_message="The report stands before another group already",
            ),
        ]

    class Privacy:
        plain = {
            "report", "group", "came_on", "noted_on", "came_by", "outcome", "decision", "decided_on", "decided_by",
        } | Row.ROW_FIELDS  # fmt: skip
        special = {"words"}

    def __str__(self) -> str:
        return f"{self.group}, {in_words(self.came_on)}"
