"""The messages about assurance, in the words they are sent in. None says what it is about."""

from safehold.records.outbox import Notice

ASKED = Notice(
    "assurance.asked",
    "A group asks for an answer",
    "{who} has submitted a group’s report that asks for something. The answer is due by {day}.",
)
CHASED = Notice(
    "assurance.chased",
    "A group waits for an answer",
    "{who} reminds you that a group’s report waits for an answer. It was due, or is due, by {day}.",
)
ANSWERED = Notice(
    "assurance.answered",
    "Your group has an answer",
    "{who} has answered what your group’s report asks for. Take the answer back to your group.",
)
