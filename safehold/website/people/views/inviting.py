"""Inviting somebody, and one invitation's page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from safehold.access import audit, policies, queries
from safehold.access.actions import invitations
from safehold.govuk.parts import Link
from safehold.records.pages import QuestionPage
from safehold.records.pages.base import Page
from safehold.website.people import forms, presenters
from safehold.website.people.views.shapes import ByNumber


class Invite(QuestionPage):
    """Offer somebody an account, or a further agency to whoever has one."""

    title = "Invite someone"
    section = "people"
    form_class = forms.InviteAnybody
    may = staticmethod(policies.invite)
    act = staticmethod(invitations.invite)
    button = "Send the invitation"
    done = "Invitation sent"

    def form_facts(self) -> dict[str, Any]:
        return {"actor": self.actor}

    def initial(self) -> dict[str, Any]:
        """Their own agency for whoever invites for that alone; others choose, so that nobody lands in it by oversight."""
        only = list(queries.agencies_to_manage(self.actor)[:2])
        return {"agency": only[0].pk} if len(only) == 1 else {}

    def after(self, result: Any) -> str:
        return reverse("people:invitations")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(cancel=reverse("people:list"), **kwargs)


class OneInvitation(ByNumber, Page):
    """One invitation: to whom, for what, and what became of it."""

    template_name = "website/people/invitation.html"
    section = "people"
    visible_to = staticmethod(queries.invitations_visible_to)
    may_open = staticmethod(policies.see_people)
    title = "Invitation"

    def get(self, request: HttpRequest, uid: int) -> HttpResponse:
        invitation = self.find(request, uid)
        audit.record(self.actor, "access.invitation_opened", invitation)
        acts = [
            Link("Send it again", reverse("people:resend", args=[uid])),
            Link("Withdraw it", reverse("people:withdraw", args=[uid])),
        ]
        may = not (invitation.accepted_at or invitation.withdrawn_at) and policies.manage_invitation(
            self.actor, invitation
        )
        lines = presenters.invitation_lines(invitation)
        return self.show(answers=lines, invitation=invitation, actions=acts if may else [])


class Resend(ByNumber, QuestionPage):
    """Send a new link; the earlier one stops working."""

    title = "Send the invitation again"
    section = "people"
    recorded = False
    form_class = forms.Sure
    visible_to = staticmethod(queries.invitations_visible_to)
    may = staticmethod(policies.manage_invitation)
    act = staticmethod(invitations.resend)
    button = "Send a new link"
    done = "New link sent. The earlier one no longer works."
    intro = "It holds for a week. The earlier link no longer works."

    def after(self, result: Any) -> str:
        return reverse("people:invitations")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            intro=self.intro, cancel=reverse("people:invitation", args=[self.object.pk]), **kwargs
        )


class Withdraw(Resend):
    """Take an invitation back."""

    title = "Withdraw the invitation"
    act = staticmethod(invitations.withdraw)
    button = "Withdraw it"
    done = "Invitation withdrawn"
    intro = "Its link no longer works. You can invite them again later."
