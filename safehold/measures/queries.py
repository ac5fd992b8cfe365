"""Which figures there are, and which one prints."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest

from safehold.asks.lifecycle import Status
from safehold.clocks import Years
from safehold.measures import geography
from safehold.measures.book import Beside, Book
from safehold.measures.catalogue import BY_CODE, definition
from safehold.measures.counting import Counting
from safehold.measures.definition import ChangeOf, ChangePercentOf, Definition, ShareOf
from safehold.measures.figures import Figure, Key
from safehold.measures.models import PrintDecision, Prints, ReportedFigure

__all__ = [
    "Beside",
    "Book",
    "book",
    "book_of",
    "decided_on",
    "decisions_on",
    "needed_for",
    "printing",
    "reported_figure",
]


def book(*, on: date, years: Years | None = None, codes: Iterable[str] | None = None) -> Book:
    """The book of accepted figures as it stands on ``on``.

    One query each for the figures and the decisions, and one each for the returns and the events once a counted figure
    is asked for. With ``codes``, only these and what they are worked out from.
    """
    years = years or geography.years()
    rows = ReportedFigure.objects.filter(submission__status=Status.ACCEPTED).select_related("submission__entry")
    if codes is not None:
        rows = rows.filter(code__in=needed_for(codes))
    reported: dict[Key, Figure] = {}
    # later accepted submissions come later, and so write over earlier ones
    for row in rows.order_by("submission__accepted_at", "submission_id", "row"):
        if (found := definition(row.code)) is not None:
            figure = reported_figure(row, found)
            reported[figure.key] = figure
    decisions = PrintDecision.objects.on(on).filter(prints=Prints.COMPUTED).values_list("code", flat=True)
    return Book(reported, computed_codes=frozenset(decisions), years=years, counting=Counting(on=on, years=years))


def book_of(request: HttpRequest) -> Book:
    """The whole book, read once for a request however many ask for it."""
    found: Any = getattr(request, "_book", None)
    if found is None:
        found = book(on=request.actor.on)  # type: ignore[attr-defined]
        request._book = found  # type: ignore[attr-defined]
    return found


def needed_for(codes: Iterable[str]) -> set[str]:
    """These codes and those that they are worked out from, all the way down."""
    found: set[str] = set()
    waiting = list(codes)
    while waiting:
        code = waiting.pop()
        if code in found or code not in BY_CODE:
            continue
        found.add(code)
        match BY_CODE[code].binding:
            case ChangeOf(part) | ChangePercentOf(part):
                waiting.append(part)
            case ShareOf(part, whole):
                waiting += [part, whole]
    return found


def printing(code: str) -> str:
    """Which figure was last decided to print under ``code``: the reported one until somebody decides."""
    standing = PrintDecision.objects.filter(code=code, to_on=None).first()
    return standing.prints if standing else Prints.REPORTED


def decided_on(day: date) -> dict[str, PrintDecision]:
    """The decision in force on ``day`` for each code that has one, whichever figure it lets print."""
    return {each.code: each for each in PrintDecision.objects.on(day).select_related("decided_by").order_by("pk")}


def decisions_on(code: str) -> list[PrintDecision]:
    """Every decision on which figure prints under ``code``, latest first."""
    return list(PrintDecision.objects.filter(code=code).select_related("decided_by").order_by("-from_on", "-pk"))


def reported_figure(row: ReportedFigure, found: Definition) -> Figure:
    """A row as a figure, with its definition and its submission's source."""
    return Figure(
        code=row.code,
        period=row.period,
        geography=row.geography,
        state=row.state,
        value=row.value,
        places=row.places,
        unit=row.unit,
        basis=row.basis,
        definition=found,
        source=f"{row.submission.source}, {row.taken_from}" if row.taken_from else row.submission.source,
        sent_as=row.submission.source,
        taken_from=row.taken_from,
        source_on=row.submission.source_on,
        calculation="As reported",
        note=row.note,
        submission_uid=str(row.submission.uid),
    )
