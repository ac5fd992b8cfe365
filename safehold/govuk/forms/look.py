"""How a field is drawn and what it says, beside what Django's fields know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Literal

from django.forms import Field


@dataclass(frozen=True, slots=True)
class Look:
    """How a field is drawn, where that differs from the plainest way.

    ``heading`` makes the label the page's h1. ``width`` is in characters: 2, 3, 4, 5, 10, 20 or 30. ``reveals`` names
    the fields that an answer brings with it: they are asked, and must be answered, only when it is chosen.
    ``exclusive`` is the answer that rules out all others ("None of these").
    """

    heading: bool = False
    label_size: Literal["", "s", "m", "l"] = "s"
    width: int | None = None
    prefix: str = ""
    suffix: str = ""
    autocomplete: str = ""
    inputmode: str = ""
    spellcheck: bool | None = None
    rows: int = 5
    inline: bool = False
    small: bool = False
    item_hints: Mapping[str, str] = field(default_factory=dict)
    reveals: Mapping[str, Sequence[str]] = field(default_factory=dict)
    exclusive: str = ""


LOOKS = frozenset(each.name for each in fields(Look))
PLAIN = Look()


class Asked(Field):
    """What each of our fields adds to Django's: a look, and messages in the voice of the Design System.

    ``missing`` is shown where nothing was entered. ``called`` names the answer in all other messages; it is the label,
    unless the label is a question.
    """

    def __init__(self, *args: Any, hint: str = "", missing: str = "", called: str = "", **kwargs: Any) -> None:
        self.look = Look(**{name: kwargs.pop(name) for name in LOOKS & kwargs.keys()})
        label = str(kwargs.get("label") or "")
        self.missing = missing
        self.called = called or ("" if label.endswith("?") else label)
        given = kwargs.pop("error_messages", None) or {}
        if missing:
            given = {"required": missing, **given}
        if hint:
            kwargs["help_text"] = hint
        super().__init__(*args, **kwargs)
        self.error_messages |= {**self.always(), **(self.words(self.called) if self.called else {}), **given}

    def words(self, called: str) -> dict[str, str]:
        """The messages that name the answer, by Django's code for each. Limits are written in, thousands marked."""
        return {}

    def always(self) -> dict[str, str]:
        """The messages that need no name."""
        return {}


def literally(words: str) -> str:
    """Words for a message that Django will fill in with ``%``: a per cent sign in them stays one."""
    return words.replace("%", "%%")
