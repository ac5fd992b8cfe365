"""What bends need to know for one entry: conflicts of interest, seals, emergency access, and asking to be let in."""

import uuid

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
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_why = models.CharField(max_length=240, blank=True)

    class Meta:
        ordering = ["-from_on", "-id"]
        constraints = [
            ends_after_it_begins("conflict"),
            models.CheckConstraint(
                name="conflict_says_why",
                condition=~Q(why=""),
                violation_error_message="Say what the conflict of interest is",
            ),
            models.CheckConstraint(
                name="conflict_end_is_whole",
                condition=Q(to_on=None, ended_on=None, ended_by=None, ended_why="")
                | (Q(to_on__isnull=False, ended_on__isnull=False, ended_by__isnull=False) & ~Q(ended_why="")),
                violation_error_message="Say why this is no longer a conflict of interest",
            ),
            models.UniqueConstraint(
                "entry",
                "user",
                "from_on",
                name="conflict_once_a_day",
                violation_error_message="This conflict of interest is already recorded",
            ),
        ]

    class Privacy:
        plain = {"id", "entry", "user", "from_on", "to_on", "declared_on", "declared_by", "ended_on", "ended_by"}
        special = {"why", "ended_why"}

    def __str__(self) -> str:
        return f"{self.user_id} and {self.entry_id}"


class EmergencyAccess(models.Model):
    """Access taken to a C4 case outside one's circle, with a reason, for hours; someone else reviews every one."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="emergencies")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    why = models.TextField()
    taken_at = models.DateTimeField()
    # the duty holder of a compartment who opened it; none where the user took access to a case themselves
    let_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
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
                name="emergency_ends",
                condition=Q(until_at__gt=F("taken_at")),
                violation_error_message="Say for how many hours you need it",
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
                condition=Q(reviewed_by=None)
                | (~Q(reviewed_by=F("user")) & (Q(let_in_by=None) | ~Q(reviewed_by=F("let_in_by")))),
                violation_error_message="Someone else must review this emergency access",
            ),
        ]

    class Privacy:
        plain = {"id", "uid", "entry", "user", "agency", "taken_at", "let_in_by", "until_at"}
        plain |= {"reviewed_on", "reviewed_by", "justified"}
        special = {"why", "reviewed_why"}

    def __str__(self) -> str:
        return f"{self.user_id} into {self.entry_id}"


class Seal(Dated):
    """That an entry was closed to everyone outside its circle, whatever their role, from one day to another."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="seals")
    why = models.TextField()
    sealed_on = models.DateField()
    sealed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    unsealed_on = models.DateField(null=True, blank=True)
    unsealed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    unsealed_why = models.TextField(blank=True)

    class Meta:
        ordering = ["-from_on", "-id"]
        constraints = [
            ends_after_it_begins("seal"),
            models.CheckConstraint(
                name="seal_says_why",
                condition=~Q(why=""),
                violation_error_message="Say why this record must be sealed",
            ),
            models.CheckConstraint(
                name="seal_end_is_whole",
                condition=Q(to_on=None, unsealed_on=None, unsealed_by=None, unsealed_why="")
                | (Q(to_on__isnull=False, unsealed_on__isnull=False, unsealed_by__isnull=False) & ~Q(unsealed_why="")),
                violation_error_message="Say why this record no longer needs to be sealed",
            ),
            models.UniqueConstraint(
                "entry",
                condition=Q(to_on=None),
                name="seal_open_once",
                violation_error_message="This record is already sealed",
            ),
        ]

    class Privacy:
        plain = {"id", "entry", "from_on", "to_on", "sealed_on", "sealed_by", "unsealed_on", "unsealed_by"}
        special = {"why", "unsealed_why"}

    def __str__(self) -> str:
        return f"Seal on {self.entry_id}"


class AccessRequest(models.Model):
    """Someone who was shown a card asks to be let in; someone who works on the record decides."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="access_requests")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    why = models.TextField()
    asked_at = models.DateTimeField()
    granted = models.BooleanField(null=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_why = models.TextField(blank=True)

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.CheckConstraint(
                name="access_request_says_why",
                condition=~Q(why=""),
                violation_error_message="Say why you need to see this record",
            ),
            models.CheckConstraint(
                name="access_request_decision_is_whole",
                condition=Q(granted=None, decided_on=None, decided_by=None, decided_why="")
                | (Q(granted__isnull=False, decided_on__isnull=False, decided_by__isnull=False) & ~Q(decided_why="")),
                violation_error_message="Say why you decided this",
            ),
            models.CheckConstraint(
                name="access_request_decided_by_another",
                condition=Q(decided_by=None) | ~Q(decided_by=F("user")),
                violation_error_message="Someone else must decide on your own request",
            ),
            models.UniqueConstraint(
                "entry",
                "user",
                "agency",
                condition=Q(granted=None),
                name="access_request_open_once",
                violation_error_message="You have already asked to see this record",
            ),
        ]

    class Privacy:
        plain = {"id", "uid", "entry", "user", "agency", "asked_at", "granted", "decided_on", "decided_by"}
        special = {"why", "decided_why"}

    def __str__(self) -> str:
        return f"{self.user_id} asks for {self.entry_id}"
