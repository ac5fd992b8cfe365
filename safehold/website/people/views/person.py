"""One person's page, and what can be done on it."""

from collections.abc import Collection
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from safehold.access import audit, handover, policies, queries
from safehold.access.actions import accounts, invitations, memberships
from safehold.access.roles import Role
from safehold.govuk.filters import plural
from safehold.records.pages.base import Page
from safehold.website.people import forms, presenters
from safehold.website.people.presenters import user_of
from safehold.website.people.views.shapes import ByNumber, Question


class Person(ByNumber, Page):
    """Who someone is here: the agencies they act for, the roles they hold and held, and where they are signed in."""

    template_name = "website/people/person.html"
    section = "people"
    visible_to = staticmethod(queries.people_and_sign_in)
    may_open = staticmethod(policies.see_people)

    def get(self, request: HttpRequest, uid: int) -> HttpResponse:
        found: Any = self.find(request, uid)
        self.user = queries.with_all_memberships(found)
        audit.record(self.actor, "access.person_opened", self.user)
        titles, grants = queries.titles(), queries.held_and_covered(self.user)
        return self.show(
            person=self.user,
            last_day=presenters.last_day_of_roles(self.user, grants),
            memberships=[
                presenters.membership_shown(each, self.actor, titles, grants) for each in self.user.memberships.all()
            ],
            held=handover.held_by(self.user, on=self.actor.on),
            invited=[presenters.invited(each) for each in queries.invitations_waiting_for(self.user, self.actor)],
            second_step=found.second_step,
            signed_in=found.signed_in,
            actions=presenters.account_acts(self.user, self.actor),
        )

    def get_title(self) -> str:
        return self.user.name


class LetInAgain(Question):
    """Invite a leaver who comes back. Their account opens again when they spend the link."""

    form_class = forms.InviteAgain
    visible_to = staticmethod(queries.people_visible_to)
    may = staticmethod(policies.let_in_again)
    act = staticmethod(invitations.invite_again)
    button = "Send the invitation"
    done = "Invitation sent"
    intro = (
        "They get a link that holds for a week. With it they set a new password and a new second step. The agencies and roles "
        "they had before stay ended: they have what you give them here."
    )

    def get_title(self) -> str:
        return f"Let {self.object.name} in again"

    def form_facts(self) -> dict[str, Any]:
        return {"actor": self.actor}

    def initial(self) -> dict[str, Any]:
        return {"agency": self.actor.agency_id}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(intro=self.intro, **kwargs)


class AddAgency(Question):
    """Let someone who has an account act for a further agency."""

    title = "Add an agency"
    form_class = forms.Begin
    visible_to = staticmethod(queries.people_visible_to)
    may = staticmethod(policies.add_agency)
    act = staticmethod(memberships.begin_membership)
    button = "Add"
    done = "They can act for that agency from the first day on"

    def form_facts(self) -> dict[str, Any]:
        return {"actor": self.actor}

    def act_on(self, form: Any) -> Any:
        return memberships.begin_membership(by=self.actor, user=self.object, **self.answers(form))


class HandsOver(Question):
    """Lets somebody go: offers those who could take over some of what they hold, shows what becomes of it where not all of
    it would be somebody's, and says afterwards how many seats were left vacant."""

    template_name = "website/people/hand_over.html"

    def whom(self) -> Any:
        """Who is let go."""
        return user_of(self.object)

    def through(self) -> Any:
        """The membership that ends; none where everything does."""
        return None

    def from_on(self, answers: dict[str, Any]) -> date:
        """The first day without them."""
        return self.actor.on

    def foresee(self, answers: dict[str, Any]) -> list[handover.Fate]:
        facts: dict[str, Any] = {"by": self.actor, "on": self.from_on(answers), "through": self.through()}
        return handover.foresee(self.whom(), successor=answers.get("successor"), **facts)

    def form_facts(self) -> dict[str, Any]:
        able: Collection[int] = ()
        if self.held:
            asked = {"by": self.actor, "on": self.actor.on, "held": self.held, "through": self.through()}
            able = handover.could_take(self.whom(), **asked)
        people = self.people().filter(pk__in=able, is_active=True).exclude(pk=self.whom().pk)
        return {"people": people, "held": self.held, "foresee": self.foresee}

    def people(self) -> QuerySet[Any]:
        """Those among whom a successor may be: each page that lets somebody go says its own."""
        raise NotImplementedError

    @cached_property
    def held(self) -> list[handover.Held]:
        return handover.held_by(self.whom(), on=self.actor.on, through=self.through())

    def nobody_could(self, form: Any) -> str:
        """Said where there is work and nobody to take it over."""
        return "" if form.somebody_could else "Nobody who has an account could take over any of it."

    def done_words(self, result: handover.Moved) -> str:
        if not result.vacant:
            return self.done
        are = "is" if result.vacant == 1 else "are"
        left = f"{plural(result.vacant, 'seat or chair', 'seats and chairs')} {are} left vacant."
        return f"{self.done.removesuffix('.')}. {left}"


class EndMembership(HandsOver):
    """Let a membership end, with every role held through it, and hand over what they hold for the agency."""

    title = "End acting for an agency"
    form_class = forms.EndMembership
    visible_to = staticmethod(queries.memberships_visible_to)
    may = staticmethod(policies.end_membership)
    act = staticmethod(memberships.end_membership)
    button = "End it"
    done = "Ended"

    def get_title(self) -> str:
        return f"End acting for {self.object.agency}"

    def through(self) -> Any:
        return self.object

    def from_on(self, answers: dict[str, Any]) -> date:
        last: date = answers["to_on"]
        return last + timedelta(days=1)

    def people(self) -> QuerySet[Any]:
        return queries.people_beside(self.object, on=self.actor.on)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        intro = f"For this agency they hold: {handover.in_words(self.held)}." if self.held else ""
        intro = f"{intro} {self.nobody_could(kwargs['form'])}".strip()
        warning = "Every role held for that agency ends with it, and so do seats and chairs that nobody takes over."
        return super().get_context_data(intro=intro, warning=warning, **kwargs)


class GiveRole(Question):
    """Give a role to somebody."""

    form_class = forms.GiveRole
    visible_to = staticmethod(queries.memberships_visible_to)
    may = staticmethod(policies.give_roles_through)
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
    """Let somebody stand in for a colleague who is away: first for whom, then in which of the roles that they hold."""

    visible_to = staticmethod(queries.memberships_visible_to)
    may = staticmethod(policies.cover)
    act = staticmethod(memberships.cover)
    done = "Cover arranged"

    @cached_property
    def absent(self) -> Any:
        """The membership of whoever is away, once it was answered; the address says so from then on."""
        asked = self.request.GET.get("absent", "")
        if not (asked.isascii() and asked.isdecimal()):
            return None
        return queries.colleagues_to_cover(self.object, self.actor).filter(pk=asked).first()

    @property
    def form_class(self) -> type[forms.Away | forms.Cover]:  # type: ignore[override]  # by who is away
        return forms.Cover if self.absent else forms.Away

    def get_title(self) -> str:
        whom = self.absent.user.name if self.absent else "a colleague"
        return f"{self.object.user.name} covers for {whom}"

    def form_facts(self) -> dict[str, Any]:
        if self.absent:
            return {"roles": queries.roles_to_cover(self.absent, self.actor)}
        return {"colleagues": queries.colleagues_to_cover(self.object, self.actor)}

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if self.absent:
            return super().post(request, **kwargs)
        form = self.get_form(request.POST)
        if not form.is_valid():
            return self.ask(form, status=422)
        return HttpResponseRedirect(f"{request.path}?{urlencode({'absent': form.cleaned_data['absent'].pk})}")

    def answers(self, form: Any) -> dict[str, Any]:
        return super().answers(form) | {"absent": self.absent}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = super().get_context_data(**kwargs)
        return shown | {"button": "Arrange the cover" if self.absent else "Continue"}


class Close(HandsOver):
    """Close the account of somebody who has left, and hand over their work, in one act."""

    form_class = forms.Leave
    visible_to = staticmethod(queries.people_visible_to)
    may = staticmethod(policies.close_account)
    act = staticmethod(accounts.close_account)
    button = "Close the account"
    done = "Account closed. They are signed out everywhere."
    warning = (
        "They are signed out at once, everywhere, and cannot sign in again. Every role they hold ends, and so do seats "
        "and chairs that nobody takes over."
    )

    def get_title(self) -> str:
        return f"Close the account of {self.object.name}"

    def initial(self) -> dict[str, Any]:
        return {"left_on": self.actor.on}

    def people(self) -> QuerySet[Any]:
        return queries.people_visible_to(self.actor)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        intro = f"They hold: {handover.in_words(self.held)}." if self.held else ""
        intro = f"{intro} {self.nobody_could(kwargs['form'])}".strip()
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
