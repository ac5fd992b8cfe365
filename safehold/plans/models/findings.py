"""What was found, and what somebody is asked to do about it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from safehold.access.reach import Tier
from safehold.govuk.filters import shortened
from safehold.partnership.models import Group
from safehold.plans.lifecycle import RESPONSES, Response
from safehold.records.models import Entry, Record, Row


class Found(models.TextChoices):
    """By what kind of work something was found."""

    REVIEW = "review", "Review"
    AUDIT = "audit", "Audit"
    DATA = "data", "Data"
    VOICE = "voice", "Lived experience"
    INSPECTION = "inspection", "Inspection"
    MEETING = "meeting", "Meeting"
    OTHER = "other", "Something else"


class Scope(models.TextChoices):
    """Who a recommendation is for."""

    SINGLE_AGENCY = "single_agency", "One agency"
    MULTI_AGENCY = "multi_agency", "Several agencies"
    REGIONAL = "regional", "The region"
    NATIONAL = "national", "National bodies"


class Finding(Record):
    """Something that was found: in a review, an audit, figures, or what people said.

    The record it came from is its entry's ``source`` where that is one of ours; ``source_name`` says it in words where it
    is not. Its words are about practice, never about a named person.
    """

    KIND = "plans.finding"
    TIER = Tier.C2
    FOUND_BY = ("title",)

    title = models.CharField(max_length=160)
    words = models.TextField(max_length=4000)
    found_by = models.CharField(max_length=12, choices=Found)
    found_on = models.DateField()
    source_name = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["-found_on", "-id"]
        indexes = [models.Index(fields=["-found_on", "-id"], name="finding_latest")]

    class Privacy:
        plain = {"found_by", "found_on", "source_name"} | Record.ROW_FIELDS
        # what people write of practice may speak of somebody
        special = {"title", "words"}

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plans:finding", args=[self.uid])


class Recommendation(Record):
    """What a finding leads somebody to ask for, and what the group that it is made to answered.

    Not accepting it, or accepting it in part, needs a reason: an adults board must publish why it decided not to act on a
    finding (Care Act 2014, schedule 2, paragraph 4(1)(g)).
    """

    KIND = "plans.recommendation"
    TIER = Tier.C2
    FOUND_BY = ("words",)
    LIFECYCLE = RESPONSES

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="recommendations")
    words = models.TextField(max_length=2000)
    scope = models.CharField(max_length=14, choices=Scope)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="recommendations")
    made_on = models.DateField()
    response = models.CharField(max_length=12, choices=Response, default=Response.PROPOSED)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_why = models.TextField(max_length=2000, blank=True)

    class Meta:
        ordering = ["-made_on", "-id"]
        indexes = [models.Index(fields=["-made_on", "-id"], name="recommendation_latest")]
        constraints = [
            models.CheckConstraint(
                name="recommendation_answer_is_whole",
                condition=Q(response="proposed", answered_on=None, answered_by=None, answered_why="")
                | (~Q(response="proposed") & Q(answered_on__isnull=False, answered_by__isnull=False)),
                violation_error_message="An answer says who gave it and when",
            ),
            models.CheckConstraint(
                name="recommendation_refused_with_a_reason",
                condition=~Q(response__in=["partly", "not_accepted"]) | ~Q(answered_why=""),
                violation_error_message="Enter why it is not accepted, or accepted in part only",
            ),
            models.CheckConstraint(
                name="recommendation_answered_after_it_was_made",
                condition=Q(answered_on=None) | Q(answered_on__gte=F("made_on")),
                violation_error_message="A recommendation cannot be answered before it was made",
            ),
        ]

    class Privacy:
        plain = {"finding", "scope", "group", "made_on", "response", "answered_on", "answered_by"} | Record.ROW_FIELDS
        special = {"words", "answered_why"}

    def __str__(self) -> str:
        return shortened(self.words)

    def get_absolute_url(self) -> str:
        return reverse("plans:recommendation", args=[self.uid])


class Tie(Row):
    """That two things belong to one thread: a finding and a course, an action and an indicator, a recommendation and a
    section of the report. Seen by those alone who see both its ends."""

    one = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="ties_from")
    other = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="ties_to")
    why = models.CharField(max_length=160)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                "one", "other", name="tie_once", violation_error_message="These two are tied together already"
            ),
            models.CheckConstraint(
                name="tie_two_things",
                condition=~Q(one=F("other")),
                violation_error_message="Choose another record: this one cannot be tied to itself",
            ),
        ]

    class Privacy:
        plain = {"one", "other"} | Row.ROW_FIELDS
        special = {"why"}

    def __str__(self) -> str:
        return self.why
