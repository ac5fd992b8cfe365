"""Pages of findings and of what is recommended about them."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from safehold.access import audit
from safehold.govuk import forms as fields
from safehold.govuk.filters import day, plural
from safehold.govuk.parts import Answer, Event, Heading, Identity, Link
from safehold.letters.offering import offers
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
        """Where it can be read: a record of ours for those who see that, or words."""
        entry = self.object.entry
        source = entry.source  # whoever sees a finding that has one sees it too
        if source is None and entry.freed_from is not None:
            source = entries.visible_entry(self.actor, entry.freed_from.uid)
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
        if may := policy.hold(self.actor, finding):
            yield Link("Take back that others see it", reverse("plans:hold", args=uid)), may
        if may := policy.correct(self.actor, finding):
            yield Link("Correct", reverse("plans:finding_correct", args=uid)), may
        if may := policy.mark(self.actor, finding):
            yield Link("Recorded in error", reverse("plans:finding_in_error", args=uid)), may

    def happened(self) -> Iterator[Event]:
        entry = self.object.entry
        if entry.freed_on:
            yield Event("The partnership was let to see it", entry.freed_on, by=str(entry.freed_by))
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
                if request.method == "POST" and self.switched():
                    return self.kept_until_they_switch_back()
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
        found = queries.similar(words, self.actor)
        recorded_as_shown(self.actor, self.object, found, searched=audit.words_digest(words))
        return self.ask(form, **typed, looked=True, alike=alike(found))


class RecommendationPage(RecordPage):
    """One recommendation: what was answered, what is done about it, and what was recommended before that is like it."""

    visible_to = staticmethod(queries.recommendations_with_findings)
    template_name = "plans/recommendation.html"
    section = SECTION
    with_deadlines = False

    def get_title(self) -> str:
        return str(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        recommended, on = self.object, self.actor.on
        followed = queries.actions_of(recommended, self.actor)
        like_it = queries.similar(recommended.words, self.actor, but=recommended)
        if like_it:
            recorded_as_shown(self.actor, recommended, like_it)
        answered = (
            f"{recommended.get_response_display()} on {day(recommended.answered_on)}, recorded by {recommended.answered_by}"
            if recommended.answered_on
            else "Not yet"
        )
        about = presenters.link_to(recommended.finding) if recommended.finding_seen else "You cannot see what was found"
        answers = [
            Answer("What is recommended", recommended.words),
            Answer("Finding", about),
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
            "alike": alike(like_it),
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
        yield from offers(actor, recommended.entry)
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


def recorded_as_shown(actor: Any, about: Any, found: list[Any], **facts: Any) -> None:
    """Write down which earlier recommendations, and which actions that followed from them, somebody was shown."""
    uids = [str(each.uid) for recommended in found for each in (recommended, *recommended.seen)]
    audit.record(actor, "plans.alike_shown", about, count=len(uids), uids=uids, **facts)


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
        return {"agencies": queries.agencies(self.actor.on), "leads": queries.all_possible_leads(self.actor.on)}

    def initial(self) -> dict[str, Any]:
        return {"agreed_on": self.actor.on}


class Release(ConfirmPage):
    """Let the partnership see a finding whose source was published."""

    title = "Let the partnership see it"
    section = SECTION
    form_class = forms.Release
    visible_to = staticmethod(queries.findings_visible_to)
    may = staticmethod(policy.release)
    act = staticmethod(actions.release)
    button = "Let the partnership see it"
    done = "The partnership can see it now"
    grave = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = queries.shown_with(self.object)
        said = (
            "Everybody in the partnership can read this finding, what was recommended about it"
            f" ({plural(shown.recommendations, 'recommendation')}) and what is done ({plural(shown.actions, 'action')}).",
            "They can also read what was corrected in these, with the words that stood before"
            f" ({plural(shown.corrections, 'correction')}), and what is attached to them"
            f" ({plural(shown.documents, 'document')}). Read those first.",
            "The record it came from stays as hidden as it is.",
        )
        return super().get_context_data(**kwargs) | {"consequences": said}

    def initial(self) -> dict[str, Any]:
        return {"source_name": self.object.source_name}


class Hold(Asking):
    """Take back that the partnership may see a finding."""

    title = "Take back that others see it"
    visible_to = staticmethod(queries.findings_visible_to)
    form_class = forms.Why
    may = staticmethod(policy.hold)
    act = staticmethod(actions.hold)
    button = "Take it back"
    done = "Those alone see it now who see the record that it came from. What others have read they have read."


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
            fields.DateField,
            label="When was it found?",
            missing="Enter the date it was found",
            called="The date",
            must_be=forms.PAST,
        ),
    }


class CorrectRecommendation(Correcting):
    visible_to = staticmethod(queries.recommendations_visible_to)
    questions = {
        "words": partial(
            fields.TextField, label="What is recommended?", missing="Enter what is recommended", max_length=2000
        ),
        "made_on": partial(
            fields.DateField,
            label="When was it made?",
            missing="Enter the date it was made",
            called="The date",
            must_be=forms.PAST,
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
