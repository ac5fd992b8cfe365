"""Pages of whoever asks: the calls, one call, preparing and issuing it, and seeing who has not answered."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.urls import reverse

from safehold.asks import actions, forms, policy, presenters, queries
from safehold.asks.choices import Wanted, Whom
from safehold.asks.forms.asking import BY_DAY, BY_WORKING_DAYS, written
from safehold.asks.lifecycle import Calling
from safehold.asks.views.base import SECTION, OfCall, SaysWhenClosed, names_of
from safehold.asks.views.chasing import untold_link
from safehold.govuk import forms as fields
from safehold.govuk.filters import plural
from safehold.govuk.parts import Answer, Event, Identity, Link
from safehold.records.pages import Column, ConfirmPage, CorrectPage, ListPage, Offer, QuestionPage, RecordPage


class Calls(ListPage):
    """Everything that agencies were asked, of what this person may see."""

    title = "Asked of agencies"
    section = SECTION
    may_open = staticmethod(policy.see_calls)
    visible_to = staticmethod(queries.calls_visible_to)
    filter_form = forms.FilterCalls
    file_name = "calls"
    noun = "call"
    ordering = ("-pk",)
    empty = "No agency has been asked for anything yet."
    columns = (
        Column("What is asked for", str, sort="title", link=lambda each: each.get_absolute_url()),
        Column("Reference", lambda each: each.reference),
        Column("To return", lambda each: each.get_wanted_display()),
        Column("Kept by", lambda each: each.keeper),
        Column("Issued", lambda each: each.issued_on, sort="issued_on"),
        Column("Due", presenters.due_of_call, in_file=lambda each: each.due_on),
        Column("Status", presenters.call_status, sort="status"),
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        acts = [Link("Ask for something", reverse("asks:prepare"))] if policy.ask(self.actor) else []
        return super().get_context_data(actions=acts, **kwargs)


class Preparing(SaysWhenClosed, QuestionPage):
    """What is asked for, on what basis, and by when."""

    section = SECTION
    form_class = forms.Prepare
    button = "Save and continue"

    def form_facts(self) -> dict[str, Any]:
        earlier = queries.calls_that_could_be_followed(self.actor)
        return {"groups": queries.groups(self.actor.on), "earlier": earlier}

    def answers(self, form: Any) -> dict[str, Any]:
        return {name: value for name, value in form.cleaned_data.items() if name != "by_when"}


class Prepare(Preparing):
    title = "Ask agencies for something"
    may = staticmethod(policy.ask)
    act = staticmethod(actions.prepare)
    done = "Saved. Nobody is asked until you issue it."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(cancel=reverse("asks:calls"), **kwargs)


class ChangeCall(OfCall, Preparing):
    title = "Change what is asked"
    may = staticmethod(policy.prepare)
    act = staticmethod(actions.change_call)
    button = "Save"
    done = "Saved"

    def form_facts(self) -> dict[str, Any]:
        facts = super().form_facts()
        return facts | {"earlier": facts["earlier"].exclude(pk=self.object.pk)}

    def initial(self) -> dict[str, Any]:
        call = self.object
        names = ("title", "words", "wanted", "legal_basis", "due_on", "working_days", "group", "follows")
        by_when = BY_DAY if call.due_on else BY_WORKING_DAYS
        return {name: getattr(call, name) for name in names} | {"by_when": by_when}


class SetQuestions(OfCall):
    """The questions of a call, all at once: they can be pasted, put in another order, and taken out."""

    title = "Questions"
    form_class = forms.Questions
    may = staticmethod(policy.prepare)
    act = staticmethod(actions.set_questions)
    done = "Questions saved"

    def initial(self) -> dict[str, Any]:
        return {"questions": written(queries.questions_of(self.object))}


class ChooseBodies(OfCall):
    """Which agencies will be asked."""

    title = "Choose who is asked"
    form_class = forms.Bodies
    may = staticmethod(policy.prepare)
    act = staticmethod(actions.choose_bodies)

    def form_facts(self) -> dict[str, Any]:
        return {"agencies": queries.agencies(self.actor.on)}

    def initial(self) -> dict[str, Any]:
        call, bodies = self.object, queries.bodies_of(self.object)
        one = bodies[0] if call.whom == Whom.ONE and bodies else None
        names = "\n".join(each.current_name for each in bodies)
        return {"whom": call.whom, "agency": one, "agency_kind": call.agency_kind, "names": names}

    def answers(self, form: Any) -> dict[str, Any]:
        facts = form.cleaned_data
        chosen = {"whom": facts["whom"], "bodies": facts.get("bodies", ())}
        return chosen | ({"agency_kind": facts["agency_kind"]} if facts["whom"] == Whom.KIND else {})

    def done_words(self, result: Any) -> str:
        return f"{plural(len(queries.bodies_of(self.object)), 'agency', 'agencies')} will be asked"


class Issue(OfCall, ConfirmPage):
    """Ask everybody who was chosen."""

    title = "Issue this"
    form_class = forms.Confirm
    may = staticmethod(policy.prepare)
    act = staticmethod(actions.issue)
    button = "Issue it"
    done = "Issued"
    consequences = (
        "each agency sees what you ask of it, and not whom else you ask",
        "whoever answers for it gets a message that says by when, and no more",
        "what you ask cannot be changed any more, only withdrawn",
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        call, bodies = self.object, queries.bodies_of(self.object)
        untold = queries.bodies_with_nobody(call, self.actor.on)
        answers = [
            Answer("What is asked for", str(call)),
            Answer("Who is asked", presenters.whom(call, len(bodies))),
            Answer("Agencies", names_of(bodies)),
            Answer("Due", " ".join(filter(None, [presenters.due_of_call(call), presenters.closed_on(call.due_on)]))),
        ]
        if untold:
            many = plural(len(untold), "agency has", "agencies have")
            words = f"{many} nobody to write to: {names_of(untold)}. They are asked, and nobody is told until there is somebody"
            answers.append(Answer("Nobody to tell", words))
        return super().get_context_data(answers=answers, **kwargs)

    def done_words(self, result: Any) -> str:
        if not (untold := queries.owed_by_nobody(self.object, self.actor.on)):
            return self.done
        many = plural(untold, "agency has", "agencies have")
        return f"Issued. {many} nobody to write to, so nobody there was told: see who under ‘Not yet answered’"


class Ending(OfCall):
    form_class = forms.Why
    may = staticmethod(policy.end_call)


class DiscardCall(Ending):
    title = "Discard this"
    act = staticmethod(actions.discard_call)
    button = "Discard"
    done = "Discarded. Nobody was asked."


class WithdrawCall(Ending):
    title = "Withdraw this"
    act = staticmethod(actions.withdraw_call)
    button = "Withdraw"
    done = "Withdrawn. Whoever had not answered is told."


class AskAlso(SaysWhenClosed, OfCall):
    """One more agency, after it was issued."""

    title = "Ask another agency"
    form_class = forms.AskAlso
    may = staticmethod(policy.ask_also)
    act = staticmethod(actions.ask_also)
    button = "Ask them"
    done = "Asked, and told by when"

    def form_facts(self) -> dict[str, Any]:
        return {"agencies": queries.others_to_ask(self.object, self.actor.on)}

    def initial(self) -> dict[str, Any]:
        due_on = self.object.due_on
        return {"due_on": due_on} if due_on and due_on >= self.actor.on else {}


class KeepCall(OfCall):
    title = "Let somebody else keep this"
    form_class = forms.Keeper
    may = staticmethod(policy.keep_call)
    act = staticmethod(actions.keep_call)
    done = "Saved who keeps it"

    def form_facts(self) -> dict[str, Any]:
        keepers = queries.possible_keepers(self.object.entry.owner, self.actor.on)
        return {"keepers": keepers.exclude(pk=self.object.keeper_id)}


class CorrectCall(CorrectPage):
    section = SECTION
    visible_to = staticmethod(queries.calls_visible_to)
    may = staticmethod(policy.keep_call)
    act = staticmethod(actions.correct_call)
    questions = {
        "title": partial(
            fields.CharField, label="What is asked for, in one line?", missing="Enter what is asked for", max_length=160
        ),
        "legal_basis": partial(
            fields.CharField,
            label="By what law or agreement is it asked?",
            missing="Enter by what law or agreement it is asked",
            max_length=240,
        ),
    }


class CallPage(RecordPage):
    """One call: what is asked, how many have answered, and who has not."""

    visible_to = staticmethod(queries.calls_visible_to)
    template_name = "asks/call.html"
    section = SECTION
    with_deadlines = False
    with_documents = False

    def get_title(self) -> str:
        return str(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        call, on = self.object, self.actor.on
        issued = call.status in (Calling.ISSUED, Calling.WITHDRAWN)
        withdrawn = call.status == Calling.WITHDRAWN
        waiting = queries.with_last_chase_of(call) if issued else []
        untold = queries.owed_by_nobody(call, on) if waiting else 0
        counts = queries.counts_of(call) if issued else {}
        self.bodies = bodies = [] if issued else queries.bodies_of(call)
        self.asked = questions = queries.questions_of(call)
        number = sum(counts.values()) if issued else len(bodies)
        answers = [
            *presenters.asked_for(call),
            Answer("Who is asked", presenters.whom(call, number)),
            Answer("Due", presenters.due_of_call(call)),
            Answer("Reference", call.reference),
        ]
        if call.follows_id is not None:
            answers.append(Answer("Asked before", Link(call.follows.title, call.follows.get_absolute_url())))
        more = {
            "identity": Identity("Call", str(call), presenters.call_status(call)),
            "answers": answers,
            "asked": questions,
            "issued": issued,
            "bodies": bodies,
            "tiles": presenters.tiles(
                counts,
                sum(each.due_on < on for each in waiting),
                queries.answered_late(call),
                withdrawn=withdrawn,
            )
            if issued
            else [],
            "headings": presenters.WAITING,
            "rows": [presenters.waiting_row(each, on) for each in waiting],
            "ended": presenters.withdrawn(call, number, queries.ever_answered(call)) if withdrawn else "",
            "untold": untold_link(call, untold) if untold else None,
            "all_href": reverse("asks:asked", args=[call.uid]),
        }
        return super().get_context_data(**more | kwargs)

    def acts(self) -> Iterator[Offer]:
        call, uid = self.object, [self.object.uid]
        keeps = policy.keep_call(self.actor, call)
        if call.status == Calling.DRAFT:
            for words, name in self.preparing():
                yield Link(words, reverse(f"asks:{name}", args=uid)), keeps
            return
        if call.status != Calling.ISSUED:
            return
        yield Link("Chase all who have not answered", reverse("asks:chase_all", args=uid)), keeps
        if keeps:
            offers = (
                ("Ask another agency", "ask_also"),
                ("Let somebody else keep it", "keep_call"),
                ("Correct", "call_correct"),
                ("Withdraw", "withdraw_call"),
            )
            for words, name in offers:
                yield Link(words, reverse(f"asks:{name}", args=uid)), keeps

    def preparing(self) -> list[tuple[str, str]]:
        """What is left to do before it can be issued comes first; once nothing is, issuing it."""
        steps = [("Enter the questions", "questions", bool(self.asked))] if self.object.wanted == Wanted.FORM else []
        steps.append(("Choose who is asked", "bodies", bool(self.bodies)))
        left = [(words, name) for words, name, done in steps if not done]
        done = [
            (words.replace("Enter", "Change").replace("Choose", "Change"), name) for words, name, done in steps if done
        ]
        return [
            *left,
            ("Issue it", "issue"),
            *done,
            ("Change what is asked", "change_call"),
            ("Discard", "discard_call"),
        ]

    def happened(self) -> Iterator[Event]:
        call = self.object
        if call.ended_on:
            yield Event(call.get_status_display(), call.ended_on, by=str(call.ended_by), text=call.ended_why)
        if call.issued_on:
            yield Event("Issued", call.issued_on, by=str(call.issued_by))
