"""What is asked of an agency that is asked: answers, files, and what it finally says."""

from typing import Any

from django.db.models import QuerySet

from safehold.access.actor import Actor
from safehold.asks.forms.asking import SetsDay
from safehold.asks.models import Question, Sort
from safehold.govuk import forms
from safehold.records.forms import DocumentField

MINE, OWED, LATE, ANSWERED = "mine", "owed", "late", "answered"


class AnswerOne(forms.Form):
    """The answer to one question, in the way that the question wants it, or why there is none."""

    words = forms.TextField(label="Your answer", required=False, max_length=20000, rows=8)
    why_not = forms.TextField(
        label="Or, we cannot answer this because…",
        hint="Only where you cannot answer. Whoever asked reads the reason in place of an answer",
        called="The reason",
        required=False,
        max_length=1000,
        rows=2,
    )

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if question.sort == Sort.YES_NO:
            self.fields["words"] = forms.ChoiceField(
                label="Your answer", required=False, choices=[("Yes", "Yes"), ("No", "No")], inline=True
            )
        elif question.sort == Sort.NUMBER:
            self.fields["words"] = forms.IntegerField(
                label="Your answer", hint="A whole number, like 15", called="Your answer", required=False, min_value=0,
                max_value=10**9, width=10,
            )  # fmt: skip

    def clean_words(self) -> str:
        words = self.cleaned_data["words"]
        return "" if words is None else str(words).strip()

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if self.errors:
            return facts
        why_not = facts["why_not"] = facts["why_not"].strip()
        if not facts["words"] and not why_not:
            self.add_error("words", "Nothing was entered. Enter your answer, or say why you cannot answer it")
        elif facts["words"] and why_not:
            self.add_error("why_not", "Enter either your answer or why you cannot answer it, not both")
        return facts


class Attach(forms.Form):
    """One file to return."""

    title = forms.CharField(
        label="What is this document?", missing="Enter what this document is", called="What it is", max_length=160
    )
    file = DocumentField()


def _signatory() -> forms.CharField:
    return forms.CharField(
        label="Who answers for it?",
        hint="Their name and post. For example, Ada Stone, head of safeguarding",
        missing="Enter who answers for it",
        called="Who answers for it",
        max_length=160,
    )


class GiveBack(forms.Form):
    """Who answers for what is returned."""

    signatory = _signatory()
    words = forms.TextField(
        label="Is there anything to say beside it? (optional)",
        called="What you say beside it",
        required=False,
        max_length=2000,
        rows=3,
    )


class NilReturn(forms.Form):
    """That there was none."""

    words = forms.TextField(
        label="How do you know that there was none?",
        hint="For example, the register was searched from 1 April to 31 March",
        missing="Enter how you know that there was none",
        called="How you know",
        max_length=2000,
        rows=4,
    )
    signatory = _signatory()


class Refusal(forms.Form):
    """Why nothing is returned."""

    words = forms.TextField(
        label="Why do you refuse?",
        hint="Whoever asked reads this, and may ask again",
        missing="Enter why you refuse",
        called="The reason",
        max_length=2000,
        rows=4,
    )
    signatory = _signatory()


class WantTime(SetsDay):
    """Until when, and why."""

    due_on = forms.DateField(
        label="Until when do you need?", missing="Enter the day until which you need", called="The day"
    )
    why = forms.TextField(
        label="Why do you need more time?",
        hint="Whoever asked reads this, and says yes or no. Until then the day that stands holds",
        missing="Enter why you need more time",
        called="The reason",
        max_length=1000,
        rows=4,
    )


class Delegate(forms.Form):
    """Which colleague answers."""

    handler = forms.ModelChoiceField(
        label="Which colleague?",
        hint="They are told. You go on seeing it too",
        missing="Choose a colleague",
        queryset=None,
        empty_label="Choose a colleague",
    )

    def __init__(self, *args: Any, colleagues: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("handler", colleagues)


class FilterInbox(forms.Form):
    """The filters of what an agency is asked."""

    q = forms.CharField(label="Words", required=False, max_length=100)
    standing = forms.ChoiceField(
        label="Show",
        choices=[
            ("", "Everything"),
            (OWED, "Still to answer"),
            (LATE, "Overdue"),
            (MINE, "Given to me"),
            (ANSWERED, "Answered"),
        ],
        required=False,
        widget=forms.Select,
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def narrow(self, rows: Any) -> Any:
        facts, actor = self.cleaned_data, self.actor
        if facts["q"]:
            rows = rows.filter(call__title__icontains=facts["q"])
        narrowed: dict[str, dict[str, Any]] = {
            OWED: {"settled": False},
            LATE: {"settled": False, "due_on__lt": actor.on},
            MINE: {"settled": False, "handler": actor.user_id},
            ANSWERED: {"settled": True},
        }
        return rows.filter(**narrowed.get(facts["standing"], {}))
