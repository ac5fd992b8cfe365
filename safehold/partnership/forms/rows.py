"""What can be put right in each kind of dated row, and the page each stands on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.urls import reverse

from safehold.access.models import Agency, AgencyBody, AgencyContact, AgencyName
from safehold.govuk import forms
from safehold.partnership import labels, presenters
from safehold.partnership.forms.fields import OfPeople, first_day, last_day, short_name_field
from safehold.partnership.forms.limits import limit_fields
from safehold.partnership.forms.setup import ValueField
from safehold.partnership.models import (
    AnswersTo,
    Area,
    Capacity,
    Chair,
    Choice,
    ClosedDay,
    Group,
    GroupBody,
    GroupName,
    Quorum,
    Rule,
    Seat,
    SeatHolder,
    SeatKind,
    TermsOfReference,
    TimeLimit,
    Word,
)

Questions = dict[str, forms.CharField | Any]


def days() -> Questions:
    return {"from_on": first_day(), "to_on": last_day()}


def line(label: str, length: int, **facts: Any) -> forms.CharField:
    return forms.CharField(label=label, missing=f"Enter the {label.lower()}", max_length=length, **facts)


def optional(label: str, length: int) -> forms.CharField:
    return forms.CharField(label=f"{label} (optional)", called=label, required=False, max_length=length)


def box(label: str) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


def one_of(label: str, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, missing=f"Select the {label.lower()}")


def place() -> forms.IntegerField:
    return forms.IntegerField(label="Place in the list", missing="Enter its place", min_value=0, max_value=999, width=4)


def name_questions(row: Any) -> Questions:
    return {"name": line("Name", 160), "short_name": short_name_field(), **days()}


def holder_questions(row: Any) -> Questions:
    agency = Agency.objects.filter(pk=row.seat.agency_id)
    person = OfPeople(agency, row.from_on, label="Person", missing="Select the person")
    return {"user": person, "capacity": one_of("In what capacity", Capacity.choices), **days()}


def seat_questions(row: Any) -> Questions:
    return {
        "office": optional("Office", 120),
        "kind": one_of("Kind of seat", SeatKind.choices),
        "statutory": box("The law gives the agency this seat"),
        "needed_for_quorum": box("The group cannot decide without this agency"),
        **days(),
    }


def contact_questions(row: Any) -> Questions:
    email = forms.EmailField(label="Work email address (optional)", called="The email address", required=False)
    return {
        "purpose": line("Purpose", 120),
        "name": optional("Name", 120),
        "email": email,
        "telephone": optional("Work telephone number", 40),
        **days(),
    }


def terms_questions(row: Any) -> Questions:
    review = forms.DateField(label="Review by (optional)", called="The review date", required=False)
    return {"edition": line("Edition", 20, width=5), "review_on": review, **days()}


def rule_questions(row: Any) -> Questions:
    value = ValueField(label="Value", missing="Enter the value", max_length=240, width=20)
    return {"value": value, "from_on": first_day(), "source": line("Source", 240)}


def group_questions(row: Any) -> Questions:
    return {
        "founded_on": forms.DateField(
            label="Day it was founded (optional)", called="The day it was founded", required=False
        ),
        "closed_on": forms.DateField(label="Last day (optional)", called="The last day", required=False),
    }


def agency_questions(row: Any) -> Questions:
    return {"closed_on": forms.DateField(label="Last day (optional)", called="The last day", required=False)}


def limit_questions(row: Any) -> Questions:
    return {"title": line("What must be done", 160), "trigger": line("What it is counted from", 160)} | limit_fields()


@dataclass(frozen=True)
class Kind:
    """A kind of row: what can be put right in it, and the page it stands on."""

    model: type[models.Model]
    questions: Callable[[Any], Questions]
    back: Callable[[Any], str]
    joins: tuple[str, ...] = ()
    ends: bool = True
    # the agency of the person in the row, who is not there for those who may not see names
    names: Callable[[Any], int | None] | None = None

    @property
    def called(self) -> str:
        return labels.called(self.model)

    def rows(self) -> models.QuerySet:
        return self.model._default_manager.select_related(*self.joins)


def of_group(row: Any) -> str:
    return str(row.group.get_absolute_url())


def of_agency(row: Any) -> str:
    return presenters.agency_href(row.agency)


def register(name: str) -> Callable[[Any], str]:
    return lambda row: reverse(f"partnership:{name}")


def just_days(row: Any) -> Questions:
    return days()


KINDS = {
    kind.model._meta.model_name: kind
    for kind in (
        Kind(Seat, seat_questions, of_group, ("group", "agency")),
        Kind(
            SeatHolder,
            holder_questions,
            lambda row: of_group(row.seat),
            ("seat__group", "seat__agency", "user"),
            names=lambda row: row.seat.agency_id,
        ),
        Kind(Chair, just_days, of_group, ("group", "user"), names=lambda row: None),
        Kind(AnswersTo, just_days, of_group, ("group", "to_group")),
        Kind(GroupBody, just_days, of_group, ("group",)),
        Kind(
            Quorum,
            lambda row: {
                "least_agencies": forms.IntegerField(
                    label="Fewest agencies", missing="Enter the fewest agencies", min_value=1, max_value=99, width=3
                ),
                **days(),
            },
            of_group,
            ("group",),
        ),
        Kind(
            TermsOfReference,
            terms_questions,
            lambda row: reverse("partnership:terms", args=[row.group.code]),
            ("group",),
        ),
        Kind(GroupName, name_questions, of_group, ("group",)),
        Kind(AgencyName, name_questions, of_agency, ("agency",)),
        Kind(
            AgencyBody,
            lambda row: {"statutory": box("The law makes it a member"), **days()},
            of_agency,
            ("agency",),
        ),
        Kind(AgencyContact, contact_questions, of_agency, ("agency",), names=lambda row: row.agency_id),
        Kind(
            Choice,
            lambda row: {"label": line("Answer", 120), "position": place(), **days()},
            register("choices"),
        ),
        Kind(
            Area,
            lambda row: {"name": line("Name", 120), "ons_code": optional("ONS code", 9)},
            register("areas"),
            ends=False,
        ),
        Kind(
            ClosedDay,
            lambda row: {"day_on": first_day("Day"), "working": box("It is worked"), "reason": line("Reason", 160)},
            register("calendar"),
            ends=False,
        ),
        Kind(
            Word,
            lambda row: {
                "singular": line("Word for one", 120),
                "plural": line("Word for more than one", 120),
                "from_on": first_day(),
            },
            register("words"),
            ends=False,
        ),
        Kind(Group, group_questions, lambda row: str(row.get_absolute_url()), ends=False),
        Kind(Agency, agency_questions, presenters.agency_href, ends=False),
        Kind(TimeLimit, limit_questions, register("time_limits")),
        Kind(Rule, rule_questions, register("rules"), ends=False),
    )
}
