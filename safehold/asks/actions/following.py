"""Following up: chasing, more time, escalation, queries, acceptance, and asking no more."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.models import User
from safehold.access.policy import Refused, require
from safehold.access.roles import Role
from safehold.asks import notices, policy, queries
from safehold.asks.actions.asking import tell
from safehold.asks.actions.guests import NO_LONGER, remind_guest, tell_guest
from safehold.asks.models import Ask, Call, Happening, Kind
from safehold.govuk.filters import day
from safehold.records import outbox, writing

AFTER_LEAD = (Role.AGENCY_LEAD, Role.SCHOOL_LEAD, Role.DELEGATED_PARTNER)


@dataclass(frozen=True)
class Chased:
    """How many agencies were written to, how many have ``nobody`` to write to, and how many were chased ``already`` that day."""

    number: int
    nobody: int
    already: int


@transaction.atomic
def chase_all(call: Call, *, by: Actor) -> Chased:
    """Write to every agency that has not answered, once a day. Each chase is proved by its message."""
    queries.hold_owed(call)
    require(policy.chase_all(by, call))
    waiting = queries.not_answered(call)
    if not waiting:
        raise Refused("Everybody has answered. There is nobody to chase")
    already = queries.chased_on(waiting, by.on)
    left = [each for each in waiting if each.pk not in already]
    if not left:
        raise Refused("Everybody who has not answered was chased already today. Nothing more was sent")
    chased = _chase(left, by=by)
    audit.record(by, "asks.chased_all", call, count=len(chased), uids_hash=audit.uids_digest(chased))
    if not chased:
        raise Refused("None of them has anybody to write to. Record a contact for each, or send somebody there a link")
    return Chased(len(chased), len(left) - len(chased), len(already))


@transaction.atomic
def chase(ask: Ask, *, by: Actor) -> Ask:
    """Write to one agency that has not answered, once a day."""
    queries.hold(ask)
    require(policy.press(by, ask))
    if queries.chased_on([ask], by.on):
        raise Refused(f"{ask.agency} was chased already today. Nothing more was sent")
    if not _chase([ask], by=by):
        raise Refused(f"{ask.agency} has nobody to write to. Record a contact there, or send somebody a link")
    audit.record(by, "asks.chased", ask)
    return ask


@transaction.atomic
def give_more_time(ask: Ask, *, by: Actor, due_on: date, why: str) -> Ask:
    """Agree to a later day. The one that was first asked for stays beside it."""
    require(policy.press(by, ask))
    was = ask.due_on
    if due_on < by.on:
        raise Refused("The new day must be today or in the future", field="due_on")
    if due_on <= was:
        raise Refused(f"Enter a later day than {day(was)}, the one that stands", field="due_on")
    writing.change(ask, by=by, due_on=due_on, wants_until_on=None)
    _happened(ask, Kind.MORE_TIME, by=by, happened_why=why.strip(), from_on=was, to_on=due_on)
    tell([ask], notices.MORE_TIME, by=by)
    tell_guest(ask, by=by, what=f"There is more time: it is now due by {day(due_on)}.")
    audit.record(by, "asks.more_time_given", ask, was_on=was.isoformat(), due_on=due_on.isoformat())
    return ask


@transaction.atomic
def deny_time(ask: Ask, *, by: Actor, why: str) -> Ask:
    """Say no to the later day that an agency asked for, and why. The day that stood goes on standing."""
    require(policy.decide_time(by, ask))
    writing.change(ask, by=by, wants_until_on=None)
    _happened(ask, Kind.NO_TIME, by=by, happened_why=why.strip())
    tell([ask], notices.NO_TIME, by=by)
    tell_guest(ask, by=by, what=f"There is no more time: it is still due by {day(ask.due_on)}.")
    audit.record(by, "asks.more_time_denied", ask, due_on=ask.due_on.isoformat())
    return ask


@transaction.atomic
def escalate(ask: Ask, *, by: Actor, why: str) -> Ask:
    """Take what is overdue one step higher: to the agency's lead, and then to the independent chair."""
    require(policy.escalate(by, ask))
    steps = [each.kind for each in queries.happenings_of(ask) if each.kind in (Kind.TO_LEAD, Kind.TO_CHAIR)]
    if Kind.TO_CHAIR in steps:
        raise Refused("This was escalated to the independent chair already")
    step = Kind.TO_CHAIR if Kind.TO_LEAD in steps else Kind.TO_LEAD
    people: list[Any] = (
        list(queries.chairs(by.on))
        if step == Kind.TO_CHAIR
        else queries.to_tell([ask], by.on, roles=AFTER_LEAD)[ask.pk]
    )
    if not people:
        raise Refused("There is nobody to escalate this to. Ask the business manager who holds that role")
    sent = [_put(notices.ESCALATED, ask, to, by=by) for to in people]
    _happened(ask, step, by=by, happened_why=why.strip(), message=next(filter(None, sent), None))
    audit.record(by, "asks.escalated", ask, to_step=str(step))
    return ask


@transaction.atomic
def query(ask: Ask, *, by: Actor, words: str, due_on: date) -> Ask:
    """Say what is unclear in what was returned, refused or said to be nil; the agency owes an answer again, by a day."""
    require(policy.query(by, ask))
    if due_on < by.on:
        raise Refused("The day it is due must be today or in the future", field="due_on")
    # a clock of its own: whether the answer itself came in time was judged when it came
    later = max(due_on, ask.due_on)
    writing.move(ask, "query", by=by, settled=False, due_on=later)
    _happened(ask, Kind.QUERIED, by=by, happened_why=words.strip(), to_on=later)
    tell([ask], notices.QUERIED, by=by)
    remind_guest(ask, by=by, anew=True)
    audit.record(by, "asks.queried", ask, due_on=later.isoformat())
    return ask


@transaction.atomic
def accept_reply(ask: Ask, *, by: Actor) -> Ask:
    """Be satisfied with what an agency returned, or with its word that there was none."""
    require(policy.accept_reply(by, ask))
    writing.move(ask, "accept", by=by, accepted_on=by.on, accepted_by=by.user)
    tell([ask], notices.ACCEPTED, by=by)
    tell_guest(ask, by=by, what="What you returned was accepted. There is nothing more to do.")
    audit.record(by, "asks.reply_accepted", ask)
    return ask


@transaction.atomic
def note_refusal(ask: Ask, *, by: Actor, why: str) -> Ask:
    """Leave it at an agency's refusal, and say why nothing more is asked: it is nobody's task any longer."""
    require(policy.note(by, ask))
    writing.move(ask, "note", by=by, ended_on=by.on, ended_by=by.user, ended_why=why.strip())
    tell([ask], notices.NOTED, by=by)
    tell_guest(ask, by=by, what="Your refusal was noted. There is nothing more to do.")
    audit.record(by, "asks.refusal_noted", ask)
    return ask


@transaction.atomic
def withdraw_ask(ask: Ask, *, by: Actor, why: str) -> Ask:
    """Ask one agency no more. What it returned stays."""
    require(policy.withdraw_ask(by, ask))
    ended = {"ended_on": by.on, "ended_by": by.user, "ended_why": why.strip()}
    writing.move(ask, "withdraw", by=by, settled=True, wants_until_on=None, **ended)
    tell([ask], notices.WITHDRAWN, by=by)
    tell_guest(ask, by=by, what=NO_LONGER)
    audit.record(by, "asks.ask_withdrawn", ask)
    return ask


@transaction.atomic
def remind(ask: Ask, *, by: Actor, notice: outbox.Notice) -> int:
    """Remind whoever answers an ask, once of each kind for each due day, however often it is run."""
    sent = 0
    for to in queries.to_tell([ask], by.on)[ask.pk]:
        key = f"{notice.kind}:{ask.uid}:{ask.due_on}:{type(to).__name__}:{to.pk}"
        facts: dict[str, Any] = {"agency": ask.agency, "day": ask.due_on}
        message = outbox.put_to_answer(
            notice, to=to, by=by, about=ask.entry, key=key, link_from=ask.call.keeper, **facts
        )
        sent += message is not None
    if sent:
        audit.record(by, "asks.reminded", ask, count=sent)
    return sent


# --- parts of acts -----------------------------------------------------------------------------------------------------


def _chase(waiting: list[Ask], *, by: Actor) -> list[str]:
    """Write about each, and keep the proof. The numbers of those that somebody was written to about."""
    chased = set()
    people = queries.to_tell(waiting, by.on)
    # where nobody has an account, the guest's own link is of more use than a message that asks to sign in
    for ask in [each for each in waiting if not any(isinstance(to, User) for to in people[each.pk])]:
        if link := remind_guest(ask, by=by):
            _happened(ask, Kind.CHASED, by=by, guest_link=link)
            chased.add(str(ask.uid))
    for ask, message in tell([each for each in waiting if str(each.uid) not in chased], notices.CHASED, by=by):
        _happened(ask, Kind.CHASED, by=by, message=message)
        chased.add(str(ask.uid))
    return sorted(chased)


def _put(notice: outbox.Notice, ask: Ask, to: Any, *, by: Actor) -> Any:
    facts: dict[str, Any] = {"agency": ask.agency, "day": ask.due_on, "who": by.user}
    return outbox.put_to_answer(notice, to=to, by=by, about=ask.entry, link_from=by.user, **facts)


def _happened(ask: Ask, kind: Kind, *, by: Actor, **facts: Any) -> Happening:
    return writing.create(Happening, by=by, ask=ask, kind=kind, happened_on=by.on, happened_by=by.user, **facts)
