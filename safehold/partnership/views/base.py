"""What the pages of the partnership share: who may open them, and how what they are about is found."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from safehold.access.actor import Actor
from safehold.access.policy import Answer
from safehold.govuk.parts import Link
from safehold.partnership import labels, policy
from safehold.partnership.naming import called
from safehold.partnership.words import Words, words_of
from safehold.records.pages import ListPage, QuestionPage
from safehold.records.pages.base import Found, Page


class Ours(Page):
    """A page of the partnership’s furniture: for everyone in it, and no line in the trail for opening it."""

    section = "partnership"
    recorded = False

    @staticmethod
    def may_open(actor: Actor) -> Answer:
        return policy.see(actor)

    @property
    def said(self) -> Words:
        """The partnership’s words, read once and not before one is asked for."""
        return words_of(self.request)

    def ours(self, sentence: Any) -> str:
        """A sentence of our code in the partnership’s words of the day."""
        return self.said.ours(str(sentence), self.actor.on)

    def kinds(self, choices: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """The kinds of group or agency there are, in the words of the day."""
        return self.said.kinds(choices, self.actor.on)

    def crumbs(self) -> list[Link]:
        """The way here."""
        return [Link("Partnership", reverse("partnership:partnership"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"crumbs": self.crumbs(), **kwargs})


class ByCode(Found):
    """Finds a group or an agency by the code in the address, among those the actor may see."""

    def find(self, request: HttpRequest, uid: Any) -> Any:
        found = type(self).visible_to(self.actor).filter(code=uid).first()
        if found is None:
            self.not_there(request, uid)
        return found


class NamedOn(Ours, ListPage):
    """A list of what has dated names: each row says what it was called on the actor’s day, as ``shown_as``."""

    def ordered(self, rows: QuerySet) -> QuerySet:
        return super().ordered(rows.annotate(shown_as=called(rows.model, self.actor.on)))


class Ask(Ours, QuestionPage):
    """A question that sets something up."""

    template_name = "partnership/question.html"
    back_to: ClassVar[str] = "partnership:partnership"
    of_kinds: ClassVar[Sequence[tuple[str, str]]] = ()  # for a form that asks what kind of group or agency it is

    def form_facts(self) -> dict[str, Any]:
        return super().form_facts() | ({"kinds": self.kinds(self.of_kinds)} if self.of_kinds else {})

    def after(self, result: Any) -> str:
        return self.back()

    def field_words(self, name: str) -> str:
        return labels.label(self.object, name)

    def back(self) -> str:
        """Where the question was asked from, and where its answer leads."""
        return reverse(self.back_to)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"cancel": self.back(), "shown_as": kwargs.get("shown", ""), **kwargs})
