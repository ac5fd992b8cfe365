"""Who can see a record: its circle, asking to be let in, conflicts of interest, seals and emergencies."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from safehold.access import policies
from safehold.access.actor import Actor
from safehold.access.policy import Answer
from safehold.access.reach import Tier
from safehold.access.request import acting
from safehold.access.today import told
from safehold.govuk.parts import Link
from safehold.records import forms, policy, queries
from safehold.records.actions import need_to_know as actions
from safehold.records.pages import Column, ConfirmPage, ListPage, QuestionPage, RegisterPage
from safehold.records.pages.base import Found
from safehold.records.views.entries import AboutEntry, AboutRow

if TYPE_CHECKING:  # pages name models, and never ask them
    from safehold.access.models import CircleMember
    from safehold.records.models import AccessRequest, EmergencyAccess, Entry


def why_in(row: CircleMember) -> str:
    """Why somebody is in a circle; what cover does not open is said where it is shown."""
    if row.cover_for is None:
        return row.why
    return f"Covers for {row.cover_for.user}. Cover opens nothing that is sealed or in a compartment"


class People(AboutEntry, Found, RegisterPage):
    """Who is in the circle of a record, and everything that bends who sees it."""

    title = "Who can see this record"
    visible_to = staticmethod(queries.entries_visible_to)
    template_name = "records/people.html"
    file_name = "records.circle"
    recorded = True
    add_text = "Add someone"
    empty = "Nobody is in the circle of this record."
    columns = (
        Column("Name", lambda row: row.user.name),
        Column("Agency", lambda row: str(row.agency)),
        Column("From", lambda row: row.from_on),
        Column("Until", lambda row: row.to_on),
        Column("Why", lambda row: why_in(row)),
    )

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.object = self.find(request, kwargs["uid"])
        self.in_charge = policy.decides_about(self.actor, self.object)
        return super().dispatch(request, *args, **kwargs)

    def subject(self) -> Entry:
        return self.object

    def rows(self) -> QuerySet[CircleMember]:
        return queries.circle_of(self.object)

    def may_add(self) -> Answer:
        if self.object.tier in policy.CASES:
            return self.in_charge
        return policy.keep_circle(self.actor, self.object)

    def add_href(self) -> str:
        return reverse("records:member_add", args=[self.object.uid])

    def links(self, row: CircleMember) -> Iterable[Link]:
        if self.in_charge and self.object.tier in policy.CASES and (row.to_on is None or row.to_on >= self.actor.on):
            yield Link("End", reverse("records:member_end", args=[self.object.uid, row.pk]))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entry = self.object
        more: dict[str, Any] = {"requests": [], "conflicts": [], "emergencies": [], "seals": []}
        if self.in_charge:
            more["requests"] = queries.requests_about(entry)
            more["conflicts"] = queries.conflicts_about(entry)
            more["emergencies"] = queries.emergencies_about(entry)
        if entry.sealed:
            more["seals"] = queries.seals_of(entry)
        return super().get_context_data(
            in_charge=self.in_charge,
            declares=policy.declare_conflict(self.actor, entry),
            tier=Tier(entry.tier).label,
            holds_compartment=policy.holds_compartment(self.actor, entry),
            may_see_readers=policies.see_readers(self.actor, entry.owner_id),
            **more | kwargs,
        )


class _OnPeople(AboutEntry, QuestionPage):
    """A question asked from the page of who can see a record, which leads back there."""

    visible_to = staticmethod(queries.entries_visible_to)
    template_name = "records/about_entry.html"

    def after(self, result: Any) -> str:
        return reverse("records:people", args=[self.object.uid])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"back": self.after(None)} | kwargs)


class _ChoosesPeople(_OnPeople):
    def form_facts(self) -> dict[str, Any]:
        return {"people": queries.people_to_let_in(self.actor.on)}


class AddMember(_ChoosesPeople):
    title = "Add someone to those who work on this record"
    form_class = forms.AddMember
    may = staticmethod(policy.keep_circle)
    act = staticmethod(actions.add_member)
    button = "Add"
    done = "Added, and they have been told"

    def initial(self) -> dict[str, Any]:
        return {"from_on": self.actor.on}


class EndMember(_OnPeople):
    title = "End someone’s access to this record"
    form_class = forms.EndMember
    may = staticmethod(policy.keep_circle)
    act = staticmethod(actions.end_member)
    button = "End access"
    done = "Their access ends on that day"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        member = queries.members_visible_to(self.actor).filter(pk=kwargs["number"]).first()
        if member is None:
            self.not_there(request, kwargs["uid"])
        self.member = member
        return super().dispatch(request, *args, **kwargs)

    def initial(self) -> dict[str, Any]:
        return {"to_on": self.actor.on}

    def answers(self, form: Form) -> dict[str, Any]:
        return super().answers(form) | {"member": self.member}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(caption=f"{self.member.user.name}, {self.member.agency}", **kwargs)


class Ask(AboutEntry, QuestionPage):
    title = "Ask to see this record"
    form_class = forms.Ask
    visible_to = staticmethod(queries.entries_known_to)
    may = staticmethod(policy.ask_for_access)
    act = staticmethod(actions.ask_for_access)
    button = "Ask"
    done = "Your request was sent. You will get a message when someone has decided."
    template_name = "records/about_entry.html"

    def after(self, result: Any) -> str:
        return "/"


class Decide(QuestionPage):
    """Someone in charge decides about a request to be let in."""

    title = "Decide on a request to see this record"
    form_class = forms.Decide
    visible_to = staticmethod(queries.requests_visible_to)
    may = staticmethod(policy.decide_access)
    act = staticmethod(actions.decide_access)
    button = "Decide"
    done = "Decided, and the person who asked has been told"
    template_name = "records/decide.html"

    def find(self, request: HttpRequest, uid: Any) -> AccessRequest:
        found = queries.requests_visible_to(acting(request)).filter(uid=uid).first()
        if found is None:
            self.not_there(request, uid)
        assert found is not None
        return found

    def kind(self) -> str:
        return "records.accessrequest"

    def after(self, result: Any) -> str:
        return reverse("records:people", args=[self.object.entry.uid])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(asked=self.object, back=self.after(None), **kwargs)


class Emergency(AboutEntry, QuestionPage):
    title = "Open this record in an emergency"
    form_class = forms.Emergency
    visible_to = staticmethod(queries.entries_known_to)
    may = staticmethod(policy.take_emergency_access)
    act = staticmethod(actions.take_emergency_access)
    button = "Open the record"
    done = "You can see this record until the time you asked for. Someone else will review this."
    template_name = "records/emergency.html"


class LetIn(_ChoosesPeople):
    title = "Let someone in for some hours"
    form_class = forms.LetIn
    may = staticmethod(policy.let_in)
    act = staticmethod(actions.let_in)
    button = "Let them in"
    done = "They can see this record until the time you gave. Someone else will review this."


class Emergencies(ListPage):
    title = "Emergency access"
    section = "emergencies"
    visible_to = staticmethod(queries.emergencies_visible_to)
    filter_form = forms.FilterEmergencies
    ordering = ("-taken_at", "-pk")
    file_name = "emergencies"
    noun = "use of emergency access"
    nouns = "uses of emergency access"
    empty = "Nobody has used emergency access."
    columns = (
        Column("Taken", lambda row: told(row.taken_at), sort="taken_at"),
        Column(
            "Who",
            lambda row: row.user.name,
            link=lambda row: reverse("records:emergency_review", args=[row.uid]),
        ),
        Column("Agency", lambda row: str(row.agency)),
        Column("Record", lambda row: queries.kind_in_words(row.entry.kind)),
        Column("Of", lambda row: str(row.entry.owner)),
        Column("Until", lambda row: told(row.until_at, since=row.taken_at), sort="until_at"),
        Column("Reviewed", lambda row: row.reviewed_on, sort="reviewed_on"),
        Column("Justified", lambda row: row.justified),
    )

    @staticmethod
    def may_open(actor: Actor) -> Answer:
        return policy.see_emergencies(actor)


class Review(QuestionPage):
    """Someone else says whether emergency access was justified."""

    title = "Review emergency access"
    section = "emergencies"
    form_class = forms.Review
    visible_to = staticmethod(queries.emergencies_visible_to)
    may = staticmethod(policy.review_emergency)
    act = staticmethod(actions.review_emergency)
    button = "Save review"
    done = "Reviewed"
    template_name = "records/review.html"

    def find(self, request: HttpRequest, uid: Any) -> EmergencyAccess:
        found = queries.emergencies_visible_to(acting(request)).filter(uid=uid).first()
        if found is None:
            self.not_there(request, uid)
        assert found is not None
        return found

    def kind(self) -> str:
        return "records.emergencyaccess"

    def after(self, result: Any) -> str:
        if policy.see_emergencies(self.actor):
            return reverse("records:emergencies")
        return reverse("records:people", args=[self.object.entry.uid])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kind = queries.kind_in_words(self.object.entry.kind)
        return super().get_context_data(access=self.object, kind=kind, back=self.after(None), **kwargs)


class DeclareOwn(AboutEntry, QuestionPage):
    title = "Declare your conflict of interest"
    form_class = forms.DeclareOwn
    visible_to = staticmethod(queries.entries_visible_to)
    may = staticmethod(policy.declare_conflict)
    act = staticmethod(actions.declare_conflict)
    button = "Declare"
    done = "Recorded. You can no longer see that record."
    template_name = "records/conflict.html"

    def after(self, result: Any) -> str:
        return "/"


class DeclareAnother(_ChoosesPeople):
    title = "Record someone’s conflict of interest"
    form_class = forms.DeclareAnother
    may = staticmethod(policy.declare_anothers)
    act = staticmethod(actions.declare_conflict)
    button = "Record"
    done = "Recorded. They can no longer see this record, or that it exists."

    def answers(self, form: Form) -> dict[str, Any]:
        return {"user": form.cleaned_data["membership"].user, "why": form.cleaned_data["why"]}


class EndConflict(AboutRow, QuestionPage):
    title = "End a conflict of interest"
    form_class = forms.EndConflict
    visible_to = staticmethod(queries.conflicts_visible_to)
    may = staticmethod(policy.end_conflict)
    act = staticmethod(actions.end_conflict)
    button = "End"
    done = "Ended. They may know of this record again as far as their role and its circle allow."
    template_name = "records/about_entry.html"

    def initial(self) -> dict[str, Any]:
        return {"to_on": self.actor.on}

    def after(self, result: Any) -> str:
        return reverse("records:people", args=[self.object.entry.uid])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"caption": self.object.user.name, "back": self.after(None)} | kwargs)


class Seal(_OnPeople, ConfirmPage):
    title = "Seal this record"
    form_class = forms.SealIt
    may = staticmethod(policy.seal)
    act = staticmethod(actions.seal)
    button = "Seal"
    done = "Sealed. Only those in its circle can see it, or that it exists."
    grave = True
    consequences = (
        "only those in its circle will see this record, or that it exists, whatever their role",
        "emergency access to it ends",
        "those in charge of it are told",
    )
    template_name = "records/confirm.html"


class Unseal(_OnPeople):
    title = "Unseal this record"
    form_class = forms.UnsealIt
    may = staticmethod(policy.unseal)
    act = staticmethod(actions.unseal)
    button = "Unseal"
    done = "Unsealed"
