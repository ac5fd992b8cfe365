"""What is asked about what the partnership chooses, about packs, and about dated rows of any kind."""

from typing import Any

from django.core.validators import RegexValidator, URLValidator

from safehold.govuk import forms
from safehold.partnership.forms.fields import CODE, code_field, first_day, name_field, select, why_field
from safehold.partnership.models.setup import MONTHS
from safehold.partnership.pack.reading import MOST_BYTES, Scalar
from safehold.partnership.pack.shape import ONS, Chosen, Reading

WEB = URLValidator(schemes=["http", "https"])


class Describe(forms.Form):
    name = name_field("partnership")
    short_name = forms.CharField(
        label="Short name", missing="Enter the short name of the partnership", max_length=40, width=20
    )
    website = forms.CharField(label="Website (optional)", called="The website", required=False, max_length=200)
    invented = forms.BooleanField(label="Everything in this installation is invented", required=False)
    financial_year_month = select("Financial years begin in", MONTHS, "Select the month financial years begin in")
    academic_year_month = select("Academic years begin in", MONTHS, "Select the month academic years begin in")

    def clean_website(self) -> str:
        website = str(self.cleaned_data["website"])
        try:
            WEB(website or "https://example.org/")
        except forms.ValidationError:
            raise forms.ValidationError("Enter a web address, like https://example.org/") from None
        return website


class AddArea(forms.Form):
    name = name_field("area", 120)
    code = code_field("area")
    ons_code = forms.CharField(
        label="ONS code (optional)",
        called="The ONS code",
        hint="For example, E06000022",
        validators=[RegexValidator(rf"^{ONS.pattern}\Z", "The ONS code must be a letter and 8 digits, like E06000022")],
        required=False,
        max_length=9,
        width=10,
    )


class MarkDay(forms.Form):
    day_on = first_day("Day")
    working = forms.ChoiceField(
        label="What is it?",
        choices=[("no", "Closed, though it would be a working day"), ("yes", "Worked, though it would not be")],
        missing="Select what the day is",
    )
    reason = forms.CharField(label="Reason", missing="Enter the reason", max_length=160)

    def clean_working(self) -> bool:
        return bool(self.cleaned_data["working"] == "yes")


class Say(forms.Form):
    singular = forms.CharField(label="Word for one", missing="Enter the word for one", max_length=120)
    plural = forms.CharField(label="Word for more than one", missing="Enter the word for more than one", max_length=120)
    from_on = first_day("First day of this word", "Earlier records and reports keep the earlier word")

    def __init__(self, *args: Any, codes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"code": select("What is it about?", codes, "Select what the word is for")} | self.fields


class Offer(forms.Form):
    of = forms.CharField(
        label="List",
        hint="For example, voice-source",
        missing="Enter the list",
        max_length=60,
        width=20,
        validators=[RegexValidator(CODE.regex, "The list must have small letters, digits and hyphens only")],
    )
    code = code_field("answer")
    label = forms.CharField(label="Answer", missing="Enter the answer", max_length=120)
    position = forms.IntegerField(
        label="Place in the list", missing="Enter its place", min_value=0, max_value=999, width=4
    )
    from_on = first_day()


class ValueField(forms.CharField):
    """A number, yes or no, or words: what was typed decides."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return Chosen("value").value(Scalar(0, text), Reading()) if text else text

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


class Choose(forms.Form):
    value = ValueField(
        label="Value", hint="A number, yes or no, or a word", missing="Enter the value", max_length=240, width=20
    )
    from_on = first_day("First day of this rule", "What was done under the earlier rule stands")
    source = forms.CharField(
        label="Where was it decided?",
        called="Where it was decided",
        hint="For example, Executive, 14 April 2021",
        missing="Enter where it was decided",
        max_length=240,
    )

    def __init__(self, *args: Any, keys: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"key": select("Rule", keys, "Select the rule")} | self.fields


class SendPack(forms.Form):
    file = forms.FileField(
        label="Pack",
        hint="A YAML file, smaller than 10MB. Nothing is loaded until you have seen what would change.",
        missing="Select a pack",
        max_size=MOST_BYTES,
        suffixes=("yaml", "yml"),
    )


class OnDay(forms.Form):
    day = forms.DateField(label="Show it as it was on", called="The day", hint="For example, 30 6 2020", required=False)


class End(forms.Form):
    to_on = first_day("Last day", "The last day it was so")


class TakeOut(forms.Form):
    why = why_field()


class Correct(forms.Form):
    """What was written down, to be put right: the questions that a kind of row has, and why."""

    def __init__(self, *args: Any, questions: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {**questions, "why": why_field()}
