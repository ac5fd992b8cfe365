"""Pages of delivery plans: the list, one plan with how far each action is, and each step of a quarter."""

from collections.abc import Iterator
from functools import cached_property, partial
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from safehold.access import audit
from safehold.access.request import acting
from safehold.govuk import forms as fields
from safehold.govuk.filters import day
from safehold.govuk.parts import Answer, Identity, Link
from safehold.plans import actions
from safehold.plans import presenters as thread
from safehold.plans import queries as choices
from safehold.plans.forms import delivery as forms
from safehold.plans.policy import delivery as policy
from safehold.plans.policy import see
from safehold.plans.presenters import delivery as presenters
from safehold.plans.progress import Scale, in_words
from safehold.plans.quarters import NUMBERS, Quarter, quarter
from safehold.plans.queries import delivery as queries
from safehold.plans.views.base import Asking
from safehold.plans.views.strategy import SECTION, Correcting, Marking, PlanPage, Reinstating
from safehold.records.pages import Column, ConfirmPage, ListPage, Offer, QuestionPage
from safehold.records.pages.base import Found, Page, not_there


class Deliveries(ListPage):
    """Every delivery plan, the latest first."""

    title = "Delivery plans"
    section = SECTION
    template_name = "plans/list.html"
    may_open = staticmethod(see)
    visible_to = staticmethod(queries.delivery_visible_to)
    file_name = "delivery-plans"
    noun = "delivery plan"
    lists_in_error = True
    ordering = ("-from_on", "group__position", "pk")
    empty = "No group has a delivery plan yet."
    columns = (
        Column("Group", lambda each: each.group, sort="group__current_name", link=lambda each: each.get_absolute_url()),
        Column("Year", lambda each: each.year),
        Column("From", lambda each: each.from_on, sort="from_on"),
        Column("Until", lambda each: each.until_on),
        Column("Delivers", lambda each: each.strategy),
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may = policy.plan_delivery(self.actor)
        acts = [Link("Write a delivery plan", reverse("plans:plan_delivery"))] if may else []
        return super().get_context_data(actions=acts, parts=presenters.parts("plans:deliveries", self.actor), **kwargs)


class PlanDelivery(QuestionPage):
    title = "Write a delivery plan"
    section = SECTION
    form_class = forms.PlanDelivery
    may = staticmethod(policy.plan_delivery)
    act = staticmethod(actions.plan_delivery)
    done = "Delivery plan begun. Add its actions next."

    def form_facts(self) -> dict[str, Any]:
        actor = self.actor
        return {"groups": choices.groups(actor.on), "strategies": queries.strategies_standing(actor)}

    def initial(self) -> dict[str, Any]:
        return {"agreed_on": self.actor.on}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(cancel=reverse("plans:deliveries"), **kwargs)


class DeliveryPage(PlanPage):
    """One group's delivery plan: its quarters, how far each action is, and who has not said how far theirs are."""

    visible_to = staticmethod(queries.delivery_visible_to)
    template_name = "plans/delivery.html"
    named = "delivery"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan, actor = self.object, self.actor
        self.closed = queries.closed_numbers(plan)
        self.telling = queries.quarter_to_tell(plan, actor.on, self.closed)
        on = min(actor.on, self.telling.last) if self.telling else actor.on
        told = queries.told_of(plan, actor, on=on, quarter=self.telling)
        scale = Scale.on(actor.on)
        more = {
            "crumbs": [Link("Delivery plans", reverse("plans:deliveries"))],
            "identity": Identity("Delivery plan", str(plan)),
            "answers": [
                Answer("Delivers", thread.link_to(plan.strategy)),
                Answer("Runs", f"{day(plan.from_on)} to {day(plan.until_on)}"),
                Answer("Agreed", day(plan.agreed_on)),
                *presenters.quarters_of(plan, self.closed, actor.on),
            ],
            "telling": self.telling,
            "as_on": on,
            "silent": presenters.not_updated(told) if self.telling else [],
            "tiles": presenters.tiles([each.status for each in told], scale) if told else [],
            "headings": presenters.HEADINGS,
            "rows": [presenters.row(each, self.telling, scale) for each in told],
        }
        return super().get_context_data(**more | kwargs)

    def get_title(self) -> str:
        return str(self.object)

    def steps(self) -> Iterator[Offer]:
        plan, uid, actor = self.object, self.object.uid, self.actor
        closing = self.telling
        if closing and closing.has_ended(actor.on) and (may := policy.close(actor, plan)):
            yield Link(f"Close {closing.label}", reverse("plans:close_quarter", args=[uid, closing.number])), may
        if may := policy.change_delivery(actor, plan):
            yield Link("Add an action", reverse("plans:plan_action", args=[uid])), may


class PlanAction(Asking):
    title = "Add an action"
    visible_to = staticmethod(queries.delivery_visible_to)
    form_class = forms.PlanAction
    may = staticmethod(policy.change_delivery)
    act = staticmethod(actions.plan_action)
    button = "Add"
    done = "Action added"

    def form_facts(self) -> dict[str, Any]:
        actor = self.actor
        return {
            "agencies": choices.agencies(actor.on),
            "leads": choices.all_possible_leads(actor.on),
            "objectives": queries.objectives_of(self.object.strategy, actor),
        }

    def initial(self) -> dict[str, Any]:
        return {"agreed_on": self.actor.on}

    def after(self, result: Any) -> str:
        return str(self.object.get_absolute_url())


# --- one line of it ---


class OfLine(Found):
    """Finds the line of an action in a delivery plan, both of which the actor has to see."""

    visible_to: ClassVar[Any] = staticmethod(queries.delivery_visible_to)

    def find(self, request: HttpRequest, uid: Any) -> Any:
        action = self.kwargs["action"]  # type: ignore[attr-defined]  # a page’s
        line = queries.line_of(uid, action, acting(request))
        if line is None:
            not_there(acting(request), "plans.line_opened", ("plans.action", str(action)))
        return line


class LinePage(OfLine, Page):
    """One action in a delivery plan: what was said of it every quarter, and where it was carried from and to."""

    section = SECTION
    template_name = "plans/line.html"

    def get(self, request: HttpRequest, uid: Any, **kwargs: Any) -> HttpResponse:
        line = self.find(request, uid)
        audit.record(self.actor, "plans.line_opened", line.action)
        actor, plan, scale = self.actor, line.plan, Scale.on(self.actor.on)
        closed = queries.closed_numbers(plan)
        telling = queries.quarter_to_tell(plan, actor.on, closed)
        told = queries.told(line, min(actor.on, telling.last) if telling else actor.on, telling)
        action = line.action
        then = f" on {day(told.on)}" if told.on < actor.on else ""
        answers = [
            Answer("Action", thread.link_to(action)),
            Answer("How one will know", action.measure),
            Answer("Helps to", thread.link_to(line.objective)),
            Answer("Agency", action.agency),
            Answer("Led by", thread.led_by(action)),
            Answer("Due", day(action.due_on)),
            Answer("First due", day(action.first_due_on)),
            Answer(f"In time{then}?", str(told.late)),
            Answer(f"Status{then}", presenters.status(told, scale)),
        ]
        if told.said:
            answers.append(Answer("Status as worked out", presenters.worked_out(told, scale)))
        carried_to = getattr(line, "carried_to", None)
        if line.carried_from:
            before = Link(str(line.carried_from.plan), line.carried_from.get_absolute_url())
            answers.append(Answer("Carried forward from", before))
            answers.append(Answer("Why", line.carried_why))
        if carried_to:
            answers.append(Answer("Carried forward into", Link(str(carried_to.plan), carried_to.get_absolute_url())))
            answers.append(Answer("Why it was carried forward", carried_to.carried_why))
        offers: list[Offer] = []
        if telling and line.added_on <= telling.last:
            href = presenters.line_href(line, "update", telling.number)
            offers.append((Link(f"Send an update for {telling.label}", href), policy.update(actor, line)))
        if carried_to is None and (may := policy.carry(actor, line)):
            offers.append((Link("Carry forward", presenters.line_href(line, "carry_forward")), may))
        return self.show(
            title=str(action),
            identity=Identity(f"Action of {plan}", str(action), presenters.status(told, scale)),
            crumbs=[Link("Delivery plans", reverse("plans:deliveries")), Link(str(plan), plan.get_absolute_url())],
            answers=answers,
            actions=[link for link, answer in offers if answer],
            refusals=[answer.reason for _, answer in offers if not answer],
            events=presenters.update_events(queries.updates_of(action, actor), scale),
        )


class OnLine(OfLine, Asking):
    """A question about a line, which leads back to it."""

    def after(self, result: Any) -> str:
        return str(self.object.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"intro": self.object.action.words} | kwargs)


class Update(OnLine):
    """Tell how far an action is. What was sent last stands above the form, and nobody writes over it unread."""

    form_class = forms.Update
    template_name = "plans/update.html"
    may = staticmethod(policy.update)
    act = staticmethod(actions.update)
    button = "Send"
    done = "Update sent"

    def find(self, request: HttpRequest, uid: Any) -> Any:
        """Found again after a refusal: what was known of it before is forgotten."""
        self.__dict__.pop("told", None)
        return super().find(request, uid)

    def get_title(self) -> str:
        return f"Update for {self.telling.label}"

    @property
    def telling(self) -> Quarter:
        return of_number(self, self.object.plan)

    @cached_property
    def scale(self) -> Scale:
        return Scale.on(self.actor.on)

    @cached_property
    def told(self) -> Any:
        return queries.told(self.object, min(self.actor.on, self.telling.last), self.telling)

    def form_facts(self) -> dict[str, Any]:
        scale, told = self.scale, self.told
        code = scale.nearest(told.worked_out)
        return {"worked_out": in_words(code, scale.says(code)), "choices": scale.choices()}

    def initial(self) -> dict[str, Any]:
        sent = self.told.update
        if sent is None:
            return {"said": forms.AS_WORKED_OUT}
        typed = {name: getattr(sent, name) for name in ("narrative", "evidence", "barriers", "reason")}
        return typed | {"said": sent.said or forms.AS_WORKED_OUT}

    def ask(self, form: Any, *, version: Any = "", **context: Any) -> HttpResponse:
        """The version of this page is the number of the update that it shows."""
        latest = self.told.update
        return super().ask(form, version=version or str(latest.number if latest else 0), **context)

    def answers(self, form: Any) -> dict[str, Any]:
        return {**form.cleaned_data, "number": self.telling.number, "seen": self.object.version}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sent, scale = self.told.update, self.scale
        latest = presenters.update_text(sent, scale) if sent else ""
        return super().get_context_data(latest=latest, sent=sent, caption=str(self.object.plan), **kwargs)


def of_number(page: Any, plan: Any) -> Quarter:
    """The quarter of a plan whose number is in the address."""
    number = page.kwargs["number"]
    if number not in NUMBERS:
        not_there(page.actor, "plans.quarter_opened", ("plans.delivery", str(plan.uid)))
    return quarter(plan.from_on, number)


class CarryForward(OnLine):
    title = "Carry forward"
    form_class = forms.CarryForward
    may = staticmethod(policy.carry)
    act = staticmethod(actions.carry_forward)
    button = "Carry forward"
    done = "Carried forward"

    def form_facts(self) -> dict[str, Any]:
        actor = self.actor
        return {"plans": queries.plans_after(self.object.plan, actor), "objectives": queries.all_objectives(actor)}

    def initial(self) -> dict[str, Any]:
        return {"objective": self.object.objective}

    def after(self, result: Any) -> str:
        return str((result or self.object).get_absolute_url())


class CloseQuarter(ConfirmPage):
    """Close a quarter for good."""

    section = SECTION
    visible_to = staticmethod(queries.delivery_visible_to)
    form_class = forms.CloseQuarter
    may = staticmethod(policy.close)
    act = staticmethod(actions.close_quarter)
    button = "Close the quarter"
    done = "Quarter closed"
    grave = True
    consequences = (
        "every action is kept as it stood on the quarter’s last day, with what was said of it",
        "nothing that happens later changes it, and it is never opened again",
        "what turns out to be wrong is said in a note beside it",
    )

    def get_title(self) -> str:
        return f"Close {of_number(self, self.object).label}"

    def answers(self, form: Any) -> dict[str, Any]:
        return {**form.cleaned_data, "number": of_number(self, self.object).number}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan = self.object
        closing = of_number(self, plan)
        told = queries.told_of(plan, self.actor, on=closing.last, quarter=closing)
        more = {
            "cancel": plan.get_absolute_url(),
            "caption": str(plan),
            "silent": presenters.not_updated(told),
        }
        return super().get_context_data(**more | kwargs)

    template_name = "plans/close.html"


class CorrectDelivery(Correcting):
    visible_to = staticmethod(queries.delivery_visible_to)
    questions = {
        "from_on": partial(
            fields.DateField,
            label="When does it begin?",
            missing="Enter the date the delivery plan begins",
            called="The date",
        ),
        "agreed_on": partial(
            fields.DateField, label="When was it agreed?", missing="Enter the date it was agreed", called="The date"
        ),
    }


class DeliveryInError(Marking):
    visible_to = staticmethod(queries.delivery_visible_to)


class DeliveryReinstated(Reinstating):
    visible_to = staticmethod(queries.delivery_visible_to)
