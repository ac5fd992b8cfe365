"""The fields: each is Django's of the same name, with our look and words (``TextField``, ``PasswordField``: texts)."""

from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from safehold.govuk.forms.look import Asked, literally


class CharField(Asked, forms.CharField):
    """One line of text."""

    def words(self, called: str) -> dict[str, str]:
        name = literally(called)
        return {
            "max_length": f"{name} must be {_written(self.max_length)} characters or less",
            "min_length": f"{name} must be {_written(self.min_length)} characters or more",
            "null_characters_not_allowed": f"{called} must not include characters that cannot be shown",
        }


class TextField(CharField):
    """Several lines of text. With ``max_length`` the characters left are counted."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        """Lines end as they do in files: browsers send them with a carriage return too."""
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if isinstance(text, str) else text


class PasswordField(CharField):
    """A password, taken as it was typed, shown on demand, never sent back."""

    widget = forms.PasswordInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"strip": False, "autocomplete": "current-password", **kwargs})


class EmailField(Asked, forms.EmailField):
    """An e-mail address."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"autocomplete": "email", "spellcheck": False, **kwargs})

    def words(self, called: str) -> dict[str, str]:
        return CharField.words(self, called)  # type: ignore[arg-type]

    def always(self) -> dict[str, str]:
        return {"invalid": "Enter an email address in the correct format, like name@example.com"}


class _Numeric(Asked):
    """What whole and decimal numbers share: limits, and thousands typed with commas or spaces."""

    min_value: Any
    max_value: Any

    def words(self, called: str) -> dict[str, str]:
        name = literally(called)
        return {
            "min_value": f"{name} must be {_written(self.min_value)} or more",
            "max_value": f"{name} must be {_written(self.max_value)} or less",
        }

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = "".join(value.split()).replace(",", "")
        return super().to_python(value)


class IntegerField(_Numeric, forms.IntegerField):
    """A whole number."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"inputmode": "numeric", **kwargs})

    def words(self, called: str) -> dict[str, str]:
        return super().words(called) | {"invalid": f"{called} must be a whole number, like 15"}


class DecimalField(_Numeric, forms.DecimalField):
    """A number that may have decimals."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"inputmode": "decimal", **kwargs})

    def words(self, called: str) -> dict[str, str]:
        name = literally(called)
        whole = (self.max_digits or 0) - (self.decimal_places or 0)
        return super().words(called) | {
            "invalid": f"{called} must be a number, like 12.5",
            "max_digits": f"{name} must have {_written(self.max_digits)} digits or fewer",
            "max_decimal_places": f"{name} must have {_written(self.decimal_places)} decimal places or fewer",
            "max_whole_digits": f"{name} must have {whole} digits or fewer before the decimal point",
        }


class _Choosing(Asked):
    """What fields of fixed answers share: an answer that was never offered counts as none."""

    def always(self) -> dict[str, str]:
        again = self.missing or "Select one of the answers shown"
        return {"invalid_choice": literally(again), "invalid_pk_value": literally(again), "invalid_list": again}


class ChoiceField(_Choosing, forms.ChoiceField):
    """One of a few answers, as radios; give ``widget=forms.Select`` where there are many."""

    widget = forms.RadioSelect


class MultipleChoiceField(_Choosing, forms.MultipleChoiceField):
    """Any of a few answers, as checkboxes."""

    widget = forms.CheckboxSelectMultiple


class ModelChoiceField(_Choosing, forms.ModelChoiceField):
    """One of the rows of a query, as a select; radios by ``widget=forms.RadioSelect``. ``told_apart`` names each row where
    its own name is not enough."""

    told_apart: Callable[[Any], str] | None = None

    def label_from_instance(self, obj: Any) -> str:
        return self.told_apart(obj) if self.told_apart else super().label_from_instance(obj)


class ModelMultipleChoiceField(_Choosing, forms.ModelMultipleChoiceField):
    """Any of the rows of a query, as checkboxes."""

    widget = forms.CheckboxSelectMultiple


class BooleanField(Asked, forms.BooleanField):
    """One box to tick. Where it must be ticked, ``missing`` says what for."""


class FileField(Asked, forms.FileField):
    """One file. ``max_size`` is in bytes; ``suffixes`` are those allowed, such as ``("csv", "xlsx")``.

    What a file really is, is found out where it is kept: a name proves nothing.
    """

    widget = forms.FileInput

    def __init__(self, *, max_size: int | None = None, suffixes: Sequence[str] = (), **kwargs: Any) -> None:
        self.max_size = max_size
        self.suffixes = tuple(suffixes)
        super().__init__(**kwargs)
        if suffixes:
            self.widget.attrs["accept"] = ",".join(f".{suffix}" for suffix in suffixes)

    def always(self) -> dict[str, str]:
        again = "The selected file could not be uploaded. Select it again"
        return {
            "invalid": again,
            "missing": again,
            "empty": "The selected file is empty",
            "contradiction": "Select a file, or remove the one that is there, but not both",
            "max_length": f"The name of the selected file must be {_written(self.max_length)} characters or less",
        }

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if data and file is not initial:
            if self.max_size is not None and file.size > self.max_size:
                raise ValidationError(f"The selected file must be smaller than {_size(self.max_size)}", code="too_big")
            if self.suffixes and PurePath(file.name).suffix.lower().lstrip(".") not in self.suffixes:
                raise ValidationError(f"The selected file must be {_one_of(self.suffixes)}", code="wrong_type")
        return file


def _written(limit: Any) -> str:
    return "" if limit is None else f"{limit:,}"


def _size(count: int) -> str:
    return f"{count // (1024 * 1024)}MB" if count >= 1024 * 1024 else f"{count // 1024}KB"


def _one_of(suffixes: Sequence[str]) -> str:
    *others, last = (suffix.upper() for suffix in suffixes)
    return f"a {', '.join(others)} or {last}" if others else f"a {last}"
