"""What is asked about templates."""

from typing import Any

from safehold.access.policy import Refused
from safehold.govuk import forms
from safehold.letters import sources
from safehold.letters.word.checking import problems
from safehold.letters.word.parcel import opened
from safehold.records import files
from safehold.records.forms import DocumentField


def template_field() -> DocumentField:
    return DocumentField(
        label="Upload the Word file",
        hint="A Word document (.docx) with its fields in two braces, like {{ letter.date }}",
        missing="Select the Word file",
        called="The Word file",
    )


def wrong_with(file: Any, about: str) -> list[str]:
    """Everything that is wrong with a template, sentence by sentence."""
    if file.kind.code != "docx":
        return ["The template must be a Word document (.docx)"]
    try:
        return problems(opened(files.read(file.sha256)), sources.fields_of(about))
    except Refused as refused:
        return [str(refused)]


class AddVersion(forms.Form):
    """A file, and what is new in it."""

    file = template_field()
    note = forms.CharField(
        label="What is new in this version?",
        hint="For example, the new address of the office",
        missing="Enter what is new in this version",
        called="What is new",
        max_length=240,
    )

    def __init__(self, *args: Any, about: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about = about

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if facts.get("file"):
            for each in wrong_with(facts["file"], self.about):
                self.add_error("file", each)
        return facts


def title_field() -> forms.CharField:
    return forms.CharField(
        label="What is the template called?",
        hint="For example, Reminder of something that was asked for",
        missing="Enter what it is called",
        called="What it is called",
        max_length=120,
    )


def purpose_field() -> forms.TextField:
    return forms.TextField(
        label="When is it used? (optional)", called="When it is used", required=False, max_length=1000, rows=3
    )


class AddTemplate(forms.Form):
    """What it is called, what its letters are about, and its first file."""

    title = title_field()
    about = forms.ChoiceField(
        label="What are its letters about?",
        hint="What may be filled in is read from this kind of record",
        missing="Select what its letters are about",
        choices=[],
        widget=forms.RadioSelect,
    )
    purpose = purpose_field()
    file = template_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("about", [(kind, each.words) for kind, each in sources.kinds().items()])

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if facts.get("file") and facts.get("about"):
            for each in wrong_with(facts["file"], facts["about"]):
                self.add_error("file", each)
        return facts


class Approve(forms.Form):
    from_on = forms.DateField(
        label="From which day is it in force?",
        hint="Letters begun on or after this day are made of it",
        missing="Enter the day from which it is in force",
        called="The day from which it is in force",
        must_be="today or in the future",
    )


class FilterTemplates(forms.Form):
    """The filters of the list of templates."""

    q = forms.CharField(label="Words", required=False, max_length=100)
    about = forms.MultipleChoiceField(label="About", choices=[], required=False, small=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("about", [(kind, each.words) for kind, each in sources.kinds().items()])

    def narrow(self, rows: Any) -> Any:
        facts = self.cleaned_data
        if facts["q"]:
            rows = rows.filter(title__icontains=facts["q"])
        return rows.filter(about__in=facts["about"]) if facts["about"] else rows
