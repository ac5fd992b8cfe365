"""The messages about what partners send, in the words they are sent in. None says what is in a file."""

from safehold.records.outbox import Notice

READ = Notice(
    "imports.read",
    "A file that you sent has been read",
    "The file that you sent for {agency} on {sent} has been read. Rows: {rows}. Problems to put right: {problems}."
    " Nothing in it counts until it is accepted.",
)
WAITS = Notice(
    "imports.waits",
    "Figures are waiting and will be discarded",
    "Figures that were sent for {agency} on {sent} have not been accepted. If nobody accepts them by {until}, they are"
    " discarded after that day, with their file and everything read from it. If they had problems, put these right in"
    " your own file and send it again.",
)
