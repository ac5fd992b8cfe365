"""What may be filled into a letter about a meeting. Who may not see an item reads nothing of it: items are no fields."""

from safehold.letters.sources import Field, LetterKind

MEETING = LetterKind(
    kind="meetings.meeting",
    words="A meeting",
    fields=(
        Field("meeting.group", "The group that meets", "Quality and performance", lambda one: one.group),
        Field("meeting.day", "The day of the meeting", "12 May 2021", lambda one: one.meets_on),
        Field("meeting.begins", "When it begins", "10:00", lambda one: f"{one.starts_at:%H:%M}"),
        Field("meeting.ends", "When it ends", "12:00", lambda one: one.ends_at and f"{one.ends_at:%H:%M}"),
        Field("meeting.place", "Where it is held", "Committee room 2, Westmere", lambda one: one.place),
        Field("meeting.papers_due", "The day by which papers are sent", "5 May 2021", lambda one: one.papers_due_on),
    ),
)
