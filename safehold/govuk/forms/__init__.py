"""Forms: ordinary Django, drawn by the Design System's official macros, speaking in its voice.

``from safehold.govuk import forms``, then ``forms.Form`` and the fields below. A field says what it asks (``label``),
what to do when nothing was entered (``missing="Enter the date it was decided"``) and, where the label is a question,
what the answer is ``called``, from which every other message is made: "Date decided must be a real date".
"""

from django.core.exceptions import ValidationError
from django.forms import CheckboxSelectMultiple, HiddenInput, RadioSelect, Select, Textarea

from safehold.govuk.forms.base import BoundField, Form, Renderer
from safehold.govuk.forms.days import DateField, DateInput, TypedDay
from safehold.govuk.forms.errors import differences, error_prefix, error_summary, missing_messages
from safehold.govuk.forms.fields import (
    BooleanField,
    CharField,
    ChoiceField,
    DecimalField,
    EmailField,
    FileField,
    IntegerField,
    ModelChoiceField,
    ModelMultipleChoiceField,
    MultipleChoiceField,
    PasswordField,
    TextField,
)
from safehold.govuk.forms.look import Look

__all__ = [
    "BooleanField",
    "BoundField",
    "CharField",
    "CheckboxSelectMultiple",
    "ChoiceField",
    "DateField",
    "DateInput",
    "DecimalField",
    "EmailField",
    "FileField",
    "Form",
    "HiddenInput",
    "IntegerField",
    "Look",
    "ModelChoiceField",
    "ModelMultipleChoiceField",
    "MultipleChoiceField",
    "PasswordField",
    "RadioSelect",
    "Renderer",
    "Select",
    "TextField",
    "Textarea",
    "TypedDay",
    "ValidationError",
    "differences",
    "error_prefix",
    "error_summary",
    "missing_messages",
]
