"""Pages of one agenda item: its papers, interests in it, and what is done with it."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.urls import reverse

from safehold.access.policy import Answer as May
from safehold.govuk.filters import day
from safehold.govuk.parts import Answer, Event, Heading, Identity, Link, Tag
from safehold.letters.offering import offers
from safehold.meetings import actions, policy, presenters, queries
from safehold.meetings.forms import attending as attending_forms
from safehold.meetings.forms import preparing as forms
from safehold.meetings.lifecycle import MET, Status
from safehold.meetings.presenters import cases as shown
from safehold.meetings.queries import deciding, seats
from safehold.meetings.views.base import SECTION, Asking, Marking, Reinstating
from safehold.records.pages import Offer, RecordPage


class ItemPage(RecordPage):
    """One item of an agenda, for whoever was not recused from it."""

    visible_to = staticmethod(queries.items_visible_to)
    template_name = "meetings/item.html"
    section = SECTION
    with_deadlines = False

    def get_title(self) -> str:
        return str(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        item, actor = self.object, self.actor
        policy.was_found_to_chair(actor, item, item.meeting.group)
        referral, referred = queries.referrals_around(item, actor)
        more = {
            "identity": Identity("Agenda item", item.title, self.tag()),
            "meeting": item.meeting,
            "meeting_words": presenters.meeting_words(item),
            "answers": self.facts(referral),
            "interests": [presenters.interest(each) for each in seats.declarations_of(item)],
            "referred": referred,
        }
        if item.meeting.status in MET:
            more |= self.what_was_recorded()
        return super().get_context_data(**more | kwargs)

    def what_was_recorded(self) -> dict[str, Any]:
        """What was decided, challenged and agreed: of a meeting that was held."""
        item, actor = self.object, self.actor
        may = partial(policy.answer_challenge, actor)
        return {
            "decisions": [presenters.decision_card(each) for each in deciding.decisions_of(item, self.actor)],
            "challenges": presenters.challenge_rows(deciding.challenges_of(item), may),
            "challenge_headings": [Heading(each) for each in ("Challenge", "By", "To", "Answer")],
            "agreed": shown.action_rows(deciding.actions_of(item, actor), partial(policy.say_done, actor)),
            "agreed_headings": [
                Heading(each) for each in ("Action", "Agency", "Due", *(() if item.meeting.group else ("Done",)))
            ],
        }

    def tag(self) -> Tag | None:
        if self.object.withdrawn_on:
            return Tag("Taken off", "grey")
        return Tag("Confidential", "purple") if self.object.confidential else None

    def facts(self, referral: Any) -> list[Answer]:
        item = self.object
        found = [
            Answer("Meeting", Link(presenters.meeting_words(item), item.meeting.get_absolute_url())),
            Answer("What for", item.get_item_kind_display()),
            *([Answer("Presented by", item.presenter)] if item.presenter else []),
            *([Answer("Time", presenters.minutes_of_time(item.allotted))] if item.allotted else []),
        ]
        if item.brings:
            found.append(Answer("In the pack, by itself", item.get_brings_display()))
        if item.paper_expected:
            found.append(Answer("Paper due", day(item.meeting.papers_due_on)))
        if referral is not None:
            found.append(Answer(f"Referred by {referral.came_from.meeting.group}", referral.words))
        if item.withdrawn_on:
            found.append(Answer("Taken off the agenda", f"{day(item.withdrawn_on)}: {item.withdrawn_why}"))
        return found

    def may_add_document(self, works_on: May) -> May:
        """Papers come from those who keep the meeting and from those who sit in the group."""
        return policy.on_the_agenda(self.object) and super().may_add_document(works_on)

    def acts(self) -> Iterator[Offer]:
        item, actor, uid = self.object, self.actor, [self.object.uid]
        if item.entry.in_error_on:
            yield Link("Reinstate", reverse("meetings:item_reinstate", args=uid)), policy.reinstate(actor, item)
            return
        agree = "meetings:agree_action" if item.meeting.group else "meetings:agree_with_case"
        steps = (
            ("Record a decision", "meetings:decide", policy.decide(actor, item)),
            ("Record a challenge", "meetings:challenge", policy.decide(actor, item)),
            ("Agree an action", agree, policy.decide(actor, item)),
            ("Declare an interest", "meetings:declare", policy.declare(actor, item)),
            ("Change it", "meetings:change_item", policy.order(actor, item)),
            ("Move it", "meetings:move_item", policy.order(actor, item)),
            ("Refer it to another group", "meetings:refer", policy.refer(actor, item)),
            ("Take it off the agenda", "meetings:withdraw_item", policy.order(actor, item)),
            ("Recorded in error", "meetings:item_in_error", policy.mark(actor, item)),
        )
        for words, name, answer in steps:
            if answer:
                yield Link(words, reverse(name, args=uid)), answer
        yield from offers(actor, item.entry)

    def happened(self) -> Iterator[Event]:
        if self.object.withdrawn_on:
            by = str(self.object.withdrawn_by)
            yield Event("Taken off the agenda", self.object.withdrawn_on, by=by, text=self.object.withdrawn_why)


class OfItem(Asking):
    """A question about an item, which leads back to it."""

    visible_to = staticmethod(queries.items_visible_to)


class ChangeItem(OfItem):
    title = "Change this item"
    form_class = forms.ChangeItem
    may = staticmethod(policy.order)
    act = staticmethod(actions.change_item)
    done = "Changed"

    def form_facts(self) -> dict[str, Any]:
        return {"issued": self.object.meeting.status == Status.PAPERS_ISSUED}

    def initial(self) -> dict[str, Any]:
        names = ("title", "item_kind", "presenter", "allotted", "paper_expected", "confidential", "brings")
        return {name: getattr(self.object, name) for name in names}


class MoveItem(OfItem):
    title = "Move this item"
    form_class = forms.MoveItem
    may = staticmethod(policy.order)
    act = staticmethod(actions.move_item)
    button = "Move it"
    done = "Moved"

    def form_facts(self) -> dict[str, Any]:
        others = [each for each in queries.agenda(self.object.meeting, self.actor) if each.pk != self.object.pk]
        return {"others": others}

    def after(self, result: Any) -> str:
        return str(self.object.meeting.get_absolute_url())


class WithdrawItem(OfItem):
    title = "Take it off the agenda"
    form_class = forms.Why
    may = staticmethod(policy.order)
    act = staticmethod(actions.withdraw_item)
    button = "Take it off"
    done = "Taken off the agenda. That it was there stays."

    def after(self, result: Any) -> str:
        return str(self.object.meeting.get_absolute_url())


class Refer(OfItem):
    title = "Refer it to another group"
    form_class = forms.Refer
    may = staticmethod(policy.refer)
    act = staticmethod(actions.refer)
    button = "Refer it"
    done = "Referred. The other group finds it when it plans its next meeting."

    def form_facts(self) -> dict[str, Any]:
        return {"groups": queries.other_groups(self.object.meeting.group, self.actor.on)}

    def initial(self) -> dict[str, Any]:
        return {"title": "" if self.object.confidential else self.object.title}


class Declare(OfItem):
    """Declare an interest: one's own, or anybody's for those who keep the meeting."""

    title = "Declare an interest"
    form_class = attending_forms.Declare
    may = staticmethod(policy.declare)
    act = staticmethod(actions.declare)
    done = "Written down"

    def form_facts(self) -> dict[str, Any]:
        actor, meeting = self.actor, self.object.meeting
        if not policy.keep(actor, meeting):
            return {"people": [(str(actor.user_id), actor.name)]}
        there = seats.people_there(meeting)
        mine = (str(actor.user_id), actor.name)
        return {"people": there if mine in there else [mine, *there]}

    def answers(self, form: Any) -> dict[str, Any]:
        facts = dict(form.cleaned_data)
        number = facts.pop("user", None)
        return facts | {"user": seats.person(number) if number else None}

    def after(self, result: Any) -> str:
        """Whoever was just recused finds no such item: they go to the meeting."""
        return str(self.object.meeting.get_absolute_url())


class ItemInError(Marking):
    visible_to = staticmethod(queries.items_visible_to)
    section = SECTION
    may = staticmethod(policy.mark)
    act = staticmethod(actions.enter_in_error)


class ItemReinstated(Reinstating):
    visible_to = staticmethod(queries.items_visible_to)
