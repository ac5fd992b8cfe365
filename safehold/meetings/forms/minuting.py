"""What is asked of minutes."""

from typing import Any

from django.db.models import QuerySet

from safehold.govuk import forms


class Passage(forms.Form):
    """What the minutes say under an item."""

    words = forms.TextField(
        label="What do the minutes say?",
        hint="An empty line begins a new paragraph. Decisions, challenges, actions and interests are added by themselves",
        called="What the minutes say",
        required=False,
        max_length=20_000,
        rows=15,
    )


class Agree(forms.Form):
    """At which meeting the minutes were agreed."""

    at = forms.ModelChoiceField(
        label="Which meeting agreed them?",
        missing="Choose the meeting that agreed them",
        queryset=None,
        empty_label="Choose a meeting",
    )

    def __init__(self, *args: Any, meetings: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("at", meetings)


class PutRight(forms.Form):
    """What agreed minutes should have said."""

    words = forms.TextField(
        label="What is put right?",
        hint="The minutes stay as they were agreed. This stands under them, with the date",
        missing="Enter what is put right",
        called="What is put right",
        max_length=2000,
        rows=4,
    )
