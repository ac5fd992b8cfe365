"""Pages of professional disagreements. To whoever is no part of one, there is none."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.urls import reverse

from safehold.access.actor import Actor
from safehold.access.policy import Answer as May
from safehold.assurance import actions
from safehold.assurance.forms import disagreements as forms
from safehold.assurance.policy import disagreements as policy
from safehold.assurance.presenters import disagreements as presenters
from safehold.assurance.queries import disagreements as queries
from safehold.assurance.views.base import SECTION, Asking, Beginning, Listing, Marking, Reinstating
from safehold.govuk import forms as fields
from safehold.govuk.parts import Event, Identity, Link
from safehold.records.pages import Column, CorrectPage, Offer, RecordPage


class Disagreements(Listing):
    """The disagreements that one is part of."""

    title = "Professional disagreements"
    named = "assurance:disagreements"
    template_name = "assurance/disagreements.html"
    may_open = staticmethod(policy.see_list)
    visible_to = staticmethod(queries.visible_to)
    file_name = "professional-disagreements"
    noun = "disagreement"
    lists_in_error = True
    ordering = ("-raised_on", "-pk")
    empty = "There is no professional disagreement that you are part of."

    @property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]  # whether an answer is overdue: it asks the day
        on = self.actor.on
        return (
            Column("Reference", lambda each: each.reference, link=lambda each: each.get_absolute_url()),
            Column("Raised by", lambda each: each.raising),
            Column("Put to", lambda each: each.challenged),
            Column("About", lambda each: each.issue_words),
            Column("Raised", lambda each: each.raised_on, sort="raised_on"),
            Column("Stage", lambda each: each.stage, sort="stage", numeric=True),
            Column("Answer due", lambda each: presenters.answer_due(each, on), sort="answer_due_on"),
            Column("How far", presenters.status, sort="status"),
        )

    def filter_form(self, data: Any) -> forms.Filter:  # type: ignore[override]  # which side: it asks the actor
        return forms.Filter(data, actor=self.actor)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may = policy.raise_one(self.actor)
        acts = [Link("Raise a disagreement", reverse("assurance:raise_disagreement"))] if may else []
        return super().get_context_data(
            actions=acts,
            stage_headings=presenters.STAGE_HEADINGS,
            stages=presenters.stage_rows(queries.stages_on(self.actor.on)),
            **kwargs,
        )


class RaiseDisagreement(Beginning):
    title = "Raise a professional disagreement"
    back_to = "assurance:disagreements"
    form_class = forms.Raise
    may = staticmethod(policy.raise_one)
    act = staticmethod(actions.raise_disagreement)
    button = "Raise it"
    done = "Raised. The clock of the first stage has started."

    def form_facts(self) -> dict[str, Any]:
        return {"others": queries.others(self.actor), "issues": queries.issues(self.actor.on)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = "It pauses nobody’s protection, and it is neither a complaint nor whistleblowing, which have their own ways."
        return super().get_context_data(intro=told, **kwargs)


class DisagreementPage(RecordPage):
    """One disagreement, and what was written at each stage."""

    visible_to = staticmethod(queries.visible_to)
    template_name = "assurance/disagreement.html"
    section = SECTION
    with_deadlines = False  # each stage says by when an answer was due, and whether one came

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        disagreement = self.object
        self.reached = queries.stages_of(disagreement)
        return super().get_context_data(
            identity=Identity("Professional disagreement", str(disagreement), presenters.status(disagreement)),
            answers=presenters.facts(disagreement, self.reached),
            stages=[presenters.card(each, self.actor.on) for each in self.reached],
            **kwargs,
        )

    def acts(self) -> Iterator[Offer]:
        held, actor, uid = self.object, self.actor, [self.object.uid]
        at = next(each for each in self.reached if each.number == held.stage)
        if held.entry.in_error_on:
            yield (
                Link("Reinstate", reverse("assurance:disagreement_reinstate", args=uid)),
                policy.reinstate(actor, held),
            )
            return
        offers = (
            ("Answer it", "answer_disagreement", policy.answer(actor, held, at)),
            ("Decide it", "decide_disagreement", policy.decide(actor, held, at)),
            ("Say that it is resolved", "resolve_disagreement", policy.resolve(actor, held, at)),
            ("Take it further", "take_disagreement_further", policy.take_further(actor, held, at)),
            ("Jump to a later stage", "jump_disagreement", policy.jump(actor, held)),
            ("Close it", "close_disagreement", policy.close(actor, held)),
            ("Correct", "disagreement_correct", policy.correct(actor, held)),
            ("Recorded in error", "disagreement_in_error", policy.mark(actor, held)),
        )
        for words, name, answer in offers:
            if answer:
                yield Link(words, reverse(f"assurance:{name}", args=uid)), answer

    def happened(self) -> Iterator[Event]:
        yield from presenters.happened(self.object, self.reached)


class OfDisagreement(Asking):
    """A question about a disagreement, which leads back to it."""

    visible_to = staticmethod(queries.visible_to)


class AtStage(OfDisagreement):
    """A question at the stage that it is at."""

    def allowed(self, actor: Actor) -> May:
        return type(self).may(actor, self.object, queries.stage_of(self.object))


class AnswerDisagreement(AtStage):
    title = "Answer the disagreement"
    form_class = forms.Answer
    may = staticmethod(policy.answer)
    act = staticmethod(actions.answer_disagreement)
    button = "Answer it"
    done = "Answered. Whoever raised it is told, and says whether that settles it."


class TakeDisagreementFurther(AtStage):
    title = "Take it to the next stage"
    form_class = forms.Further
    may = staticmethod(policy.take_further)
    act = staticmethod(actions.take_disagreement_further)
    button = "Take it further"
    done = "Taken to the next stage. Its clock has started."


class JumpDisagreement(OfDisagreement):
    title = "Jump to a later stage"
    form_class = forms.Jump
    may = staticmethod(policy.jump)
    act = staticmethod(actions.jump_disagreement)
    button = "Jump to it"
    done = "At the later stage. Its clock has started."

    def form_facts(self) -> dict[str, Any]:
        return {"later": queries.stages_after(self.object, self.actor.on)}


class ResolveDisagreement(AtStage):
    title = "Say that it is resolved"
    form_class = forms.Resolve
    may = staticmethod(policy.resolve)
    act = staticmethod(actions.resolve_disagreement)
    done = "Resolved. Close it once whoever raised it was told."


class DecideDisagreement(AtStage):
    title = "Decide the disagreement"
    form_class = forms.Decide
    may = staticmethod(policy.decide)
    act = staticmethod(actions.decide_disagreement)
    button = "Decide it"
    done = "Decided. Both agencies read it."


class CloseDisagreement(OfDisagreement):
    title = "Close the disagreement"
    form_class = forms.Close
    may = staticmethod(policy.close)
    act = staticmethod(actions.close_disagreement)
    button = "Close it"
    done = "Closed"

    def initial(self) -> dict[str, Any]:
        return {"told_on": self.actor.on}


class CorrectDisagreement(CorrectPage):
    section = SECTION
    visible_to = staticmethod(queries.visible_to)
    may = staticmethod(policy.correct)
    act = staticmethod(actions.correct_disagreement)
    questions = {
        "words": partial(
            fields.TextField,
            label="What do you disagree with, and why?",
            missing="Enter what you disagree with",
            max_length=4000,
        ),
        "wanted": partial(
            fields.TextField, label="What do you want done?", missing="Enter what you want done", max_length=2000
        ),
    }


class DisagreementInError(Marking):
    visible_to = staticmethod(queries.visible_to)
    may = staticmethod(policy.mark)
    act = staticmethod(actions.enter_disagreement_in_error)


class DisagreementReinstated(Reinstating):
    visible_to = staticmethod(queries.visible_to)
    may = staticmethod(policy.reinstate)
    act = staticmethod(actions.reinstate_disagreement)
