"""What we ask about figures."""

from safehold.govuk import forms
from safehold.measures.catalogue import DEFINITIONS
from safehold.measures.catalogue.sections import SECTIONS
from safehold.measures.definition import Definition
from safehold.measures.models import Prints


class Search(forms.Form):
    """Looks for measures by word, by code and by the part of the work that they belong to."""

    q = forms.CharField(label="Word or code", hint="Like ‘neglect’ or lado.contacts", required=False, max_length=100)
    section = forms.ChoiceField(
        label="Part of the work",
        choices=[("", "Any"), *SECTIONS.items()],
        widget=forms.Select,
        required=False,
    )

    def found(self) -> list[Definition]:
        """The definitions that have every word asked for, in their title, sentence or code, catalogue order kept."""
        words = self.cleaned_data["q"].casefold().split()
        section = self.cleaned_data["section"]
        return [
            found
            for found in DEFINITIONS
            if (not section or found.section == section) and all(word in said(found) for word in words)
        ]


def said(found: Definition) -> str:
    return f"{found.code} {found.title} {found.defines} {found.unit}".casefold()


class Deciding(forms.Form):
    """Which of two figures prints under a code, and why."""

    prints = forms.ChoiceField(
        label="Which figure prints from today?",
        called="Which figure prints",
        choices=Prints,
        item_hints={
            Prints.REPORTED.value: "What a partner or a publication said it was",
            Prints.COMPUTED.value: "What is worked out here, where it can be; where it cannot, the reported one still prints",
        },
        missing="Select which figure prints",
    )
    why = forms.TextField(
        label="Why?",
        called="The reason",
        missing="Say why this figure is to print",
        max_length=240,
        rows=3,
    )
