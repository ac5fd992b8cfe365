"""Rows and figures as they come in: sent, read and accepted. Everything here is invented."""

import hashlib
from datetime import date

from safehold.access.actor import Actor
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.asks import actions as asks
from safehold.asks.models import Submission
from safehold.measures import queries, submissions
from safehold.measures.book import Book
from safehold.measures.catalogue import BY_CODE

DAY = date(2021, 4, 30)
YEAR = (date(2020, 4, 1), date(2021, 3, 31))
FIVE_YEARS = (date(2016, 4, 1), date(2021, 3, 31))
PLACE = "Westmere"
EVENT_HEADINGS = "Kind,Date,Place,Outcome,Category,Detail,Ground,Result,Nil\n"
RETURN_HEADINGS = "Agency,Indicator,Period,Numerator,Denominator,Answer\n"
SCHEMAS = {
    "figures": (submissions.Figures, submissions.land),
    "kpi_returns": (submissions.AgencyReturns, submissions.land_returns),
    "counted_events": (submissions.CountedEvents, submissions.land_events),
}
FIGURE_HEADINGS = "section,measure,period,geography,value,unit,basis,note\n"


def accepted(text: str, data_set: str, *, covers=YEAR, agency: str = "council", by: Actor | None = None) -> Submission:
    """A submission of this text, read without a problem and accepted."""
    by = by or actor(Role.DATA_ANALYST)
    submission = waiting(text, data_set, covers=covers, agency=agency, by=by)
    assert submission.problems == []
    asks.accept(submission, by=by)
    return submission


def waiting(text: str, data_set: str, *, covers=YEAR, agency: str = "council", by: Actor | None = None) -> Submission:
    """A submission of this text, read as ``imports`` reads it and not accepted."""
    by = by or actor(Role.DATA_ANALYST)
    schema_class, land = SCHEMAS[data_set]
    content = text.encode()
    submission = asks.receive(
        by=by,
        agency=AgencyFactory(code=agency),
        data_set=data_set,
        title="Invented",
        covers=covers,
        source="Invented for tests",
        source_on=date(2021, 4, 1),
        file_name="invented.csv",
        file_size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )
    schema = schema_class(covers=covers, geography=PLACE)
    reading = schema.read(content, name="invented.csv")
    land([schema.facts(number, row) for number, row in reading], submission)
    problems = [{"row": problem.row, "message": problem.message} for problem in reading.problems]
    asks.read_to_the_end(
        submission, by=by, rows=reading.row_count, problems=problems, problem_count=len(problems), dropped=[]
    )
    return submission


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
        unit = "percent" if BY_CODE[code].unit == "percent" else "things"
        lines.append(f"1,{code},{period},{PLACE},{value},{unit},printed,\n")
    return accepted(FIGURE_HEADINGS + "".join(lines), "figures", **facts)


def book(codes=None) -> Book:
    return queries.book(on=DAY, codes=codes)


def shown(code: str, period: str = "2020-21", place: str = PLACE) -> str | None:
    """What prints under a key, as a table prints it."""
    figure = book().find(code, period, place)
    return figure.shown if figure else None
