"""What is done about a recommendation: actions, their evidence, their due dates, and whether they made a difference."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from safehold.access.models import Agency
from safehold.access.reach import Tier
from safehold.govuk.filters import shortened
from safehold.partnership.models import Group
from safehold.plans.lifecycle import LIFECYCLE, Status
from safehold.plans.models.findings import Recommendation
from safehold.records.models import Record, Row


def somebody() -> models.ForeignKey:
    """A person who may not be known yet."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )


class PlannedAction(Record):
    """What one agency undertook to do by a day, and how one will know that it made a difference. The agency owns the entry.

    ``first_due_on`` is the day that was first agreed, and never moves; ``due_on`` is the one agreed last. ``group`` is who
    receives the evidence and is assured: never whoever does the work. ``evidenced_by`` is who gave the latest evidence.
    """

    KIND = "plans.action"
    TIER = Tier.C2
    FOUND_BY = ("words",)
    LIFECYCLE = LIFECYCLE

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, null=True, blank=True, related_name="actions"
    )
    words = models.TextField(max_length=2000)
    measure = models.TextField(max_length=1000)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="actions")
    lead = somebody()
    lead_role = models.CharField(max_length=120)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="actions")
    status = models.CharField(max_length=12, choices=Status, default=Status.NOT_STARTED)
    agreed_on = models.DateField()
    first_due_on = models.DateField()
    due_on = models.DateField()
    completed_on = models.DateField(null=True, blank=True)
    completed_by = somebody()
    evidenced_on = models.DateField(null=True, blank=True)
    evidenced_by = somebody()
    assured_on = models.DateField(null=True, blank=True)
    assured_by = somebody()
    assured_why = models.TextField(max_length=2000, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_by = somebody()
    ended_why = models.TextField(max_length=1000, blank=True)

    class Meta:
        verbose_name = "action"
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(fields=["due_on", "id"], name="action_by_day"),
            models.Index(fields=["agency", "status", "due_on"], name="action_of_agency"),
            models.Index(fields=["group", "status", "due_on"], name="action_of_group"),
        ]
        constraints = [
            models.CheckConstraint(
                name="action_due_after_it_was_agreed",
                condition=Q(first_due_on__gte=F("agreed_on"), due_on__gte=F("agreed_on")),
                violation_error_message="The date it is due must be the same as or after the date it was agreed",
            ),
            models.CheckConstraint(
                name="action_completion_is_whole",
                condition=Q(completed_on=None, completed_by=None)
                | Q(completed_on__isnull=False, completed_by__isnull=False),
                violation_error_message="Say who completed it and when",
            ),
            models.CheckConstraint(
                name="action_evidence_is_whole",
                condition=Q(evidenced_on=None, evidenced_by=None)
                | Q(evidenced_on__isnull=False, evidenced_by__isnull=False),
                violation_error_message="Say who gave the evidence and when",
            ),
            models.CheckConstraint(
                name="action_assurance_is_whole",
                condition=Q(assured_on=None, assured_by=None, assured_why="")
                | (Q(assured_on__isnull=False, assured_by__isnull=False) & ~Q(assured_why="")),
                violation_error_message="Say who was assured, when, and by what",
            ),
            models.CheckConstraint(
                name="action_assured_means_assured",
                condition=~Q(status="assured") | Q(assured_on__isnull=False, evidenced_on__isnull=False),
                violation_error_message="An action is assured on evidence, by somebody",
            ),
            models.CheckConstraint(
                name="action_assured_by_another",
                condition=Q(assured_by=None)
                | (
                    (Q(lead=None) | ~Q(assured_by=F("lead")))
                    & (Q(completed_by=None) | ~Q(assured_by=F("completed_by")))
                    & ~Q(assured_by=F("evidenced_by"))
                ),
                violation_error_message="Somebody else must be assured of it: nobody assures their own work",
            ),
            models.CheckConstraint(
                name="action_end_is_whole",
                condition=Q(ended_on=None, ended_by=None, ended_why="")
                | (Q(ended_on__isnull=False, ended_by__isnull=False) & ~Q(ended_why="")),
                violation_error_message="Say who ended it, when and why",
            ),
            models.CheckConstraint(
                name="action_ended_means_ended",
                condition=~Q(status__in=["superseded", "withdrawn"]) | Q(ended_on__isnull=False),
                violation_error_message="Enter why this action is not done",
            ),
        ]

    class Privacy:
        plain = {
            "recommendation", "agency", "lead", "lead_role", "group", "status", "agreed_on", "first_due_on", "due_on",
            "completed_on", "completed_by", "evidenced_on", "evidenced_by", "assured_on", "assured_by", "ended_on", "ended_by",
        } | Record.ROW_FIELDS  # fmt: skip
        special = {"words", "measure", "assured_why", "ended_why"}

    def __str__(self) -> str:
        return shortened(self.words)

    def get_absolute_url(self) -> str:
        return reverse("plans:action", args=[self.uid])


class LeadChange(Row):
    """One time that an action was given to another lead, or another role: who and which before, and after. Whoever ever led
    it had a hand in it."""

    action = models.ForeignKey(PlannedAction, on_delete=models.PROTECT, related_name="lead_changes")
    from_lead = somebody()
    from_role = models.CharField(max_length=120)
    to_lead = somebody()
    to_role = models.CharField(max_length=120)
    changed_on = models.DateField()

    class Meta:
        ordering = ["-id"]

    class Privacy:
        plain = {"action", "from_lead", "from_role", "to_lead", "to_role", "changed_on"} | Row.ROW_FIELDS

    def __str__(self) -> str:
        return f"{self.from_role} to {self.to_role}"


class DueChange(Row):
    """One time that the day an action is due was moved: from when to when, why, and who agreed to it."""

    action = models.ForeignKey(PlannedAction, on_delete=models.PROTECT, related_name="due_changes")
    from_on = models.DateField()
    to_on = models.DateField()
    agreed_on = models.DateField()
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agreed_why = models.TextField(max_length=1000)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="due_change_changes",
                condition=~Q(from_on=F("to_on")),
                violation_error_message="Enter another date than the one that stands",
            ),
            models.CheckConstraint(
                name="due_change_says_why",
                condition=~Q(agreed_why=""),
                violation_error_message="Enter why the date is moved",
            ),
        ]

    class Privacy:
        plain = {"action", "from_on", "to_on", "agreed_on", "agreed_by"} | Row.ROW_FIELDS
        special = {"agreed_why"}

    def __str__(self) -> str:
        return f"{self.from_on} to {self.to_on}"


class Judged(models.TextChoices):
    """What somebody else said of evidence."""

    ACCEPTED = "accepted", "Accepted"
    RETURNED = "returned", "Sent back"


class Evidence(Row):
    """What shows that an action was done, in words; files hang on the action. Somebody else is satisfied by it, or sends it
    back, with a reason either way; both stay, whatever becomes of the action later, and so does who said when that it was
    done."""

    action = models.ForeignKey(PlannedAction, on_delete=models.PROTECT, related_name="evidence")
    words = models.TextField(max_length=4000)
    given_on = models.DateField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    completed_on = models.DateField()
    completed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    judged = models.CharField(max_length=8, choices=Judged, blank=True)
    judged_on = models.DateField(null=True, blank=True)
    judged_by = somebody()
    judged_why = models.TextField(max_length=2000, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="evidence_judged_is_whole",
                condition=Q(judged="", judged_on=None, judged_by=None, judged_why="")
                | (~Q(judged="") & ~Q(judged_why="") & Q(judged_on__isnull=False, judged_by__isnull=False)),
                violation_error_message="Say who looked at the evidence, when, and what they found",
            ),
            models.CheckConstraint(
                name="evidence_judged_by_another",
                condition=Q(judged_by=None) | ~Q(judged_by=F("given_by")),
                violation_error_message="Somebody else must judge the evidence that you gave",
            ),
            models.UniqueConstraint(
                "action",
                condition=Q(judged=""),
                name="evidence_one_to_judge",
                violation_error_message="Evidence was given already and waits for somebody to look at it",
            ),
        ]

    class Privacy:
        plain = {"action", "given_on", "given_by", "completed_on", "completed_by"} | Row.ROW_FIELDS
        plain |= {"judged", "judged_on", "judged_by"}
        special = {"words", "judged_why"}

    def __str__(self) -> str:
        return shortened(self.words)


class Method(models.TextChoices):
    """How it is found out whether an action made a difference."""

    AUDIT = "audit", "Audit"
    DATA = "data", "Data"
    VOICE = "voice", "What people say"


class Result(models.TextChoices):
    """Whether an action made a difference."""

    SHOWN = "shown", "Impact shown"
    PARTIAL = "partial", "Impact in part"
    NONE = "none", "No impact"


class ImpactTest(Row):
    """A look, three to twelve months after an action was assured, whether it made a difference."""

    action = models.ForeignKey(PlannedAction, on_delete=models.PROTECT, related_name="impact_tests")
    due_on = models.DateField()
    method = models.CharField(max_length=8, choices=Method)
    result = models.CharField(max_length=8, choices=Result, blank=True)
    tested_on = models.DateField(null=True, blank=True)
    tested_by = somebody()
    tested_why = models.TextField(max_length=2000, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="impact_test_is_whole",
                condition=Q(result="", tested_on=None, tested_by=None, tested_why="")
                | (~Q(result="") & ~Q(tested_why="") & Q(tested_on__isnull=False, tested_by__isnull=False)),
                violation_error_message="Say what was found, who looked, when, and what shows it",
            ),
            models.UniqueConstraint(
                "action",
                condition=Q(result=""),
                name="impact_test_one_to_come",
                violation_error_message="A test of its impact is planned already",
            ),
        ]

    class Privacy:
        plain = {"action", "due_on", "method", "result", "tested_on", "tested_by"} | Row.ROW_FIELDS
        special = {"tested_why"}

    def __str__(self) -> str:
        return self.get_result_display() or f"Due {self.due_on}"
