"""A time of day, asked for."""

from datetime import time
from typing import Any

from safehold.govuk import forms
from safehold.meetings.times import read_time


class TimeField(forms.CharField):
    """A time of day, like 10:30 or 2pm."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"width": 10, "max_length": 10, "empty_value": None, **kwargs})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, time):
            return value
        text = super().to_python(value)
        if not text:
            return None
        try:
            return read_time(text)
        except ValueError as unread:
            raise forms.ValidationError(
                f"{self.called} must be a real time, like 10:30 or 2pm", code="invalid"
            ) from unread

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value

    def run_validators(self, value: Any) -> None:
        """The length was that of the words; there is nothing to ask of a time."""
