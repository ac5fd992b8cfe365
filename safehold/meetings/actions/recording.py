"""Putting right what was recorded wrongly."""

from typing import Any

from django.db import transaction

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.policy import require
from safehold.meetings import policy
from safehold.meetings.actions.calendars import tell_calendars
from safehold.meetings.models import CalendarEntry, Item, Meeting
from safehold.records import writing
from safehold.records.models import Correction

Recorded = Meeting | Item


@transaction.atomic
def correct(meeting: Meeting, *, by: Actor, field: str, value: Any, why: str) -> Correction:
    """Put right what was recorded wrongly of when and where a meeting was. What it said before stays, with the reason."""
    require(policy.correct(by, meeting))
    correction = writing.correct(meeting, by=by, field=field, value=value, why=why)
    audit.record(by, "meetings.corrected", meeting, field=field)
    return correction


@transaction.atomic
def enter_in_error(recorded: Recorded, *, by: Actor, why: str) -> Correction:
    """Say that a meeting, or an item, should never have been recorded. A meeting is taken out of people's calendars too."""
    require(policy.mark(by, recorded))
    if isinstance(recorded, Meeting):
        tell_calendars(recorded, CalendarEntry.Kind.CANCELLED, by=by)
    marked = writing.enter_in_error(recorded, by=by, why=why)
    audit.record(by, "meetings.entered_in_error", recorded)
    return marked


@transaction.atomic
def reinstate(recorded: Recorded, *, by: Actor, why: str) -> Correction:
    """Say that what was marked as recorded in error stands after all."""
    require(policy.reinstate(by, recorded))
    taken_back = writing.reinstate(recorded, by=by, why=why)
    audit.record(by, "meetings.reinstated", recorded)
    return taken_back
