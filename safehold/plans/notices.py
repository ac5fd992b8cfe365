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
