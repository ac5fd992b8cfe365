"""What is asked of decisions, challenges and actions agreed."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from safehold.govuk import forms
from safehold.govuk.filters import day
from safehold.meetings.models import Decision, Standing

OWN = "own"
NEW, REPLACES, CONFIRMS = "new", "replaces", "confirms"


def agency_field(label: str, missing: str, **facts: Any) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        **{"label": label, "missing": missing, "queryset": None, "empty_label": "Choose an agency"} | facts
    )


class Decide(forms.Form):
    """What was decided, for which body, from which options and why."""

    words = forms.TextField(
        label="What was decided?",
        missing="Enter what was decided",
        called="What was decided",
        max_length=2000,
        rows=4,
    )
    body = forms.ChoiceField(
        label="For which statutory body?",
        missing="Select for which statutory body it was decided",
        choices=(),
        widget=forms.RadioSelect,
    )
    options = forms.TextField(
        label="Which options were there? (optional)",
        called="Which options were there",
        required=False,
        max_length=2000,
        rows=3,
    )
    reasons = forms.TextField(
        label="What were the reasons?", missing="Enter the reasons", called="The reasons", max_length=2000, rows=4
    )
    dissent = forms.TextField(
        label="Did anybody dissent, and how did they vote? (optional)",
        called="Who dissented",
        required=False,
        max_length=1000,
        rows=3,
    )
    responsible = agency_field(
        "Which agency sees to it? (optional)", "Choose the agency", required=False, empty_label="None in particular"
    )
    earlier = forms.ChoiceField(
        label="Is it about an earlier decision?",
        hint="A decision is never changed. Putting it right, or confirming what was only recommended, is a new entry",
        missing="Choose whether it is about an earlier decision",
        choices=(),
        widget=forms.Select,
    )

    def __init__(
        self,
        *args: Any,
        bodies: Sequence[tuple[str, str]],
        earlier: Sequence[Decision],
        agencies: QuerySet,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known = {each.reference: each for each in earlier}
        self.offer("body", [*bodies, (OWN, "None: it is the group’s own business")])
        if not bodies:
            del self.fields["body"]
        self.offer("responsible", agencies)
        answers = [(NEW, "No, it is a new decision")]
        for each in earlier:
            told = f"{each.reference}, {day(each.decided_on)}"
            if each.standing == Standing.RECOMMENDED:
                answers.append((f"{CONFIRMS}:{each.reference}", f"It confirms {told}"))
            answers.append((f"{REPLACES}:{each.reference}", f"It takes the place of {told}"))
        self.offer("earlier", answers)

    @property
    def facts(self) -> dict[str, Any]:
        """The answers as the action takes them."""
        found = dict(self.cleaned_data)
        how, _, reference = found.pop("earlier").partition(":")
        found["body"] = "" if found.get("body", OWN) == OWN else found["body"]
        return found | ({how: self.known[reference]} if reference else {})


class Challenge(forms.Form):
    """Who challenged whom, on what."""

    challenger = agency_field("Which agency challenged?", "Choose the agency that challenged")
    challenger_role = forms.CharField(
        label="Who spoke for it? (optional)",
        hint="A role, such as Independent scrutineer",
        called="Who spoke for it",
        required=False,
        max_length=120,
    )
    challenged = agency_field("Which agency was challenged?", "Choose the agency that was challenged")
    words = forms.TextField(
        label="On what?",
        missing="Enter what the challenge was",
        called="What the challenge was",
        max_length=2000,
        rows=4,
    )

    def __init__(self, *args: Any, agencies: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("challenger", agencies)
        self.offer("challenged", agencies)


class AnswerChallenge(forms.Form):
    """What was answered."""

    answer = forms.TextField(
        label="What was answered?", missing="Enter what was answered", called="What was answered", max_length=4000
    )
    answered_on = forms.DateField(
        label="When?",
        missing="Enter the date it was answered",
        called="The date it was answered",
        must_be="today or in the past",
    )


class AgreeAction(forms.Form):
    """What one agency undertook to do."""

    words = forms.TextField(
        label="What will be done?",
        hint="Specific, and in words that stand for themselves: whoever does it may not see this item",
        missing="Enter what will be done",
        called="What will be done",
        max_length=2000,
        rows=4,
    )
    measure = forms.TextField(
        label="How will you know that it made a difference?",
        missing="Enter how you will know that it made a difference",
        called="How you will know",
        max_length=1000,
        rows=3,
    )
    agency = agency_field("Which agency does it?", "Choose the agency that does it")
    lead_role = forms.CharField(
        label="Who leads it there?",
        hint="A role rather than a name, such as Head of custody",
        missing="Enter the role that leads it",
        called="The role that leads it",
        max_length=120,
    )
    due_on = forms.DateField(label="When is it due?", missing="Enter the date it is due", called="The date it is due")

    def __init__(self, *args: Any, agencies: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("agency", agencies)


class FilterDecisions(forms.Form):
    """The filters of the log of decisions."""

    q = forms.CharField(label="Words of the decision", required=False, max_length=100)
    standing = forms.MultipleChoiceField(label="Standing", choices=Standing, required=False, small=True)

    def narrow(self, rows: Any) -> Any:
        facts = self.cleaned_data
        rows = rows.filter(words__icontains=facts["q"]) if facts["q"] else rows
        return rows.filter(standing__in=facts["standing"]) if facts["standing"] else rows


class FilterChallenges(forms.Form):
    """The filters of the log of challenges."""

    answered = forms.ChoiceField(
        label="Answered",
        choices=[("", "All"), ("no", "Not answered"), ("yes", "Answered")],
        required=False,
        widget=forms.Select,
    )

    def narrow(self, rows: Any) -> Any:
        wanted = self.cleaned_data["answered"]
        return rows.filter(answered_on__isnull=wanted == "no") if wanted else rows
