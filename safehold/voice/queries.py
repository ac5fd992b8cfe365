"""Whose words an actor may read, what was agreed to, and where they stand."""

from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import (
    BooleanField,
    Case,
    DateField,
    Exists,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.module_loading import import_string

from safehold.access.actor import Actor
from safehold.access.models import Agency, CircleMember, Grant, Membership, User
from safehold.partnership.models import Group
from safehold.plans import queries as plans
from safehold.records.models import Entry
from safehold.records.models.entry import RecordQuerySet
from safehold.voice import policy, reading
from safehold.voice.models import Changed, Consent, Feedback, State, Use, UsedIn, Voice


class Quoting(NamedTuple):
    """A report that quotes a voice: its entry, its title, and the day on which it was published, none for a draft."""

    entry: Entry
    title: str
    published_on: date | None


def visible_to(actor: Actor) -> RecordQuerySet:
    """The voices that the actor may see, each with whether there is consent for any use on the actor's day (``agreed``),
    whether the actor reads the words (``reads``), and whether the person was told what became of it (``told``)."""
    rows = Voice.objects.visible_to(actor)
    rows = rows.select_related("entry__owner", "entry__circle", "group__circle", "gathered_by", "keeper")
    return rows.annotate(
        agreed=Exists(in_force(actor.on).filter(voice=OuterRef("pk"))),
        reads=Case(When(_read_by(actor), then=True), default=False, output_field=BooleanField()),
        told=Exists(Feedback.objects.filter(voice=OuterRef("pk"))),
    )


def _read_by(actor: Actor) -> Q:
    """The condition that the actor, who sees a voice, reads its words: whoever does while its group may, whoever keeps it while
    anything is agreed to. Nobody, where it should never have been written down."""
    given = in_force(actor.on).filter(voice=OuterRef("pk"))
    may = Q(Exists(given.filter(use=Use.GROUP))) | (Q(Exists(given)) & kept_for(actor))
    return Q(entry__in_error_on=None) & may


def is_visible(voice: Voice, actor: Actor) -> bool:
    """Whether the actor sees a voice, asked anew."""
    return Voice.objects.visible_to(actor).filter(pk=voice.pk).exists()


def with_uses(rows: Any, on: date) -> Any:
    """The same, each with whether there is consent for each use (``may_group`` and so on)."""
    return rows.annotate(
        **{f"may_{use}": Exists(in_force(on).filter(voice=OuterRef("pk"), use=use)) for use in Use.values}
    )


def listed(actor: Actor) -> Any:
    """What the list shows."""
    return with_uses(visible_to(actor), actor.on)


def in_force(on: date) -> QuerySet[Consent]:
    """The consents in force on a day."""
    return Consent.objects.on(on).filter(state=State.GIVEN)


def overdue(rows: Any, on: date) -> Any:
    """The voices whose person should have been told what became of it, and was not."""
    return rows.filter(feedback_due_on__lt=on, told=False)


def groups(on: date) -> QuerySet[Group]:
    return plans.groups(on)


# --- one of them ---


def hold(voice: Voice) -> None:
    """Let nobody else say what is agreed to, or that it should never have been written down, until the act is over, and read
    anew whether it was: taking words back, agreeing to more, typing them into a record and publishing them exclude each other.
    Held before anything is asked."""
    Voice.objects.select_for_update(of=("self",)).values_list("pk").get(pk=voice.pk)
    voice.entry.refresh_from_db(fields=["in_error_on"])


def consents_of(voice: Voice) -> list[Consent]:
    return list(voice.consents.select_related("withdrawn_by", "made_by"))


def standing_consents(voice: Voice) -> list[Consent]:
    """Those that were not withdrawn, whether their last day has passed or not."""
    return list(voice.consents.filter(state=State.GIVEN).order_by("use", "pk"))


def last_withdrawn_on(voice: Voice, uses: list[str]) -> date | None:
    """The latest day on which consent for one of some uses was withdrawn."""
    found: date | None = voice.consents.filter(use__in=uses).aggregate(last=Max("withdrawn_on"))["last"]
    return found


def first_day_after_it_was_heard(voice: Voice) -> date | None:
    """The first day on which somebody agreed to something or was told what became of it: by then it had been heard."""
    agreed = voice.consents.aggregate(first=Min("from_on"))["first"]
    told = voice.feedback.aggregate(first=Min("fed_back_on"))["first"]
    return min((each for each in (agreed, told) if each is not None), default=None)


def consent_at(voice: Voice, number: int) -> Consent | None:
    return voice.consents.filter(pk=number).select_related("voice__entry").first()


def used_in(voice: Voice) -> list[UsedIn]:
    """Where the words were put, whoever may see it: ``seen`` says of which a reader is told."""
    return list(voice.used_in.select_related("entry", "used_by", "taken_out_by"))


def changes_of(voice: Voice) -> list[Changed]:
    return list(voice.changes.select_related("entry", "made_by"))


class Said(NamedTuple):
    """Something that somebody was told: what became of it (``entry`` is none), or that it stands in what was published."""

    entry: int | None
    how: str
    words: str
    on: date
    by: str


def told_about(voice: Voice) -> list[Said]:
    """What people were told about a voice, the latest first, in one question."""
    nothing = Value(None, IntegerField())
    became = voice.feedback.order_by().values_list(nothing, "how", "words", "fed_back_on", "fed_back_by__name")
    stands = voice.told_of.order_by().values_list(
        "entry_id", "whom", Value("", TextField()), "told_on", "told_by__name"
    )
    found = [Said(*row) for row in became.union(stands, all=True)]
    return sorted(found, key=lambda each: each.on, reverse=True)


def quoting(voice: Voice) -> list[Quoting]:
    """The reports that quote a voice, drafts and published, whoever may see them: named by the setting ``QUOTED_IN``, since
    reports are made in a band above this one."""
    named = settings.QUOTED_IN
    return [Quoting(*each) for each in import_string(named)(voice.reference)] if named else []


def seen(actor: Actor, entries: list[Entry]) -> set[int]:
    """Those of some entries that the actor sees, by number."""
    found = Entry.objects.visible_to(actor).filter(pk__in=[each.pk for each in entries])
    return set(found.values_list("pk", flat=True))


# --- what waits ---


def kept_for(actor: Actor) -> Q:
    """The condition that the actor keeps a voice: as its keeper, or as the office where nobody is its keeper."""
    mine = Q(keeper=actor.user_id) if actor.user_id else Q(pk__in=[])
    return mine | Q(keeper=None) if actor.is_any(*policy.OFFICE) else mine


def to_come_out(on: date) -> QuerySet[UsedIn]:
    """Where words stand on a day that nothing allows: no consent for that use holds, or they should never have been written
    down."""
    agreed = Exists(in_force(on).filter(voice=OuterRef("voice"), use=OuterRef("use")))
    return UsedIn.objects.filter(~agreed | Q(voice__entry__in_error_on__isnull=False), taken_out_on=None)


def to_take_out(actor: Actor) -> RecordQuerySet:
    """The voices whose words the actor has to take out, or to see taken out: those that they put somewhere themselves, whether
    they see the voice still or not; and those that they keep, the office for want of a keeper."""
    out = to_come_out(actor.on).filter(voice=OuterRef("pk"))
    kept = Q(Exists(out)) & kept_for(actor) & Q(pk__in=Voice.objects.visible_to(actor).order_by().values("pk"))
    mine = Q(Exists(out.filter(used_by=actor.user_id))) if actor.user_id else Q(pk__in=[])
    return Voice.objects.filter(kept | mine)


def with_uses_to_take_out(actor: Actor) -> RecordQuerySet:
    """The voices of which the actor can say that words were taken out: those that they see, and those to take out."""
    seen = Voice.objects.visible_to(actor).order_by().values("pk")
    rows = Voice.objects.filter(Q(pk__in=seen) | Q(pk__in=to_take_out(actor).order_by().values("pk")))
    return rows.select_related("entry__owner", "entry__circle", "group__circle", "gathered_by", "keeper")


class Standing(NamedTuple):
    """Where words stand still, as far as one reader may know: ``shown`` where they see that record, ``own`` where they put the
    words there, ``out`` where nothing allows it."""

    used: UsedIn
    shown: bool
    own: bool
    out: bool


def standing_uses(voice: Voice, actor: Actor) -> list[Standing]:
    """Where the words stand still that the actor may say were taken out: what they put there; what they see in both records; and,
    for whoever keeps the voice and the office, the rest too, which they are told of by others. What must come out is first."""
    used = [each for each in used_in(voice) if each.taken_out_on is None]
    shown = seen(actor, [each.entry for each in used])
    out = set(to_come_out(actor.on).filter(voice=voice).values_list("pk", flat=True))
    sees_voice, keeps = is_visible(voice, actor), policy.looks_after(actor, voice)
    found = [
        Standing(each, each.entry_id in shown, actor.user_id == each.used_by_id, each.pk in out)
        for each in used
        if (actor.user_id == each.used_by_id and (sees_voice or each.pk in out))
        or (sees_voice and (keeps or each.entry_id in shown))
    ]
    return sorted(found, key=lambda each: not each.out)


def ended_with(used: UsedIn, on: date) -> str:
    """What ended the last consent under which words stand somewhere, as part of the key of a message: its number, or that they
    should never have been written down. Nothing where it holds still."""
    if used.voice.entry.in_error_on:
        return f"error-{used.voice.entry.in_error_on.isoformat()}"
    given = [each for each in used.voice.consents.all() if each.use == used.use]
    if any(each.state == State.GIVEN and each.holds_on(on) for each in given):
        return ""
    ended = max(given, key=lambda each: (each.withdrawn_on or each.to_on or each.from_on, each.pk), default=None)
    return str(ended.pk) if ended else ""


def ended_since(on: date) -> Coalesce:
    """Since when words stand where nothing allows it: the day on which the last consent that is over ended, or that on which it
    was found that they should never have been written down. For rows of voices."""
    ended = Consent.objects.filter(voice=OuterRef("pk")).annotate(last=Coalesce("withdrawn_on", "to_on"))
    latest = ended.filter(last__lte=on).order_by("-last").values("last")[:1]
    return Coalesce("entry__in_error_on", Subquery(latest), output_field=DateField())


def to_tell(voice: Voice, on: date) -> list[User]:
    """Who sees to it that words are taken out: whoever keeps the voice, or else the partnership's office."""
    if voice.keeper is not None:
        return [voice.keeper]
    held = Grant.objects.on(on).filter(membership=OuterRef("pk"), role__in=policy.OFFICE)
    there = Membership.objects.on(on).filter(Exists(held))
    return list(User.objects.filter(pk__in=there.values("user"), is_active=True).order_by("pk"))


def standing_without_consent(on: date) -> list[Voice]:
    """The voices whose words stand where nothing allows it. For the schedule alone."""
    out = to_come_out(on).filter(voice=OuterRef("pk"))
    return list(Voice.objects.filter(Exists(out)).select_related("entry", "keeper"))


def read_by_groups(on: date) -> list[Voice]:
    """The voices that their groups read, or could. For the schedule alone."""
    may = Exists(in_force(on).filter(voice=OuterRef("pk"), use=Use.GROUP))
    do = Exists(CircleMember.objects.on(on).filter(circle=OuterRef("entry__circle"), why=reading.OF_GROUP))
    rows = Voice.objects.filter(do | may)
    return list(rows.select_related("entry__circle", "group__circle"))


# --- who keeps it ---


def kept_by(user: User) -> QuerySet[Voice]:
    return Voice.objects.standing().filter(keeper=user).select_related("entry__owner")


def possible_keepers(agency: Agency, on: date) -> QuerySet[User]:
    """Those who act for an agency in a role that hears people."""
    hears = Grant.objects.on(on).filter(membership=OuterRef("pk"), role__in=policy.GATHERERS)
    there = Membership.objects.on(on).filter(agency=agency).filter(Exists(hears))
    return User.objects.filter(pk__in=there.values("user"), is_active=True).order_by("name")


def could_keep(user: User, voice: Voice, on: date) -> bool:
    return possible_keepers(voice.entry.owner, on).filter(pk=user.pk).exists()


def by_reference(reference: str) -> Voice | None:
    """A voice by its reference, whoever asks: for quoting alone, which shows nothing without consent."""
    return Voice.objects.filter(reference=reference).select_related("entry").first()
