"""The scrutiny and assurance framework: each duty, who is assured of it, how sure, on what evidence, and who challenged."""

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from safehold.access.models import Agency, LegalBody
from safehold.access.reach import Tier
from safehold.meetings.models.meetings import in_words, somebody, whole
from safehold.partnership.models import Group
from safehold.records.models import Entry, Record, Row


class Sure(models.TextChoices):
    """How sure a group is that a duty is carried out, the least first."""

    NOT = "not", "Not assured"
    LIMITED = "limited", "Limited assurance"
    REASONABLE = "reasonable", "Reasonable assurance"
    FULL = "full", "Full assurance"

    @classmethod
    def least(cls, levels: Iterable[str]) -> str:
        """The least of some levels; nothing of none."""
        found = set(levels)
        return next((str(each) for each in cls.values if each in found), "")


class LookKind(models.TextChoices):
    """How it is looked at for oneself."""

    VISIT = "visit", "Visit"
    SAMPLE = "sample", "Sample of files"
    TALK = "talk", "Talk with those it is done for"
    OTHER = "other", "Another way"


class AssuredDuty(Record):
    """Something that must be done, who does it, and which group has to be assured of it. No ``agency`` is every agency, each of
    which is assessed for itself.

    ``sure``, ``assessed_on`` and ``assessed_by`` are the latest assessment's: empty where nobody assessed it yet. Where it is
    every agency's, ``sure`` is the least that the latest assessment of any agency says.
    """

    KIND = "assurance.duty"
    TIER = Tier.C2
    FOUND_BY = ("title",)

    title = models.CharField(max_length=160)
    words = models.TextField(max_length=2000)
    basis = models.CharField("where it is laid down", max_length=200)
    body = models.CharField("statutory body", max_length=24, choices=LegalBody, blank=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="assured_duties")
    sure = models.CharField(max_length=12, choices=Sure, blank=True)
    assessed_on = models.DateField(null=True, blank=True)
    assessed_by = somebody()

    class Meta:
        verbose_name = "duty"
        verbose_name_plural = "duties"
        ordering = ["title", "id"]
        constraints = [
            whole("duty_assessment_is_whole", "assessed", "Say who assessed it and when"),
            models.CheckConstraint(
                name="duty_sure_when_assessed",
                condition=Q(sure="", assessed_on=None) | (~Q(sure="") & Q(assessed_on__isnull=False)),
                violation_error_message="Say how sure the group is",
            ),
        ]

    class Privacy:
        plain = {
            "title", "words", "basis", "body", "agency", "group", "sure", "assessed_on", "assessed_by",
        } | Record.ROW_FIELDS  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("assurance:duty", args=[self.uid])


class DutyEvidence(Row):
    """Something that shows how a duty is carried out, as old as ``dated_on`` says, by one ``agency`` or, where that is empty, by
    all. Where it is a record of ours, those alone read anything of it who see that record."""

    duty = models.ForeignKey(AssuredDuty, on_delete=models.PROTECT, related_name="evidence")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    words = models.TextField(max_length=2000)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dated_on = models.DateField()
    given_on = models.DateField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by = somebody()
    withdrawn_why = models.TextField(max_length=1000, blank=True)

    class Meta:
        ordering = ["duty_id", "-dated_on", "-id"]
        indexes = [models.Index(fields=["duty", "-dated_on"], name="duty_evidence_latest")]
        constraints = [
            models.CheckConstraint(
                name="duty_evidence_withdrawn_with_a_reason",
                condition=Q(withdrawn_on=None, withdrawn_by=None, withdrawn_why="")
                | (Q(withdrawn_on__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_why="")),
                violation_error_message="Enter why the evidence is withdrawn",
            ),
            models.CheckConstraint(
                name="duty_evidence_not_from_the_future",
                condition=Q(dated_on__lte=F("given_on")),
                violation_error_message="The day that the evidence is of must be today or in the past",
            ),
        ]

    class Privacy:
        plain = {
            "duty",
            "agency",
            "entry",
            "dated_on",
            "given_on",
            "given_by",
            "withdrawn_on",
            "withdrawn_by",
        } | Row.ROW_FIELDS
        special = {"words", "withdrawn_why"}

    def __str__(self) -> str:
        return f"Evidence of {in_words(self.dated_on)}"


class DutyAssessment(Row):
    """How sure somebody was on a day that one agency carries out a duty, and why. It is never changed: the next one says
    otherwise."""

    duty = models.ForeignKey(AssuredDuty, on_delete=models.PROTECT, related_name="assessments")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    sure = models.CharField(max_length=12, choices=Sure)
    words = models.TextField(max_length=2000)
    assessed_on = models.DateField()
    assessed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["duty_id", "-assessed_on", "-id"]

    class Privacy:
        plain = {"duty", "agency", "sure", "assessed_on", "assessed_by"} | Row.ROW_FIELDS
        special = {"words"}

    def __str__(self) -> str:
        return f"{self.get_sure_display()}, {in_words(self.assessed_on)}"


class DutyChallenge(Row):
    """That somebody doubted how a duty is carried out, and what was answered. (A *challenge* is one made at a meeting.)"""

    duty = models.ForeignKey(AssuredDuty, on_delete=models.PROTECT, related_name="challenges")
    words = models.TextField(max_length=2000)
    raised_on = models.DateField()
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(max_length=4000, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = somebody()

    class Meta:
        ordering = ["duty_id", "-raised_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="duty_challenge_answer_is_whole",
                condition=Q(answer="", answered_on=None, answered_by=None)
                | (~Q(answer="") & Q(answered_on__isnull=False, answered_by__isnull=False)),
                violation_error_message="Enter what was answered",
            ),
            models.CheckConstraint(
                name="duty_challenge_answered_by_another",
                condition=Q(answered_by=None) | ~Q(answered_by=F("raised_by")),
                violation_error_message="Whoever challenged does not answer. Somebody else must",
            ),
        ]

    class Privacy:
        plain = {"duty", "raised_on", "raised_by", "answered_on", "answered_by"} | Row.ROW_FIELDS
        special = {"words", "answer"}

    def __str__(self) -> str:
        return f"Challenge of {in_words(self.raised_on)}"


class DutyLook(Row):
    """A visit, a sample or another look for oneself at how a duty is carried out: planned for a day, and what it found."""

    duty = models.ForeignKey(AssuredDuty, on_delete=models.PROTECT, related_name="looks")
    look_kind = models.CharField("kind", max_length=12, choices=LookKind)
    words = models.CharField(max_length=200)
    due_on = models.DateField()
    found = models.TextField(max_length=4000, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_by = somebody()

    class Meta:
        ordering = ["duty_id", "due_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="duty_look_is_whole",
                condition=Q(found="", done_on=None, done_by=None)
                | (~Q(found="") & Q(done_on__isnull=False, done_by__isnull=False)),
                violation_error_message="Enter what was found",
            ),
        ]

    class Privacy:
        plain = {"duty", "look_kind", "due_on", "done_on", "done_by"} | Row.ROW_FIELDS
        special = {"words", "found"}

    def __str__(self) -> str:
        return f"{self.get_look_kind_display()}, {in_words(self.due_on)}"
