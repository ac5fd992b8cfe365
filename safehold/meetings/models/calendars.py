"""What people's own calendars were sent of meetings, and the addresses by which they fetch them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from safehold.meetings.models.meetings import Meeting
from safehold.records.models import Message, Row


class CalendarEntry(Row):
    """What one person's calendar was sent of a meeting: an invitation, a change of it, or that it is cancelled.

    ``sequence`` is the version of the meeting that it tells of: calendars keep the entry with the highest.
    """

    class Kind(models.TextChoices):
        INVITED = "invited", "Invited"
        CHANGED = "changed", "Told of a change"
        CANCELLED = "cancelled", "Told that it is cancelled"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="calendar_entries")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=9, choices=Kind)
    sequence = models.PositiveIntegerField()
    sent_on = models.DateField()
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "calendar entries"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                "meeting",
                "user",
                "sequence",
                name="calendar_entry_once",
                violation_error_message="They were sent this already",
            ),
        ]

    class Privacy:
        plain = {"meeting", "user", "kind", "sequence", "sent_on", "message"} | Row.ROW_FIELDS

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.user}"


class CalendarFeed(Row):
    """A secret address by which one person's calendar fetches the meetings of the groups that they sit in.

    Only a hash of the secret is kept. One stands at a time: making another, or revoking it, ends the one before.
    ``last_read_on`` is the day on which a calendar last fetched it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_on = models.DateField()
    last_read_on = models.DateField(null=True, blank=True)
    revoked_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                "user",
                condition=Q(revoked_on=None),
                name="calendar_feed_one_at_a_time",
                violation_error_message="You have just made another address. Use that one",
            ),
        ]

    class Privacy:
        plain = {"user", "made_on", "last_read_on", "revoked_on"} | Row.ROW_FIELDS
        personal = {"secret_hash"}

    def __str__(self) -> str:
        return f"Calendar feed {self.pk}"
