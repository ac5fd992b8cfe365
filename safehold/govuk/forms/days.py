"""A day in three boxes, as the Design System asks for it: what was typed is kept, and the wrong box is pointed at."""

import calendar
import re
from datetime import date
from typing import Any, Literal, NamedTuple

from django import forms
from django.core.exceptions import ValidationError

from safehold.govuk.forms.look import Asked, literally

PARTS = ("day", "month", "year")
MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr, ("", *[""] * 8, "Sept"))
    for number, name in enumerate(names)
    if name
}
FIRST_YEAR, LAST_YEAR = 1900, 2100


class TypedDay(NamedTuple):
    """What was typed into the three boxes, whether or not it is a day."""

    day: str = ""
    month: str = ""
    year: str = ""


class DateInput(forms.Widget):
    """Three boxes named ``<name>-day``, ``<name>-month`` and ``<name>-year``."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> TypedDay:
        typed = TypedDay(*(str(data.get(f"{name}-{part}") or "").strip() for part in PARTS))
        # a whole date pasted into the first box
        pasted = re.split(r"[\s/.\-]+", typed.day) if typed.day and not (typed.month or typed.year) else ()
        return TypedDay(*pasted) if len(pasted) == 3 else typed

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not any(f"{name}-{part}" in data for part in PARTS)

    def format_value(self, value: Any) -> TypedDay:
        if isinstance(value, date):
            return TypedDay(str(value.day), str(value.month), str(value.year))
        return value if isinstance(value, TypedDay) else TypedDay()

    def id_for_label(self, id_: str, index: Any = None) -> str:
        return f"{id_}-day" if id_ else id_

    def use_required_attribute(self, initial: Any) -> bool:
        return False


class DateField(Asked):
    """A day. Months may be words; years have four digits.

    ``must_be`` holds it against the ``on`` that the form was given, so that nothing here reads the clock.
    """

    widget = DateInput

    def __init__(
        self,
        *,
        must_be: Literal["", "in the past", "today or in the past", "in the future", "today or in the future"] = "",
        **kwargs: Any,
    ) -> None:
        self.must_be = must_be
        super().__init__(**{"hint": "For example, 27 3 2021", **kwargs})

    def words(self, called: str) -> dict[str, str]:
        name = literally(called)
        return {
            "incomplete": f"{name} must include a %(absent)s",
            "unreal": f"{name} must be a real date",
            "short_year": "Year must include 4 numbers",
            "out_of_reach": f"{name} must be between {FIRST_YEAR} and {LAST_YEAR}",
            "wrong_side": f"{name} must be {self.must_be}",
        }

    def always(self) -> dict[str, str]:
        return {code: message.lstrip() for code, message in DateField.words(self, "The date").items()}

    def to_python(self, value: Any) -> date | None:
        if value is None or isinstance(value, date):
            return value
        typed = value if isinstance(value, TypedDay) else TypedDay()
        if not any(typed):
            return None
        absent = [part for part, text in zip(PARTS, typed, strict=True) if not text]
        if absent:
            raise self._wrong("incomplete", *absent)
        day, month, year = _number(typed.day), _month(typed.month), _number(typed.year)
        unreal = [part for part, number, most in (("day", day, 31), ("month", month, 12)) if not 1 <= number <= most]
        if unreal:
            raise self._wrong("unreal", *unreal)
        if not re.fullmatch(r"\d{4}", typed.year, re.ASCII):
            raise self._wrong("short_year", "year")
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise self._wrong("out_of_reach", "year")
        try:
            return date(year, month, day)
        except ValueError:
            raise self._wrong("unreal", "day") from None

    def check_against(self, value: date | None, on: date | None) -> None:
        """Hold a day against today, as ``must_be`` says.

        Raises ``ValidationError``, and ``TypeError`` where the form was given no ``on``.
        """
        if value is None or not self.must_be:
            return
        if on is None:
            raise TypeError("A form with a date that must be in the past or future is given on=")
        allowed = ("today" in self.must_be and value == on) or (value < on if "past" in self.must_be else value > on)
        if not allowed:
            raise self._wrong("wrong_side", *PARTS)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True

    def _wrong(self, code: str, *parts: str) -> ValidationError:
        absent = " and ".join(parts)
        return ValidationError(self.error_messages[code], code=code, params={"parts": parts, "absent": absent})


def _number(text: str) -> int:
    """A number of up to four plain digits; otherwise nought, which no day, month or year is."""
    return int(text) if re.fullmatch(r"\d{1,4}", text, re.ASCII) else 0


def _month(text: str) -> int:
    return MONTHS.get(text.lower().rstrip("."), 0) or _number(text)
