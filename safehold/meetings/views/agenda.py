"""Pages that put things on agendas: adding an item, taking up what was referred, and what is to come."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from safehold.govuk.parts import Link
from safehold.meetings import actions, policy, presenters, queries
from safehold.meetings.forms import preparing as forms
from safehold.meetings.views.base import SECTION, Asking
from safehold.records.pages import Column, ListPage, QuestionPage


class AddItem(Asking):
    title = "Add an item to the agenda"
    visible_to = staticmethod(queries.meetings_visible_to)
    form_class = forms.AgendaItem
    may = staticmethod(policy.add_item)
    act = staticmethod(actions.add_item)
    button = "Add it"
    done = "Added at the end of the agenda"


class TakeUp(QuestionPage):
    """Put what another group refers on an agenda of one's own group."""

    title = "Put it on an agenda"
    section = SECTION
    visible_to = staticmethod(queries.referrals_visible_to)
    form_class = forms.TakeUp
    may = staticmethod(policy.take_up)
    act = staticmethod(actions.take_up)
    button = "Put it on"
    done = "On the agenda, at its end"

    def find(self, request: HttpRequest, uid: Any) -> Any:
        found = queries.referrals_visible_to(self.actor).filter(pk=uid).first()
        if found is None:
            self.not_there(request, uid)
        return found

    def kind(self) -> str:
        return "meetings.referral"

    def form_facts(self) -> dict[str, Any]:
        return {"meetings": queries.planned_of(self.object.to_group, self.actor)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        referral = self.object
        told = f"{referral.came_from.meeting.group} asks: {referral.words}"
        more = {"caption": referral.title, "intro": told, "cancel": reverse("meetings:meetings")}
        return super().get_context_data(**more | kwargs)


class ForwardPlan(ListPage):
    """What is to come on which agenda, and by when its papers are due."""

    title = "Forward plan"
    section = SECTION
    may_open = staticmethod(policy.see)
    visible_to = staticmethod(queries.forward_plan)
    file_name = "forward-plan"
    noun = "item"
    ordering = ("meeting__meets_on", "meeting__pk", "position", "pk")
    empty = "Nothing is to come on any agenda that you can see."
    columns = (
        Column("Item", lambda each: each.title, link=lambda each: each.get_absolute_url()),
        Column("Group", lambda each: each.meeting.group_name),
        Column("Meeting", lambda each: each.meeting.meets_on, sort="meeting__meets_on"),
        Column("What for", presenters.what_for),
        Column("Presented by", lambda each: each.presenter),
        Column("Papers due", lambda each: each.meeting.papers_due_on if each.paper_expected else None),
    )

    def filter_form(self, data: Any) -> forms.FilterPlan:  # type: ignore[override]  # whose groups: it asks the actor
        return forms.FilterPlan(data, actor=self.actor)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(actions=[Link("Meetings", reverse("meetings:meetings"))], **kwargs)
