"""What the pages about asks say, as plain values."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from safehold.asks.lifecycle import Calling, Stage
from safehold.asks.models import Ask, Call, Happening, Kind, Reply, Whom
from safehold.asks.timeliness import due_said, standing
from safehold.govuk.filters import day, plural
from safehold.govuk.parts import Answer, Event, Heading, Link, Tag, Tile

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
    return standing(ask.due_on, on=on, settled=ask.settled, answered_on=ask.answered_on)


def timed(ask: Ask, on: date) -> Tag | str:
    """The same, marked where it is overdue."""
    words = timeliness(ask, on)
    return Tag(words, "red") if not ask.settled and ask.due_on < on else words


def due(ask: Ask) -> str:
    return due_said(ask.due_on, ask.first_due_on)


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


def tiles(counts: dict[str, int], overdue: int) -> list[Tile]:
    """How many stand how, for the top of a call’s page."""

    def of(*states: Stage) -> int:
        return sum(counts.get(each, 0) for each in states)

    return [
        Tile(of(*Stage) - of(Stage.WITHDRAWN), "asked"),
        Tile(of(Stage.ISSUED, Stage.ACKNOWLEDGED, Stage.QUERIED), "not yet answered"),
        Tile(overdue, "overdue"),
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
    """What was returned, question by question."""
    return [Answer(each["question"], each["answer"]) for each in reply.kept.get("answers", ())]


def happened_to(ask: Ask, replies: list[Reply], happenings: list[Happening], *, guest: bool) -> Iterator[Event]:
    """What happened to an ask, from its own rows. A guest is not told who chased or escalated."""
    yield Event("Asked", ask.issued_on)
    if ask.acknowledged_on:
        yield Event("Acknowledged", ask.acknowledged_on, by=str(ask.acknowledged_by))
    for reply in replies:
        yield Event(
            f"{reply.get_kind_display()}, receipt {reply.receipt}", reply.given_on, by=said_by(reply), text=reply.words
        )
    for each in happenings:
        if guest and each.kind not in FOR_GUESTS:
            continue
        by = str(each.happened_by) if each.happened_by else ""
        yield Event(_title(each), each.happened_on, by=by, text=each.happened_why)
    if ask.accepted_on:
        yield Event("Accepted", ask.accepted_on, by=str(ask.accepted_by))
    if ask.ended_on:
        ended = "Refusal noted" if ask.status == Stage.NOTED else "No longer asked"
        yield Event(ended, ask.ended_on, by=str(ask.ended_by), text=ask.ended_why)


def _title(each: Happening) -> str:
    words = each.get_kind_display()
    if each.kind in (Kind.MORE_TIME, Kind.TIME_ASKED):
        return f"{words}: from {day(each.from_on)} to {day(each.to_on)}"
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
        yield [str(each["number"]), each["question"], each["answer"]]
    if reply.words:
        yield ["", "Said beside it" if reply.kind == Reply.Kind.RETURNED else "Reason", reply.words]
    for each in reply.kept.get("documents", ()):
        yield ["", "Document", f"{each['title']} ({each['file_name']})"]
