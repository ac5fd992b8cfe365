"""What can be done: preparing a meeting, saying who was there, and putting right what was recorded wrongly."""

from safehold.meetings.actions.attending import add_guest, declare, hold, record_attendance
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
    "cancel",
    "change_item",
    "correct",
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
