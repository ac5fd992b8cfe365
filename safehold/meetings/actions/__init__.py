"""What can be done: preparing a meeting, saying who was there, what was decided, and putting right what was wrong."""

from safehold.meetings.actions.attending import add_guest, declare, hold, record_attendance
from safehold.meetings.actions.deciding import agree_action, answer_challenge, challenge, decide
from safehold.meetings.actions.preparing import (
    add_item,
    add_standing_item,
    cancel,
    change_item,
    end_standing_item,
    issue,
    move_item,
    plan,
    rearrange,
    refer,
    take_up,
    withdraw_item,
)
from safehold.meetings.actions.recording import correct, enter_in_error, reinstate

__all__ = [
    "add_guest",
    "add_item",
    "add_standing_item",
    "agree_action",
    "answer_challenge",
    "cancel",
    "challenge",
    "change_item",
    "correct",
    "decide",
    "declare",
    "end_standing_item",
    "enter_in_error",
    "hold",
    "issue",
    "move_item",
    "plan",
    "rearrange",
    "record_attendance",
    "refer",
    "reinstate",
    "take_up",
    "withdraw_item",
]
