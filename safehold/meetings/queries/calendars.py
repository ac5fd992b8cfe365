"""Who is invited to a meeting, what their calendars were sent, and what a calendar fetches."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from safehold.access import links
from safehold.access.actor import Actor, memberships_of
from safehold.access.models import Membership, User
from safehold.meetings.models import CalendarEntry, CalendarFeed, Invitee, Meeting
from safehold.partnership.models import Capacity, Chair, SeatHolder
from safehold.records.models import Conflict

BACK = timedelta(days=90)
"""So far back a calendar is told of meetings."""


def invitees(meeting: Meeting, *, on: date) -> list[User]:
    """Who fills a seat of the group on the day of a meeting, and who chairs it, by name; but nobody who is kept from it. ``on``
    is the day on which that is asked: it is later where a meeting is told of once it was."""
    day = meeting.meets_on
    if meeting.group is None:
        return invited_about_case(meeting, on=max(on, meeting.meets_on))
    in_force = Q(seat__from_on__lte=day) & (Q(seat__to_on=None) | Q(seat__to_on__gte=day))
    seated = SeatHolder.objects.on(day).filter(in_force, seat__group=meeting.group_id, capacity=Capacity.MAIN)
    chairs = Chair.objects.on(day).filter(group=meeting.group_id)
    wanted = Q(pk__in=seated.values("user")) | Q(pk__in=chairs.values("user"))
    kept_from_it = Conflict.objects.on(day).filter(entry=meeting.entry_id).values("user")
    return list(User.objects.filter(wanted, is_active=True).exclude(pk__in=kept_from_it).order_by("name", "pk"))


def invited_about_case(meeting: Meeting, *, on: date) -> list[User]:
    """Who has a place at a meeting about a case, by name, and sees it on a day: whoever was let out of the case by then is told
    of nothing."""
    found = []
    for place in (
        Invitee.objects.filter(meeting=meeting, off_on=None).select_related("user").order_by("user__name", "pk")
    ):
        acting = Membership.objects.filter(user=place.user, agency=place.agency_id).order_by("-from_on").first()
        actor = Actor.of(acting, on=on) if acting and place.user.is_active else None
        if actor and Meeting.objects.visible_to(actor).filter(pk=meeting.pk).exists():
            found.append(place.user)
    return found


def sent_of(meeting: Meeting) -> dict[int, CalendarEntry]:
    """The latest entry that each person's calendar was sent of a meeting, by the number of the person."""
    found: dict[int, CalendarEntry] = {}
    for each in CalendarEntry.objects.filter(meeting=meeting).select_related("user").order_by("id"):
        found[each.user_id] = each
    return found


def to_invite(meeting: Meeting, *, on: date) -> list[User]:
    """Those who should be at a meeting and whose calendars do not have it."""
    return _not_told(meeting, invitees(meeting, on=on))


def names_to_invite(meeting: Meeting, *, on: date) -> list[str]:
    """The names of those who would be invited, asked in as few questions for many as for one: of a meeting about a case, of
    all who have a place, whether or not they see the case still."""
    if meeting.group is not None:
        return [each.name for each in to_invite(meeting, on=on)]
    places = Invitee.objects.filter(meeting=meeting, off_on=None).select_related("user").order_by("user__name", "pk")
    return [each.name for each in _not_told(meeting, [place.user for place in places])]


def _not_told(meeting: Meeting, people: list[User]) -> list[User]:
    sent = sent_of(meeting)
    gone = CalendarEntry.Kind.CANCELLED
    return [each for each in people if each.pk not in sent or sent[each.pk].kind == gone]


def invited(meeting: Meeting) -> list[User]:
    """Those whose calendars have a meeting, as it was when they were last told of it."""
    sent = sent_of(meeting).values()
    return [each.user for each in sent if each.kind != CalendarEntry.Kind.CANCELLED and each.user.is_active]


def feed_of(user: User) -> CalendarFeed | None:
    """The address by which somebody's calendar fetches their meetings, if one stands."""
    return CalendarFeed.objects.filter(user=user, revoked_on=None).first()


def feed_by(secret: str) -> CalendarFeed | None:
    """The feed with this secret, whether or not it still stands: calendars go on asking for one that was revoked."""
    return CalendarFeed.objects.filter(secret_hash=links.hash_of(secret)).select_related("user").first()


def stands(feed: CalendarFeed) -> bool:
    """Whether a calendar may fetch a feed: it was not revoked, and its owner's account is open."""
    return feed.revoked_on is None and feed.user.is_active


def meetings_for(user: User, *, on: date) -> tuple[list[Meeting], list[Actor]]:
    """The meetings that somebody's calendar fetches, and whom they act as: of the groups in which they fill a seat, deputise
    or chair on a day, as each of their memberships sees them."""
    found: dict[int, Meeting] = {}
    actors = [Actor.of(each, on=on) for each in memberships_of(user, on=on)]
    for actor in actors:
        for each in _sat_in(actor).filter(meets_on__gte=on - BACK):
            found[each.pk] = each
    return sorted(found.values(), key=lambda each: (each.meets_on, each.starts_at)), actors


def _sat_in(actor: Actor) -> QuerySet[Meeting]:
    seated = SeatHolder.objects.on(actor.on).filter(
        user=actor.user_id, seat__agency=actor.agency_id, seat__group=OuterRef("group")
    )
    chairs = Chair.objects.on(actor.on).filter(user=actor.user_id, agency=actor.agency_id, group=OuterRef("group"))
    invited = Invitee.objects.filter(user=actor.user_id, agency=actor.agency_id, off_on=None, meeting=OuterRef("pk"))
    theirs = Exists(seated) | Exists(chairs) | Exists(invited)
    rows: QuerySet[Meeting] = Meeting.objects.visible_to(actor).standing().filter(theirs)
    return rows.select_related("entry")
