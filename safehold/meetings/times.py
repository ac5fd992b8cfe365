"""Times of day, read as people write them and written as pages have them."""

import re
from datetime import time

TYPED = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm|noon)?", re.IGNORECASE)
HALF_DAY = 12


def read_time(words: str) -> time:
    """The time that ``words`` say: 14:00, 2pm, 10.30am. ``ValueError`` where they say none."""
    found = TYPED.fullmatch(words.strip())
    if found is None:
        raise ValueError(words)
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half:
        if not 1 <= hour <= HALF_DAY:
            raise ValueError(words)
        hour = hour % HALF_DAY + (HALF_DAY if half in ("pm", "noon") else 0)
    elif found[2] is None:
        raise ValueError(words)
    return time(hour, minute)


def written(value: time) -> str:
    """A time as pages have it: 2pm, 10:30am, midday."""
    if (value.hour, value.minute) in ((0, 0), (HALF_DAY, 0)):
        return "midday" if value.hour else "midnight"
    minutes = f":{value.minute:02d}" if value.minute else ""
    return f"{value.hour % HALF_DAY or HALF_DAY}{minutes}{'am' if value.hour < HALF_DAY else 'pm'}"
