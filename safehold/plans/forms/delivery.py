"""What the pages of the partnership's plans ask."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from safehold.govuk import forms
from safehold.govuk.filters import day
from safehold.plans.forms import PAST, AddAction

AS_WORKED_OUT = "as_worked_out"


class WriteStrategy(forms.Form):
    """A strategic plan."""

    title = forms.CharField(
        label="What is the plan called?", missing="Enter what the plan is called", called="The title", max_length=160
    )
    words = forms.TextField(
        label="What does the partnership want to achieve? (optional)",
        called="What the partnership wants to achieve",
        required=False,
        max_length=4000,
        rows=5,
    )
    from_on = forms.DateField(
        label="When does it begin?", missing="Enter the date the plan begins", called="The date the plan begins"
    )
    until_on = forms.DateField(
        label="When does it end?",
        hint="Most plans run for three years",
        missing="Enter the date the plan ends",
        called="The date the plan ends",
    )


class Commit(forms.Form):
    """A commitment."""

    title = forms.CharField(
        label="What does the partnership commit itself to?",
        hint="In one line. It gets the next number",
        missing="Enter what the partnership commits itself to",
        called="The commitment",
        max_length=200,
    )
    words = forms.TextField(
        label="What would be different? (optional)",
        called="What would be different",
        required=False,
        max_length=4000,
        rows=5,
    )


class InGroup(forms.Form):
    """What asks for a group."""

    def __init__(self, *args: Any, groups: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("group", groups)


class SetOut(InGroup):
    """What the partnership will do."""

    words = forms.TextField(
        label="What will the partnership do?",
        missing="Enter what the partnership will do",
        called="What the partnership will do",
        max_length=2000,
        rows=4,
    )
    group = forms.ModelChoiceField(
        label="Which group answers for it?",
        hint="Other groups can help: their delivery plans say how",
        missing="Choose the group that answers for it",
        queryset=None,
        empty_label="Choose a group",
    )


class Adopt(InGroup):
    """Who adopted a plan, and when."""

    group = forms.ModelChoiceField(
        label="Which group adopted it?",
        missing="Choose the group that adopted it",
        queryset=None,
        empty_label="Choose a group",
    )
    adopted_on = forms.DateField(
        label="When?", missing="Enter the date it was adopted", called="The date it was adopted", must_be=PAST
    )


class PlanDelivery(InGroup):
    """One group's delivery plan for twelve months."""

    strategy = forms.ModelChoiceField(
        label="Which strategic plan does it deliver?",
        missing="Choose the strategic plan that it delivers",
        queryset=None,
        empty_label="Choose a plan",
    )
    group = forms.ModelChoiceField(
        label="Whose delivery plan is it?",
        missing="Choose the group whose delivery plan it is",
        queryset=None,
        empty_label="Choose a group",
    )
    from_on = forms.DateField(
        label="When does it begin?",
        hint="The first day of a month. It runs for twelve months, in four quarters",
        missing="Enter the date the delivery plan begins",
        called="The date the delivery plan begins",
    )
    agreed_on = forms.DateField(
        label="When was it agreed?",
        missing="Enter the date it was agreed",
        called="The date it was agreed",
        must_be=PAST,
    )

    def __init__(self, *args: Any, strategies: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("strategy", strategies)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if facts.get("from_on") and facts["from_on"].day != 1:
            self.add_error("from_on", "The date the delivery plan begins must be the first day of a month")
        return facts


class PlanAction(AddAction):
    """What one agency undertook, as part of a delivery plan."""

    objective = forms.ModelChoiceField(
        label="What does it help to do?",
        missing="Choose what it helps to do",
        queryset=None,
        empty_label="Choose one",
    )
    field_order = ("objective", *AddAction.field_order)

    def __init__(self, *args: Any, objectives: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("objective", objectives)


class Update(forms.Form):
    """How far an action is."""

    narrative = forms.TextField(
        label="What happened this quarter?",
        missing="Enter what happened this quarter",
        called="What happened this quarter",
        max_length=2000,
        rows=5,
    )
    evidence = forms.TextField(
        label="What shows it? (optional)",
        hint="What others can look at or count. Evidence that the action is done is given on the action’s own page",
        called="What shows it",
        required=False,
        max_length=2000,
        rows=3,
    )
    barriers = forms.TextField(
        label="What stands in the way? (optional)",
        hint="It is read by the group, and by the Executive when the quarter is closed",
        called="What stands in the way",
        required=False,
        max_length=2000,
        rows=3,
    )
    said = forms.ChoiceField(
        label="Status",
        hint="Another status than the one worked out is shown beside it, with your reason",
        missing="Select a status",
        widget=forms.RadioSelect,
        choices=(),
    )
    reason = forms.TextField(
        label="Why is it another? (only where you chose another status)",
        called="The reason",
        required=False,
        max_length=1000,
        rows=3,
    )

    def __init__(self, *args: Any, worked_out: str, choices: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("said", [(AS_WORKED_OUT, f"As worked out: {worked_out}"), *choices])

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if facts.get("said") == AS_WORKED_OUT:
            facts |= {"said": "", "reason": ""}
        elif facts.get("said") and not (facts.get("reason") or "").strip():
            self.add_error("reason", "Enter why the status is another than the one worked out")
        return facts


class CloseQuarter(forms.Form):
    """What is asked of the Executive when a quarter is closed."""

    asks = forms.TextField(
        label="What is asked of the Executive? (optional)",
        hint="Guidance, help or a decision. It stands first in the exception report",
        called="What is asked of the Executive",
        required=False,
        max_length=2000,
        rows=4,
    )


class CloseForAll(forms.Form):
    """Which quarter is closed for everybody."""

    last_on = forms.ChoiceField(
        label="Which quarter?", missing="Select the quarter to close", choices=(), widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, quarters: Iterable[tuple[date, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("last_on", [(last.isoformat(), label) for last, label in quarters])

    def clean_last_on(self) -> date:
        return date.fromisoformat(self.cleaned_data["last_on"])


class Note(forms.Form):
    """Something said beside a closed quarter."""

    words = forms.TextField(
        label="What was wrong, or came to light later?",
        hint="The quarter stays as it was closed. This stands beside it, with today’s date and your name",
        missing="Enter what was wrong, or came to light later",
        called="The note",
        max_length=2000,
        rows=5,
    )


class CarryForward(forms.Form):
    """Into which plan, and why."""

    into = forms.ModelChoiceField(
        label="Into which delivery plan?",
        missing="Choose the delivery plan that it goes into",
        queryset=None,
        empty_label="Choose a delivery plan",
    )
    objective = forms.ModelChoiceField(
        label="What does it help to do there?",
        missing="Choose what it helps to do there",
        queryset=None,
        empty_label="Choose one",
    )
    why = forms.TextField(
        label="Why is it not finished?",
        missing="Enter why it is carried forward",
        called="The reason",
        max_length=1000,
        rows=4,
    )
    due_on = forms.DateField(
        label="When is it due now? (optional)",
        hint="Where the date is moved. It stays late against the date that was first agreed",
        called="The date it is due",
        required=False,
    )

    def __init__(self, *args: Any, plans: QuerySet, objectives: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("into", plans)
        self.offer("objective", objectives, called=in_its_plan)


def in_its_plan(objective: Any) -> str:
    return f"{objective} ({objective.commitment.plan})"


class SayAndDid(forms.Form):
    """What was said for a year, and what was done."""

    from_on = forms.ChoiceField(
        label="For which year?", missing="Select the year", choices=(), widget=forms.RadioSelect
    )
    said = forms.TextField(
        label="What did we say we would do?",
        missing="Enter what we said we would do",
        called="What we said",
        max_length=2000,
        rows=3,
    )
    did = forms.TextField(
        label="What did we do?",
        hint="What was done and what came of it, what was not done, and why. About practice, never about a named person",
        missing="Enter what we did",
        called="What we did",
        max_length=4000,
        rows=8,
    )
    evidence = forms.ModelMultipleChoiceField(
        label="Which evidence shows it? (optional)",
        hint="Only evidence of which somebody was assured. Choose it where your words rest on it",
        missing="Select evidence that is shown here",
        queryset=None,
        required=False,
        small=True,
    )

    def __init__(self, *args: Any, years: Iterable[tuple[date, str]], evidence: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("from_on", [(first.isoformat(), label) for first, label in years])
        self.fields["evidence"].queryset = evidence  # type: ignore[attr-defined]  # of a choice of rows
        self.fields["evidence"].label_from_instance = in_short  # type: ignore[attr-defined]  # likewise
        if not evidence.exists():
            del self.fields["evidence"]

    def clean_from_on(self) -> date:
        return date.fromisoformat(self.cleaned_data["from_on"])


def in_short(evidence: Any) -> str:
    return f"{evidence.action.agency}: {evidence.words} (assured by {evidence.judged_by} on {day(evidence.judged_on)})"


class FilterYears(forms.Form):
    """Which year's rows are listed."""

    year = forms.ChoiceField(label="Year", choices=(), required=False, widget=forms.Select)

    def __init__(self, *args: Any, years: Iterable[tuple[date, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("year", [("", "Every year"), *((first.isoformat(), label) for first, label in years)])

    def narrow(self, rows: Any) -> Any:
        return rows.filter(from_on=self.cleaned_data["year"]) if self.cleaned_data["year"] else rows
