"""What several pages ask."""

from typing import Any

from safehold.govuk import forms


class Why(forms.Form):
    """A reason."""

    why = forms.TextField(label="Why?", missing="Enter the reason", called="The reason", max_length=1000, rows=4)


class Confirm(forms.Form):
    """Nothing to answer: the button is the answer."""


class Note(forms.Form):
    """Something to put beside what stays as it is."""

    words = forms.TextField(
        label="What is put right or added?",
        hint="What was said before stays. This stands beside it, with your name and today’s date",
        missing="Enter what is put right or added",
        called="The note",
        max_length=2000,
        rows=4,
    )


def group_field(label: str, missing: str, **facts: Any) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        **{"label": label, "missing": missing, "queryset": None, "empty_label": "Choose a group"} | facts
    )


def agency_field(label: str, missing: str, **facts: Any) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        **{"label": label, "missing": missing, "queryset": None, "empty_label": "Choose an agency"} | facts
    )
