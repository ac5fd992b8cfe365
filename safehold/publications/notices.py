"""The messages about a report, in the words they are sent in. None says what the report says, or why."""

from safehold.records.outbox import Notice

SENT_BACK = Notice(
    "publications.sent_back",
    "A report was sent back to be changed",
    "{who} sent back, on {day}, a report that you had asked to have approved. The reason is there to read when you sign in.",
)

TO_CHANGE = Notice(
    "publications.section_to_change",
    "A section that you write is to be changed",
    "{who} sent back, on {day}, a report with a section that you write and that is to be changed. The reason is there to"
    " read when you sign in.",
)
