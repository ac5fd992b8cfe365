"""Pages of what we said and what we did: the rows of every year, writing one, and one of them with what it rests on."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from safehold.govuk import forms as fields
from safehold.govuk.filters import day, plural
from safehold.govuk.parts import Answer, Identity, Link
from safehold.plans import actions
from safehold.plans import presenters as thread
from safehold.plans.forms import delivery as forms
from safehold.plans.policy import delivery as policy
from safehold.plans.policy import see
from safehold.plans.presenters import delivery as presenters
from safehold.plans.quarters import year_of
from safehold.plans.queries import reckoning as queries
from safehold.plans.queries.delivery import objectives_visible_to
from safehold.plans.views.base import AskingWithItsWords
from safehold.plans.views.strategy import SECTION, PlanPage
from safehold.records.pages import Column, CorrectPage, InErrorPage, ListPage, ReinstatePage


class SaidAndDids(ListPage):
    """What was said and what was done, every year's rows, the latest year first."""

    title = "What we said, what we did"
    section = SECTION
    template_name = "plans/list.html"
    may_open = staticmethod(see)
    visible_to = staticmethod(queries.said_and_did_visible_to)
    file_name = "what-we-said-what-we-did"
    noun = "row"
    lists_in_error = True
    ordering = ("-from_on", "number")
    empty = "Nothing has been written yet. Open what we will do in a strategic plan, and write what we did."

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        self.carried: dict[int, list[Any]] = {}
        return super().get(request, **kwargs)

    @property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]  # what was carried forward depends on who asks
        return (
            Column("What we said", lambda each: each.said, link=lambda each: each.get_absolute_url()),
            Column("Year", lambda each: each.year, sort="from_on"),
            Column("What we did", lambda each: each.did),
            Column("Rests on", rests_on),
            Column("Carried forward", self.carried_into),
        )

    def carried_into(self, row: Any) -> str:
        if row.pk not in self.carried:
            shown = getattr(self, "shown", None) or [row]
            self.carried |= queries.carried([*shown, row], self.actor)
        return ", ".join(dict.fromkeys(str(line.plan) for line in self.carried[row.pk])) or "No"

    def filter_form(self, data: Any) -> forms.FilterYears:  # type: ignore[override]  # the years that there are rows for
        return forms.FilterYears(data, years=[(first, year_of(first)) for first in queries.years(self.actor)])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(parts=presenters.parts("plans:said_and_dids", self.actor), **kwargs)


def rests_on(row: Any) -> str:
    """How much assured evidence a row rests on, as far as its reader sees it."""
    found = len(row.shown_evidence)
    return plural(found, "piece of assured evidence", "pieces of assured evidence") if found else "Its writer’s word"


class SayAndDid(AskingWithItsWords):
    """Write what was done about something that the plan said."""

    title = "Write what we did"
    visible_to = staticmethod(objectives_visible_to)
    form_class = forms.SayAndDid
    may = staticmethod(policy.account_for)
    act = staticmethod(actions.say_and_did)
    done = "Saved what we did"

    def form_facts(self) -> dict[str, Any]:
        years = queries.years_of(self.object, self.actor.on) or [self.object.commitment.plan.from_on]
        evidence = queries.assured_evidence(self.object, self.actor)
        return {"years": [(first, year_of(first)) for first in years], "evidence": evidence}

    def initial(self) -> dict[str, Any]:
        found = queries.assured_evidence(self.object, self.actor)
        return {"said": self.object.words, "did": "\n".join(each.words for each in found)}


class SaidAndDidPage(PlanPage):
    """One row: what was said, what was done, the evidence it rests on, and what was carried forward."""

    visible_to = staticmethod(queries.said_and_did_visible_to)
    named = "said_and_did"

    def get_title(self) -> str:
        return str(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.object
        on = queries.carried([row], self.actor)[row.pk]
        answers = [
            Answer("What we said", row.said),
            Answer("What we did", row.did),
            Answer("Helps to", thread.link_to(row.objective)),
            Answer("Rests on", rests_on(row)),
        ]
        for each in row.shown_evidence:
            shown = each.evidence
            words = f"{shown.words}\nAssured by {shown.judged_by} on {day(shown.judged_on)}"
            answers.append(Answer(f"Evidence of {shown.action.agency}", words))
        answers += [
            Answer("Carried forward", Link(f"{line.action} ({line.plan})", line.get_absolute_url())) for line in on
        ]
        crumbs = [Link("What we said, what we did", reverse("plans:said_and_dids"))]
        more = {
            "crumbs": crumbs,
            "identity": Identity(f"What we said, what we did: {row.year}", str(row)),
            "answers": answers,
        }
        return super().get_context_data(**more | kwargs)


class CorrectRow(CorrectPage):
    section = SECTION
    visible_to = staticmethod(queries.said_and_did_visible_to)
    may = staticmethod(policy.change)
    act = staticmethod(actions.correct_row)
    questions = {
        "said": partial(
            fields.TextField,
            label="What did we say we would do?",
            missing="Enter what we said we would do",
            max_length=2000,
        ),
        "did": partial(fields.TextField, label="What did we do?", missing="Enter what we did", max_length=4000),
    }


class RowInError(InErrorPage):
    section = SECTION
    visible_to = staticmethod(queries.said_and_did_visible_to)
    may = staticmethod(policy.mark)
    act = staticmethod(actions.enter_row_in_error)


class RowReinstated(ReinstatePage):
    section = SECTION
    visible_to = staticmethod(queries.said_and_did_visible_to)
    may = staticmethod(policy.reinstate)
    act = staticmethod(actions.reinstate_row)
