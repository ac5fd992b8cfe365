"""Circles: named sets of people that records are shown to. Groups' seats and cases' memberships keep them up to date."""

from django.conf import settings
from django.db import models

from safehold.access.models.dated import Dated, ends_after_it_begins


class Circle(models.Model):
    """Who is in: the members of a group, or of one case. A record shown to a circle is shown to those in it that day."""

    name = models.CharField(max_length=160)

    class Privacy:
        plain = {"id", "name"}

    def __str__(self) -> str:
        return self.name


class CircleMember(Dated):
    """That a user is in a circle from one day to another, acting for one agency. ``cover_for`` says whose absence it
    covers: then it ends with the cover, and what keeps the circle up to date leaves it alone."""

    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="circles")
    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=160, blank=True)
    cover_for = models.ForeignKey(
        "access.Membership", on_delete=models.PROTECT, null=True, blank=True, related_name="places_covered"
    )

    class Meta:
        constraints = [
            ends_after_it_begins("circle_member"),
            models.CheckConstraint(
                name="circle_member_cover_has_an_end",
                condition=models.Q(cover_for=None) | models.Q(to_on__isnull=False),
                violation_error_message="Enter the last day of the cover",
            ),
            models.UniqueConstraint(
                "circle",
                "user",
                "agency",
                "from_on",
                name="circle_member_once_a_day",
                violation_error_message="They are already in from that day",
            ),
        ]
        indexes = [models.Index(fields=["user", "agency", "circle"], name="circle_member_lookup")]

    class Privacy:
        plain = {"id", "circle", "user", "agency", "why", "cover_for", "from_on", "to_on"}

    def __str__(self) -> str:
        return f"{self.user_id} in {self.circle_id}"
