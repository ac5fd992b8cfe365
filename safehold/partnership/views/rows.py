"""Ending, correcting and taking out a dated row of any kind: the same three pages for all of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse

from safehold.access.models import Agency, AgencyBody, AgencyContact, AgencyName
from safehold.govuk import forms
from safehold.govuk.parts import Answer
from safehold.partnership import policy, presenters, queries
from safehold.partnership.actions import rows
from safehold.partnership.forms import setup as setup_forms
from safehold.partnership.forms.fields import OfPeople, first_day, last_day, short_name_field
from safehold.partnership.forms.setup import ValueField
from safehold.partnership.models import (
    AnswersTo,
    Area,
    Capacity,
    Chair,
    Choice,
    ClosedDay,
    GroupBody,
    GroupName,
    Quorum,
    Rule,
    Seat,
    SeatHolder,
    SeatKind,
    TermsOfReference,
    Word,
)
from safehold.partnership.views.base import Ask

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
    return {"user": person, "capacity": one_of("Capacity", Capacity.choices), **days()}


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


@dataclass(frozen=True)
class Kind:
    """A kind of row: what people call it, what can be put right in it, and the page it stands on."""

    model: type[models.Model]
    called: str
    questions: Callable[[Any], Questions]
    back: Callable[[Any], str]
    joins: tuple[str, ...] = ()
    ends: bool = True


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
        Kind(Seat, "seat", seat_questions, of_group, ("group", "agency")),
        Kind(
            SeatHolder,
            "person in a seat",
            holder_questions,
            lambda row: of_group(row.seat),
            ("seat__group", "seat__agency", "user"),
        ),
        Kind(Chair, "chair", just_days, of_group, ("group", "user")),
        Kind(AnswersTo, "body it answers to", just_days, of_group, ("group", "to_group")),
        Kind(GroupBody, "statutory body", just_days, of_group, ("group",)),
        Kind(
            Quorum,
            "quorum",
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
            "edition of the terms of reference",
            terms_questions,
            lambda row: reverse("partnership:terms", args=[row.group.code]),
            ("group",),
        ),
        Kind(GroupName, "name of a group", name_questions, of_group, ("group",)),
        Kind(AgencyName, "name of an agency", name_questions, of_agency, ("agency",)),
        Kind(
            AgencyBody,
            "statutory body",
            lambda row: {"statutory": box("The law makes it a member"), **days()},
            of_agency,
            ("agency",),
        ),
        Kind(AgencyContact, "contact", contact_questions, of_agency, ("agency",)),
        Kind(
            Choice,
            "choice",
            lambda row: {"label": line("Answer", 120), "position": place(), **days()},
            register("choices"),
        ),
        Kind(
            Area,
            "area",
            lambda row: {"name": line("Name", 120), "ons_code": optional("ONS code", 9)},
            register("areas"),
            ends=False,
        ),
        Kind(
            ClosedDay,
            "day of the calendar",
            lambda row: {"day_on": first_day("Day"), "working": box("It is worked"), "reason": line("Reason", 160)},
            register("calendar"),
            ends=False,
        ),
        Kind(
            Word,
            "word",
            lambda row: {
                "singular": line("Word for one", 120),
                "plural": line("Word for more than one", 120),
                "from_on": first_day(),
            },
            register("words"),
            ends=False,
        ),
        Kind(Rule, "rule", rule_questions, register("rules"), ends=False),
    )
}


class AskOfRow(Ask):
    """A question about one row of the kind that the address names."""

    may = staticmethod(policy.keep)
    ends = False

    def is_about_a_record(self) -> bool:
        return True

    def find(self, request: HttpRequest, uid: Any) -> Any:
        kind = KINDS.get(self.kwargs["kind"])
        if kind is None or (self.ends and not kind.ends):
            raise Http404("There is no such row")
        self.row_kind = kind
        found = self.rows_of(kind).filter(pk=uid).first() if policy.see(self.actor) else None
        if found is None or not self.may_know(found):
            self.not_there(request, uid)
        return found

    def rows_of(self, kind: Kind) -> QuerySet:
        return kind.model._default_manager.select_related(*kind.joins)

    def may_know(self, row: Any) -> bool:
        """A row with a person in it is not there for those who may not see names."""
        agency = {SeatHolder: lambda: row.seat.agency_id, AgencyContact: lambda: row.agency_id}.get(type(row))
        if type(row) is Chair:
            return bool(policy.see_names(self.actor))
        return agency is None or bool(policy.see_names(self.actor, agency()))

    def kind(self) -> str:
        return f"partnership.{self.kwargs['kind']}"

    def back(self) -> str:
        return self.row_kind.back(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **{"caption": str(self.object), "facts": self.facts(), "title": self.get_title(), **kwargs}
        )

    def get_title(self) -> str:
        return f"{self.title} {self.row_kind.called}"

    def facts(self) -> list[Answer]:
        """What the row says now."""
        lines = (line.partition(": ") for line in queries.said(self.object).splitlines() if ": " in line)
        return [Answer(name, value) for name, _, value in lines if value != "none"]


class EndRow(AskOfRow):
    title = "End a"
    form_class = setup_forms.End
    act = staticmethod(rows.end)
    button = "Save"
    done = "Ended. It stays in the history"
    ends = True

    def get_title(self) -> str:
        return f"End this {self.row_kind.called}"


class CorrectRow(AskOfRow):
    form_class = setup_forms.Correct
    act = staticmethod(rows.correct)
    button = "Correct"
    done = "Corrected. What it said before is kept"

    def get_title(self) -> str:
        return f"Correct this {self.row_kind.called}"

    def form_facts(self) -> dict[str, Any]:
        return {"questions": self.row_kind.questions(self.object)}

    def initial(self) -> dict[str, Any]:
        names = self.row_kind.questions(self.object)
        return {name: getattr(self.object, f"{name}_id" if name == "user" else name) for name in names}

    def facts(self) -> list[Answer]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        take_out = reverse("partnership:take_out", args=[self.kwargs["kind"], self.object.pk])
        return super().get_context_data(take_out=take_out, **kwargs)


class TakeOutRow(AskOfRow):
    form_class = setup_forms.TakeOut
    act = staticmethod(rows.take_out)
    button = "Take it out"
    done = "Taken out. What it said is kept"

    def get_title(self) -> str:
        return f"Take out this {self.row_kind.called}"

    def back(self) -> str:
        return self.went_back if self.object is None or self.object.pk is None else super().back()

    def act_on(self, form: Any) -> Any:
        self.went_back = super().back()
        return super().act_on(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        intro = "Only for what should never have been written down. If something came to an end, end it instead."
        return super().get_context_data(intro=intro, **kwargs)
