"""What is asked about groups, their seats, and who fills them."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from safehold.access.models import Agency, LegalBody
from safehold.govuk import forms
from safehold.partnership.forms.fields import (
    OfKinds,
    OfPeople,
    a_group,
    an_agency,
    code_field,
    first_day,
    last_day,
    name_field,
    select,
    short_name_field,
    words_field,
)
from safehold.partnership.models import Capacity, Group, GroupKind, SeatKind
from safehold.partnership.queries.pages import own_groups

KINDS = GroupKind.choices


class FoundGroup(OfKinds):
    name = name_field("group")
    short_name = short_name_field()
    code = code_field("group")
    kind = select("Kind of group", (), "Select the kind of group")
    purpose = words_field("What is it for?", "Enter what the group is for", called="What the group is for")
    outside = forms.BooleanField(label="It stands outside the partnership", required=False)
    founded_on = forms.DateField(
        label="Day it was founded (optional)",
        called="The day it was founded",
        hint="Leave empty if it has been there for longer than anybody recorded",
        required=False,
    )
    from_on = forms.DateField(
        label="First day it had this name (optional)",
        called="The first day it had this name",
        hint="Leave empty if that is the day it was founded",
        required=False,
    )
    note = forms.CharField(
        label="What is not known exactly (optional)",
        called="The note",
        hint="For example, that only the month it was founded in is known",
        required=False,
        max_length=240,
    )

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if not answers.get("from_on") and not {"from_on", "founded_on"} & self.errors.keys():
            answers["from_on"] = answers.get("founded_on")
            if not answers["from_on"]:
                self.add_error("from_on", "Enter the first day it had this name, or the day it was founded")
        return answers


class ChangeGroup(OfKinds):
    kind = select("Kind of group", (), "Select the kind of group")
    purpose = words_field("What is it for?", "Enter what the group is for", called="What the group is for")
    outside = forms.BooleanField(label="It stands outside the partnership", required=False)
    note = forms.CharField(
        label="What is not known exactly (optional)", called="The note", required=False, max_length=240
    )
    position = forms.IntegerField(
        label="Place in lists", missing="Enter its place in lists", min_value=0, max_value=999, width=4
    )


class AnswerTo(forms.Form):
    to_group = a_group("Group", "Select the group", required=False, blank="No group: a statutory body")
    to_body = select("Or statutory body", LegalBody.choices, "", blank="No body: a group", required=False)
    from_on = first_day()

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if bool(answers.get("to_group")) == bool(answers.get("to_body")):
            self.add_error("to_group", "Select one group or one statutory body that it answers to")
        return answers


class CarryOut(forms.Form):
    body = select("Statutory body", LegalBody.choices, "Select the statutory body")
    from_on = first_day()


CLAUSES = (
    ("vision", "Vision"),
    ("membership", "Membership: which agencies, at what level"),
    ("attendance", "Attendance and deputies"),
    ("chairing", "Chairing"),
    ("frequency", "How often it meets"),
    ("resources", "Resources"),
    ("support", "Support"),
    ("decisions", "How it decides"),
    ("information_sharing", "Information sharing"),
    ("escalation", "Escalation"),
    ("quorum", "Quorum"),
    ("non_members", "How those who are not members are involved"),
)


class AdoptTerms(forms.Form):
    sections = (
        ("The edition", ("edition", "from_on", "review_on", "approved_on", "approving_group")),
        ("What they say", ("purpose", *(name for name, _ in CLAUSES))),
    )
    edition = forms.CharField(
        label="Edition", hint="For example, 2", missing="Enter the edition", max_length=20, width=5
    )
    from_on = first_day("First day in force", "The edition before it ends the day before")
    review_on = forms.DateField(label="Review by (optional)", called="The review date", required=False)
    approved_on = forms.DateField(label="Approved on (optional)", called="The date approved", required=False)
    approving_group = a_group("Approved by (optional)", "", required=False, blank="Not recorded")
    purpose = words_field("Purpose", "Enter the purpose", 5000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in CLAUSES:
            self.fields[name] = words_field(f"{label} (optional)", "", 5000, rows=2, required=False)


class AppointChair(forms.Form):
    agency = an_agency()
    from_on = first_day()
    to_on = last_day()

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, on=on, **kwargs)
        people = OfPeople(Agency.objects.all(), on, label="Person", missing="Select the person")
        self.fields = {"user": people} | self.fields


class SetQuorum(forms.Form):
    least_agencies = forms.IntegerField(
        label="Fewest agencies that must be there",
        called="The number of agencies",
        hint="Agencies are counted, not people. Seats say which agencies it cannot do without.",
        missing="Enter the fewest agencies that must be there",
        min_value=1,
        max_value=99,
        width=3,
    )
    from_on = first_day()


class FilterGroups(OfKinds):
    kind = select("Kind", (), "", blank="Any kind", required=False)
    own = forms.BooleanField(label="Groups I chair or sit in", required=False)
    closed = forms.BooleanField(label="Include groups that have closed", required=False)

    def narrow(self, rows: QuerySet[Group]) -> QuerySet[Group]:
        asked = self.cleaned_data
        if asked["kind"]:
            rows = rows.filter(kind=asked["kind"])
        if asked["own"]:
            rows = own_groups(rows)
        return rows if asked["closed"] else rows.filter(closed_on=None)


class GiveSeat(forms.Form):
    agency = an_agency()
    office = forms.CharField(
        label="Office (optional)",
        called="The office",
        hint="For example, Director of Children’s Services. It tells an agency’s seats apart; never enter a person’s name",
        required=False,
        max_length=120,
    )
    kind = forms.ChoiceField(
        label="What does the seat give?",
        choices=SeatKind.choices,
        initial=SeatKind.MEMBER,
        missing="Select what the seat gives",
        item_hints={
            SeatKind.MEMBER: "Decides, and counts for the quorum",
            SeatKind.ADVISER: "Advises, and is not counted",
            SeatKind.OBSERVER: "Listens, and is not counted",
        },
    )
    statutory = forms.BooleanField(label="The law gives the agency this seat", required=False)
    needed_for_quorum = forms.BooleanField(label="The group cannot decide without this agency", required=False)
    from_on = first_day()


class FillSeat(forms.Form):
    capacity = forms.ChoiceField(
        label="Member or deputy?", choices=Capacity.choices, initial=Capacity.MAIN, missing="Select member or deputy"
    )
    from_on = first_day()
    to_on = last_day()

    def __init__(self, *args: Any, agency: Agency, on: date, **kwargs: Any) -> None:
        super().__init__(*args, on=on, **kwargs)
        people = OfPeople(
            Agency.objects.filter(pk=agency.pk),
            on,
            label="Person",
            hint="Anyone with an account who acts for the agency",
            missing="Select the person",
        )
        self.fields = {"user": people} | self.fields
