"""What is asked of a risk."""

from typing import Any

from django.db.models import QuerySet

from safehold.access.actor import Actor
from safehold.assurance.forms.common import group_field
from safehold.assurance.lifecycle import Borne
from safehold.assurance.queries import risks as queries
from safehold.assurance.scale import Scale
from safehold.govuk import forms

ABOVE, TO_REVIEW, UNOWNED = "above", "to_review", "unowned"


def score_field(label: str, missing: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, missing=missing, choices=(), widget=forms.Select)


class Scores(forms.Form):
    """How likely and how grave it is before controls and after them, and by when it is looked at again."""

    likelihood_before = score_field("How likely is it without controls?", "Select how likely it is without controls")
    impact_before = score_field("How grave is it without controls?", "Select how grave it is without controls")
    controls = forms.TextField(
        label="Which controls are there? (optional)",
        hint="What is done already that makes it less likely, or less grave",
        called="The controls",
        required=False,
        max_length=2000,
        rows=4,
    )
    likelihood = score_field("How likely is it with them?", "Select how likely it is with the controls")
    impact = score_field("How grave is it with them?", "Select how grave it is with the controls")
    tolerance = forms.IntegerField(
        label="Which score is lived with?",
        hint="How likely times how grave, after controls. Above it, the risk is escalated",
        missing="Enter the score that is lived with",
        called="The score that is lived with",
        min_value=1,
        max_value=36,
    )
    review_on = forms.DateField(
        label="When is it reviewed next?",
        missing="Enter the date of the next review",
        called="The date of the next review",
        must_be="in the future",
    )
    scored = ("likelihood_before", "impact_before", "likelihood", "impact")

    def __init__(self, *args: Any, scale: Scale, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.scored:
            answers = scale.likelihoods() if name.startswith("likelihood") else scale.impacts()
            self.offer(name, [("", "Select one"), *answers])

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        for name in self.scored:
            if facts.get(name):
                facts[name] = int(facts[name])
        for name, called in (("likelihood", "likelier"), ("impact", "graver")):
            now, before = facts.get(name), facts.get(f"{name}_before")
            if now and before and now > before:
                self.add_error(name, f"Controls cannot make it {called} than it is without them")
        return facts


class Raise(Scores):
    """What may happen, why, and what it would do."""

    title = forms.CharField(
        label="What is the risk, in one line?",
        hint="About the partnership’s work, never about a person. Everybody in the partnership reads it",
        missing="Enter what the risk is, in one line",
        called="The risk",
        max_length=160,
    )
    cause = forms.TextField(
        label="What would cause it?", missing="Enter what would cause it", called="The cause", max_length=2000, rows=3
    )
    effect = forms.TextField(
        label="What would happen?", missing="Enter what would happen", called="The effect", max_length=2000, rows=3
    )
    group = group_field("Which group keeps it?", "Choose the group that keeps it")
    owner = forms.ModelChoiceField(
        label="Who owns it?", missing="Choose who owns it", queryset=None, empty_label="Choose somebody"
    )
    field_order = ("title", "cause", "effect", "group", "owner")

    def __init__(self, *args: Any, keepers: QuerySet, people: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("group", keepers)
        self.offer("owner", people, called=lambda each: f"{each.user}, {each.agency}")

    @property
    def facts(self) -> dict[str, Any]:
        """The answers as the action takes them."""
        found = dict(self.cleaned_data)
        membership = found.pop("owner")
        return found | {"owner": membership.user, "agency": membership.agency}


class Review(Scores):
    """The same scores anew, and what changed."""

    words = forms.TextField(
        label="What changed since the last review? (optional)",
        called="What changed",
        required=False,
        max_length=2000,
        rows=3,
    )


class Escalate(forms.Form):
    """To which group, and why."""

    to_group = group_field("To which group?", "Choose the group that it is escalated to")
    why = forms.TextField(
        label="What is that group asked to do?",
        missing="Enter what that group is asked to do",
        called="What it is asked",
        max_length=1000,
        rows=4,
    )

    def __init__(self, *args: Any, above: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("to_group", above)


class HandOver(forms.Form):
    """Who owns it from now on."""

    owner = forms.ModelChoiceField(
        label="Who owns it now?", missing="Choose who owns it now", queryset=None, empty_label="Choose somebody"
    )

    def __init__(self, *args: Any, people: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("owner", people, called=lambda each: f"{each.user}, {each.agency}")

    @property
    def facts(self) -> dict[str, Any]:
        membership = self.cleaned_data["owner"]
        return {"owner": membership.user, "agency": membership.agency}


class Filter(forms.Form):
    """The filters of the risk register."""

    q = forms.CharField(label="Words of the risk", required=False, max_length=100)
    group = forms.ModelChoiceField(label="Group", queryset=None, required=False, empty_label="Every group")
    standing = forms.ChoiceField(
        label="Which",
        choices=[
            ("", "All"),
            (ABOVE, "Above tolerance"),
            (TO_REVIEW, "Review overdue"),
            (UNOWNED, "Owned by nobody"),
            *Borne.choices,
        ],
        required=False,
        widget=forms.Select,
    )
    likelihood = forms.IntegerField(
        label="How likely, 1 to 6", called="How likely", required=False, min_value=1, max_value=6
    )
    impact = forms.IntegerField(label="How grave, 1 to 6", called="How grave", required=False, min_value=1, max_value=6)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, on=actor.on, **kwargs)
        self.offer("group", queries.keepers(actor.on))
        self.today = actor.on

    def narrow(self, rows: Any) -> Any:
        facts = self.cleaned_data
        rows = rows.filter(title__icontains=facts["q"]) if facts["q"] else rows
        rows = rows.filter(group=facts["group"]) if facts["group"] else rows
        if facts["likelihood"] or facts["impact"]:
            square = {name: facts[name] for name in ("likelihood", "impact") if facts[name]}
            rows = queries.live(rows).filter(**square)
        wanted = facts["standing"]
        if wanted == ABOVE:
            return queries.above_tolerance(rows)
        if wanted == TO_REVIEW:
            return queries.to_review(rows, self.today)
        if wanted == UNOWNED:
            return queries.live(rows).filter(risk_owner=None)
        return rows.filter(status=wanted) if wanted else rows
