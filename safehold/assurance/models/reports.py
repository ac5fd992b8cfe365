"""What a group tells the group that it answers to of a period, what it asks for, and what was answered."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from safehold.access.reach import Tier
from safehold.assurance.lifecycle import REPORT, Told
from safehold.meetings.lifecycle import Status
from safehold.meetings.models import Decision, Item
from safehold.meetings.models.meetings import in_words, somebody, whole
from safehold.partnership.models import Group
from safehold.plans.models import DeliveryPlan
from safehold.records.models import Record, Row


class AskedFor(models.TextChoices):
    """What a group asks of the group that it reports to, to remove a barrier."""

    GUIDANCE = "guidance", "Guidance"
    ASSISTANCE = "assistance", "Assistance"
    DIRECT_ACTION = "direct_action", "Direct action"


class Verdict(models.TextChoices):
    """What was answered to an ask."""

    GIVEN = "given", "Given"
    IN_PART = "in_part", "Given in part"
    NOT_GIVEN = "not_given", "Not given"


class GroupReport(Record):
    """A group's report on a period: progress, barriers, and an ask that has to be answered. Frozen when it is submitted; what
    was wrong in it is put right by a note beside it.

    A draft is seen by those who sit in the group; a submitted report by everybody in the partnership. ``asked_by`` worded it
    last, and neither they nor whoever submitted it answers it. ``due_on`` is the day by which the answer is due, worked out
    when it is submitted.
    """

    KIND = "assurance.report"
    TIER = Tier.C3
    FOUND_BY = ("group", "from_on", "until_on")
    CALLED_AFTER_OTHERS = True
    LIFECYCLE = REPORT

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="reports")
    to_group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="reports_to_it")
    from_on = models.DateField()
    until_on = models.DateField()
    plan = models.ForeignKey(DeliveryPlan, on_delete=models.PROTECT, null=True, blank=True, related_name="reports")
    progress = models.TextField(max_length=4000, blank=True)
    barriers = models.TextField(max_length=4000, blank=True)
    asks_for = models.CharField(max_length=16, choices=AskedFor, blank=True)
    ask = models.TextField(max_length=2000, blank=True)
    asked_on = models.DateField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=12, choices=Told, default=Told.DRAFT)
    submitted_on = models.DateField(null=True, blank=True)
    submitted_by = somebody()
    due_on = models.DateField(null=True, blank=True)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, blank=True, related_name="reports")
    verdict = models.CharField(max_length=12, choices=Verdict, blank=True)
    answer = models.TextField(max_length=4000, blank=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="answers")
    answered_on = models.DateField(null=True, blank=True)
    answered_by = somebody()
    heard_on = models.DateField(null=True, blank=True)
    heard_by = somebody()

    class Meta:
        verbose_name = "group report"
        ordering = ["-until_on", "-id"]
        indexes = [
            models.Index(fields=["-until_on", "-id"], name="report_latest"),
            models.Index(fields=["status", "due_on"], name="report_waits"),
        ]
        constraints = [
            models.UniqueConstraint(
                "group",
                "to_group",
                "from_on",
                name="report_once_a_period",
                violation_error_message=(
                    "This group has a report from that day, or had one that was recorded in error. Choose another first day"
                ),
            ),
            models.CheckConstraint(
                name="report_period_in_order",
                condition=Q(until_on__gte=F("from_on")),
                violation_error_message="The last day of the period must be the same as or after its first day",
            ),
            models.CheckConstraint(
                name="report_to_another_group",
                condition=~Q(group=F("to_group")),
                violation_error_message="A group cannot report to itself",
            ),
            models.CheckConstraint(
                name="report_ask_is_whole",
                condition=Q(asks_for="", ask="") | (~Q(asks_for="") & ~Q(ask="")),
                violation_error_message="Enter what is asked for, or say that nothing is",
            ),
            models.CheckConstraint(
                name="report_asking_asks",
                condition=~Q(status__in=[Told.ASKING, Told.ANSWERED, Told.HEARD])
                | (~Q(asks_for="") & Q(due_on__isnull=False)),
                violation_error_message="A report that asks for nothing waits for no answer",
            ),
            whole("report_submission_is_whole", "submitted", "Say who submitted it and when"),
            models.CheckConstraint(
                name="report_answer_is_whole",
                condition=Q(answered_on=None, answered_by=None, answer="", verdict="", decision=None)
                | (Q(answered_on__isnull=False, answered_by__isnull=False) & ~Q(answer="") & ~Q(verdict="")),
                violation_error_message="Enter what was answered",
            ),
            models.CheckConstraint(
                name="report_answered_by_another",
                condition=Q(answered_by=None) | (~Q(answered_by=F("submitted_by")) & ~Q(answered_by=F("asked_by"))),
                violation_error_message="Whoever wrote or submitted an ask does not answer it. Somebody else must",
            ),
            whole("report_hearing_is_whole", "heard", "Say who took the answer back and when"),
        ]

    class Privacy:
        plain = {
            "group", "to_group", "from_on", "until_on", "plan", "asks_for", "asked_on", "asked_by", "status", "submitted_on",
            "submitted_by", "due_on", "item", "verdict", "decision", "answered_on", "answered_by", "heard_on", "heard_by",
        } | Record.ROW_FIELDS  # fmt: skip
        # narrative can say more of a person than it ought to
        special = {"progress", "barriers", "ask", "answer"}

    def __str__(self) -> str:
        return f"{self.group}, {in_words(self.from_on)} to {in_words(self.until_on)}"

    def get_absolute_url(self) -> str:
        return reverse("assurance:report", args=[self.uid])

    @property
    def is_on_an_agenda(self) -> bool:
        """Whether the item at which it was put on an agenda stands: not taken off again, and its meeting not cancelled."""
        if self.item is None:
            return False
        meeting = self.item.meeting
        gone = self.item.withdrawn_on or self.item.entry.in_error_on or meeting.entry.in_error_on
        return not gone and meeting.status != Status.CANCELLED


class AskWording(Row):
    """That somebody worded what a draft asks for, as often as they did: whoever did so once does not answer it, whoever worded
    it after them. It is never changed."""

    report = models.ForeignKey(GroupReport, on_delete=models.PROTECT, related_name="wordings")
    worded_on = models.DateField()
    worded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["worded_on", "id"]

    class Privacy:
        plain = {"report", "worded_on", "worded_by"} | Row.ROW_FIELDS

    def __str__(self) -> str:
        return f"Worded on {in_words(self.worded_on)}"


class ReportNote(Row):
    """What was put right or added beside a report that was submitted. It is never changed."""

    report = models.ForeignKey(GroupReport, on_delete=models.PROTECT, related_name="notes")
    words = models.TextField(max_length=2000)
    noted_on = models.DateField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["noted_on", "id"]

    class Privacy:
        plain = {"report", "noted_on", "noted_by"} | Row.ROW_FIELDS
        special = {"words"}

    def __str__(self) -> str:
        return f"Note of {in_words(self.noted_on)}"


class ReportChase(Row):
    """That somebody was reminded that an ask waits for an answer: who, whom, and when. The message is its proof."""

    report = models.ForeignKey(GroupReport, on_delete=models.PROTECT, related_name="chases")
    to_user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    chased_on = models.DateField()
    chased_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["chased_on", "id"]

    class Privacy:
        plain = {"report", "to_user", "chased_on", "chased_by"} | Row.ROW_FIELDS

    def __str__(self) -> str:
        return f"Chased on {in_words(self.chased_on)}"
