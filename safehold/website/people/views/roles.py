"""The roles page: what each role is called here, what it does, how far it sees and what it may do."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from safehold.access import policies, queries
from safehold.access.actions import memberships
from safehold.access.reach import BY_KIND, DUTY_HOLDERS, TABLE, Reach, Tier
from safehold.access.roles import Role, needs_mfa
from safehold.partnership.words import in_our_words
from safehold.records import queries as queries_of_records
from safehold.records.pages import QuestionPage
from safehold.records.pages.base import Page
from safehold.website.people import forms
from safehold.website.people.duties import Duty, by_area, duties, who_may

SEEN: dict[Reach, str] = {
    Reach.NONE: "Nothing",
    Reach.MEMBER: "Where they are a member",
    Reach.CARD: "Where they are a member; of the rest, that there is one",
    Reach.OWN: "All of their own agency’s",
    Reach.ALL: "All",
}


def reach_of(role: Role) -> list[tuple[str, str]]:
    """How far ``role`` sees at each tier, in words, its compartments among them."""
    shown = [(tier.label, SEEN[far]) for tier, far in zip(Tier, TABLE[role], strict=True)]
    whole = [name.upper() for name, holders in DUTY_HOLDERS.items() if holders.get(role) == Reach.ALL]
    wider = [
        (f"{queries_of_records.kind_in_words(kind)}s", SEEN[table[role]])
        for kind, table in BY_KIND.items()
        if role in table
    ]
    return [*shown, *((f"{name} compartment", "All, unless sealed") for name in whole), *wider]


def named(roles: list[Role], titles: dict[Role, Any]) -> str:
    """Roles as a sentence has them; the few that are left out, where most are in."""
    left_out = [titles[role].title for role in Role if role not in roles]
    if not left_out:
        return "Everybody who acts for an agency"
    if len(left_out) < len(roles):
        return f"Everybody but {in_a_row(left_out)}"
    return in_a_row([titles[role].title for role in roles]) or "No role by itself"


def in_a_row(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


class Roles(Page):
    """Every role of the partnership, and who may do what, from the tables and policies that decide it."""

    title = "Roles"
    section = "people"
    template_name = "website/people/roles.html"
    recorded = False
    may_open = staticmethod(policies.see_roles)

    def get(self, request: HttpRequest) -> HttpResponse:
        titles, holders = queries.titles(), queries.holders(self.actor)
        rows = [
            {"role": role, "title": titles[role], "holders": holders.get(role, 0), "mfa": needs_mfa(frozenset({role}))}
            for role in Role
        ]
        asked = [(duty, named(who_may(duty, on=self.actor.on), titles)) for duty in duties() if not duty.depends_on]
        return self.show(
            rows=rows,
            tiers=[tier.label for tier in Tier],
            reach={role: reach_of(role) for role in Role},
            areas=by_area(asked, lambda pair: pair[0]),
        )


class OneRole(Page):
    """One role: what it sees and what it may do."""

    section = "people"
    template_name = "website/people/role.html"
    recorded = False
    may_open = staticmethod(policies.see_roles)

    def get(self, request: HttpRequest, role: str) -> HttpResponse:
        self.role = known(role)
        asked = [(duty, duty.allows(self.role, on=self.actor.on)) for duty in duties()]
        self.titled = queries.titles()[self.role]
        return self.show(
            role=self.role,
            titled=self.titled,
            needs_second_step=needs_mfa(frozenset({self.role})),
            reach=reach_of(self.role),
            may=self.said(True, asked),
            may_not=self.said(False, asked),
            depends=self.said(None, asked),
            may_retitle=policies.retitle_roles(self.actor),
        )

    @staticmethod
    def said(answer: bool | None, asked: list[tuple[Duty, bool | None]]) -> list[tuple[str, list[Duty]]]:
        return by_area([duty for duty, allowed in asked if allowed is answer], lambda duty: duty)

    def get_title(self) -> str:
        return self.titled.title


class Retitle(QuestionPage):
    """Say what the partnership calls a role."""

    section = "people"
    recorded = False
    form_class = forms.Retitle
    may = staticmethod(policies.retitle_roles)
    act = staticmethod(memberships.retitle_role)
    done = "Saved"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.role = known(kwargs["role"])

    def get_title(self) -> str:
        return f"What ‘{self.role.label}’ is called here"

    def initial(self) -> dict[str, Any]:
        titled = queries.titles()[self.role]
        said = titled.description if titled.pk else in_our_words(self.request, on=self.actor.on)(titled.description)
        return {"title": titled.title, "description": said, "switched_on": titled.switched_on}

    def act_on(self, form: Any) -> Any:
        return memberships.retitle_role(self.role, by=self.actor, **self.answers(form))

    def after(self, result: Any) -> str:
        return reverse("people:role", args=[self.role])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(cancel=self.after(None), **kwargs)


def known(role: str) -> Role:
    if role not in Role.values:
        raise Http404("There is no such role")
    return Role(role)
