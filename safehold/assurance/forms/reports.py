"""What is asked of a group's report."""

from typing import Any

from django.db.models import QuerySet

from safehold.access.actor import Actor
from safehold.assurance.forms.common import group_field
from safehold.assurance.lifecycle import Told
from safehold.assurance.models import AskedFor, Verdict
from safehold.assurance.queries import reports as queries
from safehold.govuk import forms
from safehold.govuk.filters import day

NOTHING = "nothing"
OVERDUE = "overdue"


class Begin(forms.Form):
    """Whose report it is, to whom, and of which period."""

    group = group_field("Which group reports?", "Choose the group that reports")
    to_group = group_field("To which group?", "Choose the group that it reports to")
    from_on = forms.DateField(
        label="First day of the period", missing="Enter the first day of the period", called="The first day"
    )
    until_on = forms.DateField(
        label="Last day of the period",
        missing="Enter the last day of the period",
        called="The last day",
        must_be="today or in the past",
    )

    def __init__(self, *args: Any, groups: QuerySet, above: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("group", groups)
        self.offer("to_group", above)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        first, last = facts.get("from_on"), facts.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", "The last day of the period must be the same as or after its first day")
        if facts.get("group") and facts.get("group") == facts.get("to_group"):
            self.add_error("to_group", "A group cannot report to itself")
        return facts


class Write(forms.Form):
    """Progress, barriers, and what is asked for."""

    progress = forms.TextField(
        label="What progress was made?",
        hint="Against the group’s delivery plan. Name nobody",
        missing="Enter what progress was made",
        called="Progress",
        max_length=4000,
        rows=8,
    )
    barriers = forms.TextField(
        label="What stands in the way? (optional)", called="Barriers", required=False, max_length=4000, rows=6
    )
    asks_for = forms.ChoiceField(
        label="What does the group ask for?",
        missing="Select what the group asks for",
        choices=[*AskedFor.choices, (NOTHING, "Nothing: it is for information")],
        item_hints={
            "guidance": "The group wants to know what it should do",
            "assistance": "The group needs help to do it",
            "direct_action": "Somebody else has to do it",
        },
    )
    ask = forms.TextField(
        label="What exactly? (optional where nothing is asked for)",
        hint="Something that can be answered by yes, no, or in part",
        called="What is asked for",
        required=False,
        max_length=2000,
        rows=4,
    )
    plan = forms.ModelChoiceField(
        label="Which delivery plan is it about? (optional)",
        queryset=None,
        required=False,
        empty_label="None",
    )

    def __init__(self, *args: Any, plans: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("plan", plans)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        kind = facts.get("asks_for")
        if kind and kind != NOTHING and not (facts.get("ask") or "").strip():
            self.add_error("ask", "Enter what exactly is asked for")
        return facts

    @property
    def facts(self) -> dict[str, Any]:
        """The answers as the action takes them."""
        found = dict(self.cleaned_data)
        if found["asks_for"] == NOTHING:
            found |= {"asks_for": "", "ask": ""}
        return found


class Table(forms.Form):
    """On which agenda it goes."""

    meeting = forms.ModelChoiceField(
        label="On which meeting’s agenda?",
        missing="Choose the meeting",
        queryset=None,
        empty_label="Choose a meeting",
    )

    def __init__(self, *args: Any, meetings: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("meeting", meetings)


class Answer(forms.Form):
    """What is answered."""

    verdict = forms.ChoiceField(
        label="Is it given?", missing="Select whether it is given", choices=Verdict, widget=forms.RadioSelect
    )
    answer = forms.TextField(
        label="What is the answer?",
        hint="What will be done, by whom and by when; or why not",
        missing="Enter the answer",
        called="The answer",
        max_length=4000,
        rows=6,
    )
    decision = forms.ModelChoiceField(
        label="Which decision is it?",
        hint="What the group decided with its quorum since the report was submitted",
        missing="Choose the decision that this answer is",
        queryset=None,
        empty_label="Choose a decision",
    )

    def __init__(self, *args: Any, decisions: QuerySet, needed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("decision", decisions, called=lambda each: f"{each.reference}, {day(each.decided_on)}")
        if not needed:
            self.fields["decision"].required = False
            self.fields["decision"].label = "Which decision is it? (optional)"


class Filter(forms.Form):
    """The filters of the reports."""

    group = forms.ModelChoiceField(label="Group", queryset=None, required=False, empty_label="Every group")
    standing = forms.ChoiceField(
        label="How far it is",
        choices=[("", "All"), (OVERDUE, "Answer overdue"), *Told.choices],
        required=False,
        widget=forms.Select,
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.offer("group", queries.groups_that_report(actor))

    def narrow(self, rows: Any) -> Any:
        facts = self.cleaned_data
        rows = rows.filter(group=facts["group"]) if facts["group"] else rows
        if facts["standing"] == OVERDUE:
            return queries.overdue(rows, self.actor.on)
        return rows.filter(status=facts["standing"]) if facts["standing"] else rows
