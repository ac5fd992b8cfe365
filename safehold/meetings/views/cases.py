"""Pages of meetings about a case: those there are, planning one, who is invited, and what was agreed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from safehold.access import audit
from safehold.govuk.filters import day
from safehold.govuk.parts import Heading, Link
from safehold.meetings import actions, policy, presenters, queries
from safehold.meetings.forms import cases as forms
from safehold.meetings.forms.preparing import Confirm
from safehold.meetings.queries import cases, deciding
from safehold.meetings.views.attending import OfAttendance
from safehold.meetings.views.base import SECTION
from safehold.meetings.views.items import OfItem
from safehold.records import queries as records
from safehold.records.pages import ConfirmPage, QuestionPage
from safehold.records.pages.base import Found, Page


class OfCase(Found):
    """Finds the case in the address: for whoever does not see it, or where it is none, there is no such page."""

    def find(self, request: HttpRequest, uid: Any) -> Any:
        found = records.visible_entry(self.actor, uid)
        if found is None or not policy.is_case(found):
            self.not_there(request, uid)
        return found

    def kind(self) -> str:
        return "meetings.case"


class AboutCase(OfCase, Page):
    """The meetings about one case, of those that this person is invited to."""

    section = SECTION
    template_name = "meetings/about.html"
    title = "Meetings about this case"

    def get(self, request: HttpRequest, uid: Any) -> HttpResponse:
        entry = self.find(request, uid)
        found = list(cases.meetings_about(self.actor, entry).standing().order_by("-meets_on", "-pk"))
        uids = [str(each.uid) for each in found]
        audit.record(self.actor, "meetings.about_shown", entry, count=len(uids), uids=uids)
        return self.show(
            caption=records.kind_in_words(entry.kind),
            headings=[Heading(each) for each in ("Meeting", "Day", "Status")],
            rows=[
                [Link(each.name, each.get_absolute_url()), day(each.meets_on), presenters.status(each)]
                for each in found
            ],
            may_plan=policy.plan_about(self.actor, entry),
            plan=reverse("meetings:plan_about", args=[entry.uid]),
            back=records.address_of(entry),
        )


class PlanAbout(OfCase, QuestionPage):
    """Plan a meeting about a case."""

    title = "Plan a meeting about this case"
    section = SECTION
    visible_to = staticmethod(records.entries_visible_to)
    form_class = forms.PlanAbout
    may = staticmethod(policy.plan_about)
    act = staticmethod(actions.plan_about)
    button = "Plan it"
    done = "Planned. You keep its record. Invite the others now, and say who chairs it."

    def after(self, result: Any) -> str:
        if result is None:
            return reverse("meetings:about", args=[self.object.uid])
        return reverse("meetings:attendance", args=[result.uid])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("cancel", self.after(None))
        kwargs.setdefault("caption", records.kind_in_words(self.object.kind))
        told = "Nobody sees anything of it but those whom you invite, as long as they see the case itself."
        return super().get_context_data(intro=told, **kwargs)


class InviteTo(OfAttendance):
    title = "Give somebody a place"
    form_class = forms.InviteTo
    may = staticmethod(policy.invite_to)
    act = staticmethod(actions.invite_to)
    button = "Give them a place"
    done = "They see the meeting now. Send the invitations to tell them."

    def form_facts(self) -> dict[str, Any]:
        people = cases.people_for(self.object.about, self.actor.on)
        return {"people": people, "seats": cases.seats_of(people, self.actor.on)}

    def answers(self, form: Any) -> dict[str, Any]:
        return dict(form.facts)


class TakePlaceAway(OfAttendance, ConfirmPage):
    title = "Take their place away"
    form_class = Confirm
    may = staticmethod(policy.invite_to)
    act = staticmethod(actions.take_place_away)
    button = "Take it away"
    done = "They see nothing of the meeting any more"
    consequences = (
        "they see nothing of this meeting from now on, its minutes among it",
        "if they were invited, their calendar is told that it is off",
        "that they had a place stays on record",
    )

    def place(self) -> Any:
        found = cases.invitee(self.object, self.kwargs["number"])
        if found is None:
            self.not_there(self.request, self.object.uid)
        return found

    def act_on(self, form: Any) -> Any:
        return actions.take_place_away(self.place(), by=self.actor)

    def after(self, result: Any) -> str:
        """Whoever took their own place away finds no such meeting."""
        own = result is not None and result.user_id == self.actor.user_id
        return reverse("meetings:meetings") if own else self.back()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"caption": str(self.place())} | kwargs)


class AgreeWithCase(OfItem):
    title = "Agree an action"
    form_class = forms.AgreeWithCase
    may = staticmethod(policy.decide)
    act = staticmethod(actions.agree_with_case)
    button = "Agree it"
    done = "Agreed. It stays with the case, and is on the agenda of the next meeting about it until it is done."

    def form_facts(self) -> dict[str, Any]:
        return {"agencies": queries.agencies(self.actor.on)}


class SayDone(QuestionPage):
    """Say that what was agreed at a meeting about a case is done."""

    title = "Say that it is done"
    section = SECTION
    visible_to = staticmethod(deciding.agreed_about_case)
    form_class = forms.SayDone
    may = staticmethod(policy.say_done)
    act = staticmethod(actions.say_done)
    done = "Done"

    def find(self, request: HttpRequest, uid: Any) -> Any:
        found = deciding.agreed_about_case(self.actor).filter(pk=uid).first()
        if found is None:
            self.not_there(request, uid)
        return found

    def kind(self) -> str:
        return "meetings.agreed_action"

    def initial(self) -> dict[str, Any]:
        return {"done_on": self.actor.on}

    def after(self, result: Any) -> str:
        return str(self.object.item.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        more = {"caption": str(self.object.agency), "intro": self.object.words, "cancel": self.after(None)}
        return super().get_context_data(**more | kwargs)
