"""Meetings about a case: who can be invited, who is, and who of them came."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from django.db.models import Q

from safehold.access.actor import Actor
from safehold.access.models import Agency, CircleMember, Grant, Membership
from safehold.access.reach import Reach, compartments, wider
from safehold.access.roles import Role
from safehold.meetings.models import Attendance, Invitee, Meeting
from safehold.meetings.queries import meetings_visible_to
from safehold.partnership.models import Capacity, SeatHolder
from safehold.partnership.naming import called
from safehold.records import queries as records
from safehold.records.models import Entry
from safehold.records.models.entry import RecordQuerySet


def case_of(meeting: Meeting) -> Any:
    """The record that a meeting is about, for a reader who was found to see the meeting."""
    assert meeting.about is not None
    return records.record_of(meeting.about)


def meetings_about(actor: Actor, entry: Entry) -> RecordQuerySet:
    """The meetings about a case that the actor sees."""
    return meetings_visible_to(actor).filter(about=entry)


def invitees_of(meeting: Meeting) -> list[Any]:
    """Who has a place at a meeting about a case, by agency, with what the agency was called that day (``agency_name``)."""
    rows = Invitee.objects.filter(meeting=meeting, off_on=None).select_related("user", "agency", "seat__group")
    return list(rows.annotate(agency_name=called(Agency, meeting.meets_on, "agency__")))


def invitee(meeting: Meeting, number: int) -> Invitee | None:
    """One place at a meeting, by its number."""
    return Invitee.objects.filter(meeting=meeting, pk=number, off_on=None).select_related("user", "agency").first()


def sees_case(membership: Membership, entry: Entry, *, on: date) -> bool:
    """Whether somebody, acting for an agency, sees a case."""
    return Entry.objects.visible_to(Actor.of(membership, on=on)).filter(pk=entry.pk).exists()


def sees_meeting(membership: Membership, meeting: Meeting, *, on: date) -> bool:
    """Whether somebody, acting for an agency, sees a meeting."""
    return Meeting.objects.visible_to(Actor.of(membership, on=on)).filter(pk=meeting.pk).exists()


def people_for(entry: Entry, on: date) -> list[Membership]:
    """Whom one may think of inviting to a meeting about a case: who is in its circle, and whoever sees such cases by their role;
    for a case without a circle, everybody who acts for an agency. Whether they see the case is asked once one is chosen."""
    rows = Membership.objects.on(on).filter(user__is_active=True)
    if entry.circle_id is not None:
        within = CircleMember.objects.on(on).filter(circle=entry.circle_id)
        pairs = within.values_list("user", "agency")
        by_role = Grant.objects.on(on).filter(role__in=roles_that_see(entry.kind))
        wanted = Q(pk__in=by_role.values("membership"))
        for user, agency in pairs:
            wanted |= Q(user=user, agency=agency)
        rows = rows.filter(wanted)
    return list(rows.select_related("user", "agency").order_by("agency__current_name", "user__name", "pk"))


def roles_that_see(kind: str) -> list[Role]:
    """The roles that see every case of a kind, whatever circle it has."""
    each = {role: frozenset({role}) for role in Role}
    compartment = kind.split(".")[0]
    return [role for role, own in each.items() if wider(own).get(kind) == Reach.ALL or compartment in compartments(own)]


def seats_of(people: list[Membership], on: date) -> list[SeatHolder]:
    """The seats of groups that these people fill on a day for their agencies: whom one may invite as whoever fills them."""
    held = SeatHolder.objects.on(on).filter(user__in={each.user_id for each in people}, capacity=Capacity.MAIN)
    acting = {(each.user_id, each.agency_id) for each in people}
    found = held.select_related("user", "seat__agency", "seat__group").order_by("seat__group__position", "pk")
    return [each for each in found if (each.user_id, each.seat.agency_id) in acting]


def as_seats(invitees: list[Any]) -> tuple[list[Any], dict[int, Any]]:
    """Places as the form of attendance asks of seats: each held by whoever was invited; and what is known of each."""
    seats = [
        SimpleNamespace(
            pk=each.pk,
            agency_name=f"{each.agency_name}, {each.user}",
            office="",
            held=[SimpleNamespace(user=each.user, capacity=Capacity.MAIN)],
        )
        for each in invitees
    ]
    known = {each.pk: Attendance(mark=each.mark, deputy_name=each.deputy_name) for each in invitees if each.mark}
    return seats, known
