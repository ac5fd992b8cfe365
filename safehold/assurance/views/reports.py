"""Pages of groups' reports: the list, one report, and what is done with it."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from safehold.assurance import actions
from safehold.assurance.forms import common
from safehold.assurance.forms import reports as forms
from safehold.assurance.lifecycle import Told
from safehold.assurance.policy import reports as policy
from safehold.assurance.presenters import reports as presenters
from safehold.assurance.queries import reports as queries
from safehold.assurance.views.base import SECTION, Asking, Beginning, Listing, Marking, Reinstating
from safehold.govuk.parts import Event, Identity, Link
from safehold.records.pages import Column, ConfirmPage, Offer, RecordPage


class Reports(Listing):
    """What groups reported to those that they answer to."""

    title = "Group reports"
    named = "assurance:reports"
    visible_to = staticmethod(queries.visible_to)
    file_name = "group-reports"
    noun = "report"
    lists_in_error = True
    ordering = ("-until_on", "-pk")
    empty = "No group has reported yet. A group’s chair begins its report."

    @property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]  # whether an answer is late: it asks the day
        on = self.actor.on
        return (
            Column("Group", lambda each: each.group, link=lambda each: each.get_absolute_url()),
            Column("Period", presenters.period, sort="until_on"),
            Column("Reports to", lambda each: each.to_group),
            Column("Asks for", presenters.asks_for),
            Column("Answer due", lambda each: each.due_on, sort="due_on"),
            Column("How far", lambda each: presenters.status(each, on)),
        )

    def filter_form(self, data: Any) -> forms.Filter:  # type: ignore[override]  # whose groups: it asks the actor
        return forms.Filter(data, actor=self.actor)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        acts = [Link("Begin a report", reverse("assurance:begin_report"))] if policy.begin(self.actor) else []
        return super().get_context_data(actions=acts, **kwargs)


class BeginReport(Beginning):
    title = "Begin a group’s report"
    back_to = "assurance:reports"
    form_class = forms.Begin
    may = staticmethod(policy.begin)
    act = staticmethod(actions.begin_report)
    button = "Begin it"
    done = "Begun. Write it next: until it is submitted, the group alone sees it."

    def form_facts(self) -> dict[str, Any]:
        on = self.actor.on
        return {"groups": queries.groups_to_report_for(self.actor), "above": queries.groups_to_report_to(on)}


class ReportPage(RecordPage):
    """One report: what it says, what it asks, and what was answered."""

    visible_to = staticmethod(queries.visible_to)
    template_name = "assurance/report.html"
    section = SECTION
    with_deadlines = False

    def get_title(self) -> str:
        return f"{self.object.group}: report of {presenters.period(self.object)}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report, actor = self.object, self.actor
        self.noted, self.chased = queries.notes_of(report), queries.chases_of(report)
        told: dict[str, Any] = {}
        if report.answered_on:
            told["answered"] = presenters.answer(report, queries.decision_of(report, actor))
        return super().get_context_data(
            report=report,
            identity=Identity("Group report", self.get_title(), presenters.status(report, actor.on)),
            answers=presenters.facts(report, queries.item_of(report, actor)),
            asks_for=presenters.asks_for(report),
            notes=self.noted,
            **told,
            **kwargs,
        )

    def acts(self) -> Iterator[Offer]:
        report, actor, uid = self.object, self.actor, [self.object.uid]
        if report.entry.in_error_on:
            yield Link("Reinstate", reverse("assurance:report_reinstate", args=uid)), policy.reinstate(actor, report)
            return
        if report.status == Told.ASKING and policy.is_own_ask(actor, report):
            may = policy.answer(actor, report)
            if may.reason == policy.OWN_ASK:
                yield Link("Answer it", reverse("assurance:answer_report", args=uid)), may
        offers = (
            ("Write it", "write_report", policy.write(actor, report)),
            ("Submit it", "submit_report", policy.submit(actor, report)),
            ("Answer it", "answer_report", policy.answer(actor, report)),
            ("Take the answer back", "hear_answer", policy.hear(actor, report)),
            ("Put it on an agenda", "table_report", policy.table(actor, report)),
            ("Remind the chair", "chase_report", policy.chase(actor, report)),
            ("Put a note beside it", "note_report", policy.note(actor, report)),
            ("Recorded in error", "report_in_error", policy.mark(actor, report)),
        )
        for words, name, answer in offers:
            if answer:
                yield Link(words, reverse(f"assurance:{name}", args=uid)), answer

    def happened(self) -> Iterator[Event]:
        yield from presenters.happened(self.object, self.noted, self.chased)


class OfReport(Asking):
    """A question about a report, which leads back to it."""

    visible_to = staticmethod(queries.visible_to)


class WriteReport(OfReport):
    title = "Write the report"
    form_class = forms.Write
    may = staticmethod(policy.write)
    act = staticmethod(actions.write_report)
    done = "Saved. It is a draft until the group’s chair submits it."

    def form_facts(self) -> dict[str, Any]:
        return {"plans": queries.of_group(self.object, self.actor)}

    def initial(self) -> dict[str, Any]:
        report = self.object
        known = {name: getattr(report, name) for name in ("progress", "barriers", "asks_for", "ask", "plan")}
        if report.progress and not report.asks_for:
            known["asks_for"] = forms.NOTHING
        return known

    def answers(self, form: Any) -> dict[str, Any]:
        return dict(form.facts)


class SubmitReport(OfReport, ConfirmPage):
    title = "Submit the report"
    form_class = common.Confirm
    may = staticmethod(policy.submit)
    act = staticmethod(actions.submit_report)
    button = "Submit it"
    done = "Submitted. It stays as it is from now on."
    consequences = (
        "what it says stays as it is: what is wrong in it is put right by a note beside it",
        "everybody in the partnership can read it",
        "what it asks for has to be answered by the group that it goes to",
    )


class AnswerReport(OfReport):
    title = "Answer what is asked"
    form_class = forms.Answer
    may = staticmethod(policy.answer)
    act = staticmethod(actions.answer_report)
    button = "Answer it"
    done = "Answered. The group that asked is told."

    def form_facts(self) -> dict[str, Any]:
        report = self.object
        return {
            "decisions": queries.possible_decisions(report, self.actor),
            "needed": policy.needs_decision(self.actor, report),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report = self.object
        told = f"{report.group} asks for {presenters.asks_for(report).lower()}: {report.ask}"
        return super().get_context_data(intro=told, **kwargs)


class HearAnswer(OfReport, ConfirmPage):
    title = "Take the answer back to the group"
    form_class = common.Confirm
    may = staticmethod(policy.hear)
    act = staticmethod(actions.hear_answer)
    button = "The group was told"
    done = "Recorded that the group was told"
    consequences = ("it is recorded that the group heard the answer, today",)


class TableReport(OfReport):
    title = "Put it on an agenda"
    form_class = forms.Table
    may = staticmethod(policy.table)
    act = staticmethod(actions.table_report)
    button = "Put it on"
    done = "On the agenda, at its end"

    def form_facts(self) -> dict[str, Any]:
        return {"meetings": queries.agendas_for(self.object, self.actor)}


class ChaseReport(OfReport, ConfirmPage):
    title = "Remind the chair"
    form_class = common.Confirm
    may = staticmethod(policy.chase)
    act = staticmethod(actions.chase_report)
    button = "Send the reminder"
    done = "Reminded. The message is kept as the proof."
    consequences = ("whoever chairs the group that it goes to gets a message, which names nothing of the report",)


class NoteReport(OfReport):
    title = "Put a note beside the report"
    form_class = common.Note
    may = staticmethod(policy.note)
    act = staticmethod(actions.note_report)
    done = "Noted. What the report says stays."


class ReportInError(Marking):
    visible_to = staticmethod(queries.visible_to)
    may = staticmethod(policy.mark)
    act = staticmethod(actions.enter_report_in_error)


class ReportReinstated(Reinstating):
    visible_to = staticmethod(queries.visible_to)
    may = staticmethod(policy.reinstate)
    act = staticmethod(actions.reinstate_report)
