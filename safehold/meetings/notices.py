"""The messages about meetings, in the words they are sent in. None says of which group, or what about."""

from safehold.records.outbox import Notice

INVITED = Notice(
    "meetings.invited",
    "You are invited to a meeting",
    "{who} invites you to a meeting on {day}. An entry for your calendar comes with this message.",
)
CHANGED = Notice(
    "meetings.changed",
    "A meeting that you were invited to has changed",
    "{who} has changed when or where a meeting is held. It is on {day}. The entry that comes with this message replaces the"
    " one in your calendar.",
)
CANCELLED = Notice(
    "meetings.cancelled",
    "A meeting that you were invited to is cancelled",
    "{who} has cancelled the meeting on {day}. The entry that comes with this message takes it out of your calendar.",
)
