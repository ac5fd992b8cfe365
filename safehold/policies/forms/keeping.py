"""What is asked about a policy itself: what it is, whose, whom it binds, its review; and the filters of the list."""

from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Q, QuerySet

from safehold.govuk import forms
from safehold.policies.models import Outcome, Scope, Sort

IN_FORCE, OVERDUE, DUE, BEGUN, NONE = "in_force", "overdue", "due", "begun", "none"
SOON = timedelta(days=90)
PAST: Final = "today or in the past"
SORTS = Sort.choices


class Begin(forms.Form):
    """A policy, before anything of it is written."""

    title = forms.CharField(
        label="What is it called?", missing="Enter what it is called", called="What it is called", max_length=160
    )
    sort = forms.ChoiceField(label="What is it?", missing="Select what it is", choices=Sort, widget=forms.RadioSelect)
    scope = forms.ChoiceField(
        label="Is it the partnership’s own?",
        missing="Select whether it is the partnership’s own",
        choices=Scope,
        widget=forms.RadioSelect,
    )
    audience = forms.CharField(
        label="Who is it for?",
        hint="For example, everybody who works with adults at risk in Westmere",
        missing="Enter who it is for",
        called="Who it is for",
        max_length=240,
    )
    group = forms.ModelChoiceField(
        label="Which group owns it? (leave empty where one agency does)",
        required=False,
        queryset=None,
        called="The group",
        empty_label="No group",
    )
    agency = forms.ModelChoiceField(
        label="Which agency owns it? (leave empty where a group does)",
        required=False,
        queryset=None,
        called="The agency",
        empty_label="No agency",
    )
    keeper = forms.ModelChoiceField(
        label="Who looks after it? (optional)",
        hint="Nobody chosen means you. They are reminded when it is due for review",
        required=False,
        queryset=None,
        called="Who looks after it",
        empty_label="I do",
    )
    bound = forms.ModelMultipleChoiceField(
        label="Which agencies have to follow it? (optional)",
        hint="Their leads can record that their agency has taken it up",
        required=False,
        queryset=None,
        called="The agencies",
        small=True,
    )

    def __init__(self, *args: Any, groups: QuerySet, agencies: QuerySet, keepers: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("group", groups)
        self.offer("agency", agencies)
        self.offer("keeper", keepers)
        self.offer("bound", agencies)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if bool(facts.get("group")) == bool(facts.get("agency")) and not {"group", "agency"} & self.errors.keys():
            self.add_error("group", "Choose the group or the agency that owns it, and not both")
        return facts


class Keep(forms.Form):
    """Who looks after it."""

    keeper = forms.ModelChoiceField(
        label="Who looks after it?", missing="Choose who looks after it", queryset=None, empty_label="Choose somebody"
    )

    def __init__(self, *args: Any, keepers: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("keeper", keepers)


class Bind(forms.Form):
    """Whom it binds."""

    bound = forms.ModelMultipleChoiceField(
        label="Which agencies have to follow it?",
        hint="Choose none where it binds nobody",
        required=False,
        queryset=None,
        called="The agencies",
        small=True,
    )

    def __init__(self, *args: Any, agencies: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("bound", agencies)


class LookAgain(forms.Form):
    """What came of looking at it again."""

    outcome = forms.ChoiceField(
        label="What came of the review?",
        missing="Select what came of the review",
        choices=Outcome,
        widget=forms.RadioSelect,
        item_hints={"no_change": "The next review is due after the months of the partnership’s rule"},
    )
    due_on = forms.DateField(
        label="By when is it looked at again? (leave empty where it stays as it is)",
        missing="Enter the date by which it is looked at again",
        called="The date",
        required=False,
    )
    why = forms.TextField(
        label="What was found, or why is it put off?",
        missing="Enter what was found, or why it is put off",
        called="What was found",
        max_length=1000,
        rows=4,
    )

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        later = facts.get("outcome") in (Outcome.NEW_VERSION, Outcome.EXTENDED)
        if later and not facts.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", "Enter the date by which it is looked at again")
        return facts


class Filter(forms.Form):
    """The filters of the list of policies."""

    q = forms.CharField(label="Words of the title", required=False, max_length=100)
    # not ``sort``: that is how a list is ordered
    kind = forms.MultipleChoiceField(label="Kind", choices=Sort, required=False, small=True)
    standing = forms.ChoiceField(
        label="How it stands",
        choices=[
            ("", "All"),
            (IN_FORCE, "In force"),
            (OVERDUE, "Overdue for review"),
            (DUE, "Due for review within 90 days"),
            (BEGUN, "A version is being worked on"),
            (NONE, "Not in force"),
        ],
        required=False,
        widget=forms.Select,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def narrow(self, rows: Any) -> Any:
        facts = self.cleaned_data
        if facts["q"]:
            rows = rows.filter(Q(title__icontains=facts["q"]) | Q(audience__icontains=facts["q"]))
        if facts["kind"]:
            rows = rows.filter(sort__in=facts["kind"])
        now = Q(now_number__isnull=False)
        match facts["standing"]:
            case "in_force":
                rows = rows.filter(now)
            case "overdue":
                rows = rows.filter(now, review_due_on__lt=self.today)
            case "due":
                rows = rows.filter(now, review_due_on__range=(self.today, self.today + SOON))
            case "begun":
                rows = rows.filter(begun=True)
            case "none":
                rows = rows.filter(now_number=None)
        return rows


class OnADay(forms.Form):
    """The day that one asks about."""

    day = forms.DateField(label="On which day?", hint="For example, 14 5 2020", required=False, called="The day")
