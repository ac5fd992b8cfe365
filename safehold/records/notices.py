"""The messages that records send, in the words they are sent in. None says what a record is about."""

from safehold.records.outbox import Notice

ACCESS_ASKED = Notice(
    "records.access_asked",
    "Someone has asked to see a record",
    "{who} of {agency} has asked to see a record that you are in charge of. Decide whether to let them in.",
)
ACCESS_GRANTED = Notice(
    "records.access_granted",
    "You can now see the record you asked for",
    "{who} has agreed to your request to see a record. You can open it from {day}.",
)
ACCESS_REFUSED = Notice(
    "records.access_refused",
    "Your request to see a record was decided",
    "{who} has decided not to let you see the record you asked for. The reason is there to read when you sign in.",
)
EMERGENCY_TAKEN = Notice(
    "records.emergency_taken",
    "Someone took emergency access to a record",
    "{who} of {agency} took emergency access to a record that you are in charge of, until {until}. Review it.",
)
LET_IN = Notice(
    "records.let_in",
    "You have been let into a record",
    "{who} has let you into a record until {until}. Someone else will review this.",
)
SEALED = Notice(
    "records.sealed",
    "A record was sealed",
    "{who} has sealed a record that you are in charge of. Only those in its circle can open it.",
)
UNSEALED = Notice(
    "records.unsealed",
    "A record was unsealed",
    "{who} has unsealed a record that you are in charge of.",
)
ADDED = Notice(
    "records.circle_joined",
    "You have been given a record to work on",
    "{who} has added you to those who work on a record, from {day}.",
)
SEALED_TRIED = Notice(
    "records.sealed_tried",
    "Someone tried to open a sealed record",
    "{who} tried on {day} to open a sealed record that you are in charge of. They were told that there is no such record."
    " Decide whether to speak to them.",
)
