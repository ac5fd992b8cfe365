"""A policy: what it is, whose it is, who is bound by it, and when it is looked at again."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from safehold.access.models import Agency
from safehold.access.reach import Tier
from safehold.partnership.models import Group
from safehold.records.models import Record, Row


def somebody() -> models.ForeignKey:
    """A person who may not be known yet."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )


class Sort(models.TextChoices):
    """What a governed document is."""

    POLICY = "policy", "Policy"
    PROTOCOL = "protocol", "Protocol"
    PROCEDURE = "procedure", "Procedure"
    THRESHOLD = "threshold", "Threshold document"
    SHARING = "sharing", "Information-sharing agreement"
    GUIDANCE = "guidance", "Practice guidance"


class Scope(models.TextChoices):
    """Whether it is the partnership's own, or shared with others."""

    LOCAL = "local", "Local"
    REGIONAL = "regional", "Regional, shared with other areas"


class Policy(Record):
    """A governed document, whatever its versions say. A group or an agency owns it; ``keeper`` looks after it.

    ``review_due_on`` is worked out when a version comes into force, by the partnership's rule that day, and kept; each later
    date is a row of ``PolicyReview`` with its reason. ``bound`` are the agencies that have to follow it. From ``begun_on``
    Safehold itself knows what was in force: what is brought in is from before.
    """

    KIND = "policies.policy"
    TIER = Tier.C2
    FOUND_BY = ("title",)

    title = models.CharField(max_length=160)
    sort = models.CharField("kind", max_length=10, choices=Sort)
    scope = models.CharField(max_length=8, choices=Scope, default=Scope.LOCAL)
    audience = models.CharField("who it is for", max_length=240)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="policies")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    keeper = somebody()
    bound = models.ManyToManyField(Agency, related_name="+", blank=True)
    begun_on = models.DateField()
    review_due_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "policies"
        ordering = ["title", "id"]
        indexes = [models.Index(fields=["title", "id"], name="policy_by_title")]
        constraints = [
            models.CheckConstraint(
                name="policy_has_one_owner",
                condition=Q(group=None, agency__isnull=False) | Q(group__isnull=False, agency=None),
                violation_error_message="Choose the group or the agency that owns it, and not both",
            ),
            models.CheckConstraint(
                name="policy_says_whom_it_is_for",
                condition=~Q(audience=""),
                violation_error_message="Enter who it is for",
            ),
        ]

    class Privacy:
        plain = {
            "title", "sort", "scope", "audience", "group", "agency", "keeper", "begun_on", "review_due_on",
        } | Record.ROW_FIELDS  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("policies:policy", args=[self.uid])

    @property
    def owner_name(self) -> str:
        return str(self.group or self.agency)


class Outcome(models.TextChoices):
    """What came of looking at a policy again."""

    NO_CHANGE = "no_change", "It stays as it is"
    NEW_VERSION = "new_version", "A new version is needed"
    EXTENDED = "extended", "It is looked at later"


class PolicyReview(Row):
    """That a policy was looked at again, or that this was put off, with the reason. The date that stood before is kept."""

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="reviews")
    outcome = models.CharField(max_length=12, choices=Outcome)
    was_due_on = models.DateField()
    due_on = models.DateField()
    reviewed_on = models.DateField()
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reviewed_why = models.TextField(max_length=1000)

    class Meta:
        ordering = ["-reviewed_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="review_is_due_later",
                condition=Q(due_on__gt=models.F("reviewed_on")),
                violation_error_message="The next review must be after this one",
            ),
            models.CheckConstraint(
                name="review_says_why",
                condition=~Q(reviewed_why=""),
                violation_error_message="Enter what was found, or why it is put off",
            ),
        ]

    class Privacy:
        plain = {"policy", "outcome", "was_due_on", "due_on", "reviewed_on", "reviewed_by"} | Row.ROW_FIELDS
        special = {"reviewed_why"}

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}, {self.reviewed_on}"
