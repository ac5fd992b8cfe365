"""What the pages of the budget ask. Sums are pounds."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from safehold.govuk import forms
from safehold.plans.forms import PAST
from safehold.plans.lifecycle import Asked

MOST = 999_999_999


def pounds(label: str, missing: str, *, called: str = "The sum", hint: str = "", required: bool = True) -> Any:
    """A question about a sum."""
    return forms.DecimalField(
        label=label,
        missing=missing,
        called=called,
        hint=hint or "In pounds, for example 12000 or 12000.50",
        max_digits=12,
        decimal_places=2,
        min_value=0,
        max_value=MOST,
        required=required,
    )


class OfAYear(forms.Form):
    """What asks for a financial year."""

    from_on = forms.ChoiceField(
        label="In which financial year does it count?",
        missing="Select the financial year",
        choices=(),
        widget=forms.Select,
    )

    def __init__(self, *args: Any, years: Iterable[tuple[date, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("from_on", [(first.isoformat(), label) for first, label in years])

    def clean_from_on(self) -> date:
        return date.fromisoformat(self.cleaned_data["from_on"])


class Propose(OfAYear):
    """What an agency is asked to give."""

    agency = forms.ModelChoiceField(
        label="Which agency?", missing="Choose the agency", queryset=None, empty_label="Choose an agency"
    )
    amount = pounds(
        "How much money?",
        "Enter the sum, or 0 where it gives no money",
        hint="In pounds, for example 12000 or 12000.50. Enter 0 where help is given in kind alone",
    )
    in_kind = forms.CharField(
        label="What is given in kind? (optional)",
        hint="For example, a room for twelve meetings, or two days a week of an analyst",
        called="What is given in kind",
        required=False,
        max_length=400,
    )

    def __init__(self, *args: Any, agencies: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("agency", agencies)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if facts.get("amount") == 0 and not (facts.get("in_kind") or "").strip():
            self.add_error("amount", "Enter a sum, or what is given in kind")
        return facts


class Agree(forms.Form):
    """When it was agreed."""

    agreed_on = forms.DateField(
        label="When was it agreed?",
        missing="Enter the date it was agreed",
        called="The date it was agreed",
        must_be=PAST,
    )


class Invoice(forms.Form):
    """When the invoice was sent."""

    invoiced_on = forms.DateField(
        label="When was the invoice sent?",
        missing="Enter the date of the invoice",
        called="The date of the invoice",
        must_be=PAST,
    )


class Receive(forms.Form):
    """What came, and when."""

    received = pounds("How much came?", "Enter how much came, or 0 where it was given in kind", called="How much came")
    received_on = forms.DateField(
        label="When?", missing="Enter the date it came", called="The date it came", must_be=PAST
    )


class Spend(OfAYear):
    """Money that was spent."""

    words = forms.CharField(
        label="What was it spent on?",
        hint="Never name a person whom a review or a case is about",
        missing="Enter what it was spent on",
        called="What it was spent on",
        max_length=200,
    )
    under = forms.ChoiceField(
        label="Under which heading?", missing="Select the heading", choices=(), widget=forms.RadioSelect
    )
    amount = pounds("How much?", "Enter how much was spent")
    spent_on = forms.DateField(
        label="When was it spent?", missing="Enter the date it was spent", called="The date it was spent", must_be=PAST
    )

    def __init__(self, *args: Any, headings: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("under", list(headings))


class BeginWith(OfAYear):
    """Money that was there as a year began."""

    amount = pounds("How much was there?", "Enter how much was there")
    words = forms.CharField(
        label="Where does it come from?",
        hint="For example, a reserve that the boards before this partnership left",
        missing="Enter where it comes from",
        called="Where it comes from",
        max_length=200,
    )


class SendBid(OfAYear):
    """A bid for money from elsewhere."""

    title = forms.CharField(
        label="What is the money for?", missing="Enter what the money is for", called="What it is for", max_length=200
    )
    funder = forms.CharField(
        label="Who was asked?", missing="Enter who was asked", called="Who was asked", max_length=160
    )
    amount = pounds("How much was asked for?", "Enter how much was asked for")
    sent_on = forms.DateField(
        label="When was the bid sent?",
        missing="Enter the date it was sent",
        called="The date it was sent",
        must_be=PAST,
    )


class AnswerBid(forms.Form):
    """What the funder answered."""

    result = forms.ChoiceField(
        label="What was answered?",
        missing="Select what was answered",
        choices=[(each.value, each.label) for each in Asked if each != Asked.SENT],
        widget=forms.RadioSelect,
    )
    answered_on = forms.DateField(
        label="When?", missing="Enter the date of the answer", called="The date of the answer", must_be=PAST
    )
    awarded = pounds(
        "How much was awarded? (only where it was won)",
        "Enter how much was awarded",
        called="How much was awarded",
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if facts.get("result") in (Asked.WON, Asked.PART) and not facts.get("awarded") and "awarded" not in self.errors:
            self.add_error("awarded", "Enter how much was awarded")
        return facts


class TellOutcome(forms.Form):
    """What came of it."""

    outcome = forms.TextField(
        label="What came of the money?",
        missing="Enter what came of the money",
        called="What came of it",
        max_length=2000,
        rows=5,
    )
