"""What is asked about time limits."""

from typing import Any

from safehold.govuk import forms
from safehold.partnership.forms.fields import first_day, last_day, select
from safehold.partnership.models import TimeLimit
from safehold.partnership.pack.shape import KEY
from safehold.partnership.words import capital

OWN = "own"


def limit_fields() -> dict[str, Any]:
    """How long a time limit is, from when to when it holds, and who says so."""
    return {
        "length": forms.IntegerField(
            label="How many",
            called="How many",
            hint="With a minus sign where it counts back, like -7 for at least 7 days before",
            missing="Enter how many",
            min_value=-400,
            max_value=400,
            width=4,
        ),
        "unit": forms.ChoiceField(
            label="Of what",
            choices=[(unit, capital(words)) for unit, words in TimeLimit.UNITS],
            missing="Select what is counted",
        ),
        "first_day_counts": forms.BooleanField(label="The day it is counted from is day 1, not day 0", required=False),
        "from_on": first_day("First day of this time limit", "Deadlines that are running keep theirs"),
        "to_on": last_day(),
        "source": forms.CharField(
            label="Where was it decided?",
            called="Where it was decided",
            hint="For example, Executive, 14 April 2021",
            missing="Enter where it was decided",
            max_length=240,
        ),
        "note": forms.CharField(label="Note (optional)", called="The note", required=False, max_length=240),
    }


class SetLimit(forms.Form):
    """A time limit in place of one of the country’s, or one of the partnership’s own."""

    key = forms.CharField(
        label="Its code (for our own)",
        called="The code",
        hint="Letters, digits, hyphens and full stops, like asb.acknowledge. It never changes",
        required=False,
        max_length=80,
        width=20,
        spellcheck=False,
    )
    title = forms.CharField(
        label="What must be done (for our own)",
        called="What must be done",
        hint="For example, Acknowledge an application",
        required=False,
        max_length=160,
    )
    trigger = forms.CharField(
        label="What is it counted from? (for our own)",
        called="What it is counted from",
        hint="The end of “within 3 working days of …”. For example, the application",
        required=False,
        max_length=160,
    )

    def __init__(self, *args: Any, country: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        instead = select(
            "In place of which time limit of the country’s?", [(OWN, "None: it is our own"), *country], "Select which"
        )
        self.fields = {"instead": instead} | self.fields | limit_fields()

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        own = answers.get("instead") == OWN
        for name, missing in (
            ("key", "Enter a code for it"),
            ("title", "Enter what must be done"),
            ("trigger", "Enter what it is counted from"),
        ):
            if own and not answers.get(name) and name not in self.errors:
                self.add_error(name, missing)
        if own and answers.get("key") and not KEY.fullmatch(answers["key"]):
            self.add_error("key", "The code must have letters, digits, hyphens and full stops only")
        return answers
