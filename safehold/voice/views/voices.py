"""The list of what people said, and one of them: their words, what they agreed to, where it is used, and what became of it."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.urls import reverse

from safehold.govuk import forms as fields
from safehold.govuk.filters import day
from safehold.govuk.parts import Answer, Event, Identity, Link, Tag
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
from safehold.voice import actions, forms, policy, presenters, queries
from safehold.voice.views.base import SECTION


class Voices(ListPage):
    """What people said, as far as the reader may see it. The words themselves are on no list and in no file."""

    title = "Lived experience"
    section = SECTION
    template_name = "voice/list.html"
    may_open = staticmethod(policy.see)
    visible_to = staticmethod(queries.listed)
    file_name = "lived-experience"
    noun = "voice"
    lists_in_error = True
    ordering = ("-gathered_on", "-pk")
    empty = "There is nothing here that you can see. Write down what somebody said, with what they agreed to."

    @property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]  # when feedback is overdue depends on the day
        on = self.actor.on
        return (
            Column("Voice", lambda each: each.reference, link=lambda each: each.get_absolute_url()),
            Column("About", presenters.about, leaves=False),
            Column("Who", lambda each: each.get_speaker_display()),
            Column("Heard", lambda each: each.gathered_on, sort="gathered_on"),
            Column("Group", lambda each: each.group),
            Column("Agreed to", presenters.uses),
            Column("Feedback", lambda each: presenters.feedback(each, on), sort="feedback_due_on"),
        )

    def filter_form(self, data: Any) -> forms.Filter:  # type: ignore[override]  # it asks what is overdue today
        return forms.Filter(data, actor=self.actor)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may = policy.gather(self.actor)
        acts = [Link("Write down what somebody said", reverse("voice:gather"))] if may else []
        return super().get_context_data(actions=acts, **kwargs)


class Gather(QuestionPage):
    title = "Write down what somebody said"
    section = SECTION
    form_class = forms.Gather
    may = staticmethod(policy.gather)
    act = staticmethod(actions.gather)
    done = "Written down. Nobody reads it until you record what they agreed to."

    def form_facts(self) -> dict[str, Any]:
        return {"groups": queries.groups(self.actor.on)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(cancel=reverse("voice:voices"), **kwargs)


class VoicePage(RecordPage):
    """One voice. To whoever does not read it, the page says neither the words nor what they are about, and why; and what
    belongs to the consents alone is for whoever keeps it and the office."""

    section = SECTION
    visible_to = staticmethod(queries.visible_to)
    template_name = "voice/voice.html"
    with_deadlines = False
    with_documents = False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        voice, actor, on = self.object, self.actor, self.actor.on
        self.consents = queries.consents_of(voice)
        told = queries.told_about(voice)
        self.fed_back = [each for each in told if each.entry is None]
        in_force = {each.use for each in self.consents if each.state == "given" and each.holds_on(on)}
        allowed = set() if voice.entry.in_error_on else in_force
        quoting = queries.quoting(voice)
        used, changes = queries.used_in(voice), queries.changes_of(voice)
        about = (
            [each.entry for each in quoting]
            + [each.entry for each in used]
            + [each.entry for each in changes if each.entry is not None]
        )
        seen = queries.seen(actor, about)
        keeps, withdraws = policy.keep(actor, voice), policy.works(actor)
        knows = {"keeps": policy.looks_after(actor, voice), "reads": voice.reads}
        if not any(knows.values()):
            voice.has_corrections = False  # what stood before may be what they are called
        called = voice.pseudonym if any(knows.values()) else ""
        facts = [
            Answer("Who said it", called or voice.get_speaker_display()),
            Answer("How it was heard", f"{voice.get_method_display()}: {voice.gathered_at}"),
            Answer("When", f"{day(voice.gathered_on)}, written down by {voice.gathered_by}"),
            Answer("Who to tell of a change of mind", str(voice.keeper or "The partnership’s office")),
            Answer("For", voice.group),
            Answer("Told what became of it", presenters.feedback(voice, on)),
        ]
        if voice.reads and voice.background:
            facts.insert(1, Answer("To understand it", voice.background))
        title, usable = presenters.about(voice), voice.agreed and not voice.entry.in_error_on
        self.knows = knows
        more = {
            "crumbs": [Link("Lived experience", reverse("voice:voices"))],
            "identity": Identity(
                f"Lived experience {voice}", title, None if usable else Tag("Not to be used", "orange")
            ),
            "answers": facts,
            "words": voice.words if voice.reads else "",
            "hidden": presenters.hidden(voice),
            "may_report": "report" in in_force,
            "consents": [
                (
                    each,
                    presenters.status(each, on),
                    presenters.agreed(each, **knows),
                    each.state == "given" and bool(withdraws),
                )
                for each in self.consents
            ],
            "used": [
                (each, presenters.use_status(each, allowed), presenters.record_link(each.entry))
                for each in used
                if each.entry_id in seen
            ],
            "unseen": sum(each.entry_id not in seen and not each.taken_out_on for each in used),
            "drafts": [(each, each.entry.pk in seen) for each in quoting if each.published_on is None],
            "published": [
                (each, each.entry.pk in seen, [one for one in told if one.entry == each.entry.pk])
                for each in quoting
                if each.published_on
            ],
            "published_words": presenters.PUBLISHED,
            "keeps": bool(keeps),
            "may_take_out": bool(policy.take_out(actor, voice)),
            "change_headings": presenters.CHANGES,
            "changes": [presenters.change_row(each, seen) for each in changes],
        }
        return super().get_context_data(**more | kwargs)

    def get_title(self) -> str:
        return presenters.about(self.object)

    def acts(self) -> Iterator[Offer]:
        voice, actor, uid = self.object, self.actor, [self.object.uid]
        if voice.entry.in_error_on:
            yield Link("Reinstate", reverse("voice:reinstate", args=uid)), policy.reinstate(actor, voice)
            return
        keeps = policy.keep(actor, voice)
        if keeps:
            yield Link("Record what they agreed to", reverse("voice:agree", args=uid)), keeps
        if voice.agreed and (may := policy.works(actor)):
            yield Link("They withdraw it all", reverse("voice:withdraw", args=uid)), may
        if voice.agreed and (may := policy.use(actor, voice)):
            yield Link("Record where it is used", reverse("voice:use", args=uid)), may
        if keeps:
            yield Link("Say what changed", reverse("voice:say_changed", args=uid)), keeps
            yield Link("Record that they were told", reverse("voice:feed_back", args=uid)), keeps
            yield Link("Correct", reverse("voice:correct", args=uid)), keeps
            yield Link("Recorded in error", reverse("voice:in_error", args=uid)), keeps

    def happened(self) -> Iterator[Event]:
        yield from presenters.happened(self.object, self.consents, self.fed_back, **self.knows)


class CorrectVoice(CorrectPage):
    """Put right what is said about it. What they said is theirs."""

    section = SECTION
    visible_to = staticmethod(queries.visible_to)
    may = staticmethod(policy.correct)
    act = staticmethod(actions.correct)
    questions = {
        "gathered_at": partial(
            fields.CharField,
            label="Through which group or event was it heard?",
            missing="Enter through which group or event it was heard",
            max_length=160,
        ),
        "gathered_on": partial(
            fields.DateField, label="When was it heard?", missing="Enter the date it was heard", called="The date"
        ),
        "pseudonym": partial(
            fields.CharField,
            label="What are they called here?",
            missing="Enter what they are called here",
            max_length=60,
        ),
    }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"cancel": self.object.get_absolute_url()} | kwargs)


class VoiceInError(InErrorPage):
    section = SECTION
    visible_to = staticmethod(queries.visible_to)
    may = staticmethod(policy.mark)
    act = staticmethod(actions.enter_in_error)


class VoiceReinstated(ReinstatePage):
    section = SECTION
    visible_to = staticmethod(queries.visible_to)
    may = staticmethod(policy.reinstate)
    act = staticmethod(actions.reinstate)
