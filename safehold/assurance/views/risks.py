"""Pages of the risk register: the list, the heat map, one risk, and what is done about it."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from safehold.access import audit
from safehold.assurance import actions
from safehold.assurance.forms import common
from safehold.assurance.forms import risks as forms
from safehold.assurance.policy import risks as policy
from safehold.assurance.policy import see
from safehold.assurance.presenters import parts
from safehold.assurance.presenters import risks as presenters
from safehold.assurance.queries import risks as queries
from safehold.assurance.scale import Scale, tolerated
from safehold.assurance.views.base import SECTION, Asking, Beginning, Listing, Marking, Reinstating
from safehold.govuk import forms as fields
from safehold.govuk.parts import Event, Identity, Link
from safehold.records.pages import Column, CorrectPage, Offer, RecordPage
from safehold.records.pages.base import Page
from safehold.records.pages.lists import FORMATS

QUARTER = timedelta(days=91)


class Risks(Listing):
    """Every risk, the worst first."""

    title = "Risk register"
    named = "assurance:risks"
    visible_to = staticmethod(queries.visible_to)
    file_name = "risks"
    noun = "risk"
    lists_in_error = True
    ordering = ("-score", "pk")
    empty = "No risk has been raised yet."

    @property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]  # the scale and the day are asked once
        on, scale = self.actor.on, self.scale
        shown = (
            Column("Risk", lambda each: each.title, sort="title", link=lambda each: each.get_absolute_url()),
            Column("Owned by", presenters.owner, in_file=presenters.owned),
            Column(
                "Without controls",
                lambda each: presenters.score(each.score_before, scale),
                in_file=lambda each: each.score_before,
            ),
            Column(
                "With controls",
                lambda each: presenters.score(each.score, scale),
                sort="score",
                in_file=lambda each: each.score,
            ),
            Column("Trend", presenters.trend),
            Column("Next review", lambda each: presenters.review(each, on), sort="review_on"),
            Column("Status", presenters.status, sort="status"),
        )
        if self.request.GET.get("format") not in FORMATS:
            return shown
        return (*shown, *presenters.IN_FILE)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.scale = Scale.on(self.actor.on)

    def filter_form(self, data: Any) -> forms.Filter:  # type: ignore[override]  # whose groups: it asks the actor
        return forms.Filter(data, actor=self.actor)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        acts = [Link("Raise a risk", reverse("assurance:raise_risk"))] if policy.raise_one(self.actor) else []
        acts.append(Link("Heat map", reverse("assurance:heat_map")))
        return super().get_context_data(actions=acts, **kwargs)


class HeatMap(Page):
    """How many live risks stand in each square of how likely and how grave, after controls."""

    title = "Heat map of risks"
    section = SECTION
    template_name = "assurance/heat_map.html"
    may_open = staticmethod(see)

    def get(self, request: HttpRequest) -> HttpResponse:
        audit.record(self.actor, "assurance.heat_map_shown")
        return self.show()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        scale, squares = Scale.on(self.actor.on), queries.squares(self.actor)
        return super().get_context_data(
            parts=parts("assurance:risks", self.actor),
            headings=presenters.map_headings(scale),
            rows=presenters.map_rows(squares, scale),
            total=sum(squares.values()),
            **kwargs,
        )


class RaiseRisk(Beginning):
    title = "Raise a risk"
    back_to = "assurance:risks"
    form_class = forms.Raise
    may = staticmethod(policy.raise_one)
    act = staticmethod(actions.raise_risk)
    button = "Raise it"
    done = "Raised. It is in the register."

    def form_facts(self) -> dict[str, Any]:
        on = self.actor.on
        return {"keepers": queries.keepers(on), "people": queries.people(on), "scale": Scale.on(on)}

    def initial(self) -> dict[str, Any]:
        return {"tolerance": tolerated(self.actor.on), "review_on": self.actor.on + QUARTER}

    def answers(self, form: Any) -> dict[str, Any]:
        return dict(form.facts)


class RiskPage(RecordPage):
    """One risk: what it is, how it was scored over time, and what was done about it."""

    visible_to = staticmethod(queries.visible_to)
    template_name = "assurance/risk.html"
    section = SECTION
    with_deadlines = False

    def get_title(self) -> str:
        return str(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        risk, scale = self.object, Scale.on(self.actor.on)
        return super().get_context_data(
            identity=Identity("Risk", risk.title, presenters.status(risk)),
            answers=presenters.facts(risk, scale, self.actor.on),
            reviews=presenters.review_rows(queries.reviews_of(risk), scale),
            review_headings=presenters.REVIEW_HEADINGS,
            **kwargs,
        )

    def acts(self) -> Iterator[Offer]:
        risk, actor, uid = self.object, self.actor, [self.object.uid]
        if risk.entry.in_error_on:
            yield Link("Reinstate", reverse("assurance:risk_reinstate", args=uid)), policy.reinstate(actor, risk)
            return
        decides = policy.decides(actor, risk)
        may = type(risk).LIFECYCLE.may
        if decides.reason in (policy.OWN_RISK, policy.HANDED_OVER):
            yield Link("Close it", reverse("assurance:close_risk", args=uid)), decides
        offers = (
            ("Review it", "review_risk", policy.score(actor, risk)),
            ("Escalate it", "escalate_risk", policy.escalate(actor, risk)),
            ("Say what was decided", "give_risk_back", policy.give_back(actor, risk)),
            ("Say that it is being reduced", "treat_risk", may(risk, "treat") and policy.treat(actor, risk)),
            ("Decide to live with it", "tolerate_risk", may(risk, "tolerate") and decides),
            ("Close it", "close_risk", decides),
            ("Open it again", "reopen_risk", policy.reopen(actor, risk)),
            ("Hand it over", "hand_over_risk", policy.hand_over(actor, risk)),
            ("Correct", "risk_correct", policy.correct(actor, risk)),
            ("Recorded in error", "risk_in_error", policy.mark(actor, risk)),
        )
        for words, name, answer in offers:
            if answer:
                yield Link(words, reverse(f"assurance:{name}", args=uid)), answer

    def happened(self) -> Iterator[Event]:
        yield from presenters.happened(queries.steps_of(self.object))
        yield Event("Raised", self.object.opened_on)


class OfRisk(Asking):
    """A question about a risk, which leads back to it."""

    visible_to = staticmethod(queries.visible_to)


class ReviewRisk(OfRisk):
    title = "Review the risk"
    form_class = forms.Review
    may = staticmethod(policy.score)
    act = staticmethod(actions.review_risk)
    done = "Reviewed. How it was scored before stays."

    def form_facts(self) -> dict[str, Any]:
        return {"scale": Scale.on(self.actor.on)}

    def initial(self) -> dict[str, Any]:
        known = {name: getattr(self.object, name) for name in (*forms.Scores.scored, "controls", "tolerance")}
        return known | {"review_on": self.actor.on + QUARTER}


class EscalateRisk(OfRisk):
    title = "Escalate the risk"
    form_class = forms.Escalate
    may = staticmethod(policy.escalate)
    act = staticmethod(actions.escalate_risk)
    button = "Escalate it"
    done = "Escalated. It stands on that group’s page until it is decided."

    def form_facts(self) -> dict[str, Any]:
        return {"above": queries.above(self.object, self.actor.on)}


class Deciding(OfRisk):
    """A decision about a risk, with its reason."""

    form_class = common.Why
    may = staticmethod(policy.decides)


class GiveRiskBack(Deciding):
    title = "Say what was decided"
    may = staticmethod(policy.give_back)
    act = staticmethod(actions.give_risk_back)
    done = "Recorded. The group that keeps the risk goes on with it."


class TreatRisk(Deciding):
    title = "Say that it is being reduced"
    may = staticmethod(policy.treat)
    act = staticmethod(actions.treat_risk)
    done = "Recorded that it is being reduced"


class TolerateRisk(Deciding):
    title = "Decide to live with the risk"
    act = staticmethod(actions.tolerate_risk)
    done = "Recorded. It is still reviewed."


class CloseRisk(Deciding):
    title = "Close the risk"
    act = staticmethod(actions.close_risk)
    button = "Close it"
    done = "Closed. Everything that was said of it stays."


class ReopenRisk(Deciding):
    title = "Open the risk again"
    may = staticmethod(policy.reopen)
    act = staticmethod(actions.reopen_risk)
    button = "Open it again"
    done = "Open again"


class HandOverRisk(OfRisk):
    title = "Hand the risk over"
    form_class = forms.HandOver
    may = staticmethod(policy.hand_over)
    act = staticmethod(actions.hand_over_risk)
    done = "Handed over"

    def form_facts(self) -> dict[str, Any]:
        return {"people": queries.people(self.actor.on)}

    def answers(self, form: Any) -> dict[str, Any]:
        return dict(form.facts)


class CorrectRisk(CorrectPage):
    section = SECTION
    visible_to = staticmethod(queries.visible_to)
    may = staticmethod(policy.correct)
    act = staticmethod(actions.correct_risk)
    questions = {
        "title": partial(
            fields.CharField, label="What is the risk, in one line?", missing="Enter what the risk is", max_length=160
        ),
        "cause": partial(
            fields.TextField, label="What would cause it?", missing="Enter what would cause it", max_length=2000
        ),
        "effect": partial(
            fields.TextField, label="What would happen?", missing="Enter what would happen", max_length=2000
        ),
    }


class RiskInError(Marking):
    visible_to = staticmethod(queries.visible_to)
    may = staticmethod(policy.mark)
    act = staticmethod(actions.enter_risk_in_error)


class RiskReinstated(Reinstating):
    visible_to = staticmethod(queries.visible_to)
    may = staticmethod(policy.reinstate)
    act = staticmethod(actions.reinstate_risk)
