"""What the pages of a report ask."""

from typing import Any

from safehold.govuk import forms
from safehold.measures.catalogue import BY_CODE
from safehold.publications.document.parse import parse
from safehold.publications.models import Profile


class Begin(forms.Form):
    """A new annual report."""

    title = forms.CharField(
        label="Title", missing="Enter the title of the report", max_length=160, initial="Annual report"
    )
    period = forms.CharField(
        label="Which year is it about?",
        missing="Enter the year it is about",
        max_length=24,
        hint="For example, 2020-21",
        called="Year",
    )
    geography = forms.ChoiceField(label="Which area is it about?", missing="Choose the area it is about")
    wider_geography = forms.ChoiceField(
        label="Which wider area is it compared with?", required=False, hint="For example, the police force’s area"
    )
    profile = forms.ChoiceField(
        label="Who is it for?", missing="Choose who it is for", choices=Profile.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, areas: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(area, area) for area in areas]
        self.fields["geography"].choices = [("", "Choose an area"), *choices]  # type: ignore[attr-defined]
        self.fields["wider_geography"].choices = [("", "No comparison"), *choices]  # type: ignore[attr-defined]


class Write(forms.Form):
    """The words of a section. ``insert`` picks a figure by its code and puts a reference to it at the end of the words."""

    words = forms.TextField(
        label="Words", required=False, rows=24, hint="Markdown. Figures, tables and charts are references to data."
    )
    insert = forms.CharField(
        label="Insert a figure", required=False, max_length=100, hint="Start typing a code, like lado.contacts"
    )

    def clean_insert(self) -> str:
        code = self.cleaned_data["insert"].strip().lower()
        if code and code not in BY_CODE:
            raise forms.ValidationError(f"There is no figure called {code}")
        return code

    def clean_words(self) -> str:
        words = self.cleaned_data["words"].replace("\r\n", "\n")
        if errors := [problem for problem in parse(words).problems if problem.severity == "error"]:
            raise forms.ValidationError([str(problem) for problem in errors])
        return words


class Why(forms.Form):
    """A reason."""

    why = forms.TextField(label="Why?", missing="Enter the reason", rows=4, max_length=240)


class ShowSmall(forms.Form):
    """A reason to show small numbers."""

    why = forms.TextField(
        label="Why may small numbers be shown?", missing="Enter why small numbers may be shown", rows=3, max_length=240,
        hint="It is printed on the cover. Whoever publishes the report decides it with the rest.", called="Reason",
    )  # fmt: skip


class Confirm(forms.Form):
    """Nothing to answer: the button is the answer."""
