"""What the pages about asks ask: of whoever asks, and of whoever answers."""

from safehold.asks.forms.answering import AnswerOne, Attach, Delegate, FilterInbox, GiveBack, NilReturn, Refusal
from safehold.asks.forms.asking import (
    Bodies,
    Confirm,
    FilterAsked,
    FilterCalls,
    Keeper,
    MoreTime,
    Prepare,
    QueryReply,
    Questions,
    SendLink,
    Why,
    WhyRevoked,
)

__all__ = [
    "AnswerOne",
    "Attach",
    "Bodies",
    "Confirm",
    "Delegate",
    "FilterAsked",
    "FilterCalls",
    "FilterInbox",
    "GiveBack",
    "Keeper",
    "MoreTime",
    "NilReturn",
    "Prepare",
    "QueryReply",
    "Questions",
    "Refusal",
    "SendLink",
    "Why",
    "WhyRevoked",
]
