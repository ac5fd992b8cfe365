"""Answering: an agency acknowledges, gives it to a colleague, drafts together, and returns it, says nil, or refuses."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from safehold.access import audit, policies
from safehold.access.actor import Actor
from safehold.access.models import Membership, User
from safehold.access.policy import Refused, require
from safehold.asks import notices, policy, queries
from safehold.asks.guest import link_of
from safehold.asks.models import Ask, DraftAnswer, Happening, Kind, Reply, Wanted, Wording
from safehold.govuk.filters import day, plural
from safehold.records import outbox, references, writing
from safehold.records.files import Examined
from safehold.records.models import Document

MOVES = {Reply.Kind.RETURNED: "give_back", Reply.Kind.NIL: "say_nil", Reply.Kind.REFUSED: "refuse"}


@transaction.atomic
def acknowledge(ask: Ask, *, by: Actor) -> Ask:
    """Say that an ask has arrived, and that somebody is on it."""
    require(policy.acknowledge(by, ask))
    writing.move(ask, "acknowledge", by=by, acknowledged_on=by.on, acknowledged_by=by.user)
    audit.record(by, "asks.acknowledged", ask)
    return ask


@transaction.atomic
def delegate(ask: Ask, *, by: Actor, handler: User) -> Ask:
    """Give an ask to a colleague, who is told. It stays the agency's: every colleague who saw it still does."""
    require(policy.delegate(by, ask))
    if not queries.could_take_over(handler, ask.agency, on=by.on):
        raise Refused(
            f"{handler} does not prepare what {ask.agency} returns. Choose somebody who does", field="handler"
        )
    if handler.pk == ask.handler_id:
        raise Refused(f"{handler} has it already", field="handler")
    writing.change(ask, by=by, handler=handler)
    writing.create(Happening, by=by, ask=ask, kind=Kind.GIVEN, happened_on=by.on, happened_by=by.user, to_user=handler)
    if handler.pk != by.user_id:
        facts: dict[str, Any] = {"who": by.user, "agency": ask.agency, "day": ask.due_on}
        outbox.put(notices.GIVEN, to=handler, by=by, about=ask.entry, **facts)
    audit.record(by, "asks.delegated", ask, to=handler.pk)
    return ask


@transaction.atomic
def want_time(ask: Ask, *, by: Actor, due_on: date, why: str) -> Ask:
    """Ask whoever asked for a later day. The day that stands holds until they agree."""
    queries.hold(ask)
    require(policy.want_time(by, ask))
    if due_on <= max(ask.due_on, by.on):
        raise Refused(f"Enter a later day than {day(max(ask.due_on, by.on))}", field="due_on")
    facts: dict[str, Any] = {"from_on": ask.due_on, "to_on": due_on, "happened_why": why.strip()}
    writing.change(ask, by=by, wants_until_on=due_on)
    writing.create(Happening, by=by, ask=ask, kind=Kind.TIME_ASKED, happened_on=by.on, happened_by=by.user, **facts)
    _tell_keepers(ask, notices.TIME_ASKED, by=by, agency=ask.agency, day=due_on)
    audit.record(by, "asks.more_time_asked", ask, was_on=ask.due_on.isoformat(), until_on=due_on.isoformat())
    return ask


@transaction.atomic
def save_answer(answer: DraftAnswer, *, by: Actor, words: str = "", why_not: str = "") -> DraftAnswer:
    """Save the draft of one answer, or why there is none, if it is still the one that was shown. Every wording is kept."""
    queries.hold(answer.ask)
    require(policy.draft(by, answer.ask))
    said: dict[str, Any] = {"words": words.strip(), "why_not": why_not.strip()}
    if not any(said.values()):
        raise Refused("Nothing was entered. Enter your answer, or say why you cannot answer it")
    if answer.pk is None:
        try:
            saved = writing.create(DraftAnswer, by=by, ask=answer.ask, question=answer.question, **said)
        except Refused as refused:
            now = queries.answer_at(answer.ask, answer.question.number)
            if now is None or now.pk is None:
                raise
            raise writing.Changed(now, 0) from refused  # a colleague was quicker by a moment
    else:
        saved = writing.change(answer, by=by, **said)
    writing.create(Wording, by=by, answer=saved, number=saved.version, guest_link=link_of(by), **said)
    audit.record(
        by, "asks.answer_saved", answer.ask, question=answer.question.number, characters=len("".join(said.values()))
    )
    return saved


@transaction.atomic
def attach(ask: Ask, *, by: Actor, file: Examined, title: str) -> Document:
    """Add a document to what will be returned."""
    queries.hold(ask)
    require(policy.draft(by, ask))
    document = writing.create(
        Document,
        by=by,
        entry=ask.entry,
        title=title.strip(),
        file_name=file.name,
        kind=file.kind.code,
        size=file.size,
        sha256=file.sha256,
        scan=file.scan,
        added_at=timezone.now(),
        added_by=by.user,
    )
    audit.record(by, "asks.document_added", ask, document=str(document.uid), kind=document.kind, size=document.size)
    return document


@transaction.atomic
def give_back(ask: Ask, *, by: Actor, signatory: str, words: str = "", shown: str | None = None) -> Reply:
    """Return what was asked for. What was written is kept as it is now, with a receipt; the draft goes no further.

    ``shown`` is what ``queries.state_of`` said when the answers were checked: nobody returns words that they did not see.
    """
    queries.hold(ask)
    require(policy.reply(by, ask))
    questions, answers = queries.questions_of(ask.call), queries.answers_of(ask)
    documents = queries.standing_documents(ask)
    if shown is not None and shown != queries.state_of(answers, documents):
        raise Refused("A colleague changed something after you opened this page. Check it again, then return it")
    missing = [each for each in questions if each.number not in answers or answers[each.number].is_open]
    if missing:
        many = plural(len(missing), "question is", "questions are")
        raise Refused(f"{many} still open. Answer, or say why you cannot, before you return it")
    if ask.call.wanted in (Wanted.DOCUMENT, Wanted.FILE) and not documents:
        raise Refused("Add the file that is asked for first")
    kept = queries.as_kept(ask, questions, answers, documents)
    reply = _reply(ask, Reply.Kind.RETURNED, by=by, signatory=signatory, words=words, kept=kept)
    for document in documents:
        if not document.kept_as:
            writing.change(document, by=by, kept_as=f"receipt {reply.receipt}")
    audit.record(by, "asks.returned", ask, reply=reply.number)
    return reply


@transaction.atomic
def say_nil(ask: Ask, *, by: Actor, signatory: str, words: str) -> Reply:
    """Say that there was none of what is asked about. That is an answer, with who says so and how they know."""
    require(policy.reply(by, ask))
    kept = queries.as_kept(ask, [], {}, [])
    reply = _reply(ask, Reply.Kind.NIL, by=by, signatory=signatory, words=words, kept=kept)
    audit.record(by, "asks.nil", ask, reply=reply.number)
    return reply


@transaction.atomic
def refuse(ask: Ask, *, by: Actor, signatory: str, words: str) -> Reply:
    """Refuse, with the reason. Whoever asked reads it, and may ask again."""
    require(policy.reply(by, ask))
    kept = queries.as_kept(ask, [], {}, [])
    reply = _reply(ask, Reply.Kind.REFUSED, by=by, signatory=signatory, words=words, kept=kept)
    audit.record(by, "asks.refused_to_answer", ask, reply=reply.number)
    return reply


@transaction.atomic
def hand_over_asks(leaver: User, *, by: Actor, successor: User | None, through: Membership | None = None) -> int:
    """Give what a leaver had to answer to somebody else, part of the act that closes their account or ends ``through``.

    What the successor cannot answer goes back to the agency's lead, who sees it as before.
    """
    require(policies.end_membership(by, through) if through else policies.close_account(by, leaver))
    held = list(queries.handled_by(leaver, agency=through.agency if through else None))
    for ask in held:
        able = successor is not None and queries.could_take_over(successor, ask.agency, on=by.on)
        writing.change(ask, by=by, handler=successor if able else None)
    if held:
        audit.record(by, "asks.handed_over", leaver, count=len(held), to=successor.pk if successor else None)
    return len(held)


def _reply(ask: Ask, kind: Reply.Kind, *, by: Actor, signatory: str, words: str, kept: dict[str, Any]) -> Reply:
    """Write down an answer to the whole, with its receipt, and tell whoever asked."""
    first = {} if ask.first_answered_on else {"first_answered_on": by.on, "judged_due_on": ask.due_on}
    writing.move(ask, MOVES[kind], by=by, settled=True, answered_on=by.on, wants_until_on=None, **first)
    reply = writing.create(
        Reply,
        by=by,
        ask=ask,
        number=len(queries.replies_of(ask)) + 1,
        kind=kind,
        receipt=references.random("RET"),
        words=words.strip(),
        signatory=signatory.strip(),
        kept=kept,
        given_at=timezone.now(),
        given_on=by.on,
        given_by=by.user,
        guest_link=link_of(by),
    )
    _tell_keepers(ask, notices.CAME_BACK, by=by, agency=ask.agency)
    return reply


def _tell_keepers(ask: Ask, notice: outbox.Notice, *, by: Actor, **facts: Any) -> None:
    """Write to whoever keeps the call, or to the office where its keeper has left."""
    for user in queries.keepers_to_tell(ask.call, by.on):
        outbox.put(notice, to=user, by=by, about=ask.entry, **facts)
