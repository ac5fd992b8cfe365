"""Accepting, discarding, withdrawing and reading again."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse

from safehold.access.actor import Actor
from safehold.access.policy import Answer
from safehold.asks import actions as asks
from safehold.asks import policy, queries
from safehold.asks.lifecycle import LIFECYCLE
from safehold.govuk import forms as govuk
from safehold.imports import actions, forms
from safehold.imports.views.looking import SECTION, address, tiles
from safehold.imports.views.sending import read_now_or_later
from safehold.records.pages import QuestionPage


class Deciding(QuestionPage):
    """A decision about one submission, offered only in the states that it can be made from."""

    section = SECTION
    visible_to = staticmethod(queries.visible_to)
    move: str

    def allowed(self, actor: Actor) -> Answer:
        answer = super().allowed(actor)
        # what is posted goes to the action, which refuses by itself and tells a second press from a second person
        return LIFECYCLE.may(self.object, self.move) if answer and self.request.method == "GET" else answer

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

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
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
