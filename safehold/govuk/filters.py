"""How a value is written on a page: days, times, numbers and counted things."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from markupsafe import Markup, escape

NOT_PROVIDED = "Not provided"


def provided(value: Any) -> Any:
    """The value itself, or "Not provided" for ``None`` and empty text. Nought is an answer."""
    return NOT_PROVIDED if value is None or value == "" else value


def in_lines(value: Any) -> Any:
    """Text as its writer broke it into lines, its email addresses breakable; anything else as it is."""
    if not isinstance(value, str) or hasattr(value, "__html__"):
        return value
    return (
        Markup("<br>").join(map(breakable, value.strip().splitlines())) if "\n" in value.strip() else breakable(value)
    )


EMAIL = re.compile(r"[^\s@<>&;,]+@[^\s@<>&;,]+\.[^\s@<>&;,]+")


def breakable(value: Any) -> Any:
    """Text whose email addresses may break after their @ and dots where the page is narrow; anything else as it is."""
    if not isinstance(value, str) or hasattr(value, "__html__") or "@" not in value:
        return value
    # the text was escaped before, and what is put in is our own
    return Markup(EMAIL.sub(lambda found: re.sub(r"([@.])", r"\1<wbr>", found[0]), str(escape(value))))  # noqa: S704


def day(value: date | None) -> str:
    """A day in words, like 27 March 2021. A moment is told by the clocks of the United Kingdom."""
    if value is None:
        return NOT_PROVIDED
    if isinstance(value, datetime):
        value = _here(value)
    return f"{value.day} {value:%B %Y}"


def day_and_time(value: date | None) -> str:
    """A moment, like 27 March 2021 at 2:05pm. A bare day has no time, and is never given one."""
    if not isinstance(value, datetime):
        return day(value)
    value = _here(value)
    if value.minute == 0 and value.hour in (0, 12):
        time = "midnight" if value.hour == 0 else "midday"
    else:
        minutes = f":{value:%M}" if value.minute else ""
        time = f"{value.hour % 12 or 12}{minutes}{'am' if value.hour < 12 else 'pm'}"
    return f"{day(value)} at {time}"


def number(value: int | Decimal | None) -> str:
    """A number with its thousands marked, like 1,040, and a true minus sign."""
    if value is None:
        return NOT_PROVIDED
    return f"{value:,}".replace("-", "−")


def plural(count: int, one: str, many: str = "") -> str:
    """A count with its noun: 1 case, 1,040 cases. ``many`` is for nouns that do not add an s."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def _here(moment: datetime) -> datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def shortened(words: str, most: int = 100) -> str:
    """The beginning of some words on one line, cut between two of them."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]}…"
