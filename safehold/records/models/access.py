"""What bends need to know for one person and one entry: conflicts of interest, and access in an emergency."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from safehold.access.models import Agency
from safehold.access.models.dated import Dated, ends_after_it_begins
from safehold.records.models.entry import Entry


class Conflict(Dated):
    """A conflict of interest: to this user, this entry does not exist, whatever their role or circle."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="conflicts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=240)
    declared_on = models.DateField()
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            ends_after_it_begins("conflict"),
            models.UniqueConstraint(
                "entry",
                "user",
                "from_on",
                name="conflict_once_a_day",
                violation_error_message="This conflict of interest is already recorded",
            ),
        ]

    class Privacy:
        plain = {"id", "entry", "user", "from_on", "to_on", "declared_on", "declared_by"}
        special = {"why"}

    def __str__(self) -> str:
        return f"{self.user_id} and {self.entry_id}"


class EmergencyAccess(models.Model):
    """Access taken to a C4 case outside one's circle, with a reason, for hours; someone else reviews every one."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="emergencies")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    why = models.TextField()
    taken_at = models.DateTimeField()
    until_at = models.DateTimeField()
    reviewed_on = models.DateField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reviewed_why = models.TextField(blank=True)
    justified = models.BooleanField(null=True)

    class Meta:
        ordering = ["-taken_at"]
        constraints = [
            models.CheckConstraint(
                name="emergency_says_why",
                condition=~Q(why=""),
                violation_error_message="Say why you need to see this now",
            ),
            models.CheckConstraint(
                name="emergency_review_is_whole",
                condition=Q(reviewed_on=None, reviewed_by=None, reviewed_why="", justified=None)
                | (
                    Q(reviewed_on__isnull=False, reviewed_by__isnull=False, justified__isnull=False)
                    & ~Q(reviewed_why="")
                ),
                violation_error_message="A review of emergency access says who, when, why and whether it was justified",
            ),
            models.CheckConstraint(
                name="emergency_reviewed_by_another",
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("user")),
                violation_error_message="Someone else must review your emergency access",
            ),
        ]

    class Privacy:
        plain = {"id", "entry", "user", "agency", "taken_at", "until_at", "reviewed_on", "reviewed_by", "justified"}
        special = {"why", "reviewed_why"}

    def __str__(self) -> str:
        return f"{self.user_id} into {self.entry_id}"
