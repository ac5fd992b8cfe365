"""Groups: what they are for, whose duties they carry out, whom they answer to, and how they work."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from safehold.access.models import Agency, Circle, LegalBody
from safehold.access.models.dated import ends_after_it_begins
from safehold.partnership.models.dated import DatedRow, NoOverlap
from safehold.records.models import Row


class GroupKind(models.TextChoices):
    """What a group is to the partnership."""

    EXECUTIVE = "executive", "Executive"
    OPERATIONAL = "operational", "Operational group"
    SUBGROUP = "subgroup", "Subgroup"
    STEERING = "steering", "Steering group"
    TASK_AND_FINISH = "task_and_finish", "Task and finish group"
    REGIONAL = "regional", "Regional partnership"
    FORUM = "forum", "Forum"
    PANEL = "panel", "Panel"
    OTHER = "other", "Other group"


class GroupQuerySet(models.QuerySet["Group"]):
    def on(self, day: date) -> "GroupQuerySet":
        """Groups that were there on ``day``."""
        return self.filter(Q(founded_on=None) | Q(founded_on__lte=day), Q(closed_on=None) | Q(closed_on__gte=day))


class Group(Row):
    """People from agencies who meet under the partnership's authority, or beside it (``outside``).

    ``founded_on`` is the first day it is known to have been there; none means since before these records begin. Its
    circle holds whoever fills its seats, and is kept so by the actions: nobody is put in by hand. ``inner_circle`` holds the
    same but for those who only observe: what the group treats in confidence is for them.
    """

    code = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=20, choices=GroupKind)
    current_name = models.CharField(max_length=160)  # the name in force today, so that lists need no join
    purpose = models.TextField()
    outside = models.BooleanField(default=False)
    founded_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=240, blank=True)  # what is not known exactly, such as the day it was founded
    position = models.PositiveSmallIntegerField(default=0)
    circle = models.OneToOneField(Circle, on_delete=models.PROTECT, related_name="+")
    inner_circle = models.OneToOneField(Circle, on_delete=models.PROTECT, related_name="+")

    objects = GroupQuerySet.as_manager()

    class Meta:
        ordering = ["position", "current_name"]
        constraints = [
            models.CheckConstraint(
                name="group_closed_after_founded",
                condition=Q(closed_on=None) | Q(founded_on=None) | Q(closed_on__gte=F("founded_on")),
                violation_error_message="A group cannot close before it was founded",
            ),
        ]

    class Privacy:
        plain = {"code", "kind", "current_name", "purpose", "outside", "founded_on", "closed_on", "note", "position"}
        plain |= {"circle", "inner_circle"} | Row.ROW_FIELDS

    def __str__(self) -> str:
        return self.current_name

    def get_absolute_url(self) -> str:
        return reverse("partnership:group", args=[self.code])

    def name_on(self, day: date) -> str:
        """What the group was called on ``day``; its current name where no dated name covers that day."""
        return next((name.name for name in self.names.all() if name.holds_on(day)), self.current_name)

    def there_on(self, day: date) -> bool:
        return (self.founded_on is None or self.founded_on <= day) and (self.closed_on is None or day <= self.closed_on)


class GroupName(DatedRow):
    """What a group was called from one day to another."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=160)
    short_name = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["group_id", "-from_on"]
        constraints = [
            ends_after_it_begins("group_name"),
            NoOverlap(
                name="group_one_name",
                fields=("group",),
                violation_error_message="The group already has a name on some of those days",
            ),
        ]

    class Privacy:
        plain = {"group", "name", "short_name"} | DatedRow.ROW_FIELDS

    def __str__(self) -> str:
        return self.name


class GroupBody(DatedRow):
    """That a group carries out the duties of a statutory body, so that its decisions can be that body's."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="bodies")
    body = models.CharField(max_length=24, choices=LegalBody)

    class Meta:
        ordering = ["body", "group_id"]
        constraints = [
            ends_after_it_begins("group_body"),
            NoOverlap(
                name="group_body_once",
                fields=("group", "body"),
                violation_error_message="The group already carries out this body's duties on some of those days",
            ),
        ]

    class Privacy:
        plain = {"group", "body"} | DatedRow.ROW_FIELDS

    def __str__(self) -> str:
        return self.get_body_display()


class AnswersTo(DatedRow):
    """That a group answers to another group, or to a body that is not one of our groups. It may answer to several."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="answers_to")
    to_group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="answered_by")
    to_body = models.CharField(max_length=24, choices=LegalBody, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            ends_after_it_begins("answers_to"),
            models.CheckConstraint(
                name="answers_to_one_thing",
                condition=Q(to_group=None) & ~Q(to_body="") | Q(to_group__isnull=False, to_body=""),
                violation_error_message="Say one group or one body that it answers to",
            ),
            models.CheckConstraint(
                name="answers_to_another",
                condition=Q(to_group=None) | ~Q(to_group=F("group")),
                violation_error_message="A group cannot answer to itself",
            ),
            NoOverlap(
                name="answers_to_group_once",
                fields=("group", "to_group"),
                violation_error_message="The group already answers to that group on some of those days",
            ),
            NoOverlap(
                name="answers_to_body_once",
                fields=("group", "to_body"),
                unless={"to_body": ""},
                violation_error_message="The group already answers to that body on some of those days",
            ),
        ]

    class Privacy:
        plain = {"group", "to_group", "to_body"} | DatedRow.ROW_FIELDS

    def __str__(self) -> str:
        return str(self.to_group) if self.to_group_id else self.get_to_body_display()


class TermsOfReference(DatedRow):
    """One edition of how a group works, in force until the next. The headings are SCIE's for adults boards."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="terms")
    edition = models.CharField(max_length=20)
    purpose = models.TextField()
    vision = models.TextField(blank=True)
    membership = models.TextField(blank=True)
    attendance = models.TextField(blank=True)
    chairing = models.TextField(blank=True)
    frequency = models.TextField(blank=True)
    resources = models.TextField(blank=True)
    support = models.TextField(blank=True)
    decisions = models.TextField(blank=True)
    information_sharing = models.TextField(blank=True)
    escalation = models.TextField(blank=True)
    quorum = models.TextField(blank=True)
    non_members = models.TextField(blank=True)
    review_on = models.DateField(null=True, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    approving_group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["group_id", "-from_on"]
        constraints = [
            ends_after_it_begins("terms"),
            NoOverlap(
                name="terms_one_edition",
                fields=("group",),
                violation_error_message="Another edition of the terms of reference is in force on some of those days",
            ),
            models.UniqueConstraint(
                fields=["group", "edition"],
                name="terms_edition_once",
                violation_error_message="The group already has an edition with this name",
            ),
            models.CheckConstraint(
                name="terms_approved_when",
                condition=Q(approving_group=None) | Q(approved_on__isnull=False),
                violation_error_message="Enter the date the terms of reference were approved",
            ),
        ]

    class Privacy:
        plain = {"group", "edition", "purpose", "vision", "membership", "attendance", "chairing", "frequency"}
        plain |= {"resources", "support", "decisions", "information_sharing", "escalation", "quorum", "non_members"}
        plain |= {"review_on", "approved_on", "approving_group"} | DatedRow.ROW_FIELDS

    def __str__(self) -> str:
        return f"Edition {self.edition}"


class Chair(DatedRow):
    """Who chairs a group, acting for an agency (the partnership's own, where the chair is independent)."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="chairs")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["group_id", "-from_on"]
        constraints = [
            ends_after_it_begins("chair"),
            NoOverlap(
                name="group_one_chair",
                fields=("group",),
                violation_error_message="The group already has a chair on some of those days",
            ),
        ]

    class Privacy:
        plain = {"group", "user", "agency"} | DatedRow.ROW_FIELDS

    def __str__(self) -> str:
        return str(self.user)


class Quorum(DatedRow):
    """How many agencies must be there before a group can decide. Seats say which agencies it cannot do without."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="quorums")
    least_agencies = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["group_id", "-from_on"]
        constraints = [
            ends_after_it_begins("quorum"),
            NoOverlap(
                name="group_one_quorum",
                fields=("group",),
                violation_error_message="The group already has a quorum on some of those days",
            ),
            models.CheckConstraint(
                name="quorum_of_somebody",
                condition=Q(least_agencies__gte=1),
                violation_error_message="A quorum is at least one agency",
            ),
        ]

    class Privacy:
        plain = {"group", "least_agencies"} | DatedRow.ROW_FIELDS

    def __str__(self) -> str:
        return f"{self.least_agencies} agencies"
