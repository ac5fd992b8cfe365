"""What is asked about one version: its words, whom to ask, whom it affects, who approved it, from when it is in force."""

from typing import Any

from django.db.models import QuerySet

from safehold.govuk import forms
from safehold.govuk.filters import day, shortened
from safehold.meetings.models import Decision
from safehold.policies.forms.keeping import PAST
from safehold.policies.models import Equality, Sort
from safehold.records.forms import DocumentField

LONGEST = 100_000


def decision_called(decision: Decision) -> str:
    """A decision as it is chosen: its group, its day and the beginning of its words."""
    group = decision.item.meeting.group
    return f"{group}, {day(decision.decided_on)}: {shortened(decision.words, 80)} ({decision})"


class Called(forms.Form):
    """What a version is called, and what it is."""

    title = forms.CharField(
        label="What is it called?", missing="Enter what it is called", called="What it is called", max_length=160
    )
    sort = forms.ChoiceField(label="What is it?", missing="Select what it is", choices=Sort, widget=forms.RadioSelect)


class Words(Called):
    """The words of a version."""

    words = forms.TextField(
        label="What does it say? (optional)",
        hint="Leave an empty line between paragraphs. A file that holds the words is added on the next page",
        required=False,
        called="What it says",
        max_length=LONGEST,
        rows=20,
    )
    changes = forms.TextField(
        label="What changed since the version before? (optional)",
        required=False,
        called="What changed",
        max_length=2000,
        rows=4,
    )


class BringIn(Called):
    """A version that was in force before Safehold."""

    field_order = ("title", "sort", "words")
    words = forms.TextField(
        label="What did it say?",
        hint="Leave an empty line between paragraphs",
        missing="Enter what it said",
        called="What it said",
        max_length=LONGEST,
        rows=15,
    )
    changes = forms.TextField(
        label="What changed since the version before? (optional)",
        required=False,
        called="What changed",
        max_length=2000,
        rows=3,
    )
    approved_by_whom = forms.CharField(
        label="Who approved it?",
        hint="As it is written on it. For example, the Safeguarding Adults Board",
        missing="Enter who approved it",
        called="Who approved it",
        max_length=240,
    )
    approved_on = forms.DateField(
        label="When was it approved?", missing="Enter the date it was approved", called="The date", must_be=PAST
    )
    from_on = forms.DateField(
        label="From when was it in force?",
        missing="Enter the date from which it was in force",
        called="The first day",
        must_be=PAST,
    )
    to_on = forms.DateField(
        label="Until when? (optional)",
        hint="Leave this empty where it is in force still",
        required=False,
        called="The last day",
    )
    review_due_on = forms.DateField(
        label="By when is it to be reviewed? (optional)",
        hint="As it is written on it. Leave this empty and Safehold works it out from its first day",
        required=False,
        called="The day of its review",
    )

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if facts.get("from_on") and facts.get("to_on") and facts["to_on"] < facts["from_on"]:
            self.add_error("to_on", "The last day must be the same as or after the first day")
        return facts


class Attach(forms.Form):
    """A file that belongs to a version."""

    title = forms.CharField(
        label="What is this document?", missing="Enter what this document is", called="What it is", max_length=160
    )
    file = DocumentField()


class AskAbout(forms.Form):
    """Whom to ask, and until when."""

    agencies = forms.ModelMultipleChoiceField(
        label="Which agencies are asked? (optional)",
        hint="Their leads get a message, and answer here",
        required=False,
        queryset=None,
        called="The agencies",
        small=True,
    )
    bodies = forms.TextField(
        label="Who else is asked? (optional)",
        hint="One on each line, such as the children in care council. You write down what they answer",
        required=False,
        called="Who else is asked",
        max_length=2000,
        rows=4,
    )
    until_on = forms.DateField(
        label="Until when can they answer?",
        missing="Enter the last day for answers",
        called="The last day for answers",
        must_be="today or in the future",
    )

    def __init__(self, *args: Any, agencies: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("agencies", agencies)

    def clean_bodies(self) -> list[str]:
        return [each.strip()[:160] for each in (self.cleaned_data["bodies"] or "").splitlines() if each.strip()]


class Answer(forms.Form):
    """What was answered."""

    words = forms.TextField(
        label="What is the answer?",
        hint="Where there is nothing to say about it, say that",
        missing="Enter the answer",
        called="The answer",
        max_length=4000,
        rows=8,
    )


class Settle(forms.Form):
    """What an answer changed."""

    changed = forms.TextField(
        label="What changed because of it?",
        hint="Where nothing did, say why",
        missing="Enter what changed because of it, or why nothing did",
        called="What changed",
        max_length=2000,
        rows=4,
    )


class Why(forms.Form):
    """A reason."""

    why = forms.TextField(label="Why?", missing="Enter the reason", called="The reason", max_length=500, rows=4)


class Confirm(forms.Form):
    """Nothing: the button is the answer."""


class Assess(forms.Form):
    """The equality impact assessment."""

    equality = forms.ChoiceField(
        label="What did the assessment find?",
        missing="Select what the assessment found",
        choices=Equality,
        widget=forms.RadioSelect,
        reveals={"mitigated": ("mitigation",)},
    )
    mitigation = forms.TextField(
        label="What is done about it?",
        missing="Enter what is done about it",
        called="What is done about it",
        max_length=2000,
        rows=4,
    )
    words = forms.TextField(
        label="Who is affected and how; or why was no assessment made?",
        hint="Think of age, disability, race, religion, sex, sexual orientation, gender reassignment, pregnancy and marriage",
        missing="Enter who is affected and how, or why no assessment was made",
        called="Who is affected",
        max_length=2000,
    )
    made_on = forms.DateField(
        label="When was it made?", missing="Enter the date it was made", called="The date", must_be=PAST
    )

    def answers(self) -> dict[str, Any]:
        return self.cleaned_data | {"mitigation": self.cleaned_data.get("mitigation") or ""}


class RecordApproval(forms.Form):
    """The decision that approved it."""

    decision = forms.ModelChoiceField(
        label="Which decision approved it?",
        hint="Decisions that you can see, of quorate meetings of the group that owns it or of one that it answers to",
        missing="Choose the decision that approved it",
        queryset=None,
        empty_label="Choose a decision",
    )

    def __init__(self, *args: Any, decisions: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("decision", decisions, called=decision_called)


class TakeEffect(forms.Form):
    """From when it is in force."""

    from_on = forms.DateField(
        label="From which day is it in force?",
        hint="Today or a later day. The version before it is in force until the day before",
        missing="Enter the day from which it is in force",
        called="The day",
        must_be="today or in the future",
    )


class LastDay(forms.Form):
    """Until when something holds, and why no longer."""

    to_on = forms.DateField(
        label="What is its last day?",
        hint="Today or a later day",
        missing="Enter its last day",
        called="Its last day",
        must_be="today or in the future",
    )
    why = forms.TextField(label="Why?", missing="Enter the reason", called="The reason", max_length=500, rows=4)


class Adopt(forms.Form):
    """Since when an agency follows it."""

    adopted_on = forms.DateField(
        label="When did your agency take it up?",
        missing="Enter the date your agency took it up",
        called="The date",
        must_be=PAST,
    )
