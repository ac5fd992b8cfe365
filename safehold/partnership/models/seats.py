"""Seats, which agencies hold, and the people who fill them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from safehold.access.models import Agency
from safehold.access.models.dated import ends_after_it_begins
from safehold.partnership.models.dated import DatedRow, NoOverlap
from safehold.partnership.models.groups import Group


class SeatKind(models.TextChoices):
    """What holding a seat means: a member decides, an adviser advises, an observer listens and is not counted."""

    MEMBER = "member", "Member"
    ADVISER = "adviser", "Adviser"
    OBSERVER = "observer", "Observer"


class Capacity(models.TextChoices):
    """Whether someone fills a seat or stands in for whoever does."""

    MAIN = "main", "Member"
    DEPUTY = "deputy", "Deputy"


class Seat(DatedRow):
    """A place in a group that belongs to an agency, whoever fills it. ``office`` tells an agency's seats apart."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="seats")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="seats")
    office = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=10, choices=SeatKind, default=SeatKind.MEMBER)
    statutory = models.BooleanField(default=False)
    needed_for_quorum = models.BooleanField(default=False)

    class Meta:
        ordering = ["group_id", "agency__current_name", "office", "from_on"]
        constraints = [
            ends_after_it_begins("seat"),
            NoOverlap(
                name="seat_once",
                fields=("group", "agency", "office"),
                violation_error_message="The agency already holds this seat on some of those days",
            ),
            models.CheckConstraint(
                name="seat_quorum_is_of_members",
                condition=Q(needed_for_quorum=False) | Q(kind=SeatKind.MEMBER),
                violation_error_message="Only a member's seat can be needed for a quorum",
            ),
        ]

    class Privacy:
        plain = {"group", "agency", "office", "kind", "statutory", "needed_for_quorum"} | DatedRow.ROW_FIELDS

    def get_absolute_url(self) -> str:
        return self.group.get_absolute_url()

    def __str__(self) -> str:
        return f"{self.agency}: {self.office}" if self.office else str(self.agency)


class SeatHolder(DatedRow):
    """Who fills a seat, or deputises in it. One person fills it at a time; people are told apart by id, not by name."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="holders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="seats_held")
    capacity = models.CharField(max_length=6, choices=Capacity, default=Capacity.MAIN)

    class Meta:
        ordering = ["seat_id", "-capacity", "-from_on"]
        constraints = [
            ends_after_it_begins("seat_holder"),
            NoOverlap(
                name="seat_filled_by_one",
                fields=("seat",),
                where={"capacity": Capacity.MAIN.value},
                violation_error_message="Somebody else fills this seat on some of those days",
            ),
            NoOverlap(
                name="seat_person_once",
                fields=("seat", "user"),
                violation_error_message="They already hold this seat on some of those days",
            ),
        ]

    class Privacy:
        plain = {"seat", "user", "capacity"} | DatedRow.ROW_FIELDS

    def __str__(self) -> str:
        return str(self.user)
