"""Pages of the assurance framework: the scrutineer's page, the framework, one duty, and what is done about it."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from safehold.assurance import actions
from safehold.assurance.forms import common
from safehold.assurance.forms import duties as forms
from safehold.assurance.policy import duties as policy
from safehold.assurance.policy import see
from safehold.assurance.presenters import duties as presenters
from safehold.assurance.presenters import parts
from safehold.assurance.queries import duties as queries
from safehold.assurance.views.base import SECTION, Asking, Beginning, Listing, Marking, Reinstating, looked_at
from safehold.govuk import forms as fields
from safehold.govuk.parts import Event, Identity, Link
from safehold.records.pages import Column, CorrectPage, Offer, QuestionPage, RecordPage
from safehold.records.pages.base import Page
from safehold.records.pages.lists import FORMATS


class Scrutiny(Page):
    """The page of the independent chair and the scrutineer: what wants looking at first, then the rest of the framework."""

    title = "Scrutiny"
    section = SECTION
    template_name = "assurance/scrutiny.html"
    may_open = staticmethod(see)

    def get(self, request: HttpRequest) -> HttpResponse:
        self.found = queries.every(self.actor)
        self.open = queries.open_challenges(self.actor), queries.open_challenges_at_meetings(self.actor)
        of_duties, at_meetings = self.open
        looked_at(
            self.actor,
            "assurance.scrutiny_shown",
            (each.entry for each in self.found),
            (each.duty.entry for each in of_duties),
            (each.item.entry for each in at_meetings),
        )
        return self.show()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        on, actor = self.actor.on, self.actor
        before = queries.stale_before(on)
        return super().get_context_data(
            parts=parts("assurance:scrutiny", actor),
            total=len(self.found),
            framework=presenters.parts_of(self.found, before, on),
            headings=presenters.HEADINGS,
            stale_before=before,
            challenges=presenters.open_rows(*self.open),
            challenge_headings=presenters.OPEN_HEADINGS,
            **kwargs,
        )


class Duties(Listing):
    """The framework as a list: to filter, sort and take away."""

    title = "Assurance framework"
    named = "assurance:duties"
    visible_to = staticmethod(queries.visible_to)
    file_name = "assurance-framework"
    noun = "duty"
    nouns = "duties"
    lists_in_error = True
    ordering = ("title", "pk")
    empty = "No duty is in the framework yet. Those who keep it add each duty and who has to be assured of it."

    @property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]  # how old evidence may be: it asks the day
        on, before = self.actor.on, self.before
        shown = (
            Column("Duty", lambda each: each.title, sort="title", link=lambda each: each.get_absolute_url()),
            Column("Carried out by", presenters.carried_out),
            Column("Who is assured", lambda each: each.group),
            Column("How sure", presenters.sure, sort="sure"),
            Column("Freshest evidence", lambda each: presenters.age(each, before), sort="freshest_on"),
            Column("Next look", lambda each: presenters.next_look(each, on), sort="next_look_on"),
        )
        return (*shown, *presenters.IN_FILE) if self.request.GET.get("format") in FORMATS else shown

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.before = queries.stale_before(self.actor.on)

    def filter_form(self, data: Any) -> forms.Filter:  # type: ignore[override]  # whose agencies: it asks the day
        return forms.Filter(data, actor=self.actor)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        acts = [Link("Add a duty", reverse("assurance:add_duty"))] if policy.keep(self.actor) else []
        return super().get_context_data(actions=acts, **kwargs)


class AddDuty(Beginning):
    title = "Add a duty"
    back_to = "assurance:duties"
    form_class = forms.Add
    may = staticmethod(policy.keep)
    act = staticmethod(actions.add_duty)
    button = "Add it"
    done = "Added. Nobody has assessed it yet."

    def form_facts(self) -> dict[str, Any]:
        return {"agencies": queries.agencies(self.actor.on), "groups": queries.assured_groups(self.actor.on)}


class DutyPage(RecordPage):
    """One duty: who is assured of it, how sure, on what, who doubted it, and what is looked at next."""

    visible_to = staticmethod(queries.visible_to)
    template_name = "assurance/duty.html"
    section = SECTION
    with_deadlines = False

    def get_title(self) -> str:
        return str(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        duty, actor, on = self.object, self.actor, self.actor.on
        policy.was_found(actor, duty)
        before = queries.stale_before(on)
        evidence, looks = queries.evidence_of(duty, actor), queries.looks_of(duty)
        self.assessed = queries.assessments_of(duty)
        members = [] if duty.agency_id else queries.members(on)
        return super().get_context_data(
            identity=Identity("Duty", duty.title),
            answers=presenters.facts(duty, before, on),
            by_agency=[] if duty.agency_id else presenters.agency_rows(members, self.assessed, evidence, before),
            agency_headings=presenters.AGENCY_HEADINGS,
            evidence=presenters.evidence_rows(evidence, before, partial(policy.withdraw_evidence, actor)),
            evidence_headings=presenters.EVIDENCE_HEADINGS,
            challenges=presenters.challenge_rows(queries.challenges_of(duty), partial(policy.answer_challenge, actor)),
            challenge_headings=presenters.CHALLENGE_HEADINGS,
            looks=presenters.look_rows(looks, on, partial(policy.record_look, actor)),
            look_headings=presenters.LOOK_HEADINGS,
            **kwargs,
        )

    def acts(self) -> Iterator[Offer]:
        duty, actor, uid = self.object, self.actor, [self.object.uid]
        if duty.entry.in_error_on:
            yield Link("Reinstate", reverse("assurance:duty_reinstate", args=uid)), policy.reinstate(actor, duty)
            return
        assess = policy.assess(actor, duty)
        if assess.reason == policy.OWN_DUTY:
            yield Link("Assess it", reverse("assurance:assess_duty", args=uid)), assess
        offers = (
            ("Assess it", "assess_duty", assess),
            ("Give evidence", "give_duty_evidence", policy.give_evidence(actor, duty)),
            ("Challenge it", "challenge_duty", policy.challenge(actor, duty)),
            ("Plan a visit or sample", "plan_look", policy.plan_look(actor, duty)),
            ("Correct", "duty_correct", policy.correct(actor, duty)),
            ("Recorded in error", "duty_in_error", policy.mark(actor, duty)),
        )
        for words, name, answer in offers:
            if answer:
                yield Link(words, reverse(f"assurance:{name}", args=uid)), answer

    def happened(self) -> Iterator[Event]:
        yield from presenters.happened(self.object, self.assessed)


class OfDuty(Asking):
    """A question about a duty, which leads back to it."""

    visible_to = staticmethod(queries.visible_to)


class AssessDuty(OfDuty):
    title = "Assess the duty"
    form_class = forms.Assess
    may = staticmethod(policy.assess)
    act = staticmethod(actions.assess_duty)
    done = "Assessed. What was said before stays."

    def form_facts(self) -> dict[str, Any]:
        return {"agencies": None if self.object.agency_id else queries.to_assess(self.object, self.actor)}


class GiveDutyEvidence(OfDuty):
    title = "Give evidence"
    form_class = forms.GiveEvidence
    may = staticmethod(policy.give_evidence)
    act = staticmethod(actions.give_duty_evidence)
    button = "Give it"
    done = "Evidence given"

    def form_facts(self) -> dict[str, Any]:
        chooses = self.object.agency_id is None and policy.is_office(self.actor)
        return {"actor": self.actor, "agencies": queries.members(self.actor.on) if chooses else None}


class ChallengeDuty(OfDuty):
    title = "Challenge the duty"
    form_class = forms.Challenge
    may = staticmethod(policy.challenge)
    act = staticmethod(actions.challenge_duty)
    button = "Challenge it"
    done = "Recorded. It is listed until it is answered."


class PlanLook(OfDuty):
    title = "Plan a visit or sample"
    form_class = forms.PlanLook
    may = staticmethod(policy.plan_look)
    act = staticmethod(actions.plan_look)
    button = "Plan it"
    done = "Planned"


class OfPart(QuestionPage):
    """A question about something that hangs on a duty, found by its number among what the actor sees."""

    section = SECTION

    def find(self, request: HttpRequest, uid: Any) -> Any:
        found = type(self).visible_to(self.actor).filter(pk=uid).first()
        if found is None:
            self.not_there(request, uid)
        return found

    def after(self, result: Any) -> str:
        return str(self.object.duty.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("caption", str(self.object.duty))
        kwargs.setdefault("intro", self.object.words)
        return super().get_context_data(cancel=self.after(None), **kwargs)


class WithdrawDutyEvidence(OfPart):
    title = "Withdraw the evidence"
    visible_to = staticmethod(queries.evidence_visible_to)
    form_class = common.Why
    may = staticmethod(policy.withdraw_evidence)
    act = staticmethod(actions.withdraw_duty_evidence)
    button = "Withdraw it"
    done = "Withdrawn. That it was given stays."


class AnswerDutyChallenge(OfPart):
    title = "Answer the challenge"
    visible_to = staticmethod(queries.challenges_visible_to)
    form_class = forms.AnswerChallenge
    may = staticmethod(policy.answer_challenge)
    act = staticmethod(actions.answer_duty_challenge)
    button = "Answer it"
    done = "Answered"


class RecordLook(OfPart):
    title = "Say what was found"
    visible_to = staticmethod(queries.looks_visible_to)
    form_class = forms.RecordLook
    may = staticmethod(policy.record_look)
    act = staticmethod(actions.record_look)
    done = "Recorded what was found"

    def initial(self) -> dict[str, Any]:
        return {"done_on": self.actor.on}


class CorrectDuty(CorrectPage):
    section = SECTION
    visible_to = staticmethod(queries.visible_to)
    may = staticmethod(policy.correct)
    act = staticmethod(actions.correct_duty)
    questions = {
        "title": partial(fields.CharField, label="What is the duty?", missing="Enter the duty", max_length=160),
        "words": partial(
            fields.TextField, label="What has to be done?", missing="Enter what has to be done", max_length=2000
        ),
        "basis": partial(
            fields.CharField, label="Where is it laid down?", missing="Enter where it is laid down", max_length=200
        ),
    }


class DutyInError(Marking):
    visible_to = staticmethod(queries.visible_to)
    may = staticmethod(policy.mark)
    act = staticmethod(actions.enter_duty_in_error)


class DutyReinstated(Reinstating):
    visible_to = staticmethod(queries.visible_to)
    may = staticmethod(policy.reinstate)
    act = staticmethod(actions.reinstate_duty)
