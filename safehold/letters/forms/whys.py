"""What every decision asks, and what asks nothing."""

from safehold.govuk import forms


class Confirm(forms.Form):
    """Nothing is asked: the button is the answer."""


class Why(forms.Form):
    """Why something is ended."""

    why = forms.TextField(
        label="Why?",
        hint="Everyone who sees it will read this, with your name.",
        missing="Enter the reason",
        called="The reason",
        max_length=500,
        rows=4,
    )
