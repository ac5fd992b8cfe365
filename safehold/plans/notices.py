"""The messages about actions, in the words they are sent in. None says what is to be done."""

from safehold.records.outbox import Notice

DUE = Notice(
    "plans.due",
    "An action that you lead is due soon",
    "An action that {agency} undertook is due on {day}. When it is done, say so and give the evidence.",
)
OVERDUE = Notice(
    "plans.overdue",
    "An action that you lead is overdue",
    "An action that {agency} undertook was due on {day}, and no evidence has been given. Give the evidence, or ask the"
    " group that receives it to agree to another date.",
)
QUARTER_ENDS = Notice(
    "plans.quarter_ends",
    "Say how far your actions are before the quarter ends",
    "A quarter ends on {day}. Nobody has said yet how far these actions that you lead are: {number}. Say it before the"
    " quarter is closed.",
)
QUARTER_ENDED = Notice(
    "plans.quarter_ended",
    "A quarter has ended and your actions have no update",
    "A quarter ended on {day}. Nobody has said how far these actions that you lead were: {number}. Say it before the quarter"
    " is closed: the report to the Executive names those without a word.",
)
