"""Pages of the agency that is asked: its inbox, one ask, drafting answers together, and returning them."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from safehold.access import audit
from safehold.access.policy import Answer as Allowed
from safehold.access.policy import not_now
from safehold.asks import actions, forms, policy, presenters, queries
from safehold.asks.guest import Guest
from safehold.asks.views.base import SECTION, OfAsk, Side
from safehold.govuk.parts import Answer, Link
from safehold.records.pages import Column, ListPage
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


class Acknowledge(OfAsk):
    title = "Acknowledge this"
    form_class = forms.Confirm
    may = staticmethod(policy.acknowledge)
    act = staticmethod(actions.acknowledge)
    button = "Acknowledge"
    done = "Acknowledged. Whoever asked can see that somebody is on it."


class WantTime(OfAsk):
    title = "Ask for more time"
    form_class = forms.WantTime
    may = staticmethod(policy.want_time)
    act = staticmethod(actions.want_time)
    button = "Ask for more time"
    done = "Asked. Until whoever asked agrees, the day that stands holds."


class Delegate(OfAsk):
    title = "Give this to a colleague"
    form_class = forms.Delegate
    may = staticmethod(policy.delegate)
    act = staticmethod(actions.delegate)
    button = "Give it to them"
    done = "Given to your colleague, who is told"

    def colleagues(self) -> Any:
        """Those to whom it can go: not whoever has it, nor oneself unless to take it back from somebody."""
        ask = self.object
        colleagues = queries.possible_handlers(ask.agency, self.actor.on)
        return colleagues.exclude(pk__in=[each for each in (ask.handler_id or self.actor.user_id,) if each])

    def allowed(self, actor: Any) -> Allowed:
        may = super().allowed(actor)
        if may and not self.colleagues().exists():
            return not_now(
                f"Nobody else at {self.object.agency} prepares what it returns. Its lead, or the business manager, can"
                " invite a colleague"
            )
        return may

    def form_facts(self) -> dict[str, Any]:
        return {"colleagues": self.colleagues()}


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
        return {"words": self.object.words, "why_not": self.object.why_not}

    def after(self, result: Any) -> str:
        """The next question that nobody has answered; the list of them where each was."""
        ask, here = self.object.ask, self.object.question.number
        answers = queries.answers_of(ask)
        asked = [each.number for each in queries.questions_of(ask.call)]
        left = [number for number in asked if number not in answers or answers[number].is_open]
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
            Answer(each.words, presenters.drafted(answers.get(each.number)), self.at("answer", each.number))
            for each in questions
        ]
        documents = queries.standing_documents(ask)
        missing = [Link(each.question, each.href) for each in said if not each.answer]
        seen = queries.state_of(answers, documents)
        if missing and "form" in kwargs:
            kwargs["form"].mended_at = "open"
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
