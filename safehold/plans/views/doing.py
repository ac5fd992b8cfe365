"""Pages of actions: the tracker, one action, and each step from agreed to assured and tested."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.urls import reverse

from safehold.govuk import forms as fields
from safehold.govuk.filters import day
from safehold.govuk.parts import Answer, Event, Identity, Link
from safehold.letters.offering import offers
from safehold.plans import actions, forms, policy, presenters, queries
from safehold.plans.lifecycle import OPEN, Status
from safehold.plans.policy import bringing
from safehold.plans.views.base import SECTION, AskingWithItsWords, Correcting, Marking, Reinstating
from safehold.records.pages import Column, ListPage, Offer, RecordPage


class Tracker(ListPage):
    """Everything that was promised, whoever promised it."""

    title = "Actions"
    section = SECTION
    may_open = staticmethod(policy.see)
    visible_to = staticmethod(queries.actions_visible_to)
    file_name = "actions"
    noun = "action"
    lists_in_error = True
    ordering = ("due_on", "pk")
    empty = "No action has been agreed yet."

    @property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]  # how late each is depends on the day
        on = self.actor.on
        return (
            Column("Action", str, link=lambda each: each.get_absolute_url(), in_file=lambda each: each.words),
            Column("Agency", lambda each: each.agency),
            Column("Led by", presenters.led_by),
            Column("Received by", lambda each: each.group),
            Column("Due", lambda each: each.due_on, sort="due_on"),
            Column("First due", lambda each: each.first_due_on, sort="first_due_on"),
            Column("Lateness", lambda each: presenters.late_in_words(each, on)),
            Column("Status", presenters.status, sort="status"),
        )

    def filter_form(self, data: Any) -> forms.FilterActions:  # type: ignore[override]  # whose actions: it asks the actor
        return forms.FilterActions(data, actor=self.actor)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = "Everything that was promised, whoever promised it. Done is not assured, and assured is not impact."
        acts = [Link("What was found", reverse("plans:findings"))]
        if policy.record(self.actor):
            acts.append(Link("Bring in a tracker", reverse("plans:trackers")))
        return super().get_context_data(intro=told, actions=acts, **kwargs)


class ActionPage(RecordPage):
    """One action: who does what by when, the evidence, who was assured, and whether it made a difference."""

    visible_to = staticmethod(queries.actions_visible_to)
    template_name = "plans/action.html"
    section = SECTION
    with_deadlines = False

    def get_title(self) -> str:
        return str(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        action = self.object
        self.evidence = queries.evidence_of(action)
        self.moved = queries.due_changes_of(action)
        self.led = queries.lead_changes_of(action)
        self.tests = queries.impact_of(action)
        more = {
            "identity": Identity("Action", str(action), presenters.status(action)),
            "answers": self.facts(),
            "thread": presenters.thread_href(action),
            "evidence": presenters.evidence_given(self.evidence),
        }
        return super().get_context_data(**more | kwargs)

    def facts(self) -> list[Answer]:
        action, on = self.object, self.actor.on
        found = [
            Answer("What will be done", action.words),
            Answer("How one will know", action.measure),
            Answer("Agency", action.agency),
            Answer("Led by", presenters.led_by(action)),
            Answer("Received by", action.group),
            Answer("Due", day(action.due_on)),
        ]
        if action.first_due_on != action.due_on:
            found.append(Answer("First due", day(action.first_due_on)))
        if late := presenters.late_in_words(action, on):
            found.append(Answer("In time?", late))
        if brought := getattr(action, "brought", None):
            right = (
                f"found right by {brought.verified_by}"
                if brought.verified_on
                else "nobody has said yet that it is right"
            )
            found.append(
                Answer("Brought in", f"From row {brought.number} of a tracker that was kept elsewhere; {right}")
            )
        found.append(Answer("Assured", self.assured()))
        found.append(Answer("Impact", self.impact()))
        return found

    def assured(self) -> str:
        action = self.object
        return f"By {action.assured_by} on {day(action.assured_on)}" if action.assured_on else "Not yet"

    def impact(self) -> str:
        """Whether it made a difference: apart from whether it was done."""
        latest = next((each for each in self.tests if each.result), None)
        planned = next((each for each in self.tests if not each.result), None)
        if planned is not None:
            to_come = f"to be tested by {planned.get_method_display().lower()} by {day(planned.due_on)}"
            return f"{latest.get_result_display()}; {to_come}" if latest else f"Not tested: {to_come}"
        return latest.get_result_display() if latest else "Not tested"

    def acts(self) -> Iterator[Offer]:
        action, actor, uid = self.object, self.actor, [self.object.uid]
        may = type(action).LIFECYCLE.may
        if action.entry.in_error_on:
            yield Link("Reinstate", reverse("plans:action_reinstate", args=uid)), policy.reinstate(actor, action)
            return
        does, judges = policy.do(actor, action), policy.judge(actor, action)
        steps = (
            ("begin", "Begin", "plans:begin", does),
            ("complete", "Say that it is done", "plans:complete", does),
            ("give_evidence", "Give evidence", "plans:give_evidence", does),
            ("assure", "Be assured of it", "plans:assure", judges),
            ("return_evidence", "Send the evidence back", "plans:return_evidence", judges),
        )
        for move, words, name, answer in steps:
            if may(action, move):
                yield Link(words, reverse(name, args=uid)), answer
        if action.status == Status.ASSURED and (tests := policy.record_impact(actor, action)):
            yield Link("Say whether it made a difference", reverse("plans:record_impact", args=uid)), tests
            if not any(not each.result for each in self.tests):
                yield Link("Plan another test", reverse("plans:plan_impact_test", args=uid)), tests
        if verifies := bringing.verify(actor, action):
            yield Link("Say that it is right", reverse("plans:verify", args=uid)), verifies
        if action.status in OPEN:
            yield from self.quiet(actor, action, uid)
        yield from offers(actor, action.entry)
        if marks := policy.mark(actor, action):
            yield Link("Recorded in error", reverse("plans:action_in_error", args=uid)), marks

    @staticmethod
    def quiet(actor: Any, action: Any, uid: list[Any]) -> Iterator[Offer]:
        """What only those are offered who may do it."""
        offers = (
            ("Say who leads it", "plans:assign", policy.assign(actor, action)),
            ("Move the due date", "plans:move_due_date", policy.move_due_date(actor, action)),
            ("Supersede", "plans:supersede", policy.end(actor, action)),
            ("Withdraw", "plans:withdraw", policy.end(actor, action)),
            ("Correct", "plans:action_correct", policy.correct(actor, action)),
        )
        for words, name, answer in offers:
            if answer:
                yield Link(words, reverse(name, args=uid)), answer

    def happened(self) -> Iterator[Event]:
        yield from presenters.happened_to(self.object, self.evidence, self.moved, self.tests)
        yield from presenters.led_before(self.led)


class OfAction(AskingWithItsWords):
    """A question about an action, which leads back to it whatever was made."""

    visible_to = staticmethod(queries.actions_visible_to)

    def after(self, result: Any) -> str:
        return str(self.object.get_absolute_url())


class Assign(OfAction):
    title = "Say who leads it"
    form_class = forms.Assign
    may = staticmethod(policy.assign)
    act = staticmethod(actions.assign)
    done = "Saved who leads it"

    def form_facts(self) -> dict[str, Any]:
        return {"leads": queries.possible_leads(self.object.agency, self.actor.on)}

    def initial(self) -> dict[str, Any]:
        return {"lead_role": self.object.lead_role, "lead": self.object.lead}


class Begin(OfAction):
    title = "Begin this action"
    form_class = forms.Confirm
    may = staticmethod(policy.do)
    act = staticmethod(actions.begin)
    button = "Begin"
    done = "Begun"


class Complete(OfAction):
    title = "Say that it is done"
    form_class = forms.Complete
    may = staticmethod(policy.do)
    act = staticmethod(actions.complete)
    done = "Said to be done. Give the evidence next."


class GiveEvidence(OfAction):
    title = "Give evidence"
    form_class = forms.GiveEvidence
    may = staticmethod(policy.do)
    act = staticmethod(actions.give_evidence)
    button = "Give the evidence"
    done = "Evidence given. It waits for somebody else to be assured."


class Judging(OfAction):
    """A question to whoever looks at the evidence, which stands above it."""

    template_name = "plans/judge.html"
    may = staticmethod(policy.judge)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        given = queries.evidence_to_judge(self.object)
        return super().get_context_data(given=presenters.evidence_given([given] if given else []), **kwargs)


class Assure(Judging):
    title = "Be assured of it"
    form_class = forms.Assure
    act = staticmethod(actions.assure)
    button = "I am assured"
    done = "Assured. Whether it made a difference is tested later."


class ReturnEvidence(Judging):
    title = "Send the evidence back"
    form_class = forms.Why
    act = staticmethod(actions.return_evidence)
    button = "Send back"
    done = "Sent back, with your reason"


class MoveDueDate(OfAction):
    title = "Move the due date"
    form_class = forms.MoveDueDate
    may = staticmethod(policy.move_due_date)
    act = staticmethod(actions.move_due_date)
    button = "Move it"
    done = "Due date moved. The first one stays beside it."

    def initial(self) -> dict[str, Any]:
        return {"due_on": self.object.due_on}


class Supersede(OfAction):
    title = "Supersede this action"
    form_class = forms.Why
    may = staticmethod(policy.end)
    act = staticmethod(actions.supersede)
    button = "Supersede"
    done = "Superseded"


class Withdraw(OfAction):
    title = "Withdraw this action"
    form_class = forms.Why
    may = staticmethod(policy.end)
    act = staticmethod(actions.withdraw)
    button = "Withdraw"
    done = "Withdrawn"


class PlanImpactTest(OfAction):
    title = "Plan another test"
    form_class = forms.PlanImpactTest
    may = staticmethod(policy.record_impact)
    act = staticmethod(actions.plan_impact_test)
    done = "Test planned"


class RecordImpact(OfAction):
    title = "Say whether it made a difference"
    form_class = forms.RecordImpact
    may = staticmethod(policy.record_impact)
    act = staticmethod(actions.record_impact)
    done = "Saved whether it made a difference"

    def initial(self) -> dict[str, Any]:
        planned = queries.impact_to_come(self.object)
        return {"method": planned.method if planned else ""}


class CorrectAction(Correcting):
    visible_to = staticmethod(queries.actions_visible_to)
    questions = {
        "words": partial(
            fields.TextField, label="What will be done?", missing="Enter what will be done", max_length=2000
        ),
        "measure": partial(
            fields.TextField,
            label="How will you know that it made a difference?",
            missing="Enter how you will know",
            max_length=1000,
        ),
        "agreed_on": partial(
            fields.DateField,
            label="When was it agreed?",
            missing="Enter the date it was agreed",
            called="The date",
            must_be=forms.PAST,
        ),
    }


class ActionInError(Marking):
    visible_to = staticmethod(queries.actions_visible_to)
    section = SECTION
    may = staticmethod(policy.mark)
    act = staticmethod(actions.enter_in_error)


class ActionReinstated(Reinstating):
    visible_to = staticmethod(queries.actions_visible_to)
