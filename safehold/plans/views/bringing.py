"""Pages by which a tracker that was kept elsewhere is brought in, row by row, and taken back."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from safehold.access import audit
from safehold.access.policy import Refused
from safehold.govuk.filters import day, plural
from safehold.govuk.parts import Answer, Event, Heading, Identity, Link, Tag
from safehold.plans import forms as plain
from safehold.plans import presenters
from safehold.plans import queries as thread
from safehold.plans.actions import bringing as actions
from safehold.plans.forms import bringing as forms
from safehold.plans.lifecycle import Brought
from safehold.plans.policy import bringing as policy
from safehold.plans.queries import bringing as queries
from safehold.plans.tracker import COLUMNS, ReadTracker, Unreadable, suggested
from safehold.plans.views.base import SECTION, Asking
from safehold.plans.views.doing import OfAction
from safehold.records.pages import Column, ConfirmPage, ListPage, Offer, QuestionPage, RecordPage
from safehold.records.pages.base import Found, Page
from safehold.records.pages.lists import file_of

SHOWN = 100
COLOURS: dict[str, Any] = {Brought.RECEIVED: "yellow", Brought.BROUGHT: "green", Brought.UNDONE: "grey"}


def status(tracker: Any) -> Tag:
    return Tag(tracker.get_status_display(), COLOURS[tracker.status])


class Trackers(ListPage):
    """The trackers that were kept elsewhere and were sent here."""

    title = "Trackers from elsewhere"
    section = SECTION
    may_open = staticmethod(policy.bring)
    visible_to = staticmethod(queries.trackers_visible_to)
    file_name = "trackers"
    noun = "tracker"
    ordering = ("-made_at", "-pk")
    empty = "No tracker from elsewhere has been brought in yet."
    columns = (
        Column("File", str, link=lambda each: each.get_absolute_url()),
        Column("Received by", lambda each: each.group),
        Column("Sent", lambda each: each.made_at.date(), sort="made_at"),
        Column("Sent by", lambda each: each.made_by or ""),
        Column("Status", status, sort="status"),
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = (
            "Actions that were tracked in a spreadsheet, brought in with their own dates. Each is marked until somebody says"
            " that it is right."
        )
        acts = [Link("Bring in a tracker", reverse("plans:tracker_send"))]
        return super().get_context_data(intro=told, actions=acts, **kwargs)


class SendTracker(QuestionPage):
    """The file of a tracker."""

    title = "Bring in a tracker"
    section = SECTION
    form_class = forms.SendTracker
    may = staticmethod(policy.bring)
    act = staticmethod(actions.receive_tracker)
    costly = frozenset({"POST"})
    button = "Send"
    done = "The file is here. Say next which column holds what."

    def form_facts(self) -> dict[str, Any]:
        return {"groups": thread.groups(self.actor.on), "mappings": queries.mappings()}

    def after(self, result: Any) -> str:
        return reverse("plans:tracker_columns", args=[result.uid]) if result else reverse("plans:trackers")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(cancel=reverse("plans:trackers"), **kwargs)


class OfTracker(Asking):
    """A question about one tracker."""

    visible_to = staticmethod(queries.trackers_visible_to)
    costly = frozenset({"POST"})

    def after(self, result: Any) -> str:
        return str(self.object.get_absolute_url())


class SayColumns(OfTracker):
    """Which column holds what."""

    title = "Which column holds what?"
    form_class = forms.SayColumns
    may = staticmethod(policy.work_on)
    act = staticmethod(actions.say_columns)
    done = "Saved which column holds what"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = "What trackers often call each of these is chosen already. Check it, and change what is wrong."
        return super().get_context_data(intro=told, **kwargs)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.headings: list[str] = []
        return super().dispatch(request, *args, **kwargs)

    def form_facts(self) -> dict[str, Any]:
        if not self.headings:
            self.headings = queries.headings_of(self.object)
        return {"headings": self.headings}

    def initial(self) -> dict[str, Any]:
        return {**suggested(self.headings, self.object.columns), "agreed_day": self.object.agreed_on}


class SayNames(OfTracker):
    """Which agency each name means, and what each word means."""

    title = "What do its names and words mean?"
    form_class = forms.SayNames
    may = staticmethod(policy.bring_in)
    act = staticmethod(actions.say_names)
    done = "Saved what they mean"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = "Each name and each word below stands in the tracker and is not known here. Say once what it means."
        return super().get_context_data(intro=told, **kwargs)

    def form_facts(self) -> dict[str, Any]:
        found = queries.read_tracker(self.object, self.actor)
        return {"names": found.names, "words": found.words, "agencies": thread.agencies(self.actor.on)}

    def answers(self, form: Any) -> dict[str, Any]:
        return {
            "agencies": form.said("agency"),
            "statuses": form.said("status"),
            "keep_as": form.cleaned_data["keep_as"],
        }


class TrackerPage(RecordPage):
    """One tracker: how it is read, what is wrong with which row, and what was brought in."""

    visible_to = staticmethod(queries.trackers_visible_to)
    template_name = "plans/tracker.html"
    section = SECTION
    with_deadlines = False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tracker = self.object
        self.found, refused = self.read()
        self.new = queries.new_rows(self.found) if self.found else []
        here = queries.brought_here(tracker, self.actor)
        more = {
            "identity": Identity("Tracker from elsewhere", str(tracker), status(tracker)),
            "answers": self.facts(len(here)),
            "refused": refused,
            "found": self.found,
            "problem_headings": [
                Heading("Row"),
                Heading("Column"),
                Heading("What to put right"),
                Heading("What it says"),
            ],
            "problems": [
                [str(each.row), each.column, each.message, each.value_masked] for each in problems(self.found)
            ],
            "most": SHOWN,
            "headings": [Heading("Row"), Heading("Action"), Heading("Agency"), Heading("Checked")],
            "rows": [
                [str(each.number), presenters.link_to(each.action), str(each.action.agency), checked(each)]
                for each in here[:SHOWN]
            ],
            "brought": len(here),
        }
        return super().get_context_data(**more | kwargs)

    def read(self) -> tuple[ReadTracker | None, str]:
        """What its rows say now; or why that cannot be found out."""
        if not self.object.columns or self.object.status == Brought.UNDONE:
            return None, ""
        try:
            return queries.read_tracker(self.object, self.actor), ""
        except (Unreadable, Refused) as refused:
            return None, str(refused)

    def facts(self, here: int) -> list[Answer]:
        tracker = self.object
        columns = "; ".join(f"{COLUMNS[name].label}: {heading}" for name, heading in tracker.columns.items())
        found = [
            Answer("Received by", tracker.group),
            Answer("Sent by", tracker.made_by),
            Answer("Its columns", columns or "Not said yet"),
        ]
        if tracker.agreed_on:
            found.append(Answer("Agreed on", day(tracker.agreed_on)))
        if self.found is not None:
            found.append(Answer("Rows", plural(self.found.count, "row")))
            found.append(Answer("To be brought in", plural(len(self.new), "row")))
            found.append(Answer("To be put right first", plural(len(self.found.faulty), "row")))
        found.append(Answer("Brought in", plural(here, "action")))
        return found

    def acts(self) -> Iterator[Offer]:
        tracker, actor, uid = self.object, self.actor, [self.object.uid]
        if tracker.status == Brought.UNDONE:
            return
        works = policy.work_on(actor, tracker)
        if self.new:
            words = f"Bring in {plural(len(self.new), 'row')}"
            yield Link(words, reverse("plans:tracker_bring_in", args=uid)), policy.bring_in(actor, tracker)
        if self.found and (self.found.names or self.found.words):
            yield Link("Say what its names and words mean", reverse("plans:tracker_names", args=uid)), works
        yield Link("Say which column holds what", reverse("plans:tracker_columns", args=uid)), works
        if tracker.status == Brought.BROUGHT:
            yield Link("Take all of it back", reverse("plans:tracker_undo", args=uid)), policy.undo(actor, tracker)

    def happened(self) -> Iterator[Event]:
        tracker = self.object
        if tracker.undone_on:
            yield Event("Undone", tracker.undone_on, by=str(tracker.undone_by), text=tracker.undone_why)


def problems(found: ReadTracker | None) -> list[Any]:
    return list(found.problems)[:SHOWN] if found else []


def checked(each: Any) -> str:
    if each.verified_on:
        return f"By {each.verified_by} on {day(each.verified_on)}"
    return "Not yet"


class ProblemsFile(Found, Page):
    """Everything that is to be put right in a tracker, as a file to work through."""

    visible_to = staticmethod(queries.trackers_visible_to)
    may_open = staticmethod(policy.bring)
    costly = frozenset({"GET"})
    columns = (
        Column("Row", lambda each: each.row, numeric=True),
        Column("Column", lambda each: each.column),
        Column("What to put right", lambda each: each.message),
        Column("What it says", lambda each: each.value_masked),
    )

    def get(self, request: HttpRequest, uid: Any) -> HttpResponseBase:
        self.object = self.find(request, uid)
        found = queries.read_tracker(self.object, self.actor) if self.object.columns else None
        listed = list(found.problems) if found else []
        audit.record(self.actor, "plans.tracker_problems_exported", self.object, count=len(listed), format="csv")
        return file_of(self.columns, iter(listed), kind="csv", name="to-put-right")


class BringIn(ConfirmPage):
    """Bring in the rows that are whole."""

    title = "Bring in its rows"
    section = SECTION
    form_class = plain.Confirm
    visible_to = staticmethod(queries.trackers_visible_to)
    may = staticmethod(policy.bring_in)
    act = staticmethod(actions.bring_in)
    costly = frozenset({"POST"})
    button = "Bring them in"

    def answers(self, form: Any) -> dict[str, Any]:
        return {"found": queries.read_tracker(self.object, self.actor)}

    def done_words(self, result: Any) -> str:
        return "Brought in. Each action is marked until somebody says that it is right."

    def after(self, result: Any) -> str:
        return str(self.object.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = queries.read_tracker(self.object, self.actor)
        said = (
            f"{plural(len(queries.new_rows(found)), 'action')} will be made, with the dates that the tracker gives.",
            f"{plural(len(found.faulty), 'row')} to be put right stay out. They can be brought in later: no row comes twice.",
            "Everybody in the partnership can read the actions. What is called finished there is done here, and not assured.",
            "All of it can be taken back, but for what somebody works on meanwhile.",
        )
        return super().get_context_data(**kwargs) | {"consequences": said, "back": self.object.get_absolute_url()}


class Undo(OfTracker):
    """Take back what was brought in."""

    title = "Take all of it back"
    form_class = plain.Why
    may = staticmethod(policy.undo)
    act = staticmethod(actions.undo_tracker)
    costly = frozenset()
    button = "Take it back"
    done = "Taken back. What somebody worked on meanwhile stays."


class Verify(OfAction):
    """Say that what was brought in about an action is right."""

    title = "Say that it is right"
    form_class = plain.Confirm
    may = staticmethod(policy.verify)
    act = staticmethod(actions.verify)
    button = "It is right"
    done = "Saved that it is right"
