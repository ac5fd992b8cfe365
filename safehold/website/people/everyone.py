"""The lists of people and of invitations."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils import timezone

from safehold.access import policies, queries
from safehold.access.models import Invitation, Membership, User
from safehold.access.roles import Role
from safehold.govuk.parts import Link, Tag
from safehold.records.pages import Column, ListPage
from safehold.website.people import forms


def memberships_now(user: User, on: Any) -> list[Membership]:
    return [each for each in user.memberships.all() if each.holds_on(on)]


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
        titles, on = queries.titles(), self.actor.on

        def roles(user: User) -> str:
            held = {
                Role(grant.role)
                for each in memberships_now(user, on)
                for grant in each.grants.all()
                if grant.holds_on(on)
            }
            return ", ".join(sorted(titles[role].title for role in held))

        return (
            Column(
                "Name", lambda user: user.name, sort="name", link=lambda user: reverse("people:person", args=[user.pk])
            ),
            Column("Email address", lambda user: user.email, sort="email"),
            Column("Acts for", lambda user: ", ".join(str(each.agency) for each in memberships_now(user, on))),
            Column("Roles", roles),
            Column("Account", lambda user: Tag("Open", "green") if user.is_active else Tag("Closed", "grey")),
            Column("Last signed in", lambda user: user.last_login, sort="last_login"),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        actions = [Link("Invite someone", reverse("people:invite"))] if policies.invite(self.actor) else []
        actions += [Link("Invitations", reverse("people:invitations")), Link("Roles", reverse("people:roles"))]
        return super().get_context_data(actions=actions, **kwargs)


def state_of(invitation: Invitation) -> Tag:
    """What has become of an invitation, in one word."""
    if invitation.accepted_at:
        return Tag("Accepted", "green")
    if invitation.withdrawn_at:
        return Tag("Withdrawn", "grey")
    return Tag("Waiting", "blue") if invitation.expires_at > timezone.now() else Tag("Too old", "orange")


def is_waiting(invitation: Invitation) -> bool:
    return not invitation.accepted_at and not invitation.withdrawn_at


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
        titles = queries.titles()

        def roles(invitation: Invitation) -> str:
            return ", ".join(titles[Role(role)].title for role in invitation.roles)

        return (
            Column("Name", lambda invitation: invitation.name, sort="name", link=invitation_href),
            Column("Email address", lambda invitation: invitation.email, sort="email"),
            Column("Agency", lambda invitation: invitation.agency),
            Column("Roles", roles),
            Column("State", state_of),
            Column("Invited by", lambda invitation: invitation.made_by or "The command line"),
            Column("Until", lambda invitation: invitation.expires_at, sort="expires_at"),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        actions: Iterable[Link] = (
            [Link("Invite someone", reverse("people:invite"))] if policies.invite(self.actor) else []
        )
        return super().get_context_data(actions=actions, **kwargs)


def invitation_href(invitation: Invitation) -> str:
    return reverse("people:invitation", args=[invitation.pk])
