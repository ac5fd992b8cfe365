"""The messages about a report, in the words they are sent in. None says what the report says, or why."""

from safehold.records.outbox import Notice

SENT_BACK = Notice(
    "publications.sent_back",
    "A report was sent back to be changed",
    "{who} sent back, on {day}, a report that you had asked to have approved. The reason is there to read when you sign in.",
)
