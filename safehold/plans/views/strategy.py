"""Pages of strategic plans: the list, one plan as a whole, its commitments, and what will be done to keep them."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.urls import reverse

from safehold.govuk import forms as fields
from safehold.govuk.filters import day
from safehold.govuk.parts import Answer, Event, Heading, Identity, Link
from safehold.plans import actions
from safehold.plans import presenters as thread
from safehold.plans import queries as groups
from safehold.plans.forms import delivery as forms
from safehold.plans.policy import delivery as policy
from safehold.plans.policy import see
from safehold.plans.presenters import delivery as presenters
from safehold.plans.progress import Scale
from safehold.plans.queries import delivery as queries
from safehold.plans.views.base import Asking
from safehold.records.pages import (
    Column,
    CorrectPage,
    InErrorPage,
    ListPage,
    Offer,
    QuestionPage,
    RecordPage,
    ReinstatePage,
)

SECTION = "plans"


class Correcting(CorrectPage):
    """Put one fact of a plan right."""

    section = SECTION
    may = staticmethod(policy.change)
    act = staticmethod(actions.correct_plan)


class Marking(InErrorPage):
    section = SECTION
    may = staticmethod(policy.mark)
    act = staticmethod(actions.enter_plan_in_error)


class Reinstating(ReinstatePage):
    section = SECTION
    may = staticmethod(policy.reinstate)
    act = staticmethod(actions.reinstate_plan)


class PlanPage(RecordPage):
    """A plan, or a part of one. ``named`` is what its addresses are called."""

    section = SECTION
    with_deadlines = False
    named: str

    def acts(self) -> Iterator[Offer]:
        planned, actor, uid = self.object, self.actor, [self.object.uid]
        if planned.entry.in_error_on:
            yield (
                Link("Reinstate", reverse(f"plans:{self.named}_reinstate", args=uid)),
                policy.reinstate(actor, planned),
            )
            return
        yield from self.steps()
        if may := policy.change(actor, planned):
            yield Link("Correct", reverse(f"plans:{self.named}_correct", args=uid)), may
        if may := policy.mark(actor, planned):
            yield Link("Recorded in error", reverse(f"plans:{self.named}_in_error", args=uid)), may

    @staticmethod
    def all() -> Link:
        return Link("Strategic plans", reverse("plans:strategies"))

    def steps(self) -> Iterator[Offer]:
        """What can be done to it next."""
        yield from ()


class Strategies(ListPage):
    """Every strategic plan, the latest first."""

    title = "Strategic plans"
    section = SECTION
    template_name = "plans/list.html"
    may_open = staticmethod(see)
    visible_to = staticmethod(queries.strategies_visible_to)
    file_name = "strategic-plans"
    noun = "strategic plan"
    lists_in_error = True
    ordering = ("-from_on", "-pk")
    empty = "No strategic plan has been written yet."
    columns = (
        Column("Plan", lambda each: each.title, sort="title", link=lambda each: each.get_absolute_url()),
        Column("From", lambda each: each.from_on, sort="from_on"),
        Column("Until", lambda each: each.until_on, sort="until_on"),
        Column("Adopted by", lambda each: each.group),
        Column("Status", presenters.adoption, sort="status"),
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may = policy.plan(self.actor)
        acts = [Link("Write a strategic plan", reverse("plans:write_strategy"))] if may else []
        return super().get_context_data(actions=acts, parts=presenters.parts("plans:strategies", self.actor), **kwargs)


class WriteStrategy(QuestionPage):
    title = "Write a strategic plan"
    section = SECTION
    form_class = forms.WriteStrategy
    may = staticmethod(policy.plan)
    act = staticmethod(actions.write_strategy)
    done = "Strategic plan begun. Add its commitments next."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(cancel=reverse("plans:strategies"), **kwargs)


class StrategyPage(PlanPage):
    """A strategic plan as a whole: commitments, what will be done, which groups do it, and how far they are."""

    visible_to = staticmethod(queries.strategies_visible_to)
    template_name = "plans/strategy.html"
    named = "strategy"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        strategy, scale = self.object, Scale.on(self.actor.on)
        committed = queries.whole(strategy, self.actor)
        done, every = presenters.complete(committed)
        adopted = (
            f"{strategy.group} on {day(strategy.adopted_on)}, recorded by {strategy.adopted_by}"
            if strategy.adopted_on
            else "Nobody yet: it is a draft"
        )
        answers = [Answer("Runs", presenters.years(strategy)), Answer("Adopted by", adopted)]
        if strategy.words:
            answers.insert(0, Answer("What the partnership wants to achieve", strategy.words))
        answers.append(Answer("Complete and evidenced", f"{done} of {every} actions" if every else "No action yet"))
        more = {
            "crumbs": [self.all()],
            "identity": Identity("Strategic plan", strategy.title, presenters.adoption(strategy)),
            "answers": answers,
            "committed": presenters.whole(committed, scale),
            "headings": [Heading("What we will do"), Heading("Groups"), Heading("How far it is")],
        }
        return super().get_context_data(**more | kwargs)

    def steps(self) -> Iterator[Offer]:
        strategy, uid = self.object, [self.object.uid]
        if type(strategy).LIFECYCLE.may(strategy, "adopt"):
            yield (
                Link("Record that it was adopted", reverse("plans:adopt", args=uid)),
                policy.adopt(self.actor, strategy),
            )
        if may := policy.add_to(self.actor, strategy):
            yield Link("Add a commitment", reverse("plans:commit", args=uid)), may

    def happened(self) -> Iterator[Event]:
        strategy = self.object
        if strategy.adopted_on:
            yield Event(f"Adopted by {strategy.group}", strategy.adopted_on, by=str(strategy.adopted_by))


class Adopt(Asking):
    title = "Record that the plan was adopted"
    visible_to = staticmethod(queries.strategies_visible_to)
    form_class = forms.Adopt
    may = staticmethod(policy.adopt)
    act = staticmethod(actions.adopt)
    done = "Recorded as adopted"

    def form_facts(self) -> dict[str, Any]:
        return {"groups": groups.groups(self.actor.on)}


class Commit(Asking):
    title = "Add a commitment"
    visible_to = staticmethod(queries.strategies_visible_to)
    form_class = forms.Commit
    may = staticmethod(policy.add_to)
    act = staticmethod(actions.commit)
    button = "Add"
    done = "Commitment added. Say what will be done next."


class CommitmentPage(PlanPage):
    """One commitment, and what will be done to keep it."""

    visible_to = staticmethod(queries.commitments_visible_to)
    template_name = "plans/commitment.html"
    named = "commitment"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        commitment = self.object
        doing = queries.objectives_in(commitment, self.actor)
        answers = [Answer("Strategic plan", thread.link_to(commitment.plan))]
        if commitment.words:
            answers.insert(0, Answer("What would be different", commitment.words))
        more = {
            "crumbs": [self.all(), thread.link_to(commitment.plan)],
            "identity": Identity("Commitment", str(commitment)),
            "answers": answers,
            "headings": [Heading("What we will do"), Heading("Group that answers for it")],
            "rows": [[thread.link_to(each), str(each.group)] for each in doing],
        }
        return super().get_context_data(**more | kwargs)

    def steps(self) -> Iterator[Offer]:
        if may := policy.add_to(self.actor, self.object):
            yield Link("Say what will be done", reverse("plans:set_out", args=[self.object.uid])), may


class SetOut(Asking):
    title = "Say what will be done"
    visible_to = staticmethod(queries.commitments_visible_to)
    form_class = forms.SetOut
    may = staticmethod(policy.add_to)
    act = staticmethod(actions.set_out)
    button = "Add"
    done = "Added"

    def form_facts(self) -> dict[str, Any]:
        return {"groups": groups.groups(self.actor.on)}

    def after(self, result: Any) -> str:
        return str(self.object.get_absolute_url())


class ObjectivePage(PlanPage):
    """What the partnership will do, and every action that helps to do it, of all groups and years."""

    visible_to = staticmethod(queries.objectives_visible_to)
    template_name = "plans/objective.html"
    named = "objective"

    def get_title(self) -> str:
        return str(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        objective, scale = self.object, Scale.on(self.actor.on)
        told = queries.lines_of_objective(objective, self.actor)
        more = {
            "crumbs": [self.all(), thread.link_to(objective.commitment.plan), thread.link_to(objective.commitment)],
            "identity": Identity("What we will do", str(objective)),
            "answers": [
                Answer("What we will do", objective.words),
                Answer("Commitment", thread.link_to(objective.commitment)),
                Answer("Group that answers for it", objective.group),
            ],
            "headings": [Heading("Action"), Heading("Delivery plan"), Heading("Agency"), Heading("Status")],
            "rows": [
                [
                    Link(str(each.action), each.line.get_absolute_url()),
                    thread.link_to(each.line.plan),
                    str(each.action.agency),
                    presenters.status(each, scale),
                ]
                for each in told
            ],
        }
        return super().get_context_data(**more | kwargs)

    def steps(self) -> Iterator[Offer]:
        if may := policy.account_for(self.actor, self.object):
            yield Link("Write what we did", reverse("plans:say_and_did", args=[self.object.uid])), may


class CorrectStrategy(Correcting):
    visible_to = staticmethod(queries.strategies_visible_to)
    questions = {
        "title": partial(
            fields.CharField, label="What is the plan called?", missing="Enter what the plan is called", max_length=160
        ),
        "words": partial(
            fields.TextField,
            label="What does the partnership want to achieve?",
            missing="Enter what the partnership wants to achieve",
            max_length=4000,
        ),
        "from_on": partial(
            fields.DateField, label="When does it begin?", missing="Enter the date the plan begins", called="The date"
        ),
        "until_on": partial(
            fields.DateField, label="When does it end?", missing="Enter the date the plan ends", called="The date"
        ),
    }


class CorrectCommitment(Correcting):
    visible_to = staticmethod(queries.commitments_visible_to)
    questions = {
        "title": partial(
            fields.CharField,
            label="What does the partnership commit itself to?",
            missing="Enter what the partnership commits itself to",
            max_length=200,
        ),
        "words": partial(
            fields.TextField, label="What would be different?", missing="Enter what would be different", max_length=4000
        ),
    }


class CorrectObjective(Correcting):
    visible_to = staticmethod(queries.objectives_visible_to)
    questions = {
        "words": partial(
            fields.TextField,
            label="What will the partnership do?",
            missing="Enter what the partnership will do",
            max_length=2000,
        ),
    }


class StrategyInError(Marking):
    visible_to = staticmethod(queries.strategies_visible_to)


class StrategyReinstated(Reinstating):
    visible_to = staticmethod(queries.strategies_visible_to)


class CommitmentInError(Marking):
    visible_to = staticmethod(queries.commitments_visible_to)


class CommitmentReinstated(Reinstating):
    visible_to = staticmethod(queries.commitments_visible_to)


class ObjectiveInError(Marking):
    visible_to = staticmethod(queries.objectives_visible_to)


class ObjectiveReinstated(Reinstating):
    visible_to = staticmethod(queries.objectives_visible_to)
