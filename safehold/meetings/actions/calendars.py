"""Telling people's calendars of meetings: by invitation, and by an address that a calendar fetches."""

import secrets
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from safehold.access import audit, links
from safehold.access.actor import Actor
from safehold.access.models import User
from safehold.access.policy import Refused, require
from safehold.meetings import calendars, notices, policy
from safehold.meetings.models import CalendarEntry, CalendarFeed, Meeting
from safehold.meetings.queries import calendars as queries
from safehold.meetings.queries import hold
from safehold.records import outbox, writing

NOTICES = {
    CalendarEntry.Kind.INVITED: notices.INVITED,
    CalendarEntry.Kind.CHANGED: notices.CHANGED,
    CalendarEntry.Kind.CANCELLED: notices.CANCELLED,
}


@transaction.atomic
def invite(meeting: Meeting, *, by: Actor) -> int:
    """Invite those who sit in the group and were not invited yet, and say how many. Changes reach them by themselves."""
    hold(meeting)
    require(policy.prepare(by, meeting))
    people = queries.to_invite(meeting, on=by.on)
    if not people:
        raise Refused("Everybody who is to be there was invited already, or there is nobody to invite")
    sent = _send(meeting, people, CalendarEntry.Kind.INVITED, by=by)
    audit.record(by, "meetings.invited", meeting, count=sent)
    return sent


def tell_calendars(meeting: Meeting, kind: CalendarEntry.Kind, *, by: Actor, only: User | None = None) -> int:
    """Send whoever was invited what has become of a meeting: part of the act that moves or cancels it. Whoever does not sit in
    the group on its new day, or has no place at a meeting about a case any more, is told that it is off. ``only`` one of them
    is told where it changes for nobody else."""
    invited, still = queries.invited(meeting), {each.pk for each in queries.invitees(meeting, on=by.on)}
    if only is not None:
        invited = [each for each in invited if each.pk == only.pk]
    gone = [each for each in invited if each.pk not in still]
    sent = _send(meeting, gone, CalendarEntry.Kind.CANCELLED, by=by)
    return sent + _send(meeting, [each for each in invited if each.pk in still], kind, by=by)


@transaction.atomic
def make_feed(*, by: Actor) -> str:
    """Make an address by which one's own calendar fetches one's meetings, and give its secret, which is told once. The one
    before works no more."""
    require(policy.see(by))
    if by.user is None:
        raise Refused("Only somebody with an account has a calendar here")
    if standing := queries.feed_of(by.user):
        writing.change(standing, by=by, revoked_on=by.on)
    secret = secrets.token_urlsafe(32)
    feed = writing.create(CalendarFeed, by=by, user=by.user, secret_hash=links.hash_of(secret), made_on=by.on)
    audit.record(by, "meetings.feed_made", feed)
    return secret


@transaction.atomic
def revoke_feed(*, by: Actor) -> None:
    """Make the address of one's own feed worth nothing."""
    require(policy.see(by))
    standing = queries.feed_of(by.user) if by.user else None
    if standing is None:
        raise Refused("You have no address for your calendar")
    writing.change(standing, by=by, revoked_on=by.on)
    audit.record(by, "meetings.feed_revoked", standing)


@transaction.atomic
def read_feed(feed: CalendarFeed, *, by: Actor, meetings: Iterable[Meeting]) -> None:
    """Write down that a calendar fetched a feed: once a day, since calendars come every few minutes."""
    first = CalendarFeed.objects.filter(pk=feed.pk).exclude(last_read_on=by.on).update(last_read_on=by.on)
    if first:
        uids = [str(each.uid) for each in meetings]
        audit.record(by, "meetings.feed_read", feed, count=len(uids), uids=uids)


def _send(meeting: Meeting, people: Iterable[User], kind: CalendarEntry.Kind, *, by: Actor) -> int:
    """Write to each, with the entry for their calendar. Each entry of one meeting has a later number than the one before."""
    assert by.user is not None
    last = {number: each.sequence for number, each in queries.sent_of(meeting).items()}
    sent = 0
    for user in people:
        sequence = max(meeting.version, last.get(user.pk, 0) + 1)
        entry = calendars.invitation(meeting, user, sequence=sequence, off=kind == CalendarEntry.Kind.CANCELLED)
        facts: dict[str, Any] = {"who": by.user, "day": meeting.meets_on}
        message = outbox.put_in_calendar(NOTICES[kind], entry, to=user, by=by, about=meeting.entry, **facts)
        if message is not None:
            told_of: dict[str, Any] = {"sequence": sequence, "sent_on": by.on, "message": message}
            writing.create(CalendarEntry, by=by, meeting=meeting, user=user, kind=kind, **told_of)
            sent += 1
    return sent
