"""What the pages of the thread ask."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from django.db.models import Q, QuerySet

from safehold.access.actor import Actor
from safehold.govuk import forms
from safehold.plans import queries
from safehold.plans.forms.leading import NamesItsLead
from safehold.plans.lifecycle import Response, Status
from safehold.plans.models import Found, Method, Result, Scope
from safehold.records import queries as entries
from safehold.records.models import Entry

UID = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
PAST: Final = "today or in the past"
OVERDUE, TO_ASSURE, OPEN, UNVERIFIED = "overdue", "to_assure", "open", "unverified"
MINE, MY_AGENCY, MY_GROUPS = "mine", "agency", "groups"


class RecordFinding(forms.Form):
    """Something that was found."""

    title = forms.CharField(
        label="What was found, in one line?",
        missing="Enter what was found, in one line",
        called="What was found",
        hint="About practice, never about a named person. For example, assessments of capacity are not about one decision",
        max_length=160,
    )
    words = forms.TextField(
        label="What is known about it?", missing="Enter what is known about it", called="What is known", max_length=4000
    )
    found_by = forms.ChoiceField(
        label="By what was it found?", missing="Select by what it was found", choices=Found, widget=forms.RadioSelect
    )
    found_on = forms.DateField(
        label="When was it found?", missing="Enter the date it was found", called="The date it was found", must_be=PAST
    )
    source_name = forms.CharField(
        label="Where does it come from? (optional)",
        hint="The report or meeting that it can be read in, where that is not one of our records",
        called="Where it comes from",
        required=False,
        max_length=160,
    )


class Recommend(forms.Form):
    """What should be done about a finding."""

    words = forms.TextField(
        label="What is recommended?", missing="Enter what is recommended", called="What is recommended", max_length=2000
    )
    scope = forms.ChoiceField(
        label="Who is it for?", missing="Select who it is for", choices=Scope, widget=forms.RadioSelect
    )
    group = forms.ModelChoiceField(
        label="Which group is it made to?",
        missing="Choose the group that it is made to",
        hint="It answers, receives the evidence and is assured",
        queryset=None,
        empty_label="Choose a group",
    )
    made_on = forms.DateField(
        label="When was it made?", missing="Enter the date it was made", called="The date it was made", must_be=PAST
    )

    def __init__(self, *args: Any, groups: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("group", groups)


class Answer(forms.Form):
    """What the group answered."""

    response = forms.ChoiceField(
        label="What did the group answer?",
        missing="Select what the group answered",
        choices=[(each.value, each.label) for each in Response if each != Response.PROPOSED],
        widget=forms.RadioSelect,
    )
    answered_on = forms.DateField(
        label="When?", missing="Enter the date it was answered", called="The date it was answered", must_be=PAST
    )
    why = forms.TextField(
        label="Why? (optional where all of it is accepted)",
        hint="An adults board publishes why it decided not to act on a finding",
        called="The reason",
        required=False,
        max_length=2000,
    )

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if facts.get("response") in (Response.PARTLY, Response.NOT_ACCEPTED) and not (facts.get("why") or "").strip():
            self.add_error("why", "Enter why it is not accepted, or accepted in part only")
        return facts


class Why(forms.Form):
    """A reason."""

    why = forms.TextField(label="Why?", missing="Enter the reason", called="The reason", max_length=1000, rows=4)


class AddAction(NamesItsLead):
    """What one agency undertook to do."""

    words = forms.TextField(
        label="What will be done?",
        hint="Specific, and in words that stand for themselves: whoever does it may not see what it came from",
        missing="Enter what will be done",
        called="What will be done",
        max_length=2000,
        rows=4,
    )
    measure = forms.TextField(
        label="How will you know that it made a difference?",
        hint="Something that can be looked at or counted, such as an audit of ten assessments",
        missing="Enter how you will know that it made a difference",
        called="How you will know",
        max_length=1000,
        rows=3,
    )
    agency = forms.ModelChoiceField(
        label="Which agency does it?",
        missing="Choose the agency that does it",
        queryset=None,
        empty_label="Choose an agency",
    )
    lead_role = forms.CharField(
        label="Which role leads it?",
        hint="For example, head of adult safeguarding. People change, and the role stays",
        missing="Enter the role that leads it",
        called="The role",
        max_length=120,
    )
    agreed_on = forms.DateField(
        label="When was it agreed?",
        missing="Enter the date it was agreed",
        called="The date it was agreed",
        must_be=PAST,
    )
    due_on = forms.DateField(label="When is it due?", missing="Enter the date it is due", called="The date it is due")
    field_order: Sequence[str] = ("words", "measure", "agency", "lead_role", "lead", "agreed_on", "due_on")

    def __init__(self, *args: Any, agencies: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("agency", agencies)


class Assign(forms.Form):
    """Who leads an action."""

    lead_role = forms.CharField(
        label="Which role leads it?", missing="Enter the role that leads it", called="The role", max_length=120
    )
    lead = forms.ModelChoiceField(
        label="Who holds that role now? (optional)",
        required=False,
        queryset=None,
        called="Who leads it",
        empty_label="Nobody yet",
    )

    def __init__(self, *args: Any, leads: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("lead", leads)


class Complete(forms.Form):
    """When it was done."""

    completed_on = forms.DateField(
        label="When was it done?", missing="Enter the date it was done", called="The date it was done", must_be=PAST
    )


class GiveEvidence(forms.Form):
    """What shows that it was done."""

    words = forms.TextField(
        label="What shows that it was done?",
        hint="Files are added on the action’s page, before or after",
        missing="Enter what shows that it was done",
        called="The evidence",
        max_length=4000,
    )


class Assure(forms.Form):
    """What assures, and when impact is tested."""

    why = forms.TextField(
        label="What in the evidence assures you?",
        missing="Enter what assures you",
        called="What assures you",
        max_length=2000,
    )
    method = forms.ChoiceField(
        label="How will its impact be tested?",
        missing="Select how its impact will be tested",
        choices=Method,
        widget=forms.RadioSelect,
    )
    test_on = forms.DateField(
        label="When will its impact be tested?",
        hint="Three to twelve months from now",
        missing="Enter the date its impact will be tested",
        called="The date its impact is tested",
    )


class MoveDueDate(forms.Form):
    """Another due date."""

    due_on = forms.DateField(
        label="When is it due now?", missing="Enter the date it is due now", called="The date it is due"
    )
    why = forms.TextField(
        label="Why is it moved?", missing="Enter why the date is moved", called="The reason", max_length=1000, rows=4
    )


class PlanImpactTest(forms.Form):
    """Another test of impact."""

    method = forms.ChoiceField(
        label="How will its impact be tested?",
        missing="Select how its impact will be tested",
        choices=Method,
        widget=forms.RadioSelect,
    )
    test_on = forms.DateField(
        label="When?", missing="Enter the date its impact will be tested", called="The date its impact is tested"
    )


class RecordImpact(forms.Form):
    """Whether it made a difference."""

    result = forms.ChoiceField(
        label="Did it make a difference?",
        hint="Where it made none, the action is open again",
        missing="Select whether it made a difference",
        choices=Result,
        widget=forms.RadioSelect,
    )
    method = forms.ChoiceField(
        label="How was that found out?",
        missing="Select how that was found out",
        choices=Method,
        widget=forms.RadioSelect,
    )
    tested_on = forms.DateField(
        label="When?", missing="Enter the date it was tested", called="The date it was tested", must_be=PAST
    )
    why = forms.TextField(
        label="What shows it?", missing="Enter what shows it", called="What shows it", max_length=2000
    )
    due_on = forms.DateField(
        label="When is it due again? (only where it made no difference)",
        called="The date it is due again",
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if facts.get("result") == Result.NONE and not facts.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", "Enter the date it is due again")
        return facts


class Release(forms.Form):
    """What may be said of where a finding comes from."""

    source_name = forms.CharField(
        label="What may be said of where it comes from?",
        hint="Everybody reads this, such as ‘A review of practice, published in May 2021’",
        missing="Enter what may be said of where it comes from",
        called="What may be said",
        max_length=160,
    )


class Confirm(forms.Form):
    """Nothing to answer: the button is the answer."""


class TieTo(forms.Form):
    """Which other record belongs to a thread, and why."""

    other = forms.CharField(
        label="Which record?",
        hint="Open it in another window, and paste the address of its page",
        missing="Paste the address of the other record",
        called="The address",
        max_length=400,
    )
    why = forms.CharField(
        label="How do they belong together?",
        hint="A few words that stand in the thread, such as ‘The course that teaches it’",
        missing="Enter how they belong together",
        called="How they belong together",
        max_length=160,
    )

    def __init__(self, *args: Any, actor: Actor, here: Entry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.here = actor, here

    def clean_other(self) -> Entry:
        """The record whose number stands in what was pasted, if the actor sees it."""
        numbers = UID.findall(self.cleaned_data["other"].lower())
        found = entries.visible_entry(self.actor, numbers[-1]) if numbers else None
        if found is None:
            raise forms.ValidationError(
                "There is no such record that you can see. Check the address, and paste it again"
            )
        if found.pk == self.here.pk:
            raise forms.ValidationError("This is the address of the same record. Paste the address of another")
        return found


class FilterActions(forms.Form):
    """The filters of the tracker."""

    q = forms.CharField(label="Words of the action", required=False, max_length=100)
    whose = forms.ChoiceField(
        label="Whose",
        choices=[("", "Everybody’s"), (MINE, "Led by me"), (MY_AGENCY, "My agency’s"), (MY_GROUPS, "My groups’")],
        required=False,
        widget=forms.Select,
    )
    standing = forms.ChoiceField(
        label="How it stands",
        choices=[
            ("", "All"),
            (OPEN, "Not finished"),
            (OVERDUE, "Overdue"),
            (TO_ASSURE, "Waiting for assurance"),
            (UNVERIFIED, "Migrated, not verified"),
        ],
        required=False,
        widget=forms.Select,
    )
    status = forms.MultipleChoiceField(label="Status", choices=Status, required=False, small=True)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def narrow(self, rows: Any) -> Any:
        facts = self.cleaned_data
        if facts["q"]:
            rows = rows.filter(Q(words__icontains=facts["q"]) | Q(measure__icontains=facts["q"]))
        whose: dict[str, Callable[[Any], Any]] = {
            MINE: partial(queries.of_mine, actor=self.actor),
            MY_AGENCY: lambda found: found.filter(agency=self.actor.agency_id),
            MY_GROUPS: partial(queries.of_groups, actor=self.actor),
        }
        standing: dict[str, Callable[[Any], Any]] = {
            OPEN: queries.still_open,
            OVERDUE: partial(queries.overdue, on=self.actor.on),
            TO_ASSURE: queries.to_assure,
            UNVERIFIED: queries.unverified,
        }
        for narrowing in (whose.get(facts["whose"]), standing.get(facts["standing"])):
            rows = narrowing(rows) if narrowing else rows
        return rows.filter(status__in=facts["status"]) if facts["status"] else rows


class FilterFindings(forms.Form):
    """The filters of the list of findings."""

    q = forms.CharField(label="Words", required=False, max_length=100)
    found_by = forms.MultipleChoiceField(label="Found by", choices=Found, required=False, small=True)

    def narrow(self, rows: Any) -> Any:
        facts = self.cleaned_data
        if facts["q"]:
            rows = rows.filter(Q(title__icontains=facts["q"]) | Q(words__icontains=facts["q"]))
        return rows.filter(found_by__in=facts["found_by"]) if facts["found_by"] else rows
