"""Pages of the register of reports received: the list, one report and its route."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from safehold.access.actor import Actor
from safehold.access.policy import Answer as May
from safehold.assurance import actions
from safehold.assurance.forms import received as forms
from safehold.assurance.policy import received as policy
from safehold.assurance.presenters import received as presenters
from safehold.assurance.queries import received as queries
from safehold.assurance.views.base import SECTION, Asking, Beginning, Listing, Marking, Reinstating
from safehold.govuk.parts import Event, Identity, Link
from safehold.records.pages import Column, Offer, RecordPage


class Register(Listing):
    """Which reports are due every year, which came, and how far each is."""

    title = "Reports received"
    named = "assurance:register"
    visible_to = staticmethod(queries.visible_to)
    file_name = "reports-received"
    noun = "report"
    lists_in_error = True
    ordering = ("-due_on", "-pk")
    empty = "No report is in the register. Those who keep it add each report that is due."

    @property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]  # whether one is overdue: it asks the day
        on = self.actor.on
        return (
            Column(
                "Report", lambda each: each.kind_words, sort="kind_words", link=lambda each: each.get_absolute_url()
            ),
            Column("Year", lambda each: each.year, sort="year"),
            Column("Owed by", lambda each: each.agency),
            Column("Due", lambda each: each.due_on, sort="due_on"),
            Column("Received", presenters.received, sort="received_on"),
            Column("Stands before", presenters.where),
            Column("Ratified", lambda each: each.ratified_on, sort="ratified_on"),
            Column("How far", lambda each: presenters.status(each, on)),
        )

    def filter_form(self, data: Any) -> forms.Filter:  # type: ignore[override]  # which kinds: it asks the day
        return forms.Filter(data, actor=self.actor)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        acts = (
            [Link("Add a report that is due", reverse("assurance:expect_report"))] if policy.expect(self.actor) else []
        )
        return super().get_context_data(actions=acts, **kwargs)


class ExpectReport(Beginning):
    title = "Add a report that is due"
    back_to = "assurance:register"
    form_class = forms.Expect
    may = staticmethod(policy.expect)
    act = staticmethod(actions.expect_report)
    button = "Add it"
    done = "In the register. It is overdue when it has not come by that day."

    def form_facts(self) -> dict[str, Any]:
        on = self.actor.on
        return {"kinds": queries.kinds(on), "agencies": queries.agencies(on), "groups": queries.first_groups(on)}


class ReceivedPage(RecordPage):
    """One report and its route: the report itself is a document below."""

    visible_to = staticmethod(queries.visible_to)
    template_name = "assurance/received.html"
    section = SECTION
    with_deadlines = False

    def get_title(self) -> str:
        return f"{self.object}: {self.object.agency}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report = self.object
        self.steps = queries.steps_of(report)
        decisions = queries.decisions_seen(self.steps, self.actor)
        return super().get_context_data(
            identity=Identity("Report received", self.get_title(), presenters.status(report, self.actor.on)),
            answers=presenters.facts(report, self.actor.on),
            moves=presenters.move_rows(queries.moves_of(report)),
            move_headings=presenters.MOVE_HEADINGS,
            route=presenters.route_rows(self.steps, decisions),
            route_headings=presenters.ROUTE_HEADINGS,
            **kwargs,
        )

    def acts(self) -> Iterator[Offer]:
        report, actor, uid = self.object, self.actor, [self.object.uid]
        if report.entry.in_error_on:
            yield Link("Reinstate", reverse("assurance:received_reinstate", args=uid)), policy.reinstate(actor, report)
            return
        at = next((each for each in self.steps if not each.outcome), None)
        decide = policy.decide(actor, report, at)
        if decide.reason == policy.OWN_REPORT:
            yield Link("Ratify it", reverse("assurance:ratify_report", args=uid)), decide
        offers = (
            ("Write down that it came", "receive_report", policy.receive(actor, report)),
            ("Ratify it", "ratify_report", decide),
            ("Send it back", "send_report_back", decide),
            ("Move the day it is due", "move_report_due", policy.move_due(actor, report)),
            ("Recorded in error", "received_in_error", policy.mark(actor, report)),
        )
        for words, name, answer in offers:
            if answer:
                yield Link(words, reverse(f"assurance:{name}", args=uid)), answer

    def happened(self) -> Iterator[Event]:
        yield from presenters.happened(self.object, self.steps)


class OfReceived(Asking):
    """A question about a report received, which leads back to it."""

    visible_to = staticmethod(queries.visible_to)


class ReceiveReport(OfReceived):
    title = "Write down that it came"
    form_class = forms.Receive
    may = staticmethod(policy.receive)
    act = staticmethod(actions.receive_report)
    done = "It stands before its group. Add the report itself as a document."

    def initial(self) -> dict[str, Any]:
        return {"received_on": self.actor.on}


class Deciding(OfReceived):
    """What the group that it stands before did with it."""

    may = staticmethod(policy.decide)

    def allowed(self, actor: Actor) -> May:
        return policy.decide(actor, self.object, queries.step_of(self.object))

    def form_facts(self) -> dict[str, Any]:
        at = queries.step_of(self.object)
        needed = at is not None and policy.needs_decision(self.actor, at)
        return {"decisions": queries.possible_decisions(at, self.actor), "needed": needed}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        at = queries.step_of(self.object)
        return super().get_context_data(intro=f"It stands before {at.group}." if at else "", **kwargs)


class RatifyReport(Deciding):
    title = "Ratify the report"
    form_class = forms.Ratify
    act = staticmethod(actions.ratify_report)
    button = "Ratify it"
    done = "Ratified by this group. It goes on to the group above, where there is one."


class SendReportBack(Deciding):
    title = "Send the report back"
    form_class = forms.SendBack
    act = staticmethod(actions.send_report_back)
    button = "Send it back"
    done = "Sent back. It is due again by the day that you gave."


class MoveReportDue(OfReceived):
    title = "Move the day it is due"
    form_class = forms.MoveDue
    may = staticmethod(policy.move_due)
    act = staticmethod(actions.move_report_due)
    done = "Moved. The day that stood before is kept, with the reason."

    def initial(self) -> dict[str, Any]:
        return {"due_on": self.object.due_on}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        late = presenters.is_late(self.object, self.actor.on)
        told = "This report is late already, and stays late: the new day is one to work towards." if late else ""
        return super().get_context_data(intro=told, **kwargs)


class ReceivedInError(Marking):
    visible_to = staticmethod(queries.visible_to)
    may = staticmethod(policy.mark)
    act = staticmethod(actions.enter_received_in_error)


class ReceivedReinstated(Reinstating):
    visible_to = staticmethod(queries.visible_to)
    may = staticmethod(policy.reinstate)
    act = staticmethod(actions.reinstate_received)
