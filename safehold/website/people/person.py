"""One person's page, and what can be done on it."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from safehold.access import audit, handover, policies, queries
from safehold.access.actions import accounts, memberships
from safehold.access.actor import Actor
from safehold.access.models import Membership, User
from safehold.access.policy import Answer, no
from safehold.access.roles import Role
from safehold.govuk.parts import Link
from safehold.records.pages.base import Page
from safehold.website.people import forms
from safehold.website.people.shapes import ByNumber, Question


class Person(ByNumber, Page):
    """Who someone is here: the agencies they act for, the roles they hold and held, and where they are signed in."""

    template_name = "website/people/person.html"
    section = "people"
    visible_to = staticmethod(queries.people_visible_to)
    may_open = staticmethod(policies.see_people)

    def get(self, request: HttpRequest, uid: int) -> HttpResponse:
        self.find(request, uid)
        self.user = queries.with_memberships(queries.people_visible_to(self.actor)).get(pk=uid)
        audit.record(self.actor, "access.person_opened", self.user)
        return self.show(
            person=self.user,
            memberships=[self.shown(each) for each in self.user.memberships.all()],
            held=handover.held_by(self.user, on=self.actor.on),
            second_step=Authenticator.objects.filter(user=self.user).exclude(type="recovery_codes").exists(),
            signed_in=UserSession.objects.filter(user=self.user).count(),
            actions=self.acts(),
        )

    def get_title(self) -> str:
        return self.user.name

    def shown(self, membership: Membership) -> dict[str, Any]:
        on, titles = self.actor.on, queries.titles()
        mine = bool(policies.manage_agency(self.actor, membership.agency_id)) and self.user.is_active
        holds = membership.to_on is None or membership.to_on >= on
        acts = []
        if mine and holds:
            acts = [
                Link(
                    "Give a role", reverse("people:give_role", args=[membership.pk]), about=f"for {membership.agency}"
                ),
                Link("Arrange cover", reverse("people:cover", args=[membership.pk]), about=f"for {membership.agency}"),
                Link(
                    "End",
                    reverse("people:end_membership", args=[membership.pk]),
                    about=f"acting for {membership.agency}",
                ),
            ]
        grants = [
            {
                "title": titles[Role(grant.role)].title,
                "grant": grant,
                "over": grant.to_on is not None and grant.to_on < on,
                "end": reverse("people:end_role", args=[grant.pk])
                if (grant.to_on is None or grant.to_on >= on)
                and policies.end_grant(self.actor, grant)
                and self.user.is_active
                else "",
            }
            for grant in membership.grants.all()
        ]
        return {"membership": membership, "holds": holds, "grants": grants, "acts": acts}

    def acts(self) -> list[Link]:
        """What this actor may do to the account, as buttons."""
        offered = (
            ("Add an agency", "people:begin", policies.invite(self.actor) if self.user.is_active else no("")),
            ("Sign them out everywhere", "people:sign_out", policies.end_sessions(self.actor, self.user)),
            (
                "Reset their second step",
                "people:reset_second_step",
                policies.reset_second_factor(self.actor, self.user),
            ),
            ("Close the account", "people:close", policies.close_account(self.actor, self.user)),
        )
        if not self.user.is_active:
            return []
        return [Link(text, reverse(name, args=[self.user.pk])) for text, name, may in offered if may]


def may_invite(actor: Actor, user: User) -> Answer:
    """Adding an agency is asked of those who may invite; the action asks again for the very agency."""
    return policies.invite(actor) if user.is_active else no("This account is closed")


class AddAgency(Question):
    """Let someone who has an account act for a further agency."""

    title = "Add an agency"
    form_class = forms.Begin
    visible_to = staticmethod(queries.people_visible_to)
    may = staticmethod(may_invite)
    act = staticmethod(memberships.begin_membership)
    button = "Add"
    done = "They can act for that agency from the first day on"

    def form_facts(self) -> dict[str, Any]:
        return {"actor": self.actor}

    def act_on(self, form: Any) -> Any:
        return memberships.begin_membership(by=self.actor, user=self.object, **self.answers(form))


class EndMembership(Question):
    """Let a membership end, with every role held through it."""

    title = "End acting for an agency"
    form_class = forms.LastDay
    visible_to = staticmethod(queries.memberships_visible_to)
    may = staticmethod(policies.end_membership)
    act = staticmethod(memberships.end_membership)
    button = "End it"
    done = "Ended"

    def get_title(self) -> str:
        return f"End acting for {self.object.agency}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(warning="Every role held for that agency ends with it.", **kwargs)


def may_give(actor: Actor, membership: Membership) -> Answer:
    """Whether any role at all may be given here; the action asks again for the very role."""
    if actor.user_id == membership.user_id:
        return no("Someone else must give you a role")
    return policies.manage_agency(actor, membership.agency_id)


class GiveRole(Question):
    """Give a role to somebody."""

    form_class = forms.GiveRole
    visible_to = staticmethod(queries.memberships_visible_to)
    may = staticmethod(may_give)
    act = staticmethod(memberships.grant)
    button = "Give the role"
    done = "Role given"

    def get_title(self) -> str:
        return f"Give a role for {self.object.agency}"

    def form_facts(self) -> dict[str, Any]:
        return {"actor": self.actor}


class EndRole(Question):
    """Let a role end."""

    form_class = forms.LastDay
    visible_to = staticmethod(queries.grants_visible_to)
    may = staticmethod(policies.end_grant)
    act = staticmethod(memberships.end_grant)
    button = "End the role"
    done = "Role ended"

    def get_title(self) -> str:
        return f"End the role ‘{queries.titles()[Role(self.object.role)].title}’"


class Cover(Question):
    """Let somebody stand in for a colleague who is away."""

    form_class = forms.Cover
    visible_to = staticmethod(queries.memberships_visible_to)
    may = staticmethod(policies.cover)
    act = staticmethod(memberships.cover)
    button = "Arrange the cover"
    done = "Cover arranged"

    def get_title(self) -> str:
        return f"{self.object.user.name} covers for a colleague"

    def form_facts(self) -> dict[str, Any]:
        colleagues = Membership.objects.filter(agency=self.object.agency).on(self.actor.on).exclude(pk=self.object.pk)
        return {"actor": self.actor, "colleagues": colleagues.select_related("user").order_by("user__name")}


class Close(Question):
    """Close the account of somebody who has left, and hand over their work, in one act."""

    form_class = forms.Leave
    visible_to = staticmethod(queries.people_visible_to)
    may = staticmethod(policies.close_account)
    act = staticmethod(accounts.close_account)
    button = "Close the account"
    done = "Account closed. They are signed out everywhere."
    warning = "They are signed out at once, everywhere, and cannot sign in again. Every role they hold ends."

    def get_title(self) -> str:
        return f"Close the account of {self.object.name}"

    def initial(self) -> dict[str, Any]:
        return {"left_on": self.actor.on}

    def form_facts(self) -> dict[str, Any]:
        held = handover.held_by(self.object, on=self.actor.on)
        return {"leaver": self.object, "people": queries.people_visible_to(self.actor), "held": held}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        held = handover.held_by(self.object, on=self.actor.on)
        intro = "They hold: " + ", ".join(f"{label} ({count})" for label, count in held) if held else ""
        return super().get_context_data(intro=intro, warning=self.warning, **kwargs)


class SignOut(Question):
    """Sign somebody out everywhere."""

    title = "Sign them out everywhere"
    form_class = forms.Sure
    visible_to = staticmethod(queries.people_visible_to)
    may = staticmethod(policies.end_sessions)
    act = staticmethod(accounts.end_sessions)
    button = "Sign them out"
    done = "Signed out everywhere"


class ResetSecondStep(Question):
    """Let in again somebody who has lost their telephone, once it is certain who they are."""

    title = "Reset their second step"
    form_class = forms.Sure
    visible_to = staticmethod(queries.people_visible_to)
    may = staticmethod(policies.reset_second_factor)
    act = staticmethod(accounts.reset_second_factor)
    button = "Reset it"
    done = "Reset. They set up a new one when they next sign in."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        warning = "Be certain that it is them: speak to them on a number you already had. Their app and passkeys stop working."
        return super().get_context_data(warning=warning, **kwargs)
