"""Meetings as calendars understand them (iCalendar, RFC 5545; invitations by RFC 5546 and 6047).

Calendars are read over shoulders, on telephones at home and by whole offices. So an entry says when and where, and that it
is a meeting of the partnership: never of which group, nor what about, and never the link to join.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event, vCalAddress, vText

from safehold.access import links
from safehold.access.models import User
from safehold.meetings.lifecycle import Status
from safehold.meetings.models import Meeting

SUBJECT = "Partnership meeting"
ABOUT = "What it is about, and how to join it, is in Safehold. Sign in to read more:\n{link}"
AN_HOUR = timedelta(hours=1)
PRODUCT = "-//Safehold//Meetings//EN"


def invitation(meeting: Meeting, to: User, *, sequence: int, off: bool = False) -> str:
    """An invitation to a meeting, or a change of one: calendars know it again by its number and take the later. ``off`` takes
    it out of the calendar."""
    event = _event(meeting, sequence=sequence, off=off)
    event.add("organizer", _organiser())
    guest = vCalAddress(f"mailto:{to.email}")
    guest.params.update({"CN": vText(to.name), "ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"})
    event.add("attendee", guest)  # nobody else: who sits in a group is not for everybody's mailbox
    return _written("CANCEL" if off else "REQUEST", [event])


def feed(meetings: Iterable[Meeting]) -> str:
    """Meetings for a calendar that fetches them."""
    return _written(
        "PUBLISH",
        [_event(each, sequence=each.version, off=each.status == Status.CANCELLED) for each in meetings],
        name="Partnership meetings",
    )


def _event(meeting: Meeting, *, sequence: int, off: bool) -> Event:
    """One meeting. Where no end was given, calendars are told an hour."""
    begins = datetime.combine(meeting.meets_on, meeting.starts_at, ZoneInfo(settings.TIME_ZONE))
    ends = datetime.combine(meeting.meets_on, meeting.ends_at, begins.tzinfo) if meeting.ends_at else begins + AN_HOUR
    event = Event()
    event.add("uid", f"{meeting.uid}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}")
    event.add("sequence", sequence)
    event.add("dtstamp", timezone.now())
    event.add("last-modified", meeting.changed_at)
    event.add("dtstart", begins)
    event.add("dtend", ends)
    event.add("summary", SUBJECT)
    event.add("description", ABOUT.format(link=links.absolute(meeting.get_absolute_url())))
    event.add("location", meeting.place or "Online")
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if off else "CONFIRMED")
    return event


def _organiser() -> vCalAddress:
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    organiser = vCalAddress(f"mailto:{address}")
    organiser.params["CN"] = vText(name or "Safehold")
    return organiser


def _written(method: str, events: Iterable[Event], name: str = "") -> str:
    calendar = Calendar()
    facts: dict[str, Any] = {"prodid": PRODUCT, "version": "2.0", "method": method}
    for key, value in facts.items():
        calendar.add(key, value)
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", timedelta(hours=4), parameters={"VALUE": "DURATION"})
    for event in events:
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical().decode()
