"""Meetings about a case: planned by whoever works on it, for those alone who are invited and see the case."""

from datetime import date, time

from django.db import transaction
from django.db.models import Q

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.models import Agency, Circle, Membership
from safehold.access.policy import Refused, require
from safehold.access.reach import Tier
from safehold.meetings import policy, queries, standing
from safehold.meetings.actions.calendars import tell_calendars
from safehold.meetings.lifecycle import OPEN_TO_WRITE, TO_COME
from safehold.meetings.models import KEEPERS, AgreedAction, CalendarEntry, Invitee, Item, Meeting, Part
from safehold.meetings.queries import cases
from safehold.partnership.models import Seat
from safehold.records import circles, writing
from safehold.records.models import Entry

CIRCLE = "A meeting about a case"


@transaction.atomic
def plan_about(
    entry: Entry,
    *,
    by: Actor,
    name: str,
    meets_on: date,
    starts_at: time,
    ends_at: time | None = None,
    place: str = "",
    link: str = "",
) -> Meeting:
    """Plan a meeting about a case that one works on. Whoever plans it keeps its record, and invites the others.

    The case is the source of the meeting and of its items: nobody who does not see the case sees anything of them.
    """
    require(policy.plan_about(by, entry))
    require(policy.day_meant(by, meets_on))
    if queries.same_day(Q(about=entry), meets_on):
        raise Refused("There is a meeting about this on that day already. Choose another day")
    circle, within = (circles.begin(CIRCLE, by=by, on=by.on) for _ in range(2))
    meeting = writing.create(
        Meeting,
        by=by,
        owner=queries.office(),
        tier=Tier.C5 if entry.tier == Tier.C5 else Tier.C4,
        circle=circle,
        out_of=entry,
        about=entry,
        circle_within=within,
        name=name.strip(),
        number=queries.next_number(Q(about=entry)),
        meets_on=meets_on,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place,
        link=link,
        papers_due_on=queries.papers_due(meets_on, on=by.on),
    )
    if not queries.meetings_visible_to(by).filter(pk=meeting.pk).exists():
        raise Refused(
            "Your role opens no case by membership, so you could not keep this meeting. Ask a colleague to plan it"
        )
    writing.create(Invitee, by=by, meeting=meeting, user=by.user, agency=by.agency, part=Part.KEEPER)
    audit.record(by, "meetings.planned_about", meeting, meets_on=meets_on.isoformat(), kind=entry.kind)
    return meeting


@transaction.atomic
def invite_to(meeting: Meeting, *, by: Actor, membership: Membership, part: str, seat: Seat | None = None) -> Invitee:
    """Give somebody a place at a meeting about a case: by name, or as whoever fills a ``seat``. Refused for whoever does not see
    the case: a meeting lets nobody into it."""
    queries.hold(meeting)
    require(policy.invite_to(by, meeting))
    assert meeting.about is not None
    user, agency = membership.user, membership.agency
    if not membership.holds_on(by.on) or not user.is_active:
        raise Refused(f"{user} does not act for {agency} today")
    if not cases.sees_case(membership, meeting.about, on=by.on):
        raise Refused(f"{user} does not see what this meeting is about. Let them in on its own page first")
    made = writing.create(Invitee, by=by, meeting=meeting, user=user, agency=agency, part=part, seat=seat)
    for circle in _circles_of(meeting, part):
        circles.let_in(circle, user, agency, on=by.on, why="Invited to the meeting")
    if not cases.sees_meeting(membership, meeting, on=by.on):
        raise Refused(f"The role of {user} does not open cases by membership, so they could not be shown this meeting")
    _settle(meeting, by=by)
    audit.record(by, "meetings.place_given", meeting, user=user.pk, agency=agency.code, part=part)
    return made


@transaction.atomic
def take_place_away(place: Invitee, *, by: Actor) -> Invitee:
    """Say that somebody is not invited any more. They see nothing of the meeting from then on, and their calendar is told that it
    is off; that they were invited stays."""
    meeting = place.meeting
    queries.hold(meeting)
    require(policy.invite_to(by, meeting))
    if place.off_on:
        raise Refused("They are not invited any more")
    others = Invitee.objects.filter(meeting=meeting, part__in=KEEPERS, off_on=None).exclude(pk=place.pk)
    if place.part in KEEPERS and not others.exists():
        raise Refused("Nobody else could keep this meeting. Give that to somebody else first")
    writing.change(place, by=by, off_on=by.on, off_by=by.user)
    for circle in _circles_of(meeting, Part.MEMBER):
        circles.let_out(circle, place.user, place.agency, on=by.on)
    if meeting.status in TO_COME:
        tell_calendars(meeting, CalendarEntry.Kind.CHANGED, by=by, only=place.user)
    _settle(meeting, by=by)
    audit.record(by, "meetings.place_taken_away", meeting, user=place.user_id, agency=place.agency.code)
    return place


def _circles_of(meeting: Meeting, part: str) -> list[Circle]:
    """The circles that somebody with a part in a meeting about a case is in: observers share no confidence."""
    both = [meeting.entry.circle, None if part == Part.OBSERVER else meeting.circle_within]
    return [each for each in both if each is not None]


def _settle(meeting: Meeting, *, by: Actor) -> None:
    """Who is invited can decide the quorum of a meeting that was held."""
    if meeting.status in OPEN_TO_WRITE:
        standing.settle(meeting, by=by)


@transaction.atomic
def agree_with_case(item: Item, *, by: Actor, words: str, agency: Agency, due_on: date) -> AgreedAction:
    """Write down what one agency undertook at a meeting about a case. It stays with the case: those see it who see the item."""
    queries.hold(item.meeting)
    require(policy.decide(by, item))
    if item.meeting.about_id is None:
        raise Refused("What a group agrees is an action that it receives. Agree it there")
    if due_on < item.meeting.meets_on:
        raise Refused("The date it is due must be the day of the meeting, or later")
    made = writing.create(
        AgreedAction, by=by, item=item, action=None, words=words.strip(), agency=agency, due_on=due_on
    )
    audit.record(by, "meetings.action_agreed_about_case", item, agency=agency.code, due_on=due_on.isoformat())
    return made


@transaction.atomic
def say_done(agreed: AgreedAction, *, by: Actor, done_on: date) -> AgreedAction:
    """Say that what an agency undertook at a meeting about a case is done."""
    require(policy.say_done(by, agreed))
    if not agreed.item.meeting.meets_on <= done_on <= by.on:
        raise Refused("The date it was done must be the day of the meeting or later, and today or in the past")
    writing.change(agreed, by=by, done_on=done_on, done_by=by.user)
    audit.record(by, "meetings.agreed_action_done", agreed.item, agency=agreed.agency.code)
    return agreed
