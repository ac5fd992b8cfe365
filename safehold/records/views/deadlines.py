"""More time for a deadline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from safehold.access.actor import Actor
from safehold.access.policy import Answer
from safehold.records import forms, policy, presenters, queries
from safehold.records.actions import deadlines as actions
from safehold.records.pages import QuestionPage
from safehold.records.views.entries import AboutRow

if TYPE_CHECKING:  # pages name models, and never ask them
    from safehold.records.models import Deadline


class Extend(AboutRow, QuestionPage):
    form_class = forms.Extend
    visible_to = staticmethod(queries.deadlines_visible_to)
    act = staticmethod(actions.extend)
    button = "Extend deadline"
    done = "Deadline extended"
    template_name = "records/extend.html"

    @staticmethod
    def may(actor: Actor, deadline: Deadline) -> Answer:
        return policy.extend_deadline(actor, deadline.entry)

    def get_title(self) -> str:
        return f"Give more time: {self.object.title}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        (clock,) = presenters.clocks_of([self.object], on=self.actor.on)
        return super().get_context_data(clock=clock, **kwargs)
