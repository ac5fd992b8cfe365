"""Pages of the agency that is asked: its inbox, one ask, drafting answers together, and returning them."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from safehold.access import audit
from safehold.access.policy import Answer as Allowed
from safehold.access.policy import not_now
from safehold.asks import actions, forms, policy, presenters, queries
from safehold.asks.choices import Wanted
from safehold.asks.guest import Guest
from safehold.asks.lifecycle import OWED, Stage
from safehold.asks.views.base import SECTION, OfAsk, Side
from safehold.govuk.filters import day
from safehold.govuk.parts import Answer, Event, Identity, Link, Tag, Task
from safehold.records.pages import Column, ListPage, Offer, RecordPage
from safehold.records.pages.base import Found, Page

RETURNING = "Check your answers and return them"


class Inbox(ListPage):
    """Everything that this person's own agency was asked, what it owes first."""

    title = "Asked of us"
    section = SECTION
    may_open = staticmethod(policy.see_inbox)
    visible_to = staticmethod(queries.inbox)
    file_name = "asked-of-us"
    noun = "thing asked"
    nouns = "things asked"
    ordering = ("settled", "due_on", "pk")
    empty = "Your agency has not been asked for anything."

    @property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]  # how late each is depends on the day
        on = self.actor.on
        return (
            Column("What is asked for", str, link=lambda each: each.get_absolute_url()),
            Column("To return", lambda each: each.call.get_wanted_display()),
            Column("Due", lambda each: each.due_on, sort="due_on"),
            Column("In time?", lambda each: presenters.timed(each, on)),
            Column("With", lambda each: each.handler or "Nobody in particular"),
            Column("Status", presenters.status, sort="status"),
        )

    def filter_form(self, data: Any) -> forms.FilterInbox:  # type: ignore[override]  # what is given to me: it asks the actor
        return forms.FilterInbox(data, actor=self.actor)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = f"What {self.actor.agency_called or 'your agency'} is asked for, what it still owes first."
        return super().get_context_data(intro=told, **kwargs)


class AskPage(Side, RecordPage):
    """What one agency was asked: to whoever asked, with what came back; to the agency, with what is left to do."""

    visible_to = staticmethod(queries.asks_visible_to)
    template_name = "asks/ask.html"
    section = SECTION
    with_deadlines = False

    def get_title(self) -> str:
        return str(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ask, actor = self.object, self.actor
        self.replies, self.happenings = queries.replies_of(ask), queries.happenings_of(ask)
        self.answers = policy.is_asked(actor, ask)
        self.link = queries.guest_link_for(ask) if policy.invite_guest(actor, ask) else None
        drafts = self.answers and ask.status in OWED
        query = next((each for each in self.happenings if each.kind == "queried"), None)
        more = {
            "identity": Identity(f"Asked of {ask.agency}", str(ask), presenters.status(ask)),
            "answers": self.facts(),
            "tasks": list(self.tasks()) if drafts else [],
            "together": not isinstance(actor, Guest),
            "query": query if ask.status == Stage.QUERIED else None,
            "returned": [self.returned(each) for each in self.replies],
            "said": presenters.kept_answers(self.replies[0]) if self.replies and not drafts else [],
        }
        return super().get_context_data(**more | kwargs)

    def facts(self) -> list[Answer]:
        ask, on = self.object, self.actor.on
        found = [
            *presenters.asked_for(ask.call),
            Answer("Due", presenters.due(ask)),
            Answer("In time?", presenters.timed(ask, on)),
        ]
        if not isinstance(self.actor, Guest):
            found.append(Answer("With", str(ask.handler or "Nobody in particular")))
        if self.link is not None:
            used = f"used on {day(self.link.spent_at)}" if self.link.spent_at else "not used yet"
            sent = f"{self.link.name}, {self.link.email}: {used}, works until {day(self.link.expires_at)}"
            found.append(Answer("Link to a guest", sent))
        if policy.follow(self.actor, ask):
            found.append(Answer("Call", Link("See everybody who was asked", ask.call.get_absolute_url())))
        follows = ask.call.follows_id is not None and not isinstance(self.actor, Guest)
        if self.answers and ask.status in OWED and follows:
            found.append(
                Answer("Asked before", "What your agency said last time, if it answered, stands beside each question")
            )
        return found

    def tasks(self) -> Iterator[Task]:
        """What is left to do before it can be returned, one line each, and returning it last."""
        ask = self.object
        for each in queries.tasks_of(ask):
            done: Any = each.answered  # type: ignore[attr-defined]  # the query says it beside each
            yield Task(
                each.words, "Answered" if done else Tag("Not yet started", "blue"), self.at("answer", each.number)
            )
        wanted = ask.call.wanted in (Wanted.DOCUMENT, Wanted.FILE)
        has = bool(getattr(ask, "has_documents", False))
        status: str | Tag = "Added" if has else Tag("Not yet started", "blue") if wanted else "Optional"
        yield Task("Add a document", status, self.at("attach"))
        if policy.reply(self.actor, ask):
            yield Task(RETURNING, Tag("Not yet returned", "grey"), self.at("return"))
        else:
            yield Task(
                RETURNING, "For your agency’s lead", hint="Or for whoever it was given to. You can prepare the answers"
            )

    def returned(self, reply: Any) -> dict[str, Any]:
        return {
            "reply": reply,
            "said_by": presenters.said_by(reply),
            "copy": self.at("copy", reply.number),
            "receipt": self.at("receipt", reply.number),
        }

    def acts(self) -> Iterator[Offer]:
        ask, actor = self.object, self.actor
        if self.answers and ask.status in OWED:
            yield from self.of_the_agency()
        follows = policy.follow(actor, ask)
        if follows and ask.status in (Stage.RETURNED, Stage.NIL):
            yield Link("Accept", self.at("accept")), follows
        if follows and ask.status in (Stage.RETURNED, Stage.NIL, Stage.REFUSED):
            yield Link("Query it", self.at("query")), follows
        if follows and ask.status in OWED:
            yield Link("Chase", self.at("chase")), follows
            yield Link("Give more time", self.at("more_time")), follows
            if ask.due_on < actor.on:
                yield Link("Escalate", self.at("escalate")), follows
        if not isinstance(actor, Guest) and (invites := policy.invite_guest(actor, ask)):
            words = "Send a new link to a guest" if self.link else "Send a link to somebody without an account"
            yield Link(words, self.at("send_link")), invites
            if self.link:
                yield Link("Revoke the link", self.at("revoke_link")), invites
        if follows and ask.status not in (Stage.ACCEPTED, Stage.WITHDRAWN):
            yield Link("Ask no more", self.at("withdraw_ask")), follows

    def of_the_agency(self) -> Iterator[Offer]:
        ask, actor = self.object, self.actor
        if not isinstance(actor, Guest) and ask.status == Stage.ISSUED:
            yield Link("Acknowledge", self.at("acknowledge")), policy.acknowledge(actor, ask)
        replies = policy.reply(actor, ask)
        if replies:
            yield Link(RETURNING, self.at("return")), replies
        if not isinstance(actor, Guest) and (delegates := policy.delegate(actor, ask)):
            yield Link("Give it to a colleague", self.at("delegate")), delegates
        if replies:
            yield Link("Say that there is none (nil return)", self.at("nil")), replies
            yield Link("Refuse", self.at("refuse")), replies

    def happened(self) -> Iterator[Event]:
        guest = isinstance(self.actor, Guest)
        yield from presenters.happened_to(self.object, self.replies, self.happenings, guest=guest)

    def may_add_document(self, works_on: Allowed) -> Allowed:
        """Documents are added through the tasks, while an answer is owed."""
        return not_now("Documents are added before it is returned")


class Acknowledge(OfAsk):
    title = "Acknowledge this"
    form_class = forms.Confirm
    may = staticmethod(policy.acknowledge)
    act = staticmethod(actions.acknowledge)
    button = "Acknowledge"
    done = "Acknowledged. Whoever asked can see that somebody is on it."


class Delegate(OfAsk):
    title = "Give this to a colleague"
    form_class = forms.Delegate
    may = staticmethod(policy.delegate)
    act = staticmethod(actions.delegate)
    button = "Give it to them"
    done = "Given to your colleague, who is told"

    def form_facts(self) -> dict[str, Any]:
        return {"colleagues": queries.possible_handlers(self.object.agency, self.actor.on)}


def may_draft(actor: Any, answer: Any) -> Allowed:
    return policy.draft(actor, answer.ask)


class AnswerOne(OfAsk):
    """One question: what the agency says now, and beside it what it said last time."""

    template_name = "asks/answer.html"
    form_class = forms.AnswerOne
    may = staticmethod(may_draft)
    act = staticmethod(actions.save_answer)
    done = "Answer saved"

    def find(self, request: HttpRequest, uid: Any) -> Any:
        answer = queries.answer_at(super().find(request, uid), self.kwargs["number"])
        if answer is None:
            self.not_there(request, uid)
        return answer

    def get_title(self) -> str:
        return str(self.object.question.words)

    def form_facts(self) -> dict[str, Any]:
        return {"question": self.object.question}

    def initial(self) -> dict[str, Any]:
        return {"words": self.object.words}

    def after(self, result: Any) -> str:
        """The next question that nobody has answered; the list of them where each was."""
        ask, here = self.object.ask, self.object.question.number
        answers = queries.answers_of(ask)
        left = [each.number for each in queries.questions_of(ask.call) if not str(answers.get(each.number, "")).strip()]
        onward = next((number for number in left if number > here), left[0] if left else None)
        return self.at("ask") if onward in (None, here) else self.at("answer", onward)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        answer = self.object
        questions = queries.questions_of(answer.ask.call)
        earlier = queries.earlier_reply(answer.ask, self.actor)
        said = queries.earlier_answers(earlier).get(queries.compared(answer.question.words), "")
        if earlier is not None and said:
            audit.record(self.actor, "asks.ask.earlier_shown", earlier.ask, reply=earlier.number)
        more = {
            "caption": f"{answer.ask}: question {answer.question.number} of {len(questions)}",
            "cancel": self.at("ask"),
            "earlier": earlier if said else None,
            "earlier_words": said,
            "before": self.at("before", answer.question.number) if answer.pk else "",
        }
        return super().get_context_data(**more | kwargs)


class Before(Side, Found, Page):
    """Every wording of one answer that was ever saved, newest first."""

    visible_to = staticmethod(queries.asks_visible_to)
    template_name = "asks/before.html"
    section = SECTION

    def get(self, request: HttpRequest, uid: Any, number: int) -> HttpResponse:
        ask = self.find(request, uid)
        answer = queries.answer_at(ask, number)
        if answer is None or not policy.is_asked(self.actor, ask):
            self.not_there(request, uid)
        self.answer = answer
        audit.record(self.actor, "asks.wordings_shown", ask, question=number)
        return self.show(answer=answer, wordings=queries.wordings_of(answer), back=self.at("answer", number))

    def get_title(self) -> str:
        return f"What was saved before: {self.answer.question.words}"


class Attach(OfAsk):
    title = "Add a document"
    template_name = "asks/attach.html"
    form_class = forms.Attach
    may = staticmethod(policy.draft)
    act = staticmethod(actions.attach)
    button = "Add document"
    done = "Document added"

    @staticmethod
    def is_scanned() -> bool:
        """Whether files are scanned here at all. The page says so where they are not."""
        return bool(settings.SCANNER != "none")

    def invalid(self, form: Any) -> None:
        """A file that was turned away is in the trail: a virus above all."""
        for error in form.errors.as_data().get("file", []):
            if error.code in ("infected", "refused"):
                audit.refused(self.actor, self.event(), self.object, why=f"The file was {error.code}")


class Replying(OfAsk):
    """The agency's last word, until it is asked again: it leads to a dated receipt."""

    may = staticmethod(policy.reply)

    def after(self, result: Any) -> str:
        return self.at("receipt", result.number) if result is not None else self.at("ask")

    def initial(self) -> dict[str, Any]:
        if isinstance(self.actor, Guest) and self.actor.link is not None:
            return {"signatory": self.actor.link.name}
        return {"signatory": self.actor.name}


class GiveBack(Replying):
    """Check your answers, and return them."""

    title = RETURNING
    template_name = "asks/check.html"
    form_class = forms.GiveBack
    act = staticmethod(actions.give_back)
    button = "Return it"
    SEEN = "_seen"  # which wordings were shown to whoever returns them

    def answers(self, form: Any) -> dict[str, Any]:
        return super().answers(form) | {"shown": self.request.POST.get(self.SEEN, "")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ask = self.object
        answers = queries.answers_of(ask)
        questions = queries.questions_of(ask.call)
        said = [
            Answer(
                each.words, answers[each.number].words if each.number in answers else "", self.at("answer", each.number)
            )
            for each in questions
        ]
        documents = queries.standing_documents(ask)
        missing = sum(not str(each.answer).strip() for each in said)
        seen = queries.state_of(answers, documents)
        more = {"said": said, "kept": documents, "missing": missing, "seen": seen, "attach": self.at("attach")}
        return super().get_context_data(**more | kwargs)


class NilReturn(Replying):
    title = "Say that there is none"
    form_class = forms.NilReturn
    act = staticmethod(actions.say_nil)
    button = "Send the nil return"


class Refuse(Replying):
    title = "Refuse"
    form_class = forms.Refusal
    act = staticmethod(actions.refuse)
    button = "Refuse"
