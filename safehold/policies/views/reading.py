"""What was in force on a day; and how policies are read here."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from safehold.access import audit
from safehold.govuk.filters import day
from safehold.govuk.parts import Answer, Event, Identity, Link
from safehold.meetings.paper import files
from safehold.policies import actions, paper, policy, presenters, queries
from safehold.policies.forms import interpreting as forms
from safehold.policies.forms.keeping import OnADay
from safehold.policies.forms.versions import Confirm as Button
from safehold.policies.forms.versions import LastDay, Why
from safehold.policies.views.base import (
    PDF,
    SECTION,
    WORD,
    Asking,
    OfInterpretation,
    OfPolicy,
    all_policies,
    printed_for,
    sent,
)
from safehold.records.pages import Column, ConfirmPage, InErrorPage, Offer, RecordPage, ReinstatePage
from safehold.records.pages.base import Page
from safehold.records.pages.lists import FORMATS, file_of, uid_of

PAPER = {"pdf": PDF, "docx": WORD}


class InForce(Page):
    """What was in force on a day: each version, and how it was read here, in the words of that day."""

    section = SECTION
    template_name = "policies/in_force.html"
    may_open = staticmethod(policy.see)
    columns = (
        Column("Kind", lambda each: each["kind"]),
        Column("Policy", lambda each: each["policy"]),
        Column("Version or question", lambda each: each["what"]),
        Column("From", lambda each: each["from_on"]),
        Column("Until", lambda each: each["to_on"]),
        Column("Words", lambda each: each["words"]),
    )

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        self.form = OnADay(request.GET if any(name.startswith("day") for name in request.GET) else None)
        valid = not self.form.is_bound or self.form.is_valid()
        asked = self.form.cleaned_data["day"] if self.form.is_bound and valid else None
        self.day: date = asked or self.actor.on
        versions = list(queries.in_force(self.actor, self.day)) if valid else []
        held = list(queries.interpretations_in_force(self.actor, self.day)) if valid else []
        wrong = list(queries.put_right(self.actor, self.day)) if valid else []
        called = {each.policy_id: each.title for each in versions}
        kind = request.GET.get("format", "")
        uids = [uid_of(each) for each in [*versions, *held, *wrong]]
        if valid and kind in (*FORMATS, *PAPER):
            facts: dict[str, Any] = {"format": kind, "day_on": self.day.isoformat()}
            audit.record(self.actor, "policies.in_force_taken", count=len(uids), uids=uids, **facts)
            return self.file(kind, versions, held, wrong)
        audit.record(self.actor, "policies.in_force_listed", count=len(uids), uids=uids, day_on=self.day.isoformat())
        return self.show(
            status=200 if valid else 422,
            form=self.form,
            day=self.day,
            crumbs=[all_policies()],
            headings=presenters.IN_FORCE,
            versions=[presenters.in_force_row(each) for each in versions],
            held_headings=presenters.HELD,
            held=[presenters.held_row(each, called.get(each.policy_id, each.policy.title)) for each in held],
            wrong_headings=presenters.PUT_RIGHT,
            wrong=[presenters.put_right_row(each) for each in wrong],
            downloads=[Link(words, self.at(kind)) for kind, words in DOWNLOADS] if uids else [],
        )

    def at(self, kind: str) -> str:
        asked = self.day
        return f"?day-day={asked.day}&day-month={asked.month}&day-year={asked.year}&format={kind}"

    def get_title(self) -> str:
        return f"What was in force on {day(self.day)}"

    def file(self, kind: str, versions: list[Any], held: list[Any], wrong: list[Any]) -> HttpResponseBase:
        name = f"in-force-{self.day.isoformat()}"
        if kind in FORMATS:
            return file_of(self.columns, in_rows(versions, held, wrong), kind=kind, name=name)
        sheet = paper.in_force(versions, held, wrong, on=self.day, **printed_for())
        write = files.set_pdf if kind == "pdf" else files.write_word
        return sent(write(sheet, dated=self.day), PAPER[kind], f"{name}.{kind}")


DOWNLOADS = (("pdf", "PDF"), ("docx", "Word"), ("csv", "CSV"))


def in_rows(versions: list[Any], held: list[Any], wrong: list[Any]) -> Iterator[dict[str, Any]]:
    """The same as rows of a file, with their words; what was put right since says that in their place."""
    called = {each.policy_id: each.title for each in versions}
    for each in versions:
        what = f"Version {each.number}"
        facts = {"kind": each.get_sort_display(), "policy": each.title, "what": what}
        yield facts | {"from_on": each.from_on, "to_on": each.to_on, "words": each.words}
    for each in held:
        policy_then = called.get(each.policy_id, each.policy.title)
        facts = {"kind": "Interpretation", "policy": policy_then, "what": each.question}
        yield facts | {"from_on": each.from_on, "to_on": each.to_on, "words": each.answer}
    for each in wrong:
        facts = {"kind": "Put right", "policy": each.title, "what": f"Version {each.number}"}
        yield facts | {"from_on": each.from_on, "to_on": each.to_on, "words": presenters.put_right(each)}


class InterpretationPage(RecordPage):
    """How one question is answered, from when, by whom, and what was decided under it."""

    section = SECTION
    visible_to = staticmethod(queries.interpretations_visible_to)
    template_name = "policies/interpretation.html"
    with_deadlines = False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        said, actor = self.object, self.actor
        decision = queries.sees_decision(actor, said.decision)
        answers = [
            Answer("Answer", said.answer),
            Answer("Policy", presenters.link_to(said.policy)),
            Answer(presenters.HOLDS_CALLED.get(said.state, "Holds"), presenters.span(said)),
            Answer("Decided by", presenters.decided(said, decision)),
            Answer("Confirmed by the chair", presenters.confirmed(said)),
        ]
        if said.replaces is not None:
            answers.append(Answer("Takes the place of", presenters.link_to(said.replaces, "The answer before")))
        later = queries.replacement_of(said)
        if later is not None:
            waits = presenters.waits(later)
            label = "To take its place, once confirmed" if waits else "Its place was taken by"
            answers.append(Answer(label, presenters.link_to(later, "A later answer")))
        more = {
            "crumbs": [all_policies(), presenters.link_to(said.policy)],
            "identity": Identity("Local interpretation", said.question, presenters.holds(said, actor.on)),
            "answers": answers,
            "doubt": presenters.doubt(decision),
            "late": presenters.late_note(said),
            "tied_headings": presenters.TIED,
            "tied": presenters.tied(queries.made_under(said, actor)),
        }
        return super().get_context_data(**more | kwargs)

    def acts(self) -> Iterator[Offer]:
        said, actor, uid = self.object, self.actor, [self.object.uid]
        if said.entry.in_error_on:
            may = policy.reinstate(actor, said)
            yield Link("Reinstate", reverse("policies:interpretation_reinstate", args=uid)), may
            return
        if presenters.waits(said):
            may = policy.confirm(actor, said)
            yield Link("Confirm it", reverse("policies:confirm", args=uid)), may
            if may:
                yield Link("Turn it down", reverse("policies:turn_down", args=uid)), may
        if may := policy.tie(actor, said):
            yield Link("Tie a decision made under it", reverse("policies:interpretation_tie", args=uid)), may
        if may := policy.end(actor, said):
            yield Link("Answer it otherwise", reverse("policies:replace", args=uid)), may
            yield Link("Say that it holds no more", reverse("policies:end", args=uid)), may
        if may := policy.mark(actor, said):
            yield Link("Recorded in error", reverse("policies:interpretation_in_error", args=uid)), may

    def happened(self) -> Iterator[Event]:
        yield from presenters.happened_to(self.object)


class Deciding:
    """What every form about an answer offers: the decisions that the reader sees, and the groups whose chair could have
    decided."""

    actor: Any

    def form_facts(self) -> dict[str, Any]:
        return {
            "decisions": queries.decisions_to_choose(self.actor),
            "groups": queries.groups_with_chair(self.actor.on),
        }

    def answers(self, form: Any) -> dict[str, Any]:
        return {name: answer for name, answer in form.cleaned_data.items() if name != "by_whom"}


class Interpret(Deciding, OfPolicy):
    title = "Say how a question is answered"
    form_class = forms.Interpret
    may = staticmethod(policy.interpret)
    act = staticmethod(actions.interpret)
    done = "Recorded. It holds once the chair of that group has confirmed it. They have been told."

    def after(self, result: Any) -> str:
        return str((result or self.object).get_absolute_url())


class Confirm(OfInterpretation, ConfirmPage):
    title = "Confirm that your group decided this"
    form_class = Button
    may = staticmethod(policy.confirm)
    act = staticmethod(actions.confirm)
    button = "Confirm it"
    done = "Confirmed, with your name and today’s date"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        said = presenters.what_confirming_does(self.object, self.actor.on)
        return super().get_context_data(**kwargs) | {"consequences": said}


class TurnDown(OfInterpretation):
    title = "Say that your group did not decide this"
    form_class = Why
    may = staticmethod(policy.confirm)
    act = staticmethod(actions.turn_down)
    button = "Turn it down"
    done = "Turned down. Whoever wrote it down has been told."


class Replace(Deciding, OfInterpretation):
    title = "Answer it otherwise"
    form_class = forms.Decided
    may = staticmethod(policy.end)
    act = staticmethod(actions.replace)
    done = "Recorded. Once the chair has confirmed it, the earlier answer holds until the day before, and stays to be read."

    def after(self, result: Any) -> str:
        return str((result or self.object).get_absolute_url())


class End(OfInterpretation):
    title = "Say that it holds no more"
    form_class = LastDay
    may = staticmethod(policy.end)
    act = staticmethod(actions.end)
    done = "Saved"


class Tying(Asking):
    title = "Tie a decision made under it"
    form_class = forms.Tie
    may = staticmethod(policy.tie)
    act = staticmethod(actions.tie)
    button = "Tie it"
    done = "Tied. Only those who see the record see this."

    def form_facts(self) -> dict[str, Any]:
        return {"actor": self.actor}


class TieToInterpretation(Tying):
    visible_to = staticmethod(queries.interpretations_visible_to)


class TieToVersion(Tying):
    visible_to = staticmethod(queries.versions_visible_to)


class InterpretationInError(InErrorPage):
    section = SECTION
    visible_to = staticmethod(queries.interpretations_visible_to)
    may = staticmethod(policy.mark)
    act = staticmethod(actions.enter_in_error)


class InterpretationReinstated(ReinstatePage):
    section = SECTION
    visible_to = staticmethod(queries.interpretations_visible_to)
    may = staticmethod(policy.reinstate)
    act = staticmethod(actions.reinstate)
