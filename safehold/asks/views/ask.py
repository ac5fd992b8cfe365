"""The page of one ask: to whoever asked, with what came back; to the agency, with what is left to do."""

from collections.abc import Iterator
from typing import Any

from safehold.access.policy import Answer as Allowed
from safehold.access.policy import not_now
from safehold.asks import policy, presenters, queries
from safehold.asks.choices import Wanted
from safehold.asks.guest import Guest
from safehold.asks.lifecycle import ANSWERED, OWED, Stage
from safehold.asks.views.answering import RETURNING
from safehold.asks.views.base import SECTION, Side
from safehold.govuk.filters import day
from safehold.govuk.parts import Answer, Event, Identity, Link, Tag, Task
from safehold.letters.offering import offers
from safehold.records.pages import Offer, RecordPage


class AskPage(Side, RecordPage):
    """What one agency was asked."""

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
        if ask.wants_until_on is not None:
            found.append(Answer("More time asked for", f"Until {day(ask.wants_until_on)}. Not decided yet"))
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
            "to_read": self.at("copy", reply.number),
        }

    def acts(self) -> Iterator[Offer]:
        ask, actor = self.object, self.actor
        if self.answers and ask.status in OWED:
            yield from self.of_the_agency()
        follows = policy.follow(actor, ask)
        if follows and ask.status in (Stage.RETURNED, Stage.NIL):
            yield Link("Accept", self.at("accept")), follows
        if follows and ask.status == Stage.REFUSED:
            yield Link("Leave it at the refusal", self.at("note")), follows
        if follows and ask.status in ANSWERED and (queries_it := policy.query(actor, ask)):
            yield Link("Query it", self.at("query")), queries_it
        if follows and ask.status in OWED:
            yield Link("Give more time", self.at("more_time")), follows
            if ask.wants_until_on:
                yield Link("Give no more time", self.at("no_time")), follows
            yield Link("Chase", self.at("chase")), follows
            if ask.due_on < actor.on:
                yield Link("Escalate", self.at("escalate")), follows
        # of what was answered a link is of use only to a guest, who comes back to their copy
        useful = not ask.settled or self.link is not None
        if useful and not isinstance(actor, Guest) and (invites := policy.invite_guest(actor, ask)):
            words = "Send a new link to a guest" if self.link else "Send a link to somebody without an account"
            yield Link(words, self.at("send_link")), invites
            if self.link:
                yield Link("Revoke the link", self.at("revoke_link")), invites
        if policy.withdraw_ask(actor, ask):
            yield Link("Ask no more", self.at("withdraw_ask")), follows
        yield from offers(actor, ask.entry)

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
            yield Link("Ask for more time", self.at("want_time")), replies
            yield Link("Say that there is none (nil return)", self.at("nil")), replies
            yield Link("Refuse", self.at("refuse")), replies

    def happened(self) -> Iterator[Event]:
        guest = isinstance(self.actor, Guest)
        yield from presenters.happened_to(self.object, self.replies, self.happenings, guest=guest)

    def may_add_document(self, works_on: Allowed) -> Allowed:
        """Documents are added through the tasks, while an answer is owed."""
        return not_now("Documents are added before it is returned")
