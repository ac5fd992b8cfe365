"""Writing down what somebody said, what they agreed to, where it is used, and what became of it."""

from datetime import date
from typing import Any

from django.db import transaction

from safehold.access import audit, policies
from safehold.access.actor import Actor
from safehold.access.models import Membership, User
from safehold.access.policy import Refused, require
from safehold.govuk.filters import day
from safehold.partnership.models import Group
from safehold.partnership.rules import days
from safehold.records import circles, outbox, references, writing
from safehold.records import policy as records
from safehold.records.models import Correction, Entry
from safehold.voice import notices, policy, queries, reading
from safehold.voice.models import Changed, Consent, Feedback, Giver, State, ToldOf, Use, UsedIn, Voice

HEARD = "Those who heard somebody"
FEEDBACK = "voice.feedback_days"


@transaction.atomic
def gather(
    *,
    by: Actor,
    title: str,
    speaker: str,
    method: str,
    gathered_at: str,
    gathered_on: date,
    group: Group,
    words: str,
    pseudonym: str = "",
    background: str = "",
    wants_feedback: bool = True,
) -> Voice:
    """Write down what somebody said. Nobody but those who heard it sees it, and nobody reads it, until they have agreed to a
    use of it."""
    require(policy.gather(by))
    _past(gathered_on, by=by)
    assert by.user is not None
    made = writing.create(
        Voice,
        by=by,
        circle=circles.begin(HEARD, by=by, on=by.on),
        reference=references.random("SAID"),
        title=title.strip(),
        speaker=speaker,
        pseudonym=pseudonym.strip(),
        method=method,
        gathered_at=gathered_at.strip(),
        gathered_on=gathered_on,
        gathered_by=by.user,
        group=group,
        keeper=by.user,
        words=words.strip(),
        background=background.strip(),
        feedback_due_on=gathered_on + days(FEEDBACK, by.on) if wants_feedback else None,
    )
    audit.record(by, "voice.gathered", made, kind=speaker)
    return made


@transaction.atomic
def agree(
    voice: Voice,
    *,
    by: Actor,
    uses: list[str],
    given_how: str,
    giver: str,
    from_on: date,
    to_on: date | None = None,
    capacity: str = "",
    shown_as: str = "",
) -> list[Consent]:
    """Write down that they agreed to one use of their words or to several: each is a consent of its own."""
    queries.hold(voice)
    require(policy.keep(by, voice))
    _past(from_on, by=by)
    if not uses:
        raise Refused("Select what they agreed to")
    if from_on < voice.gathered_on:
        raise Refused("They cannot have agreed before they said it")
    if giver == Giver.THEMSELVES and capacity.strip():
        raise Refused("Where they agreed themselves, nobody else did")
    withdrawn_on = queries.last_withdrawn_on(voice, uses)
    if withdrawn_on is not None and from_on < withdrawn_on:
        raise Refused(
            f"They withdrew this on {day(withdrawn_on)}. Enter the date they agreed again, which cannot be before that"
        )
    facts: dict[str, Any] = {"given_how": given_how, "giver": giver, "capacity": capacity.strip()}
    made = [
        writing.create(
            Consent,
            by=by,
            voice=voice,
            use=use,
            from_on=from_on,
            to_on=to_on,
            shown_as=shown_as.strip() if use == Use.REPORT else "",
            **facts,
        )
        for use in uses
    ]
    _open_or_close(voice, by=by)
    audit.record(by, "voice.agreed", voice, uses=sorted(uses))
    return made


@transaction.atomic
def withdraw(voice: Voice, *, by: Actor, words: str = "", consent: Consent | None = None) -> Voice:
    """Write down that they have changed their mind: about one use, or, without ``consent``, about all. It holds at once. No
    reason is needed. Whoever typed the words into a record is told to take them out."""
    queries.hold(voice)
    require(policy.withdraw(by, voice))
    ended = [consent] if consent is not None else queries.standing_consents(voice)
    for each in ended:
        if each.state == State.WITHDRAWN:
            raise Refused("This was withdrawn already")
        facts: dict[str, Any] = {"withdrawn_on": by.on, "withdrawn_by": by.user, "withdrawn_words": words.strip()}
        writing.change(each, by=by, state=State.WITHDRAWN, **facts)
    _open_or_close(voice, by=by)
    audit.record(by, "voice.withdrawn", voice, uses=sorted(each.use for each in ended), told=_tell(voice, by=by))
    return voice


@transaction.atomic
def keep_readers(voice: Voice, *, by: Actor) -> bool:
    """Keep those who read a voice to what is agreed today, and to who sits in its group. False where nothing changed."""
    queries.hold(voice)
    require(policy.keep_readers(by, voice))
    changed = _open_or_close(voice, by=by)
    if changed:
        audit.record(by, "voice.readers_kept", voice)
    return changed


@transaction.atomic
def hand_over_voices(leaver: User, *, by: Actor, successor: User | None, through: Membership | None = None) -> int:
    """Let somebody else keep what a leaver heard, part of the act that closes their account or ends ``through``.

    A successor is let in; without one, the partnership's office keeps it.
    """
    require(policies.end_membership(by, through) if through else policies.close_account(by, leaver))
    kept = list(queries.kept_by(leaver))
    for each in kept:
        able = successor if successor and queries.could_keep(successor, each, by.on) else None
        if able is not None:
            assert each.entry.circle is not None
            circles.let_in(each.entry.circle, able, each.entry.owner, on=by.on, why="Took it over")
        writing.change(each, by=by, keeper=able)
    if kept:
        audit.record(by, "voice.handed_over", leaver, count=len(kept), to=successor.pk if successor else None)
    return len(kept)


@transaction.atomic
def use_in(voice: Voice, *, by: Actor, use: str, entry: Entry, where: str) -> UsedIn:
    """Write down that the words were put into a record. Refused without consent for that use."""
    queries.hold(voice)
    require(policy.use(by, voice))
    require(policy.agreed(voice, use, by))
    if not records.sees(by, entry):
        raise Refused("There is no such record that you can see")
    if entry.pk == voice.entry.pk:
        raise Refused("This is the address of the same record. Paste the address of another")
    made = writing.create(
        UsedIn, by=by, voice=voice, use=use, entry=entry, where=where.strip(), used_on=by.on, used_by=by.user
    )
    audit.record(by, "voice.used", voice, other=str(entry.uid), uses=[use])
    return made


@transaction.atomic
def take_out(voice: Voice, *, by: Actor, uses: list[UsedIn]) -> list[UsedIn]:
    """Say that the words were taken out of some of the places where they stood."""
    require(policy.take_out(by, voice))
    if not uses:
        raise Refused("Select where the words were taken out")
    standing = {each.used.pk: each.used for each in queries.standing_uses(voice, by)}
    if not {each.pk for each in uses} <= standing.keys():
        raise Refused("One of these was taken out already, or is not yours to say. Look at the list again")
    for each in (standing[used.pk] for used in uses):
        writing.change(each, by=by, taken_out_on=by.on, taken_out_by=by.user)
        audit.record(by, "voice.taken_out", voice, other=str(each.entry.uid))
    return uses


@transaction.atomic
def tell(voice: Voice, *, by: Actor) -> int:
    """Tell whoever has words to take out because a consent ended by its day, once. Returns how many messages that were."""
    require(policy.tell(by, voice))
    told = _tell(voice, by=by)
    if told:
        audit.record(by, "voice.told_to_take_out", voice, count=told)
    return told


@transaction.atomic
def told(voice: Voice, *, by: Actor, entry: Entry, whom: str, told_on: date) -> ToldOf:
    """Write down who was told that the words stand in what was published and cannot be recalled."""
    require(policy.keep(by, voice))
    _past(told_on, by=by)
    if entry.pk not in {each.entry.pk for each in queries.quoting(voice) if each.published_on}:
        raise Refused("The words stand in no such published report")
    made = writing.create(ToldOf, by=by, voice=voice, entry=entry, whom=whom.strip(), told_on=told_on, told_by=by.user)
    audit.record(by, "voice.told", voice, other=str(entry.uid))
    return made


@transaction.atomic
def say_changed(
    voice: Voice, *, by: Actor, words: str, changed_on: date, could_not: bool = False, entry: Entry | None = None
) -> Changed:
    """Write down what was done because of what they said, or why nothing could be."""
    require(policy.keep(by, voice))
    _past(changed_on, by=by)
    if entry is not None and not records.sees(by, entry):
        raise Refused("There is no such record that you can see")
    made = writing.create(
        Changed, by=by, voice=voice, words=words.strip(), could_not=could_not, entry=entry, changed_on=changed_on
    )
    audit.record(by, "voice.changed", voice)
    return made


@transaction.atomic
def feed_back(voice: Voice, *, by: Actor, words: str, how: str, fed_back_on: date) -> Feedback:
    """Write down that they were told what became of what they said."""
    require(policy.keep(by, voice))
    _past(fed_back_on, by=by)
    if fed_back_on < voice.gathered_on:
        raise Refused("They cannot have been told before they said it")
    facts: dict[str, Any] = {"fed_back_on": fed_back_on, "fed_back_by": by.user}
    made = writing.create(Feedback, by=by, voice=voice, words=words.strip(), how=how.strip(), **facts)
    audit.record(by, "voice.fed_back", voice)
    return made


@transaction.atomic
def correct(voice: Voice, *, by: Actor, field: str, value: Any, why: str) -> Correction:
    """Put right what is said about it, never what they said. Nobody agreed before they said it, and nobody was told what became
    of it before that, whatever day is right."""
    queries.hold(voice)
    require(policy.correct(by, voice))
    if isinstance(value, date):
        _past(value, by=by)
        first = queries.first_day_after_it_was_heard(voice) if field == "gathered_on" else None
        if first is not None and value > first:
            raise Refused(
                f"They agreed to something, or were told what became of it, on {day(first)}. They cannot have said it after that"
            )
    correction = writing.correct(voice, by=by, field=field, value=value, why=why)
    audit.record(by, "voice.corrected", voice, field=field)
    return correction


@transaction.atomic
def enter_in_error(voice: Voice, *, by: Actor, why: str) -> Correction:
    """Say that it should never have been written down. Nothing quotes it and nobody reads it any more."""
    queries.hold(voice)
    require(policy.mark(by, voice))
    correction = writing.enter_in_error(voice, by=by, why=why)
    _open_or_close(voice, by=by)
    audit.record(by, "voice.entered_in_error", voice, told=_tell(voice, by=by))
    return correction


@transaction.atomic
def reinstate(voice: Voice, *, by: Actor, why: str) -> Correction:
    """Say that it stands after all, and is read by those whom they agreed to."""
    queries.hold(voice)
    require(policy.reinstate(by, voice))
    correction = writing.reinstate(voice, by=by, why=why)
    _open_or_close(voice, by=by)
    audit.record(by, "voice.reinstated", voice)
    return correction


def _open_or_close(voice: Voice, *, by: Actor) -> bool:
    """Let the group read a voice while they agree to that and it stands; else those alone who heard it."""
    agreed = queries.in_force(by.on).filter(voice=voice, use=Use.GROUP).first()
    return reading.refresh(voice, consent=None if voice.entry.in_error_on else agreed, on=by.on)


def _tell(voice: Voice, *, by: Actor) -> int:
    """Tell whoever put words where nothing allows them any more, and whoever keeps the voice; each once for each consent that
    ended. Whoever withdraws what they used themselves is told too: it is theirs to do. Returns how many messages that were."""
    told = 0
    by_others: dict[str, list[UsedIn]] = {}
    rows = queries.to_come_out(by.on).filter(voice=voice).select_related("entry", "used_by", "voice__entry")
    for used in rows.prefetch_related("voice__consents"):
        ended = queries.ended_with(used, by.on)
        key = f"{notices.TAKE_OUT.kind}:{used.pk}:{ended}"
        told += outbox.put(notices.TAKE_OUT, to=used.used_by, by=by, about=used.entry, key=key) is not None
        by_others.setdefault(ended, []).append(used)
    for ended, stood in by_others.items():
        for user in queries.to_tell(voice, by.on):
            if number := sum(each.used_by_id != user.pk for each in stood):
                key = f"{notices.SEE_TO_IT.kind}:{voice.pk}:{ended}:{user.pk}"
                sent = outbox.put(notices.SEE_TO_IT, to=user, by=by, about=voice.entry, key=key, number=number)
                told += sent is not None
    return told


def _past(given: date, *, by: Actor) -> None:
    if given > by.on:
        raise Refused("The date must be today or in the past")
