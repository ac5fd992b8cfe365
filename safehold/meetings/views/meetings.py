"""Pages of meetings: the list, one meeting with its agenda, and when and where it is."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.urls import reverse

from safehold.govuk import forms as fields
from safehold.govuk.parts import Answer, Event, Heading, Identity, Link
from safehold.letters.offering import offers
from safehold.meetings import actions, policy, presenters, queries
from safehold.meetings.forms import preparing as forms
from safehold.meetings.lifecycle import TO_COME
from safehold.meetings.presenters import cases as shown
from safehold.meetings.queries import cases, deciding
from safehold.meetings.views.base import SECTION, Asking, Marking, Reinstating
from safehold.plans import presenters as plans
from safehold.records.pages import Column, ConfirmPage, CorrectPage, ListPage, Offer, QuestionPage, RecordPage

DUE_SHOWN = 20


class Meetings(ListPage):
    """The meetings of the groups that one sits in; of every group, for those who keep them."""

    title = "Meetings"
    section = SECTION
    may_open = staticmethod(policy.see)
    visible_to = staticmethod(queries.meetings_visible_to)
    file_name = "meetings"
    noun = "meeting"
    lists_in_error = True
    ordering = ("-meets_on", "-pk")
    empty = "There is no meeting that you can see."
    columns = (
        Column("Meeting", lambda each: each.group_name, link=lambda each: each.get_absolute_url()),
        Column("Day", lambda each: each.meets_on, sort="meets_on"),
        Column("Time", presenters.times),
        Column("Papers due", lambda each: each.papers_due_on if each.status in TO_COME else None),
        Column("Status", presenters.status, sort="status"),
    )

    def filter_form(self, data: Any) -> forms.FilterMeetings:  # type: ignore[override]  # whose groups: it asks the actor
        return forms.FilterMeetings(data, actor=self.actor)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        acts = [Link("Plan a meeting", reverse("meetings:plan"))] if policy.plan(self.actor) else []
        acts += [
            Link("Forward plan", reverse("meetings:forward_plan")),
            Link("Decisions", reverse("meetings:decisions")),
            Link("Challenges", reverse("meetings:challenges")),
            Link("Attendance", reverse("meetings:by_agency")),
            Link("Your calendar", reverse("meetings:calendar")),
        ]
        return super().get_context_data(actions=acts, **kwargs)


class MeetingPage(RecordPage):
    """One meeting: when and where, what stands on its agenda, and what is due."""

    visible_to = staticmethod(queries.meetings_visible_to)
    template_name = "meetings/meeting.html"
    section = SECTION
    with_deadlines = False
    with_documents = False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        meeting, actor = self.object, self.actor
        policy.was_found_to_chair(actor, meeting, meeting.group)
        items = queries.agenda_with_papers(meeting, actor)
        due = list(queries.actions_due(meeting, actor)[: DUE_SHOWN + 1])
        late = actor.on > meeting.papers_due_on and meeting.status in TO_COME
        keeps = policy.keeps(actor, meeting)
        group = meeting.group
        about = shown.about_case(cases.case_of(meeting)) if group is None else None
        more = {
            "identity": Identity("Meeting", str(meeting), presenters.status(meeting)),
            "tabs": presenters.tabs(meeting, "meeting"),
            "answers": [*([Answer("About", about)] if about else []), *presenters.meeting_facts(meeting)],
            "headings": [Heading("Item"), Heading("What for"), Heading("Presented by"), Heading("Papers")],
            "items": [
                [
                    Link(f"{number}. {item}", item.get_absolute_url()),
                    presenters.what_for(item),
                    item.presenter,
                    presenters.papers(item, len(item.entry.papers), late),
                ]
                for number, item in enumerate(items, 1)
            ],
            "own_files": presenters.own_files(items),
            "length": presenters.length(items),
            "about": about,
            "agreed": shown.case_action_rows(deciding.still_to_do(meeting, actor), partial(policy.say_done, actor)),
            "due": [[plans.link_to(each), str(each.agency), plans.due(each, actor.on)] for each in due[:DUE_SHOWN]],
            "due_more": len(due) > DUE_SHOWN,
            "agreed_headings": [Heading(each) for each in ("Action", "Agency", "Due", "Done")],
            "due_headings": [Heading("Action"), Heading("Agency"), Heading("Due")],
            "referred": queries.referred_to(group, actor) if group and keeps and meeting.status in TO_COME else [],
            "to_agree": queries.with_minutes_to_agree(meeting, actor),
            "to_confirm": deciding.to_confirm(meeting, actor) if keeps else [],
            "standing": reverse("meetings:standing_items", args=[group.code]) if keeps and group else "",
            "of_group": reverse("meetings:of_group", args=[group.code]) if group else "",
        }
        return super().get_context_data(**more | kwargs)

    def acts(self) -> Iterator[Offer]:
        meeting, actor, uid = self.object, self.actor, [self.object.uid]
        if meeting.entry.in_error_on:
            yield Link("Reinstate", reverse("meetings:meeting_reinstate", args=uid)), policy.reinstate(actor, meeting)
            return
        may = type(meeting).LIFECYCLE.may
        if policy.keep(actor, meeting):
            if adds := policy.add_item(actor, meeting):
                yield Link("Add an item", reverse("meetings:add_item", args=uid)), adds
            if may(meeting, "issue"):
                yield Link("Issue the papers", reverse("meetings:issue", args=uid)), policy.prepare(actor, meeting)
            if may(meeting, "hold") and (holds := policy.hold(actor, meeting)):
                yield Link("Record that it was held", reverse("meetings:hold", args=uid)), holds
            if prepares := policy.prepare(actor, meeting):
                words = "Invite the group" if meeting.group else "Send the invitations"
                yield Link(words, reverse("meetings:invite", args=uid)), prepares
                yield Link("Change when or where", reverse("meetings:rearrange", args=uid)), prepares
                yield Link("Cancel the meeting", reverse("meetings:cancel", args=uid)), prepares
            else:
                yield Link("Correct", reverse("meetings:meeting_correct", args=uid)), policy.correct(actor, meeting)
        if meeting.group:
            yield from offers(actor, meeting.entry)
        if marks := policy.mark(actor, meeting):
            yield Link("Recorded in error", reverse("meetings:meeting_in_error", args=uid)), marks

    def happened(self) -> Iterator[Event]:
        yield from presenters.happened_to(self.object)


class PlanMeeting(QuestionPage):
    """Plan a meeting of a group."""

    title = "Plan a meeting"
    section = SECTION
    form_class = forms.Plan
    may = staticmethod(policy.plan)
    act = staticmethod(actions.plan)
    button = "Plan it"
    done = "Planned, with what stands on every agenda of this group"

    def form_facts(self) -> dict[str, Any]:
        return {"groups": queries.groups_to_plan(self.actor)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(cancel=reverse("meetings:meetings"), **kwargs)


class OfMeeting(Asking):
    """A question about a meeting, which leads back to it."""

    visible_to = staticmethod(queries.meetings_visible_to)


class Rearrange(OfMeeting):
    title = "Change when or where it is held"
    form_class = forms.Rearrange
    may = staticmethod(policy.prepare)
    act = staticmethod(actions.rearrange)
    done = "Changed. Papers are due by the day that follows from it."

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.object, name) for name in ("meets_on", "starts_at", "ends_at", "place", "link")}


class Issue(OfMeeting, ConfirmPage):
    title = "Issue the papers"
    form_class = forms.Confirm
    may = staticmethod(policy.prepare)
    act = staticmethod(actions.issue)
    button = "Issue the papers"
    done = "Papers issued"
    consequences = (
        "the agenda is marked as settled, and those who sit in the group see it so",
        "items and papers can still be added, and items changed, until the meeting is held",
    )


class Cancel(OfMeeting):
    title = "Cancel the meeting"
    form_class = forms.Why
    may = staticmethod(policy.cancel)
    act = staticmethod(actions.cancel)
    button = "Cancel the meeting"
    done = "Cancelled. It counts for nobody’s attendance."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(intro="It keeps its number, and what was on its agenda stays.", **kwargs)


class CorrectMeeting(CorrectPage):
    section = SECTION
    visible_to = staticmethod(queries.meetings_visible_to)
    may = staticmethod(policy.correct)
    act = staticmethod(actions.correct)
    questions = {
        "place": partial(
            fields.CharField, label="Where was it held?", missing="Enter where it was held", max_length=160
        ),
    }


class MeetingInError(Marking):
    visible_to = staticmethod(queries.meetings_visible_to)
    section = SECTION
    may = staticmethod(policy.mark)
    act = staticmethod(actions.enter_in_error)


class MeetingReinstated(Reinstating):
    visible_to = staticmethod(queries.meetings_visible_to)
