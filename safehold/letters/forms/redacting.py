"""What is asked about copies with passages removed."""

from typing import Any

from safehold.govuk import forms
from safehold.letters.lifecycle import Copying
from safehold.letters.models import Reason


class BeginCopy(forms.Form):
    title = forms.CharField(
        label="What is the copy called?",
        hint="It is printed on the copy, so leave out what will be removed",
        missing="Enter what the copy is called",
        called="What the copy is called",
        max_length=160,
    )
    purpose = forms.TextField(
        label="Who is it for, and why?",
        hint="For example, a request to see what is held about somebody. It is not printed on the copy",
        missing="Enter who it is for, and why",
        called="Who it is for",
        max_length=500,
        rows=3,
    )


class Remove(forms.Form):
    """Which words, where, and why."""

    words = forms.TextField(
        label="Words to remove",
        hint="As they stand in the original. Leave this empty to remove a whole paragraph",
        required=False,
        called="The words",
        max_length=4000,
        rows=3,
    )
    paragraph = forms.IntegerField(
        label="In which paragraph?",
        hint="Leave this empty to remove the words wherever they stand",
        required=False,
        called="The paragraph",
        min_value=1,
        max_value=100_000,
        width=5,
    )
    reason = forms.ChoiceField(
        label="Why?",
        hint="The copy says this where the words stood",
        missing="Select why this is removed",
        choices=[(value, words[:1].upper() + words[1:]) for value, words in Reason.choices],
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if (
            not facts.get("words")
            and facts.get("paragraph") is None
            and not {"words", "paragraph"} & self.errors.keys()
        ):
            self.add_error("words", "Enter the words, or the number of a paragraph")
        return facts


class Finish(forms.Form):
    may_stand = forms.BooleanField(
        label="I have looked at where words that were removed stand elsewhere, and they may stand there",
        required=False,
        called="That they may stand there",
    )


class Release(forms.Form):
    to_all = forms.ChoiceField(
        label="Who may see it here?",
        missing="Select who may see it here",
        choices=[
            ("no", "The office and those who prepared it, who hand it over"),
            ("yes", "Everybody in the partnership"),
        ],
        widget=forms.RadioSelect,
    )

    def clean_to_all(self) -> bool:
        return bool(self.cleaned_data["to_all"] == "yes")


class FilterCopies(forms.Form):
    """The filters of the list of copies."""

    q = forms.CharField(label="Words", required=False, max_length=100)
    status = forms.MultipleChoiceField(label="Status", choices=Copying, required=False, small=True)

    def narrow(self, rows: Any) -> Any:
        facts = self.cleaned_data
        if facts["q"]:
            rows = rows.filter(title__icontains=facts["q"])
        return rows.filter(status__in=facts["status"]) if facts["status"] else rows
