"""What is asked about how a policy is read here, and about what was decided under it."""

import re
from typing import Any

from django.db.models import QuerySet

from safehold.access.actor import Actor
from safehold.govuk import forms
from safehold.policies.forms.keeping import PAST
from safehold.policies.forms.versions import decision_called
from safehold.records import queries as entries
from safehold.records.models import Entry

UID = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
MEETING, CHAIR = "meeting", "chair"


class Decided(forms.Form):
    """The answer, from when it holds, and which group gave it. Its chair confirms that."""

    answer = forms.TextField(
        label="What is the answer?",
        hint="Its words cannot be changed later. Another answer takes its place",
        missing="Enter the answer",
        called="The answer",
        max_length=4000,
        rows=8,
    )
    by_whom = forms.ChoiceField(
        label="Who decided it?",
        missing="Select who decided it",
        choices=[(MEETING, "A quorate meeting"), (CHAIR, "The chair of a group, between its meetings")],
        widget=forms.RadioSelect,
        reveals={MEETING: ("decision",), CHAIR: ("group", "decided_on")},
    )
    decision = forms.ModelChoiceField(
        label="Which decision?", missing="Choose the decision", queryset=None, empty_label="Choose a decision"
    )
    group = forms.ModelChoiceField(
        label="Which group’s chair?",
        missing="Choose the group whose chair decided it",
        queryset=None,
        empty_label="Choose a group",
    )
    decided_on = forms.DateField(
        label="When?", missing="Enter the date it was decided", called="The date it was decided", must_be=PAST
    )
    from_on = forms.DateField(
        label="From which day does it hold?",
        missing="Enter the day from which it holds",
        called="The day from which it holds",
    )

    def __init__(self, *args: Any, decisions: QuerySet, groups: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("decision", decisions, called=decision_called)
        self.offer("group", groups)


class Interpret(Decided):
    """The same, with the question."""

    question = forms.CharField(
        label="What is the question?",
        hint="For example, when is a wound from a knife significant harm?",
        missing="Enter the question",
        called="The question",
        max_length=240,
    )
    field_order = ("question", "answer")


class Tie(forms.Form):
    """What was decided, and in which record."""

    entry = forms.CharField(
        label="In which record was it decided?",
        hint="Open it in another window, and paste the address of its page",
        missing="Paste the address of the record",
        called="The address",
        max_length=400,
    )
    words = forms.CharField(
        label="What was decided?",
        hint="A few words. They are shown to those alone who see the record",
        missing="Enter what was decided",
        called="What was decided",
        max_length=240,
    )
    decided_on = forms.DateField(
        label="When was it decided?", missing="Enter the date it was decided", called="The date", must_be=PAST
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_entry(self) -> Entry:
        """The record whose number stands in what was pasted, if the actor sees it."""
        numbers = UID.findall(self.cleaned_data["entry"].lower())
        found = entries.visible_entry(self.actor, numbers[-1]) if numbers else None
        if found is None:
            raise forms.ValidationError(
                "There is no such record that you can see. Check the address, and paste it again"
            )
        return found
