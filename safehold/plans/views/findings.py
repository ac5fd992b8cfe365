"""Pages of findings and of what is recommended about them."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from safehold.govuk import forms as fields
from safehold.govuk.filters import day
from safehold.govuk.parts import Answer, Event, Heading, Identity, Link
from safehold.plans import actions, forms, policy, presenters, queries
from safehold.plans.views.base import SECTION, Asking, AskingWithItsWords, Correcting, Marking, Reinstating
from safehold.records import queries as entries
from safehold.records.pages import Column, ConfirmPage, ListPage, Offer, QuestionPage, RecordPage
from safehold.records.pages.base import not_there


class Findings(ListPage):
    """Everything that was found."""

    title = "Findings"
    section = SECTION
    visible_to = staticmethod(queries.findings_visible_to)
    filter_form = forms.FilterFindings
    file_name = "findings"
    noun = "finding"
    lists_in_error = True
    ordering = ("-found_on", "-pk")
    empty = "Nothing has been recorded as found yet."
    columns = (
        Column("Finding", lambda each: each.title, sort="title", link=lambda each: each.get_absolute_url()),
        Column("Found by", lambda each: each.get_found_by_display()),
        Column("Found on", lambda each: each.found_on, sort="found_on"),
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may = policy.record(self.actor)
        acts = [Link("Record a finding", reverse("plans:record_finding"))] if may else []
        return super().get_context_data(actions=acts, **kwargs)


class FindingPage(RecordPage):
    """One finding, with what is recommended about it."""

    visible_to = staticmethod(queries.findings_visible_to)
    template_name = "plans/finding.html"
    section = SECTION
    with_deadlines = False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        finding = self.object
        recommended = queries.recommendations_of(finding, self.actor)
        more = {
            "identity": Identity("Finding", finding.title),
            "answers": [
                Answer("What is known", finding.words),
                Answer("Found by", finding.get_found_by_display()),
                Answer("Found on", day(finding.found_on)),
                Answer("Where it comes from", self.source()),
            ],
            "thread": presenters.thread_href(finding),
            "headings": [Heading("Recommendation"), Heading("Made to"), Heading("Answer")],
            "rows": [[presenters.link_to(each), str(each.group), presenters.response(each)] for each in recommended],
        }
        return super().get_context_data(**more | kwargs)

    def source(self) -> Any:
        """Where it can be read: a record of ours, or words. Whoever sees a finding sees its source."""
        source = self.object.entry.source
        if source is not None:
            return Link(entries.kind_in_words(source.kind), entries.address_of(source))
        return self.object.source_name or "Not recorded"

    def acts(self) -> Iterator[Offer]:
        finding, uid = self.object, [self.object.uid]
        if finding.entry.in_error_on:
            yield Link("Reinstate", reverse("plans:finding_reinstate", args=uid)), policy.reinstate(self.actor, finding)
            return
        yield Link("Add a recommendation", reverse("plans:recommend", args=uid)), policy.recommend(self.actor, finding)
        if may := policy.release(self.actor, finding):
            yield Link("Let the partnership see it", reverse("plans:release", args=uid)), may
        if may := policy.correct(self.actor, finding):
            yield Link("Correct", reverse("plans:finding_correct", args=uid)), may
        if may := policy.mark(self.actor, finding):
            yield Link("Recorded in error", reverse("plans:finding_in_error", args=uid)), may

    def happened(self) -> Iterator[Event]:
        yield Event("Found", self.object.found_on)


class RecordFinding(QuestionPage):
    """Write down something that was found, by itself or out of one of our records (``?from=``)."""

    title = "Record a finding"
    section = SECTION
    form_class = forms.RecordFinding
    may = staticmethod(policy.record)
    act = staticmethod(actions.record_finding)
    done = "Finding recorded"

    source: Any = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asked = request.GET.get("from", "")
        if asked and policy.record(self.actor):
            self.source = entries.visible_entry(self.actor, asked)
            if self.source is None:  # never recorded for everybody because its source was mistyped
                not_there(self.actor, "plans.record_finding", ("records.entry", asked[:40]))
        return super().dispatch(request, *args, **kwargs)

    def answers(self, form: Any) -> dict[str, Any]:
        return {**form.cleaned_data, "source": self.source}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.source is not None:
            kind = entries.kind_in_words(self.source.kind).lower()
            kwargs["intro"] = f"Those alone who can see the {kind} that it came from see this finding."
        back = entries.address_of(self.source) if self.source is not None else reverse("plans:findings")
        return super().get_context_data(cancel=back, **kwargs)


class Recommend(Asking):
    """Say what should be done. What was recommended before, and is much the same, is shown before it is saved."""

    title = "Add a recommendation"
    visible_to = staticmethod(queries.findings_visible_to)
    form_class = forms.Recommend
    template_name = "plans/recommend.html"
    may = staticmethod(policy.recommend)
    act = staticmethod(actions.recommend)
    done = "Recommendation added"
    LOOK = "look"

    def form_facts(self) -> dict[str, Any]:
        return {"groups": queries.groups(self.actor.on)}

    def initial(self) -> dict[str, Any]:
        return {"made_on": self.actor.on}

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The second button shows again what was typed, with earlier recommendations that are like it."""
        if self.LOOK not in request.POST:
            return super().post(request, **kwargs)
        words = request.POST.get("words", "")
        form = self.get_form(request.POST)
        form.full_clean()
        form.errors.clear()
        typed = {"version": request.POST.get("_version", ""), "shown_as": request.POST.get("_shown", "")}
        return self.ask(form, **typed, looked=True, alike=alike(queries.similar(words, self.actor)))


class RecommendationPage(RecordPage):
    """One recommendation: what was answered, what is done about it, and what was recommended before that is like it."""

    visible_to = staticmethod(queries.recommendations_visible_to)
    template_name = "plans/recommendation.html"
    section = SECTION
    with_deadlines = False

    def get_title(self) -> str:
        return str(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        recommended, on = self.object, self.actor.on
        followed = queries.actions_of(recommended, self.actor)
        answered = (
            f"{recommended.get_response_display()} on {day(recommended.answered_on)}, recorded by {recommended.answered_by}"
            if recommended.answered_on
            else "Not yet"
        )
        answers = [
            Answer("What is recommended", recommended.words),
            Answer("Finding", presenters.link_to(recommended.finding)),
            Answer("Who it is for", recommended.get_scope_display()),
            Answer("Made to", recommended.group),
            Answer("Made on", day(recommended.made_on)),
            Answer("Answer", answered),
        ]
        if recommended.answered_why:
            answers.append(Answer("Why", recommended.answered_why))
        more = {
            "identity": Identity("Recommendation", str(recommended), presenters.response(recommended)),
            "answers": answers,
            "thread": presenters.thread_href(recommended),
            "headings": [Heading("Action"), Heading("Agency"), Heading("Due"), Heading("Status")],
            "rows": [
                [presenters.link_to(each), str(each.agency), presenters.due(each, on), presenters.status(each)]
                for each in followed
            ],
            "alike": alike(queries.similar(recommended.words, self.actor, but=recommended)),
        }
        return super().get_context_data(**more | kwargs)

    def acts(self) -> Iterator[Offer]:
        recommended, uid, actor = self.object, [self.object.uid], self.actor
        lifecycle = type(recommended).LIFECYCLE
        if recommended.entry.in_error_on:
            may = policy.reinstate(actor, recommended)
            yield Link("Reinstate", reverse("plans:recommendation_reinstate", args=uid)), may
            return
        if lifecycle.may(recommended, "accept"):
            yield Link("Record the answer", reverse("plans:answer", args=uid)), policy.answer(actor, recommended)
        else:
            if may := policy.add_action(actor, recommended):
                yield Link("Add an action", reverse("plans:add_action", args=uid)), may
            if may := policy.answer(actor, recommended):
                yield Link("Consider it again", reverse("plans:consider_again", args=uid)), may
        if may := policy.correct(actor, recommended):
            yield Link("Correct", reverse("plans:recommendation_correct", args=uid)), may
        if may := policy.mark(actor, recommended):
            yield Link("Recorded in error", reverse("plans:recommendation_in_error", args=uid)), may

    def happened(self) -> Iterator[Event]:
        recommended = self.object
        if recommended.answered_on:
            title = recommended.get_response_display()
            yield Event(title, recommended.answered_on, by=str(recommended.answered_by), text=recommended.answered_why)
        yield Event("Recommended", recommended.made_on)


def alike(found: list[Any]) -> list[dict[str, Any]]:
    """Earlier recommendations, each with how it was answered and what became of its actions."""
    return [
        {
            "link": presenters.link_to(each),
            "tag": presenters.response(each),
            "made_on": each.made_on,
            "became": [(presenters.link_to(action), presenters.status(action)) for action in each.seen],
        }
        for each in found
    ]


class GiveAnswer(AskingWithItsWords):
    """Record what the group answered."""

    visible_to = staticmethod(queries.recommendations_visible_to)
    title = "Record the answer"
    form_class = forms.Answer
    may = staticmethod(policy.answer)
    act = staticmethod(actions.answer)
    done = "Answer recorded"


class ConsiderAgain(AskingWithItsWords):
    """Take an answer back."""

    visible_to = staticmethod(queries.recommendations_visible_to)
    title = "Consider it again"
    form_class = forms.Why
    may = staticmethod(policy.answer)
    act = staticmethod(actions.consider_again)
    done = "It waits for another answer. What was answered before is kept."


class AddAction(AskingWithItsWords):
    """Write down what one agency will do about it."""

    visible_to = staticmethod(queries.recommendations_visible_to)
    title = "Add an action"
    form_class = forms.AddAction
    may = staticmethod(policy.add_action)
    act = staticmethod(actions.add_action)
    done = "Action added"

    def form_facts(self) -> dict[str, Any]:
        return {"agencies": queries.agencies(self.actor.on)}

    def initial(self) -> dict[str, Any]:
        return {"agreed_on": self.actor.on}


class Release(ConfirmPage):
    """Let the partnership see a finding whose source was published."""

    title = "Let the partnership see it"
    section = SECTION
    form_class = forms.Confirm
    visible_to = staticmethod(queries.findings_visible_to)
    may = staticmethod(policy.release)
    act = staticmethod(actions.release)
    button = "Let the partnership see it"
    done = "The partnership can see it now"
    grave = True
    consequences = (
        "Everybody in the partnership can read this finding and what was recommended about it.",
        "The record it came from stays as hidden as it is.",
    )


class CorrectFinding(Correcting):
    visible_to = staticmethod(queries.findings_visible_to)
    questions = {
        "title": partial(
            fields.CharField, label="What was found, in one line?", missing="Enter what was found", max_length=160
        ),
        "words": partial(
            fields.TextField, label="What is known about it?", missing="Enter what is known about it", max_length=4000
        ),
        "found_on": partial(
            fields.DateField, label="When was it found?", missing="Enter the date it was found", called="The date"
        ),
    }


class CorrectRecommendation(Correcting):
    visible_to = staticmethod(queries.recommendations_visible_to)
    questions = {
        "words": partial(
            fields.TextField, label="What is recommended?", missing="Enter what is recommended", max_length=2000
        ),
        "made_on": partial(
            fields.DateField, label="When was it made?", missing="Enter the date it was made", called="The date"
        ),
    }


class FindingInError(Marking):
    visible_to = staticmethod(queries.findings_visible_to)
    section = SECTION
    may = staticmethod(policy.mark)
    act = staticmethod(actions.enter_in_error)


class FindingReinstated(Reinstating):
    visible_to = staticmethod(queries.findings_visible_to)
    section = SECTION
    may = staticmethod(policy.reinstate)
    act = staticmethod(actions.reinstate)


class RecommendationInError(Marking):
    visible_to = staticmethod(queries.recommendations_visible_to)
    section = SECTION
    may = staticmethod(policy.mark)
    act = staticmethod(actions.enter_in_error)


class RecommendationReinstated(Reinstating):
    visible_to = staticmethod(queries.recommendations_visible_to)
