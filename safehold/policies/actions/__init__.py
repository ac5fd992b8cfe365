"""What can be done: a policy begun, a version written, consulted on, approved and put in force, a question answered under it."""

from safehold.policies.actions.consulting import (
    answer,
    ask_about,
    assess,
    close_consultation,
    pass_over,
    settle,
)
from safehold.policies.actions.deciding import (
    adopt,
    approve,
    discard,
    record_approval,
    take_effect,
    withdraw,
)
from safehold.policies.actions.interpreting import end, interpret, replace, tie
from safehold.policies.actions.keeping import (
    begin,
    bind,
    correct,
    enter_in_error,
    hand_over_policies,
    keep,
    reinstate,
    remind,
    review,
)
from safehold.policies.actions.writing import attach, bring_in, draft, write

__all__ = [
    "adopt",
    "answer",
    "approve",
    "ask_about",
    "assess",
    "attach",
    "begin",
    "bind",
    "bring_in",
    "close_consultation",
    "correct",
    "discard",
    "draft",
    "end",
    "enter_in_error",
    "hand_over_policies",
    "interpret",
    "keep",
    "pass_over",
    "record_approval",
    "reinstate",
    "remind",
    "replace",
    "review",
    "settle",
    "take_effect",
    "tie",
    "withdraw",
    "write",
]
