"""A professional disagreement between two agencies, and what was written at each stage of its escalation."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from safehold.access.models import Agency
from safehold.access.reach import Tier
from safehold.assurance.lifecycle import DISAGREEMENT, Held
from safehold.assurance.stages import Level
from safehold.meetings.models.meetings import in_words, somebody, whole
from safehold.records.models import Deadline, Record, Row


class Outcome(models.TextChoices):
    """How a disagreement ended."""

    UPHELD = "upheld", "Upheld: the raising agency’s view stands"
    NOT_UPHELD = "not_upheld", "Not upheld: the other agency’s view stands"
    COMPROMISE = "compromise", "A third way was agreed"
    UNRESOLVED = "unresolved", "Not resolved"


class Disagreement(Record):
    """That one agency disagrees with what another did or decided about somebody. Seen by the people of the two agencies who
    work on it, by those before whom it has come, and by the business manager; to everybody else it does not exist.

    ``about`` is a reference in the raising agency's own system, never a name. ``issue`` is a code of the local list
    ``escalation-issue``. ``stage`` is the number of the stage that it has reached. It never pauses anybody's protection.
    """

    KIND = "assurance.disagreement"
    TIER = Tier.C4
    LIFECYCLE = DISAGREEMENT

    reference = models.CharField(max_length=14, unique=True)
    raising = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    challenged = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    issue = models.SlugField(max_length=60)
    issue_words = models.CharField("issue", max_length=120)  # what the code was called that day
    about = models.CharField("case reference", max_length=60)
    words = models.TextField(max_length=4000)
    wanted = models.TextField("what is wanted", max_length=2000)
    raised_on = models.DateField()
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    stage = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=12, choices=Held, default=Held.OPEN)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    settled = models.TextField("how it was settled", max_length=4000, blank=True)
    settled_on = models.DateField(null=True, blank=True)
    settled_by = somebody()
    told_on = models.DateField("the day on which whoever raised it was told", null=True, blank=True)
    learning = models.TextField(max_length=2000, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_by = somebody()

    class Meta:
        verbose_name = "disagreement"
        ordering = ["-raised_on", "-id"]
        indexes = [models.Index(fields=["-raised_on", "-id"], name="disagreement_latest")]
        constraints = [
            models.CheckConstraint(
                name="disagreement_of_two_agencies",
                condition=~Q(raising=F("challenged")),
                violation_error_message="Choose somebody of another agency. Inside an agency its own procedure holds",
            ),
            models.CheckConstraint(
                name="disagreement_settled_whole",
                condition=Q(settled_on=None, settled_by=None, outcome="", settled="")
                | (Q(settled_on__isnull=False, settled_by__isnull=False) & ~Q(outcome="") & ~Q(settled="")),
                violation_error_message="Enter how it was settled",
            ),
            models.CheckConstraint(
                name="disagreement_settled_means_settled",
                condition=Q(status__in=[Held.OPEN, Held.ANSWERED], settled_on=None)
                | (Q(settled_on__isnull=False) & ~Q(status__in=[Held.OPEN, Held.ANSWERED])),
                violation_error_message="Enter how it was settled",
            ),
            whole("disagreement_closing_is_whole", "closed", "Say who closed it and when"),
            models.CheckConstraint(
                name="disagreement_closed_when_told",
                condition=~Q(status="closed") | (Q(told_on__isnull=False, closed_on__isnull=False) & ~Q(learning="")),
                violation_error_message="Enter when whoever raised it was told, and what was learned",
            ),
        ]

    class Privacy:
        plain = {
            "reference", "raising", "challenged", "issue", "issue_words", "raised_on", "raised_by", "stage", "status",
            "outcome", "settled_on", "settled_by", "told_on", "closed_on", "closed_by",
        } | Record.ROW_FIELDS  # fmt: skip
        personal = {"about"}
        special = {"words", "wanted", "settled", "learning"}

    def __str__(self) -> str:
        return f"Disagreement {self.reference}"

    def get_absolute_url(self) -> str:
        return reverse("assurance:disagreement", args=[self.uid])


class DisagreementStage(Row):
    """One stage that a disagreement reached: what was written as it was reached, by when an answer was due, and the answer.

    ``at_risk`` is why stages before it were left out: somebody was at risk at once. The rule of the deadline is the stage as it
    then stood.
    """

    disagreement = models.ForeignKey(Disagreement, on_delete=models.PROTECT, related_name="stages")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    level = models.CharField(max_length=12, choices=Level)
    words = models.TextField(max_length=4000)
    at_risk = models.TextField(max_length=1000, blank=True)
    reached_on = models.DateField()
    reached_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    deadline = models.OneToOneField(Deadline, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(max_length=4000, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = somebody()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["disagreement_id", "number"]
        constraints = [
            models.UniqueConstraint(
                "disagreement",
                "number",
                name="disagreement_stage_once",
                violation_error_message="It has reached that stage already",
            ),
            models.CheckConstraint(
                name="disagreement_stage_answer_is_whole",
                condition=Q(answer="", answered_on=None, answered_by=None)
                | (~Q(answer="") & Q(answered_on__isnull=False, answered_by__isnull=False)),
                violation_error_message="Enter the answer",
            ),
            models.CheckConstraint(
                name="disagreement_stage_answered_by_another",
                condition=Q(answered_by=None) | ~Q(answered_by=F("reached_by")),
                violation_error_message="Whoever brought it to this stage does not answer it. Somebody else must",
            ),
        ]

    class Privacy:
        plain = {
            "disagreement", "number", "title", "level", "reached_on", "reached_by", "deadline", "answered_on", "answered_by",
            "ended_on",
        } | Row.ROW_FIELDS  # fmt: skip
        special = {"words", "at_risk", "answer"}

    def __str__(self) -> str:
        return f"Stage {self.number}: {self.title}, {in_words(self.reached_on)}"
