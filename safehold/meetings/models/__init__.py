"""Meetings and their items, interests declared, and who was there."""

from safehold.meetings.models.attendance import PRESENT, Attendance, Guest, Mark
from safehold.meetings.models.interests import Declaration, Nature
from safehold.meetings.models.meetings import Item, ItemKind, Meeting, Referral, StandingItem

__all__ = [
    "PRESENT",
    "Attendance",
    "Declaration",
    "Guest",
    "Item",
    "ItemKind",
    "Mark",
    "Meeting",
    "Nature",
    "Referral",
    "StandingItem",
]
