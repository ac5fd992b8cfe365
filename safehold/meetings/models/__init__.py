"""Meetings and their items, interests declared, who was there, and what was decided, challenged and agreed."""

from safehold.meetings.models.attendance import PRESENT, Attendance, Guest, Mark
from safehold.meetings.models.deciding import AgreedAction, Challenge, Decision, Standing
from safehold.meetings.models.interests import Declaration, Nature
from safehold.meetings.models.meetings import Item, ItemKind, Meeting, Referral, StandingItem

__all__ = [
    "PRESENT",
    "AgreedAction",
    "Attendance",
    "Challenge",
    "Decision",
    "Declaration",
    "Guest",
    "Item",
    "ItemKind",
    "Mark",
    "Meeting",
    "Nature",
    "Referral",
    "Standing",
    "StandingItem",
]
