"""What is asked of the assurance framework."""

import re
from typing import Any

from django.db.models import Q, QuerySet

from safehold.access.actor import Actor
from safehold.access.models import Agency, LegalBody
from safehold.assurance.forms.common import agency_field, group_field
from safehold.assurance.models import LookKind, Sure
from safehold.assurance.queries import duties as queries
from safehold.govuk import forms
from safehold.records import queries as entries
from safehold.records.models import Entry

UID = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
STALE, UNASSESSED, CHALLENGED = "stale", "unassessed", "challenged"


class Add(forms.Form):
    """A duty, who carries it out, and who has to be assured."""

    title = forms.CharField(
        label="What is the duty, in one line?", missing="Enter the duty, in one line", called="The duty", max_length=160
    )
    words = forms.TextField(
        label="What has to be done?",
        missing="Enter what has to be done",
        called="What has to be done",
        max_length=2000,
        rows=4,
    )
    basis = forms.CharField(
        label="Where is it laid down?",
        hint="For example, Children Act 2004, section 11",
        missing="Enter where it is laid down",
        called="Where it is laid down",
        max_length=200,
    )
    body = forms.ChoiceField(
        label="Of which statutory body is it a duty? (optional)",
        choices=[("", "None in particular"), *LegalBody.choices],
        required=False,
        widget=forms.Select,
    )
    agency = agency_field(
        "Which agency carries it out? (optional)", "Choose the agency", required=False, empty_label="Every agency"
    )
    group = group_field("Which group has to be assured?", "Choose the group that has to be assured")

    def __init__(self, *args: Any, agencies: QuerySet, groups: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("agency", agencies)
        self.offer("group", groups)


class GiveEvidence(forms.Form):
    """What shows how it is carried out, and how old that is."""

    words = forms.TextField(
        label="What does it show?", missing="Enter what it shows", called="What it shows", max_length=2000, rows=4
    )
    dated_on = forms.DateField(
        label="Of which day is it?",
        hint="When it was so, not when it was written up",
        missing="Enter the date that the evidence is of",
        called="The date of the evidence",
        must_be="today or in the past",
    )
    entry = forms.CharField(
        label="Is it a record of ours? (optional)",
        hint="Open the record in another window, and paste the address of its page. Only those who see that record read this",
        called="The address",
        required=False,
        max_length=400,
    )

    agency = agency_field(
        "Of which agency is it? (optional)", "Choose the agency", required=False, empty_label="All of them"
    )

    def __init__(self, *args: Any, actor: Actor, agencies: QuerySet | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        if agencies is None:
            del self.fields["agency"]
        else:
            self.offer("agency", agencies)

    def clean_entry(self) -> Entry | None:
        """The record whose number stands in what was pasted, if the actor sees it."""
        said = self.cleaned_data["entry"].strip().lower()
        if not said:
            return None
        numbers = UID.findall(said)
        found = entries.visible_entry(self.actor, numbers[-1]) if numbers else None
        if found is None:
            raise forms.ValidationError(
                "There is no such record that you can see. Check the address, and paste it again"
            )
        return found


class Assess(forms.Form):
    """How sure, and why; where the duty is every agency's, of which of them."""

    agencies = forms.MultipleChoiceField(
        label="Which agencies do you assess?",
        hint="Not your own, nor one of which you gave evidence. Assess the others another time where they differ",
        missing="Select the agencies that you assess",
        small=True,
    )
    sure = forms.ChoiceField(
        label="How sure is the group?", missing="Select how sure the group is", choices=Sure, widget=forms.RadioSelect
    )
    words = forms.TextField(
        label="Why?",
        hint="Everybody in the partnership reads it. Say nothing of evidence that they may not see",
        missing="Enter why",
        called="The reason",
        max_length=2000,
        rows=4,
    )

    def __init__(self, *args: Any, agencies: list[Agency] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.there = {str(each.pk): each for each in agencies or ()}
        if agencies is None:
            del self.fields["agencies"]
        else:
            self.offer("agencies", [(number, str(each)) for number, each in self.there.items()])

    def clean_agencies(self) -> list[Agency]:
        return [self.there[number] for number in self.cleaned_data["agencies"]]


class Challenge(forms.Form):
    """What is doubted."""

    words = forms.TextField(
        label="What do you challenge?",
        missing="Enter what you challenge",
        called="The challenge",
        max_length=2000,
        rows=4,
    )


class AnswerChallenge(forms.Form):
    """What is answered."""

    answer = forms.TextField(
        label="What is the answer?", missing="Enter the answer", called="The answer", max_length=4000, rows=5
    )


class PlanLook(forms.Form):
    """A visit or a sample, and when."""

    look_kind = forms.ChoiceField(
        label="How is it looked at?", missing="Select how it is looked at", choices=LookKind, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label="Where, or of what?",
        hint="For example, the front door of children’s services, or ten closed files",
        missing="Enter where it is, or of what",
        called="Where, or of what",
        max_length=200,
    )
    due_on = forms.DateField(
        label="When?",
        missing="Enter the date of the visit or sample",
        called="The date",
        must_be="today or in the future",
    )


class RecordLook(forms.Form):
    """What it found."""

    done_on = forms.DateField(
        label="When was it done?",
        missing="Enter the date it was done",
        called="The date",
        must_be="today or in the past",
    )
    found = forms.TextField(
        label="What was found?",
        hint="About practice, never about a named person",
        missing="Enter what was found",
        called="What was found",
        max_length=4000,
        rows=5,
    )


class Filter(forms.Form):
    """The filters of the framework."""

    q = forms.CharField(label="Words of the duty", required=False, max_length=100)
    agency = forms.ModelChoiceField(label="Carried out by", queryset=None, required=False, empty_label="Any agency")
    standing = forms.ChoiceField(
        label="Which",
        choices=[
            ("", "All"),
            (STALE, "Evidence stale or missing"),
            (UNASSESSED, "Not assessed, or not of every agency"),
            (CHALLENGED, "Challenge not answered"),
            *Sure.choices,
        ],
        required=False,
        widget=forms.Select,
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, on=actor.on, **kwargs)
        self.offer("agency", queries.agencies(actor.on))
        self.today = actor.on

    def narrow(self, rows: Any) -> Any:
        facts = self.cleaned_data
        rows = rows.filter(title__icontains=facts["q"]) if facts["q"] else rows
        rows = rows.filter(Q(agency=facts["agency"]) | Q(agency=None)) if facts["agency"] else rows
        wanted = facts["standing"]
        if wanted == STALE:
            return queries.stale(rows, self.today)
        if wanted == UNASSESSED:
            return queries.unassessed(rows)
        if wanted == CHALLENGED:
            return rows.filter(challenged=True)
        return rows.filter(sure=wanted) if wanted else rows
