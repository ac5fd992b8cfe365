"""Who is invited to a meeting about a case, and whether they came."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from safehold.access.models import Agency
from safehold.meetings.models.attendance import Mark
from safehold.meetings.models.meetings import Meeting, somebody, whole
from safehold.partnership.models import Seat
from safehold.records.models import Row


class Part(models.TextChoices):
    """What somebody does at a meeting about a case."""

    CHAIR = "chair", "Chairs it"
    KEEPER = "keeper", "Keeps its record"
    MEMBER = "member", "Takes part"
    OBSERVER = "observer", "Observes"


KEEPERS = (Part.CHAIR, Part.KEEPER)


class Invitee(Row):
    """A place at a meeting about a case: whose, for which agency, and what they do there. ``seat`` is the seat of a group for
    which they come, where they were invited as whoever fills it.

    ``mark`` is empty until it is known whether they came; a deputy is somebody else of their agency. Who is invited no longer
    (``off``) has no place, and that they had one stays.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="invitees")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    part = models.CharField(max_length=8, choices=Part)
    mark = models.CharField(max_length=10, choices=Mark, blank=True)
    deputy_name = models.CharField(max_length=120, blank=True)
    off_on = models.DateField(null=True, blank=True)
    off_by = somebody()

    class Meta:
        ordering = ["agency__current_name", "id"]
        constraints = [
            models.UniqueConstraint(
                "meeting",
                "user",
                condition=Q(off_on=None),
                name="invitee_once",
                violation_error_message="They are invited already",
            ),
            models.UniqueConstraint(
                "meeting",
                condition=Q(off_on=None, part="chair"),
                name="invitee_one_chair",
                violation_error_message="Somebody else chairs this meeting. Take their place away first",
            ),
            models.CheckConstraint(
                name="invitee_deputy_is_known",
                condition=(Q(mark="deputy") & ~Q(deputy_name="")) | (~Q(mark="deputy") & Q(deputy_name="")),
                violation_error_message="Enter who deputised",
            ),
            models.CheckConstraint(
                name="invitee_is_never_vacant",
                condition=~Q(mark="vacant"),
                violation_error_message="Somebody is invited, so the place is not vacant",
            ),
            whole("invitee_off_is_whole", "off", "Say who took the place away and when"),
        ]

    class Privacy:
        plain = {"meeting", "user", "agency", "seat", "part", "mark", "off_on", "off_by"} | Row.ROW_FIELDS
        personal = {"deputy_name"}

    def __str__(self) -> str:
        return f"{self.user}, {self.agency}"

    @property
    def who(self) -> str:
        """Who came, by name: whoever was invited, or their deputy."""
        return self.deputy_name if self.mark == Mark.DEPUTY else str(self.user)
