"""What the pages of lived experience say, as plain values."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from safehold.govuk.filters import day
from safehold.govuk.parts import Event, Heading, Link, Tag
from safehold.records import queries as entries
from safehold.voice.models import Changed, Consent, Giver, State, Use, UsedIn, Voice
from safehold.voice.queries import Said, Standing

HIDDEN = "They have agreed to no use of it that holds today, so what they said is not shown."
HIDDEN_FROM_YOU = "They have not agreed that you read it, so what they said is not shown."
HIDDEN_IN_ERROR = "It should never have been written down, so what they said is not shown."
CONSENTS = [Heading("Use"), Heading("Status"), Heading("Who agreed"), Heading("What to do")]
CHANGES = [Heading("What changed"), Heading("When"), Heading("Where")]
PUBLISHED = "Already published: cannot be recalled"


def about(voice: Any) -> str:
    """What a voice is about, for those who may read it: to anybody else nothing is said."""
    if voice.reads:
        return str(voice.title)
    return (
        "Not shown: it was recorded in error"
        if voice.entry.in_error_on
        else ("Not shown: they have not agreed that you read it" if voice.agreed else "Not shown: nothing is agreed to")
    )


def hidden(voice: Any) -> str:
    """Why the words of a voice are not shown to somebody who does not read them."""
    if voice.entry.in_error_on:
        return HIDDEN_IN_ERROR
    return HIDDEN_FROM_YOU if voice.agreed else HIDDEN


def uses(voice: Any) -> str:
    """What they agreed to, in short."""
    agreed = [SHORT[use] for use in Use if getattr(voice, f"may_{use.value}")]
    return ", ".join(agreed) or "Nothing"


SHORT = {Use.GROUP: "group", Use.TRAINING: "training", Use.PLAN: "plans", Use.REPORT: "reports"}


def status(consent: Consent, on: date) -> Tag:
    if consent.state == State.WITHDRAWN:
        return Tag(f"Withdrawn {day(consent.withdrawn_on)}", "orange")
    if consent.to_on and consent.to_on < on:
        return Tag(f"Ended {day(consent.to_on)}", "grey")
    return Tag("Agreed", "green")


def agreed(consent: Consent, *, keeps: bool, reads: bool) -> str:
    """Who agreed, how, when and until when. Why somebody else agreed is for those who keep it; by which name they are quoted
    for those who read it too."""
    who = consent.get_giver_display()
    words = f"{who}, {day(consent.from_on)}. {consent.get_given_how_display()}. Written down by {consent.made_by}."
    if consent.giver != Giver.THEMSELVES and keeps:
        words += f" {consent.capacity}."
    if consent.use == Use.REPORT and (keeps or reads):
        words += f" Quoted as ‘{consent.shown_as}’." if consent.shown_as else " Quoted without a name."
    if consent.to_on:
        words += f" Until {day(consent.to_on)}."
    return words


def feedback(voice: Any, on: date) -> Tag | str:
    """Whether the person was told what became of it."""
    if voice.told:
        return "Told"
    if voice.feedback_due_on is None:
        return "They do not want any"
    words = f"Due {day(voice.feedback_due_on)}"
    return Tag(f"{words}, overdue", "red") if voice.feedback_due_on < on else words


def use_status(used: UsedIn, allowed: set[str]) -> Tag:
    """Whether words may stand where they do, by the uses that are allowed."""
    if used.taken_out_on:
        return Tag(f"Taken out {day(used.taken_out_on)}", "grey")
    return Tag("In use", "green") if used.use in allowed else Tag("To be taken out", "red")


def where_it_stands(standing: Iterable[Standing]) -> list[tuple[str, str]]:
    """Each place where words stand still, with whether they may: of a record that its reader does not see only that there is
    one."""
    places: list[tuple[str, str]] = []
    hidden = 0
    for each in standing:
        used = each.used
        if each.shown or each.own:
            what = entries.kind_in_words(used.entry.kind) if each.shown else "A record that you no longer see"
            words = f"{what}: {used.where}. Put there by {used.used_by}, {day(used.used_on)}"
        else:
            hidden += 1
            words = f"A record that you cannot see ({hidden})"
        places.append((words, "Nothing allows it any more" if each.out else "They have agreed to this"))
    return places


def place_link(used: UsedIn) -> Link:
    """The way to where words stand, told apart from the others."""
    return Link(f"{entries.kind_in_words(used.entry.kind)}: {used.where}", entries.address_of(used.entry))


def record_link(entry: Any) -> Link:
    return Link(entries.kind_in_words(entry.kind), entries.address_of(entry))


def change_row(change: Changed, seen: set[int]) -> list[Any]:
    words = f"Nothing could change: {change.words}" if change.could_not else change.words
    where = record_link(change.entry) if change.entry is not None and change.entry.pk in seen else ""
    return [words, day(change.changed_on), where]


def happened(
    voice: Voice, consents: Iterable[Consent], fed_back: Iterable[Said], *, keeps: bool, reads: bool
) -> Iterator[Event]:
    """What happened, from its own rows. Why they changed their mind is for those who keep it; what they were told for those who
    read it too."""
    yield Event("Heard", voice.gathered_on, by=str(voice.gathered_by))
    for each in consents:
        yield Event(f"Agreed: {each.get_use_display().lower()}", each.from_on, by=str(each.made_by))
        if each.withdrawn_on:
            title = f"Withdrawn: {each.get_use_display().lower()}"
            yield Event(title, each.withdrawn_on, by=str(each.withdrawn_by), text=each.withdrawn_words if keeps else "")
    for told in fed_back:
        if keeps or reads:
            yield Event(f"Told what became of it: {told.how}", told.on, by=told.by, text=told.words)
        else:
            yield Event("Told what became of it", told.on, by=told.by)
