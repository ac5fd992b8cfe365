"""Asking: a call is prepared, agencies are chosen, and it is issued to all of them at once."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from safehold.access import audit, policies
from safehold.access.actor import Actor
from safehold.access.models import Agency, Membership, User
from safehold.access.policy import Refused, require
from safehold.asks import notices, policy, queries
from safehold.asks.actions.guests import NO_LONGER, tell_guest
from safehold.asks.models import Ask, Call, Question, Sort, Wanted, Whom
from safehold.partnership.models import Group
from safehold.records import circles, outbox, references, timing, writing
from safehold.records.models import Correction

CIRCLE = "Those who ask agencies for something"
ONE_QUESTION = {
    Wanted.STATEMENT: "Your statement",
    Wanted.SECTION: "Your section of the report",
}


@transaction.atomic
def prepare(
    *,
    by: Actor,
    title: str,
    words: str,
    wanted: str,
    legal_basis: str,
    due_on: date | None = None,
    working_days: int | None = None,
    group: Group | None = None,
    follows: Call | None = None,
) -> Call:
    """Begin a call. Nobody is asked until it is issued. One that follows another begins with the same questions."""
    require(policy.ask(by))
    _later(due_on, by=by)
    assert by.user is not None
    call = writing.create(
        Call,
        by=by,
        circle=circles.begin(CIRCLE, by=by, on=by.on),
        reference=references.random("ASK"),
        title=title,
        words=words,
        wanted=wanted,
        legal_basis=legal_basis,
        due_on=due_on,
        working_days=working_days,
        group=group,
        follows=follows,
        keeper=by.user,
    )
    if follows is not None and wanted == Wanted.FORM:
        _put_questions(call, [(each.words, each.sort) for each in queries.questions_of(follows)], by=by)
    audit.record(by, "asks.prepared", call, kind=wanted)
    return call


@transaction.atomic
def change_call(call: Call, *, by: Actor, **facts: Any) -> Call:
    """Say otherwise what will be asked, or by when."""
    require(policy.prepare(by, call))
    _later(facts.get("due_on"), by=by)
    writing.change(call, by=by, **facts)
    audit.record(by, "asks.call_changed", call)
    return call


@transaction.atomic
def set_questions(call: Call, *, by: Actor, questions: Iterable[tuple[str, str]]) -> Call:
    """Put these questions in the place of those that stood in a call: each its words and what it wants."""
    require(policy.prepare(by, call))
    wanted = list(questions)
    writing.change(
        call, by=by, words=call.words
    )  # held against the version that was shown, as its questions are part of it
    call.questions.all().delete()
    _put_questions(call, wanted, by=by)
    audit.record(by, "asks.questions_set", call, count=len(wanted))
    return call


@transaction.atomic
def choose_bodies(call: Call, *, by: Actor, whom: str, bodies: Iterable[Agency], agency_kind: str = "") -> Call:
    """Say which agencies will be asked."""
    require(policy.prepare(by, call))
    chosen = list(bodies)
    if not chosen:
        raise Refused("Choose at least one agency to ask")
    writing.change(call, by=by, whom=whom, agency_kind=agency_kind if whom == Whom.KIND else "")
    call.bodies.set(chosen)
    audit.record(by, "asks.bodies_chosen", call, count=len(chosen), kind=whom)
    return call


@transaction.atomic
def issue(call: Call, *, by: Actor) -> Call:
    """Ask every agency that was chosen: each gets an ask of its own, and a message that says no more than by when."""
    require(policy.prepare(by, call))
    bodies = queries.bodies_of(call)
    if not bodies:
        raise Refused("Choose at least one agency to ask")
    if gone := [each for each in bodies if each.closed_on and each.closed_on < by.on]:
        raise Refused(f"{gone[0]} has closed. Choose again who is asked")
    if call.wanted == Wanted.FORM and not call.questions.exists():
        raise Refused("Enter at least one question")
    if call.wanted in ONE_QUESTION and not call.questions.exists():
        _put_questions(call, [(ONE_QUESTION[Wanted(call.wanted)], Sort.TEXT)], by=by)
    due_on = _due_day(call, on=by.on)
    _later(due_on, by=by)
    writing.move(call, "issue", by=by, issued_on=by.on, issued_by=by.user, due_on=due_on)
    asks = [_ask(call, agency, by=by, due_on=due_on) for agency in bodies]
    tell(asks, notices.ISSUED, by=by)
    uids_hash = audit.uids_digest(str(each.uid) for each in asks)
    audit.record(by, "asks.issued", call, count=len(asks), due_on=due_on.isoformat(), uids_hash=uids_hash)
    return call


@transaction.atomic
def ask_also(call: Call, *, by: Actor, agency: Agency, due_on: date) -> Ask:
    """Ask one more agency by a call that was issued already: the same, by a day of its own."""
    require(policy.ask_also(by, call))
    _later(due_on, by=by)
    if agency.closed_on and agency.closed_on < by.on:
        raise Refused(f"{agency} has closed. Choose another", field="agency")
    made = _ask(call, agency, by=by, due_on=due_on)
    call.bodies.add(agency)
    tell([made], notices.ISSUED, by=by)
    audit.record(by, "asks.asked_also", made, due_on=due_on.isoformat())
    return made


@transaction.atomic
def discard_call(call: Call, *, by: Actor, why: str) -> Call:
    """Say that a call will not be issued. It stays to be read."""
    require(policy.end_call(by, call))
    writing.move(call, "discard", by=by, ended_on=by.on, ended_by=by.user, ended_why=why.strip())
    audit.record(by, "asks.call_discarded", call)
    return call


@transaction.atomic
def withdraw_call(call: Call, *, by: Actor, why: str) -> Call:
    """Ask no more, of anybody. What was returned stays; whoever still owed an answer is told."""
    require(policy.end_call(by, call))
    writing.move(call, "withdraw", by=by, ended_on=by.on, ended_by=by.user, ended_why=why.strip())
    waiting = queries.not_answered(call)
    for ask in waiting:
        ended = {"ended_on": by.on, "ended_by": by.user, "ended_why": why.strip()}
        writing.move(ask, "withdraw", by=by, settled=True, wants_until_on=None, **ended)
        tell_guest(ask, by=by, what=NO_LONGER)
    tell(waiting, notices.WITHDRAWN, by=by)
    audit.record(by, "asks.call_withdrawn", call, count=len(waiting))
    return call


@transaction.atomic
def correct_call(call: Call, *, by: Actor, field: str, value: Any, why: str) -> Correction:
    """Put right what a call said wrongly. What it said before stays, with the reason."""
    require(policy.keep_call(by, call))
    correction = writing.correct(call, by=by, field=field, value=value, why=why)
    audit.record(by, "asks.call_corrected", call, field=field)
    return correction


@transaction.atomic
def keep_call(call: Call, *, by: Actor, keeper: User) -> Call:
    """Let somebody else keep a call: they see it from now on, and are told what comes back."""
    require(policy.keep_call(by, call))
    owner = call.entry.owner
    if not queries.could_keep(keeper, owner, on=by.on):
        raise Refused(f"{keeper} cannot ask agencies for something. Choose someone of {owner} who can")
    _give(call, keeper, by=by)
    audit.record(by, "asks.call_given", call, to=keeper.pk)
    return call


@transaction.atomic
def hand_over_calls(leaver: User, *, by: Actor, successor: User | None, through: Membership | None = None) -> int:
    """Let somebody else keep what a leaver asked of agencies, part of the act that closes their account or ends ``through``.

    What the successor may not keep stays in the leaver's name, and is seen to by the office (``queries.to_check``).
    """
    require(policies.end_membership(by, through) if through else policies.close_account(by, leaver))
    moved = 0
    for call in queries.calls_kept_by(leaver, agency=through.agency if through else None):
        if successor and queries.could_keep(successor, call.entry.owner, on=by.on):
            _give(call, successor, by=by)
            moved += 1
    if moved and successor:
        audit.record(by, "asks.calls_handed_over", leaver, count=moved, to=successor.pk)
    return moved


# --- parts of acts -----------------------------------------------------------------------------------------------------


def _give(call: Call, keeper: User, *, by: Actor) -> None:
    """Make somebody the keeper of a call, let them into its circle, and tell them."""
    owner = call.entry.owner
    writing.change(call, by=by, keeper=keeper)
    assert call.entry.circle is not None
    members = call.entry.circle.members
    if not members.filter(user=keeper, agency=owner).on(by.on).exists():
        members.create(user=keeper, agency=owner, from_on=by.on, why="Keeps the call")
    if keeper.pk != by.user_id:
        outbox.put(notices.KEPT, to=keeper, by=by, about=call.entry)


def _due_day(call: Call, *, on: date) -> date:
    """The day by which a call that is issued ``on`` a day is due: the day it names, or so many working days after."""
    if call.due_on is not None:
        return call.due_on
    assert call.working_days is not None
    return timing.calendar().working_days_after(on, call.working_days)


def tell(asks: Iterable[Ask], notice: outbox.Notice, *, by: Actor) -> list[tuple[Ask, Any]]:
    """Write to whoever answers each ask, and give back what was written, beside what it is about."""
    waiting = list(asks)
    sent = []
    for ask_pk, people in queries.to_tell(waiting, by.on).items():
        ask = next(each for each in waiting if each.pk == ask_pk)
        for to in people:
            facts: dict[str, Any] = {"agency": ask.agency, "day": ask.due_on}
            if by.user is not None:
                facts["who"] = by.user
            if message := outbox.put_to_answer(
                notice, to=to, by=by, about=ask.entry, link_from=by.user or ask.call.keeper, **facts
            ):
                sent.append((ask, message))
    return sent


def _ask(call: Call, agency: Agency, *, by: Actor, due_on: date) -> Ask:
    return writing.create(
        Ask,
        by=by,
        owner=agency,
        circle=call.entry.circle,
        call=call,
        agency=agency,
        issued_on=by.on,
        first_due_on=due_on,
        due_on=due_on,
    )


def _put_questions(call: Call, questions: list[tuple[str, str]], *, by: Actor) -> None:
    for number, (words, sort) in enumerate(questions, 1):
        writing.create(Question, by=by, call=call, number=number, words=words, sort=sort)


def _later(due_on: date | None, *, by: Actor) -> None:
    if due_on is not None and due_on < by.on:
        raise Refused("The day it is due must be today or in the future", field="due_on")
