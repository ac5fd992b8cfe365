"""What is asked of a professional disagreement."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from safehold.access.actor import Actor
from safehold.assurance.lifecycle import Held
from safehold.assurance.models import Outcome
from safehold.assurance.queries import disagreements as queries
from safehold.assurance.stages import Stage
from safehold.govuk import forms

OVERDUE = "overdue"


class Raise(forms.Form):
    """To whom, about what, and what is wanted."""

    to = forms.ModelChoiceField(
        label="To whom is it put?",
        hint="Somebody of the other agency who can answer it. Both agencies’ leads see it too",
        missing="Choose to whom it is put",
        queryset=None,
        empty_label="Choose somebody",
    )
    issue = forms.ChoiceField(
        label="What is it about?", missing="Select what it is about", choices=(), widget=forms.RadioSelect
    )
    about = forms.CharField(
        label="Your reference of the case",
        hint="The number in your own system. Never a name",
        missing="Enter your reference of the case",
        called="Your reference",
        max_length=60,
    )
    words = forms.TextField(
        label="What do you disagree with, and why?",
        missing="Enter what you disagree with, and why",
        called="What you disagree with",
        max_length=4000,
        rows=6,
    )
    wanted = forms.TextField(
        label="What do you want done?",
        missing="Enter what you want done",
        called="What you want done",
        max_length=2000,
        rows=3,
    )

    def __init__(self, *args: Any, others: QuerySet, issues: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("to", others, called=lambda each: f"{each.user}, {each.agency}")
        self.offer("issue", list(issues))


class Answer(forms.Form):
    """What is answered at a stage."""

    answer = forms.TextField(
        label="What is the answer, and why?",
        missing="Enter the answer",
        called="The answer",
        max_length=4000,
        rows=6,
    )


class Further(forms.Form):
    """Why it goes on."""

    words = forms.TextField(
        label="Why does that not settle it?",
        hint="Or that no answer came in time. This is the written record of the next stage",
        missing="Enter why that does not settle it",
        called="The reason",
        max_length=4000,
        rows=5,
    )


class Jump(forms.Form):
    """To which stage, and who is at risk now."""

    stage = forms.ChoiceField(label="To which stage?", missing="Select the stage", choices=(), widget=forms.RadioSelect)
    at_risk = forms.TextField(
        label="Who is at risk now, and of what?",
        hint="Without a name. Act on the risk itself at once: this pauses nothing",
        missing="Enter who is at risk now, and of what",
        called="The risk",
        max_length=1000,
        rows=4,
    )

    def __init__(self, *args: Any, later: Sequence[Stage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("stage", [(str(each.number), str(each)) for each in later])

    def clean_stage(self) -> int:
        return int(self.cleaned_data["stage"])


class Resolve(forms.Form):
    """How it ended between the two agencies."""

    outcome = forms.ChoiceField(
        label="How did it end?",
        missing="Select how it ended",
        choices=[(each.value, each.label) for each in Outcome if each != Outcome.UNRESOLVED],
        widget=forms.RadioSelect,
    )
    settled = forms.TextField(
        label="What was settled?", missing="Enter what was settled", called="What was settled", max_length=4000, rows=5
    )


class Decide(Resolve):
    """What is decided by those before whom it came."""

    outcome = forms.ChoiceField(
        label="What is decided?", missing="Select what is decided", choices=Outcome, widget=forms.RadioSelect
    )
    settled = forms.TextField(
        label="In which words, and why?",
        missing="Enter the decision and why",
        called="The decision",
        max_length=4000,
        rows=5,
    )


class Close(forms.Form):
    """That whoever raised it was told, and what was learned."""

    told_on = forms.DateField(
        label="When was whoever raised it told how it ended?",
        missing="Enter the date they were told",
        called="The date they were told",
        must_be="today or in the past",
    )
    learning = forms.TextField(
        label="What was learned?",
        hint="In words that name nobody: what is learned goes into the annual report",
        missing="Enter what was learned",
        called="What was learned",
        max_length=2000,
        rows=4,
    )


class Filter(forms.Form):
    """The filters of the list."""

    status = forms.MultipleChoiceField(label="How far it is", choices=Held, required=False, small=True)
    side = forms.ChoiceField(
        label="Which",
        choices=[
            ("", "All"),
            (OVERDUE, "Answer or decision overdue"),
            ("raised", "Raised by my agency"),
            ("challenged", "Put to my agency"),
        ],
        required=False,
        widget=forms.Select,
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def narrow(self, rows: Any) -> Any:
        facts = self.cleaned_data
        rows = rows.filter(status__in=facts["status"]) if facts["status"] else rows
        if facts["side"] == OVERDUE:
            return queries.overdue(rows, self.actor.on)
        if facts["side"]:
            side = "raising" if facts["side"] == "raised" else "challenged"
            rows = rows.filter(**{side: self.actor.agency_id})
        return rows
