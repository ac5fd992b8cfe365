"""The messages about what has to be taken out, in the words they are sent in. None says whose words, what they are or why."""

from safehold.records.outbox import Notice

TAKE_OUT = Notice(
    "voice.take_out",
    "Something has to be taken out of a record",
    "Something that you put into a record may no longer be used, and has to be taken out of it. It stays on the list of what"
    " waits for you until you say that this was done.",
)
SEE_TO_IT = Notice(
    "voice.see_to_it",
    "Something that you keep may no longer be used",
    "Something that you keep may no longer be used, and stands in other records: {number}. Whoever put it there has been told to"
    " take it out. It stays on the list of what waits for you until this was done.",
)
