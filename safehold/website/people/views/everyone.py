"""The lists of people and of invitations."""

from functools import cached_property
from typing import Any

from django.urls import reverse

from safehold.access import policies, queries
from safehold.govuk.parts import Link
from safehold.records.pages import Column, ListPage
from safehold.website.people import forms, presenters


class People(ListPage):
    """Everybody who has an account, with what they hold today."""

    title = "People"
    section = "people"
    visible_to = staticmethod(queries.people_visible_to)
    may_open = staticmethod(policies.see_people)
    filter_form = forms.PeopleFilters
    ordering = ("name", "pk")
    noun, nouns = "person", "people"
    empty = "Nobody has an account yet."
    file_name = "people"

    def rows(self) -> Any:
        return queries.with_memberships(super().rows())

    @cached_property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]
        return presenters.people_columns(self.actor.on)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        actions = [Link("Invite someone", reverse("people:invite"))] if policies.invite(self.actor) else []
        actions += [Link("Invitations", reverse("people:invitations")), Link("Roles", reverse("people:roles"))]
        return super().get_context_data(actions=actions, **kwargs)


class Invitations(ListPage):
    """Who was invited, by whom, and what became of it."""

    title = "Invitations"
    section = "people"
    visible_to = staticmethod(queries.invitations_visible_to)
    may_open = staticmethod(policies.see_people)
    ordering = ("-made_at", "-pk")
    noun = "invitation"
    empty = "Nobody has been invited yet."
    file_name = "invitations"
    recorded = False

    @cached_property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]
        return presenters.invitation_columns()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        actions = [Link("Invite someone", reverse("people:invite"))] if policies.invite(self.actor) else []
        return super().get_context_data(actions=actions, **kwargs)
