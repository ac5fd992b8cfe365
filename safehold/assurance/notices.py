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
DISAGREES = Notice(
    "assurance.disagrees",
    "Something waits for an answer of yours",
    "{who} of {agency} has put something to you that needs an answer, within a time limit.",
)
CAME_BEFORE = Notice(
    "assurance.came_before",
    "Something has come before you",
    "{who} has brought something before you that needs a decision, within a time limit.",
)
SAID = Notice(
    "assurance.said",
    "Something of yours was answered",
    "{who} has answered something that you raised.",
)
