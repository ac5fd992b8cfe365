"""What the pages about asks say, as plain values."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from safehold.asks.lifecycle import Calling, Stage
from safehold.asks.models import Ask, Call, DraftAnswer, Happening, Kind, Reply, Whom
from safehold.asks.timeliness import due_said, standing
from safehold.govuk.filters import day, plural
from safehold.govuk.parts import Answer, Event, Heading, Link, Tag, Tile
from safehold.records import timing

COLOURS: dict[str, Any] = {
    Stage.ISSUED: "grey",
    Stage.ACKNOWLEDGED: "blue",
    Stage.RETURNED: "yellow",
    Stage.NIL: "yellow",
    Stage.REFUSED: "orange",
    Stage.QUERIED: "purple",
    Stage.ACCEPTED: "green",
    Stage.NOTED: "grey",
    Stage.WITHDRAWN: "grey",
}
CALLED: dict[str, Any] = {
    Calling.DRAFT: "yellow",
    Calling.ISSUED: "blue",
    Calling.DISCARDED: "grey",
    Calling.WITHDRAWN: "grey",
}

# what a guest is told of: never who was chased, or to whom it was escalated
FOR_GUESTS = (Kind.TIME_ASKED, Kind.MORE_TIME, Kind.NO_TIME, Kind.QUERIED)

WAITING = [Heading("Agency"), Heading("Status"), Heading("Due"), Heading("In time?"), Heading("Last chased")]


def status(ask: Ask) -> Tag:
    return Tag(ask.get_status_display(), COLOURS[ask.status])


def call_status(call: Call) -> Tag:
    return Tag(call.get_status_display(), CALLED[call.status])


def timeliness(ask: Ask, on: date) -> str:
    return standing(ask, on)


def timed(ask: Ask, on: date) -> Tag | str:
    """The same, marked where it is overdue."""
    words = timeliness(ask, on)
    return Tag(words, "red") if not ask.settled and ask.due_on < on else words


def due(ask: Ask) -> str:
    return due_said(ask)


def due_of_call(call: Call) -> str:
    if call.due_on is not None:
        return day(call.due_on)
    return f"{plural(call.working_days or 0, 'working day')} after it is issued"


def asked_for(call: Call) -> list[Answer]:
    """What is asked, as whoever is asked reads it: never who else is asked."""
    found = [
        Answer("What to return", call.get_wanted_display()),
        Answer("What to know first", call.words),
        Answer("By what law or agreement", call.legal_basis),
        Answer("Asked by", f"{call.keeper}, {call.entry.owner}"),
    ]
    if call.group_id is not None:
        found.append(Answer("For", call.group))
    return found


def whom(call: Call, number: int) -> str:
    """How many are asked, and how they were chosen."""
    if not number:
        return "Nobody yet"
    if call.whom == Whom.KIND:
        return f"{plural(number, 'agency', 'agencies')}: every {call.get_agency_kind_display().lower()}"
    return plural(number, "agency", "agencies")


def closed_on(due_on: date | None) -> str:
    """That a day is no working day, and why; nothing where it is one."""
    why = timing.calendar().why_closed(due_on) if due_on else None
    return f"{day(due_on)} is not a working day ({why})." if why else ""


def withdrawn(call: Call, asked: int, answered: int) -> str:
    """What is left of a call that was withdrawn: when, and how many had been asked and had answered."""
    said = f"{plural(asked, 'agency', 'agencies')} had been asked, and {answered or 'none'} had answered"
    return f"This was withdrawn on {day(call.ended_on)}. {said}. Nothing more is asked of anybody, and what was returned stays."


def tiles(counts: dict[str, int], overdue: int, late: int, *, withdrawn: bool = False) -> list[Tile]:
    """How many stand how, for the top of a call’s page."""

    def of(*states: Stage) -> int:
        return sum(counts.get(each, 0) for each in states)

    return [
        Tile(of(*Stage) - (0 if withdrawn else of(Stage.WITHDRAWN)), "asked"),
        Tile(of(Stage.ISSUED, Stage.ACKNOWLEDGED, Stage.QUERIED), "not yet answered"),
        Tile(overdue, "overdue"),
        Tile(late, "answered late"),
        Tile(of(Stage.RETURNED), "returned, to check"),
        Tile(of(Stage.NIL), "nil, to check"),
        Tile(of(Stage.REFUSED, Stage.NOTED), "refused"),
        Tile(of(Stage.ACCEPTED), "accepted"),
    ]


def waiting_row(ask: Any, on: date) -> list[Any]:
    """One agency that has not answered, as a row of a table. ``last_chased_on`` comes with it."""
    chased = day(ask.last_chased_on) if ask.last_chased_on else "Not yet"
    return [Link(str(ask.agency), ask.get_absolute_url()), status(ask), due(ask), timed(ask, on), chased]


def said_by(reply: Reply) -> str:
    sender = str(reply.given_by or "a guest")
    return reply.signatory if reply.signatory == sender else f"{reply.signatory} (sent by {sender})"


def kept_answers(reply: Reply) -> list[Answer]:
    """What was returned, question by question; of what was not answered, why."""
    return [Answer(each["question"], answer_in_words(each)) for each in reply.kept.get("answers", ())]


def answer_in_words(kept: dict[str, Any]) -> str:
    return kept["answer"] or not_answered(kept.get("why_not", ""))


def drafted(answer: DraftAnswer | None) -> str:
    """What a draft says; nothing where the question is still open."""
    return (answer.words.strip() or not_answered(answer.why_not.strip())) if answer else ""


def not_answered(why_not: str) -> str:
    return f"Not answered: {why_not}" if why_not else ""


def happened_to(ask: Ask, replies: list[Reply], happenings: list[Happening], *, guest: bool) -> Iterator[Event]:
    """What happened to an ask, from its own rows, the last first. A guest is not told who chased or escalated.

    A timeline keeps this order among the events of one day: replies and happenings stand by the moment each was written, and
    accepting ends an ask as acknowledging begins it.
    """
    if ask.ended_on:
        ended = "Refusal noted" if ask.status == Stage.NOTED else "No longer asked"
        yield Event(ended, ask.ended_on, by=str(ask.ended_by), text=ask.ended_why)
    if ask.accepted_on:
        yield Event("Accepted", ask.accepted_on, by=str(ask.accepted_by))
    told = [each for each in happenings if not guest or each.kind in FOR_GUESTS]
    rows: list[Reply | Happening] = [*replies, *told]
    for row in sorted(rows, key=lambda each: each.made_at, reverse=True):
        if isinstance(row, Reply):
            title = f"{row.get_kind_display()}, receipt {row.receipt}"
            yield Event(title, row.given_on, by=said_by(row), text=row.words)
        else:
            yield Event(_title(row), row.happened_on, by=str(row.happened_by or ""), text=row.happened_why)
    if ask.acknowledged_on:
        yield Event("Acknowledged", ask.acknowledged_on, by=str(ask.acknowledged_by))
    yield Event("Asked", ask.issued_on)


def _title(each: Happening) -> str:
    words = each.get_kind_display()
    if each.kind in (Kind.MORE_TIME, Kind.TIME_ASKED):
        return f"{words}: from {day(each.from_on)} to {day(each.to_on)}"
    if each.kind == Kind.QUERIED and each.to_on:
        return f"{words}, to be answered by {day(each.to_on)}"
    if each.kind == Kind.GIVEN:
        return f"Given to {each.to_user}"
    if each.kind == Kind.CHASED and each.message is not None:
        return f"Chased {each.message.recipient} (message {each.message.get_state_display().lower()})"
    if each.kind == Kind.CHASED:
        return "Chased the guest by email"
    return str(words)


def in_csv(reply: Reply) -> Iterator[list[str]]:
    """What was returned as rows for a file: number, question, answer."""
    for each in reply.kept.get("answers", ()):
        yield [str(each["number"]), each["question"], answer_in_words(each)]
    if reply.words:
        yield ["", "Said beside it" if reply.kind == Reply.Kind.RETURNED else "Reason", reply.words]
    for each in reply.kept.get("documents", ()):
        yield ["", "Document", f"{each['title']} ({each['file_name']})"]
