"""What is asked about letters."""

from typing import Any

from django.db.models import Q, QuerySet

from safehold.govuk import forms
from safehold.letters.lifecycle import Status
from safehold.letters.models import How

AGENCY, PERSON = "agency", "person"


class Addressed(forms.Form):
    """What a letter is about, whom it is for, and their address."""

    title = forms.CharField(
        label="What is the letter about, in one line?",
        missing="Enter what the letter is about",
        called="What the letter is about",
        max_length=160,
    )

    to = forms.ChoiceField(
        label="Whom is it for?",
        missing="Select whom it is for",
        choices=[(AGENCY, "An agency"), (PERSON, "Somebody who has an account")],
        widget=forms.RadioSelect,
        reveals={AGENCY: ["agency"], PERSON: ["person"]},
    )
    agency = forms.ModelChoiceField(
        label="Which agency?",
        missing="Choose the agency",
        called="The agency",
        queryset=None,
        empty_label="Choose an agency",
    )
    person = forms.ModelChoiceField(
        label="Who?", missing="Choose the person", called="The person", queryset=None, empty_label="Choose somebody"
    )
    address = forms.TextField(
        label="Their address (optional)",
        hint="Only if the template prints it",
        called="The address",
        required=False,
        max_length=500,
        rows=4,
    )

    def __init__(self, *args: Any, agencies: QuerySet, people: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("agency", agencies)
        self.offer("person", people)


class Begin(Addressed):
    """Of which template, to whom, and about what."""

    field_order = ("version", "to", "agency", "person", "address", "title")

    version = forms.ModelChoiceField(
        label="Which template?",
        missing="Choose the template",
        called="The template",
        queryset=None,
        empty_label="Choose a template",
    )

    def __init__(self, *args: Any, versions: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("version", versions, called=lambda each: each.template.title)


class Readdress(Addressed):
    """What it is about, whom it is for and their address; once a proof was made, why it is changed."""

    why = forms.TextField(
        label="Why is it changed?",
        hint="A proof was made already. It is kept, and another is made and read before the letter is sent",
        missing="Enter the reason",
        called="The reason",
        max_length=500,
        rows=3,
    )

    def __init__(self, *args: Any, to_another: bool, elsewhere: bool, proved: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gone = [*(() if to_another else ("to", "agency", "person")), *(() if elsewhere else ("address",))]
        for name in [*gone, *(() if proved else ("why",))]:
            del self.fields[name]


class Replace(forms.Form):
    """Of which template, and about what. It goes to the same."""

    version = forms.ModelChoiceField(
        label="Which template?",
        missing="Choose the template",
        called="The template",
        queryset=None,
        empty_label="Choose a template",
    )
    title = forms.CharField(
        label="What is the letter about, in one line?",
        missing="Enter what the letter is about",
        called="What the letter is about",
        max_length=160,
    )

    def __init__(self, *args: Any, versions: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("version", versions, called=lambda each: each.template.title)


class ChangeWords(forms.Form):
    words = forms.TextField(
        label="What the letter says",
        hint="Leave an empty line between two paragraphs. Tables, and what stands at the head and foot of its pages, stay as"
        " the template has them.",
        missing="Enter what the letter says",
        called="The letter",
        max_length=40_000,
        rows=28,
    )


class Send(forms.Form):
    """How it is sent, or was."""

    how = forms.ChoiceField(
        label="How is it sent?",
        missing="Select how it is sent",
        choices=How,
        widget=forms.RadioSelect,
        item_hints={How.HERE: "They are told by e-mail that there is a letter to read, and nothing of what it says"},
    )
    sent_on = forms.DateField(
        label="On which day?",
        missing="Enter the day it was sent",
        called="The day it was sent",
        must_be="today or in the past",
    )
    detail = forms.CharField(
        label="What else should the log say? (optional)",
        hint="For example, the number of a recorded delivery. Never what the letter says",
        called="What else the log says",
        required=False,
        max_length=240,
    )


class FilterLetters(forms.Form):
    """The filters of the list of letters."""

    q = forms.CharField(label="Words or reference", required=False, max_length=100)
    status = forms.MultipleChoiceField(label="Status", choices=Status, required=False, small=True)

    def narrow(self, rows: Any) -> Any:
        facts = self.cleaned_data
        if facts["q"]:
            rows = rows.filter(Q(title__icontains=facts["q"]) | Q(reference__icontains=facts["q"]))
        return rows.filter(status__in=facts["status"]) if facts["status"] else rows


class FilterSent(forms.Form):
    """The filters of the log of what was sent."""

    q = forms.CharField(label="Whom it was for, or reference", required=False, max_length=100)
    how = forms.MultipleChoiceField(label="How", choices=How, required=False, small=True)
    since = forms.DateField(label="Sent since", required=False)

    def narrow(self, rows: Any) -> Any:
        facts = self.cleaned_data
        if facts["q"]:
            rows = rows.filter(Q(to_name__icontains=facts["q"]) | Q(letter__reference__icontains=facts["q"]))
        if facts["how"]:
            rows = rows.filter(how__in=facts["how"])
        return rows.filter(sent_on__gte=facts["since"]) if facts["since"] else rows
