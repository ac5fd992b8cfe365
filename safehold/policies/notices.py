"""The messages about policies, in the words they are sent in. None says which policy."""

from safehold.records.outbox import Notice

DUE = Notice(
    "policies.review_due",
    "A policy that you keep is due for review",
    "A policy that you keep has to be reviewed by {day}. Once that is recorded, no more reminders come.",
)
OVERDUE = Notice(
    "policies.review_overdue",
    "A policy that you keep is overdue for review",
    "A policy that you keep had to be reviewed by {day}. Review it, or record why that is put off. This is the last reminder"
    " that comes by itself.",
)
ASKED = Notice(
    "policies.consulted",
    "Your agency is asked about a draft policy",
    "{who} asks {agency} about a draft policy. Answer by {day}.",
)
TO_CONFIRM = Notice(
    "policies.to_confirm",
    "Something that your group decided waits for you to confirm it",
    "{who} has written down how a question is answered under a policy, as decided by a group that you chair or that answers to"
    " yours. It holds once you have confirmed it.",
)
TURNED_DOWN = Notice(
    "policies.turned_down",
    "Something that you wrote down was not confirmed",
    "{who} has not confirmed an answer that you wrote down under a policy. The reason is there to read.",
)
