"""The message that a letter can be read here. It does not say what the letter is about."""

from safehold.records.outbox import Notice

LETTER = Notice(
    "letters.sent",
    "There is a letter for you to read",
    "{who} of {agency} has sent you a letter. It is there to read when you sign in.",
)
