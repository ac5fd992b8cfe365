"""Meetings and their items, interests declared, who was there, what was decided, challenged and agreed, and the minutes."""

from safehold.meetings.models.attendance import PRESENT, Attendance, Guest, Mark
from safehold.meetings.models.calendars import CalendarEntry, CalendarFeed
from safehold.meetings.models.deciding import AgreedAction, Challenge, Decision, Standing
from safehold.meetings.models.interests import Declaration, Nature
from safehold.meetings.models.invitees import KEEPERS, Invitee, Part
from safehold.meetings.models.meetings import Brings, Item, ItemKind, Meeting, Referral, StandingItem
from safehold.meetings.models.minutes import EarlierAgreement, EarlierPassage, Erratum, Passage, Preamble

__all__ = [
    "KEEPERS",
    "PRESENT",
    "AgreedAction",
    "Attendance",
    "Brings",
    "CalendarEntry",
    "CalendarFeed",
    "Challenge",
    "Decision",
    "Declaration",
    "EarlierAgreement",
    "EarlierPassage",
    "Erratum",
    "Guest",
    "Invitee",
    "Item",
    "ItemKind",
    "Mark",
    "Meeting",
    "Nature",
    "Part",
    "Passage",
    "Preamble",
    "Referral",
    "Standing",
    "StandingItem",
]
