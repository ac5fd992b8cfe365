"""What is asked of the register of reports received."""

import re
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from safehold.access.actor import Actor
from safehold.assurance.forms.common import agency_field, group_field
from safehold.assurance.lifecycle import Ratified
from safehold.assurance.queries import received as queries
from safehold.govuk import forms
from safehold.govuk.filters import day

YEAR = re.compile(r"20\d\d(-\d\d)?")
OVERDUE, LATE = "overdue", "late"


class Expect(forms.Form):
    """Which report, whose, of which year, by when, and where its route begins."""

    report_kind = forms.ChoiceField(
        label="Which report is it?", missing="Select which report it is", choices=(), widget=forms.Select
    )
    agency = agency_field("Which agency owes it?", "Choose the agency that owes it")
    year = forms.CharField(
        label="Of which year?", hint="For example, 2020-21", missing="Enter the year", called="The year", max_length=7
    )
    due_on = forms.DateField(label="When is it due?", missing="Enter the date it is due", called="The date it is due")
    first_group = group_field(
        "Which group reads it first?",
        "Choose the group that reads it first",
        hint="It goes on to the groups above, the Executive last",
    )

    def __init__(
        self, *args: Any, kinds: Sequence[tuple[str, str]], agencies: QuerySet, groups: QuerySet, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("report_kind", [("", "Select one"), *kinds])
        self.offer("agency", agencies)
        self.offer("first_group", groups)

    def clean_year(self) -> str:
        year = str(self.cleaned_data["year"]).strip().replace("–", "-").replace("/", "-")
        if not YEAR.fullmatch(year):
            raise forms.ValidationError("Enter the year like 2020-21, or 2020")
        return year


class Receive(forms.Form):
    """When it came."""

    received_on = forms.DateField(
        label="When did it come?",
        missing="Enter the date it was received",
        called="The date it was received",
        must_be="today or in the past",
    )


def decision_field() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        label="Which decision is it?",
        hint="What the group decided with its quorum since the report came before it",
        missing="Choose the decision that this is",
        queryset=None,
        empty_label="Choose a decision",
    )


class Decided(forms.Form):
    """What a group did, by its chair or by a decision of it."""

    decision = decision_field()

    def __init__(self, *args: Any, decisions: QuerySet, needed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("decision", decisions, called=lambda each: f"{each.reference}, {day(each.decided_on)}")
        if not needed:
            self.fields["decision"].required = False
            self.fields["decision"].label = "Which decision is it? (optional)"


class Ratify(Decided):
    """That the group ratified it."""

    words = forms.TextField(
        label="What did the group say of it? (optional)",
        called="What the group said",
        required=False,
        max_length=2000,
        rows=4,
    )
    field_order = ("words", "decision")


class SendBack(Decided):
    """Why it is sent back, and by when it comes again."""

    words = forms.TextField(
        label="Why is it sent back?", missing="Enter why it is sent back", called="The reason", max_length=2000, rows=4
    )
    due_on = forms.DateField(
        label="By when is it to come again?",
        missing="Enter the date by which it is to come again",
        called="The date by which it is to come again",
        must_be="in the future",
    )
    field_order = ("words", "due_on", "decision")


class MoveDue(forms.Form):
    """Another day, and why."""

    due_on = forms.DateField(
        label="When is it due now?",
        missing="Enter the date it is due",
        called="The date it is due",
        must_be="in the future",
    )
    why = forms.TextField(
        label="Why is it moved?", missing="Enter why it is moved", called="The reason", max_length=1000
    )


class Filter(forms.Form):
    """The filters of the register."""

    report_kind = forms.ChoiceField(label="Which report", choices=(), required=False, widget=forms.Select)
    standing = forms.ChoiceField(
        label="How far it is",
        choices=[("", "All"), (OVERDUE, "Overdue"), (LATE, "Came late"), *Ratified.choices],
        required=False,
        widget=forms.Select,
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = actor.on
        self.offer("report_kind", [("", "All"), *queries.kinds(actor.on)])

    def narrow(self, rows: Any) -> Any:
        facts = self.cleaned_data
        rows = rows.filter(report_kind=facts["report_kind"]) if facts["report_kind"] else rows
        if facts["standing"] == OVERDUE:
            return queries.overdue(rows, self.today)
        if facts["standing"] == LATE:
            return queries.late(rows)
        return rows.filter(status=facts["standing"]) if facts["standing"] else rows
