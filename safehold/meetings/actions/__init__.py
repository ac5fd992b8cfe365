"""What can be done: preparing a meeting, saying who was there, what was decided, and the minutes."""

from safehold.meetings.actions.attending import add_guest, declare, hold, record_attendance
from safehold.meetings.actions.calendars import invite, make_feed, read_feed, revoke_feed
from safehold.meetings.actions.cases import agree_with_case, invite_to, plan_about, say_done, take_place_away
from safehold.meetings.actions.deciding import agree_action, answer_challenge, challenge, decide
from safehold.meetings.actions.minuting import (
    agree_as_chair,
    agree_minutes,
    draft_minutes,
    put_right,
    take_back,
    write_passage,
)
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
    "agree_as_chair",
    "agree_minutes",
    "agree_with_case",
    "answer_challenge",
    "cancel",
    "challenge",
    "change_item",
    "correct",
    "decide",
    "declare",
    "draft_minutes",
    "end_standing_item",
    "enter_in_error",
    "hold",
    "invite",
    "invite_to",
    "issue",
    "make_feed",
    "move_item",
    "plan",
    "plan_about",
    "put_right",
    "read_feed",
    "rearrange",
    "record_attendance",
    "refer",
    "reinstate",
    "revoke_feed",
    "say_done",
    "take_back",
    "take_place_away",
    "take_up",
    "withdraw_item",
    "write_passage",
]
