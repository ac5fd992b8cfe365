"""What the pages of search ask."""

from typing import Any

from safehold.govuk import forms


class Narrow(forms.Form):
    """What was typed into the box, and the one kind that it should be narrowed to."""

    q = forms.CharField(label="Search", required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label="Kind", required=False, widget=forms.Select)

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("kind", [("", "Any kind"), *kinds])
