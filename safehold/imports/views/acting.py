"""Accepting, discarding, withdrawing and reading again."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.policy import Answer
from safehold.asks import actions as asks
from safehold.asks import policy, queries
from safehold.asks.lifecycle import LIFECYCLE
from safehold.govuk import forms as govuk
from safehold.govuk.parts import Link
from safehold.imports import actions, forms, presenters
from safehold.imports.queries import replacing
from safehold.imports.views.looking import SECTION, address, tiles
from safehold.imports.views.sending import read_now_or_later
from safehold.measures import geography
from safehold.records.pages import QuestionPage
from safehold.records.pages.questions import SHOWN, VERSION, typed_into

# what is posted with the answer once it has been said what replacing would do: which submission that was said of
CHECKED = "_checked"


class Deciding(QuestionPage):
    """A decision about one submission, offered only in the states that it can be made from."""

    section = SECTION
    visible_to = staticmethod(queries.visible_to)
    move: str

    def allowed(self, actor: Actor) -> Answer:
        answer = super().allowed(actor)
        # what is posted goes to the action, which refuses by itself and tells a second press from a second person
        return LIFECYCLE.may(self.object, self.move) if answer and self.request.method == "GET" else answer

    def is_over(self) -> bool:
        """Whether the decision can no longer be made, because somebody has made it or another one meanwhile."""
        return not LIFECYCLE.may(self.object, self.move)

    def ask(self, form: Form, **context: Any) -> HttpResponse:
        if form.is_bound and self.is_over() and not self.switched():
            return self.say_it_is_over()
        return super().ask(form, **context)

    def say_it_is_over(self) -> HttpResponse:
        """The refusal and how the submission stands now, with what was typed: another try would be refused as well."""
        context = self.get_context_data(
            title="This can no longer be done",
            refusal=LIFECYCLE.may(self.object, self.move).reason,
            answers=presenters.standing(self.object),
            latest=presenters.events(self.object)[:1],
            typed=typed_into(self, self.request),
            actions=[Link("See the submission as it is now", self.object.get_absolute_url())],
        )
        response = render(self.request, "imports/over.html", context, status=409)
        response["Cache-Control"] = "no-store"
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(caption=self.object.title, back=address("submission", self.object), **kwargs)


class Accept(Deciding):
    title = "Accept this submission"
    template_name = "imports/accept.html"
    form_class = forms.Acceptance
    may = staticmethod(policy.accept)
    act = staticmethod(asks.accept)
    move = "accept"
    button = "Accept"
    done = "Accepted. It counts from now on."

    def form_facts(self) -> dict[str, Any]:
        return {"earlier": queries.could_replace(self.object)}

    def answers(self, form: Form) -> dict[str, Any]:
        return {"replacing": form.cleaned_data["replacing"]}

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        earlier = self.to_check()
        return self.check(earlier) if earlier else super().post(request, **kwargs)

    def to_check(self) -> Any:
        """The submission that this one is to replace, where what that means was not shown yet; none otherwise."""
        form = self.get_form(self.request.POST)
        if self.switched() or self.is_over() or not form.is_valid():
            return None
        earlier = form.cleaned_data["replacing"]
        return earlier if earlier and self.request.POST.get(CHECKED) != str(earlier.pk) else None

    def check(self, earlier: Any) -> HttpResponse:
        """Say what replacing would do to the figures that count now, before it is done."""
        found = replacing(earlier, by=self.object, on=self.actor.on, years=geography.years())
        audit.record(self.actor, "asks.replacing_shown", self.object, replaced=str(earlier.uid), count=found.gone)
        asked = self.request.POST
        return self.ask(
            self.get_form(asked),
            version=asked.get(VERSION, ""),
            shown_as=asked.get(SHOWN),
            checking=earlier,
            sentences=presenters.replacing_said(found),
            checked_name=CHECKED,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if kwargs.get("checking"):
            kwargs |= {"title": "Check what this would replace", "cancel": self.request.path}
            return super().get_context_data(**kwargs) | {"button": "Accept in its place"}
        return super().get_context_data(tiles=tiles(self.object), **kwargs)


class Discard(Deciding):
    title = "Discard this submission"
    template_name = "imports/discard.html"
    form_class = forms.Discarding
    may = staticmethod(policy.discard)
    act = staticmethod(actions.discard)
    move = "discard"
    button = "Discard"
    done = "Discarded. Its rows and its file are gone."

    def act_on(self, form: Form) -> Any:
        # a file that is being read changes all the time: what counts is that it was not accepted meanwhile
        self.object.refresh_from_db(fields=["version", "status"])
        return super().act_on(form)


class Withdraw(Deciding):
    title = "Withdraw this submission"
    template_name = "imports/withdraw.html"
    form_class = forms.Withdrawing
    may = staticmethod(policy.withdraw)
    act = staticmethod(asks.withdraw)
    move = "withdraw"
    button = "Withdraw"
    done = "Withdrawn. Its figures count no more."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(replaces=self.object.replaces, **kwargs)


class ReadAgain(Deciding):
    """Take up a reading that was killed."""

    title = "Read the file again"
    costly = frozenset({"POST"})
    template_name = "imports/read_again.html"
    form_class = govuk.Form
    may = staticmethod(policy.read)
    act = staticmethod(actions.take_up_again)
    move = "find_ready"
    button = "Read the file again"

    def act_on(self, form: Form) -> Any:
        self.object.refresh_from_db(fields=["version", "status"])
        return super().act_on(form)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        response = super().post(request, **kwargs)
        if response.status_code == 302:
            read_now_or_later(self.object, request, by=self.actor)
        return response
