"""What can be done with templates, letters and copies."""

from safehold.letters.actions.letters import (
    begin,
    change_words,
    discard,
    look,
    make_proof,
    readdress,
    replace,
    send,
    withdraw,
)
from safehold.letters.actions.redacting import (
    begin_copy,
    copy_letter,
    finish,
    look_at_copy,
    put_back,
    release,
    remove,
    send_back,
    withdraw_copy,
)
from safehold.letters.actions.templates import add_template, add_version, approve, correct, retire

__all__ = [
    "add_template",
    "add_version",
    "approve",
    "begin",
    "begin_copy",
    "change_words",
    "copy_letter",
    "correct",
    "discard",
    "finish",
    "look",
    "look_at_copy",
    "make_proof",
    "put_back",
    "readdress",
    "release",
    "remove",
    "replace",
    "retire",
    "send",
    "send_back",
    "withdraw",
    "withdraw_copy",
]
