"""Pages of decisions, challenges and actions agreed."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from safehold.govuk.parts import Link
from safehold.meetings import actions, policy, presenters, queries
from safehold.meetings.forms import deciding as forms
from safehold.meetings.queries import deciding
from safehold.meetings.views.base import SECTION
from safehold.meetings.views.items import OfItem
from safehold.records.pages import Column, ListPage, QuestionPage


class Decisions(ListPage):
    """The log of decisions: of the items that one may see."""

    title = "Decisions"
    section = SECTION
    may_open = staticmethod(policy.see)
    visible_to = staticmethod(deciding.decisions_visible_to)
    filter_form = forms.FilterDecisions
    file_name = "decisions"
    noun = "decision"
    ordering = ("-decided_on", "-pk")
    empty = "No decision has been written down that you can see."
    columns = (
        Column("Reference", lambda each: each.reference, link=lambda each: each.item.get_absolute_url()),
        Column("Decided", lambda each: each.words),
        Column("Day", lambda each: each.decided_on, sort="decided_on"),
        Column("Group", lambda each: each.item.meeting.group_name),
        Column("Statutory body", presenters.body_of),
        Column("Standing", presenters.standing),
        Column("Since then", presenters.since),
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(actions=[Link("Challenges", reverse("meetings:challenges"))], **kwargs)


class Challenges(ListPage):
    """The log of challenges: who challenged whom on what, and what was answered."""

    title = "Challenges"
    section = SECTION
    may_open = staticmethod(policy.see)
    visible_to = staticmethod(deciding.challenges_visible_to)
    filter_form = forms.FilterChallenges
    file_name = "challenges"
    noun = "challenge"
    ordering = ("-raised_on", "-pk")
    empty = "No challenge has been written down that you can see."
    columns = (
        Column("Challenge", lambda each: each.words, link=lambda each: each.item.get_absolute_url()),
        Column("By", presenters.challenger),
        Column("To", lambda each: each.challenged),
        Column("Raised", lambda each: each.raised_on, sort="raised_on"),
        Column("Answer", presenters.answered),
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(actions=[Link("Decisions", reverse("meetings:decisions"))], **kwargs)


class Decide(OfItem):
    title = "Record a decision"
    form_class = forms.Decide
    may = staticmethod(policy.decide)
    act = staticmethod(actions.decide)
    button = "Record it"

    def form_facts(self) -> dict[str, Any]:
        item = self.object
        return {
            "bodies": deciding.bodies_of(item.meeting.group, item.meeting.meets_on),
            "earlier": deciding.earlier_of(item, self.actor),
            "agencies": queries.agencies(self.actor.on),
        }

    def initial(self) -> dict[str, Any]:
        return {"earlier": forms.NEW}

    def answers(self, form: Any) -> dict[str, Any]:
        return dict(form.facts)

    def done_words(self, result: Any) -> str:
        return presenters.decided_words(result)


class RecordChallenge(OfItem):
    title = "Record a challenge"
    form_class = forms.Challenge
    may = staticmethod(policy.decide)
    act = staticmethod(actions.challenge)
    button = "Record it"
    done = "Recorded. It is listed until it is answered."

    def form_facts(self) -> dict[str, Any]:
        return {"agencies": queries.agencies(self.actor.on)}


class AgreeAction(OfItem):
    title = "Agree an action"
    form_class = forms.AgreeAction
    may = staticmethod(policy.decide)
    act = staticmethod(actions.agree_action)
    button = "Agree it"
    done = "Agreed. It is on the list of actions, and this group receives it."

    def form_facts(self) -> dict[str, Any]:
        return {"agencies": queries.agencies(self.actor.on)}


class AnswerChallenge(QuestionPage):
    """What the agency that was challenged answered."""

    title = "Answer a challenge"
    section = SECTION
    visible_to = staticmethod(deciding.challenges_visible_to)
    form_class = forms.AnswerChallenge
    may = staticmethod(policy.answer_challenge)
    act = staticmethod(actions.answer_challenge)
    done = "Answer recorded"

    def find(self, request: HttpRequest, uid: Any) -> Any:
        found = deciding.challenges_visible_to(self.actor).filter(pk=uid).first()
        if found is None:
            self.not_there(request, uid)
        return found

    def kind(self) -> str:
        return "meetings.challenge"

    def after(self, result: Any) -> str:
        return str(self.object.item.get_absolute_url())

    def initial(self) -> dict[str, Any]:
        return {"answered_on": self.actor.on}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.object
        told = {"caption": f"{presenters.challenger(asked)} to {asked.challenged}", "intro": asked.words}
        return super().get_context_data(cancel=self.after(None), **told | kwargs)
