"""Who was there: each seat that was in force, and whoever else came."""

from django.db import models
from django.db.models import Q

from safehold.access.models import Agency
from safehold.meetings.models.meetings import Meeting, somebody
from safehold.partnership.models import Seat
from safehold.records.models import Row


class Mark(models.TextChoices):
    """Whether a seat was filled at a meeting. A seat that was not in force that day has no mark at all."""

    MEMBER = "member", "Member"
    DEPUTY = "deputy", "Deputy"
    APOLOGIES = "apologies", "Apologies"
    ABSENT = "absent", "Absent"
    VACANT = "vacant", "Vacant"


PRESENT = (Mark.MEMBER, Mark.DEPUTY)


class Attendance(Row):
    """Whether an agency's seat was filled at a meeting, and by whom. One person may sit in two seats, and counts in each."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="attendance")
    mark = models.CharField(max_length=10, choices=Mark)
    # who sat there; a deputy may be somebody without an account, known by name
    user = somebody()
    deputy_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["seat__agency__current_name", "seat__office", "id"]
        constraints = [
            models.UniqueConstraint(
                "meeting",
                "seat",
                name="attendance_once",
                violation_error_message="Somebody else has just recorded who was there. Look at what they recorded",
            ),
            models.CheckConstraint(
                name="attendance_member_is_known",
                condition=~Q(mark="member") | Q(user__isnull=False, deputy_name=""),
                violation_error_message="Say who sat in the seat",
            ),
            models.CheckConstraint(
                name="attendance_deputy_is_known",
                condition=~Q(mark="deputy") | Q(user__isnull=False) | ~Q(deputy_name=""),
                violation_error_message="Enter who deputised",
            ),
            models.CheckConstraint(
                name="attendance_nobody_where_nobody_was",
                condition=Q(mark__in=["member", "deputy"]) | Q(user=None, deputy_name=""),
                violation_error_message="Nobody sat in a seat that was not filled",
            ),
        ]

    class Privacy:
        plain = {"meeting", "seat", "mark", "user"} | Row.ROW_FIELDS
        personal = {"deputy_name"}

    def __str__(self) -> str:
        return f"{self.seat}: {self.get_mark_display()}"

    @property
    def who(self) -> str:
        """Who sat in the seat, by name; empty where nobody did."""
        return str(self.user) if self.user_id else self.deputy_name


class Guest(Row):
    """Somebody who was there and holds no seat: an observer, or someone who presented an item. They count for nothing."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="guests")
    name = models.CharField(max_length=120)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    why = models.CharField(max_length=160)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                "meeting",
                "name",
                name="guest_once",
                violation_error_message="They are recorded as having been there already",
            ),
        ]

    class Privacy:
        plain = {"meeting", "agency"} | Row.ROW_FIELDS
        personal = {"name", "why"}

    def __str__(self) -> str:
        return self.name
