"""Setting out, writing, checking, submitting and publishing."""

from safehold.publications.actions.approval import (
    accept_finding,
    ask_to_show_small_numbers,
    publish,
    send_back,
    submit,
    take_acceptance_back,
)
from safehold.publications.actions.covering import (
    choose_call,
    name_place,
    say_duties,
    sign_gap,
    take_place_off,
    withdraw_gap,
)
from safehold.publications.actions.writing import (
    add_section,
    add_table,
    add_term,
    begin,
    change_section,
    finish,
    hand_over_sections,
    move_section,
    put_section_back,
    remove_section,
    write,
)

__all__ = [
    "accept_finding",
    "add_section",
    "add_table",
    "add_term",
    "ask_to_show_small_numbers",
    "begin",
    "change_section",
    "choose_call",
    "finish",
    "hand_over_sections",
    "move_section",
    "name_place",
    "publish",
    "put_section_back",
    "remove_section",
    "say_duties",
    "send_back",
    "sign_gap",
    "submit",
    "take_acceptance_back",
    "take_place_off",
    "withdraw_gap",
    "write",
]
