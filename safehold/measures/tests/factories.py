"""Rows and figures as they come in: sent, read and accepted. Everything here is invented."""

from datetime import date

from safehold.access.actor import Actor
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.asks import actions as asks
from safehold.asks.models import Submission
from safehold.imports.reading_in import Declared, read_in
from safehold.measures import queries
from safehold.measures.book import Book

DAY = date(2021, 4, 30)
YEAR = (date(2020, 4, 1), date(2021, 3, 31))
FIVE_YEARS = (date(2016, 4, 1), date(2021, 3, 31))
PLACE = "Westmere"
EVENT_HEADINGS = "Kind,Date,Place,Outcome,Category,Detail,Ground,Result,Nil\n"
RETURN_HEADINGS = "Agency,Indicator,Period,Numerator,Denominator,Answer\n"
FIGURE_HEADINGS = "section,measure,period,geography,value,unit,basis,note\n"


def accepted(text: str, data_set: str, *, covers=YEAR, agency: str = "council", by: Actor | None = None) -> Submission:
    """A submission of this text, read without a problem and accepted."""
    by = by or actor(Role.DATA_ANALYST)
    submission = waiting(text, data_set, covers=covers, agency=agency, by=by)
    assert submission.problems == []
    asks.accept(submission, by=by)
    return submission


def waiting(text: str, data_set: str, *, covers=YEAR, agency: str = "council", by: Actor | None = None) -> Submission:
    """A submission of this text, read and not accepted."""
    geography = PLACE if data_set == "kpi_returns" else ""
    told = Declared(
        data_set=data_set,
        agency=AgencyFactory(code=agency),
        title="Invented",
        covers=covers,
        source="Invented for tests",
        source_on=date(2021, 4, 1),
        geography=geography,
    )
    return read_in(text.encode(), name="invented.csv", declared=told, by=by or actor(Role.DATA_ANALYST))


def events(*rows: str, **facts) -> Submission:
    """Accepted events, each as ``kind,date`` and codes after them, in Westmere."""
    return accepted(EVENT_HEADINGS + "".join(event(row) for row in rows), "counted_events", **facts)


def event(row: str) -> str:
    kind, day, *codes = row.split(",")
    return ",".join([kind, day, PLACE, *codes, *[""] * (5 - len(codes)), ""]) + "\n"


def nil(kind: str, day: str) -> str:
    return f"{kind},{day},{PLACE},,,,,,yes\n"


def figures(*rows: str, **facts) -> Submission:
    """Accepted figures, each as ``code,period,value``, in Westmere."""
    lines = []
    for row in rows:
        code, period, value = row.split(",")
        lines.append(f"1,{code},{period},{PLACE},{value},things,printed,\n")
    return accepted(FIGURE_HEADINGS + "".join(lines), "figures", **facts)


def book(codes=None) -> Book:
    return queries.book(on=DAY, codes=codes)


def shown(code: str, period: str = "2020-21", place: str = PLACE) -> str | None:
    """What prints under a key, as a table prints it."""
    figure = book().find(code, period, place)
    return figure.shown if figure else None
