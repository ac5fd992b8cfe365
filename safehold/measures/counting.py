"""Figures counted here, from the rows that agencies sent: read once, counted only when asked for.

Which rows count: for returns, the latest accepted for an agency, indicator and period. For events, those of every
accepted submission, except that where two submissions of one agency hold rows of the same kind and cover the same days,
the later accepted one counts for those days. A kind of event is *known* for a year where there is any row of it in that
year, a nil row included: then no other row means none, and otherwise there is no figure at all. A measure that reads a
column is known only where that column holds something in some row of the year: nought foster carers is another thing
than sectors that nobody wrote down.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Q, QuerySet

from safehold.asks.lifecycle import Status
from safehold.asks.models import Submission
from safehold.clocks import BadPeriod, Period, PeriodKind, Years
from safehold.measures.catalogue import BY_CODE
from safehold.measures.catalogue.counted import CATALOGUE
from safehold.measures.derived import in_places
from safehold.measures.figures import Figure, Key
from safehold.measures.models import AgencyReturn, Basis, CountedEvent, State
from safehold.measures.tables import CODES, EVENT_TABLES, NUMBERS, AgencyReturns
from safehold.tally import (
    Cell,
    Change,
    Condition,
    Count,
    MeanOfAgencies,
    Measure,
    Share,
    ShownAs,
    Sum,
    Table,
    columns_of,
    frames,
    round_half_up,
)
from safehold.tally.conditions import And, Compare, Everything, IsIn

Row = dict[str, Any]
# one kind of row (none for returns) in one place
Stock = tuple[str, str]


class Sent(NamedTuple):
    """The submission that a row came in, as much of it as counting needs."""

    pk: int
    uid: str
    agency: int
    first: date
    last: date
    source: str
    source_on: date


class Counting:
    """The rows that count on a day, and the figures made of them. Two queries, asked when the first figure is.

    ``also`` is a submission to count as if it had just been accepted, to see what it would change, and ``without`` an
    accepted one to leave out, as if that one had come in its place.
    """

    def __init__(
        self, *, on: date, years: Years, also: Submission | None = None, without: Submission | None = None
    ) -> None:
        self.on = on
        self.years = years
        self.also = also
        self.without = without
        self._frames: dict[tuple[Stock, str], Any] = {}
        self._figures: dict[Key, Figure | None] = {}

    # --- figures ---

    def figure(self, code: str, period: str, geography: str) -> Figure | None:
        """The figure counted under this key; none where its rows were never sent."""
        key = (code, period, geography)
        if key not in self._figures:
            self._figures[key] = self._count(CATALOGUE.measure(code), period, geography) if code in CATALOGUE else None
        return self._figures[key]

    def keys(self, code: str) -> Iterator[Key]:
        """The years and places for which a figure can be counted under ``code``."""
        if code not in CATALOGUE:
            return
        measure = CATALOGUE.measure(code)
        if measure.table is AgencyReturns:
            asked = indicator_of(code)
            found = {
                (row["period"], place)
                for (_, place), rows in self._returns.items()
                for row in rows
                if row["indicator"] == asked
            }
            yield from ((code, period, place) for period, place in sorted(found))
            return
        kind = measure.table.kind  # type: ignore[attr-defined]
        for stock, years in sorted(self._recorded.items()):
            for year in sorted(years) if stock[0] == kind else ():
                if self._is_known(measure, stock, year):
                    yield code, str(year), stock[1]

    def _count(self, measure: Measure, period: str, geography: str) -> Figure | None:
        try:
            when = self.years.read(period)
        except BadPeriod:
            return None
        if measure.table is AgencyReturns:
            stock, within = ("", geography), period
            rows = self._returns_for(when, geography)
            is_known = any(row["indicator"] == indicator_of(measure.code) and row["denominator"] for row in rows)
        else:
            stock, within = (measure.table.kind, geography), ""  # type: ignore[attr-defined]
            rows = self._events.get(stock, [])
            is_known = self._is_known(measure, stock, when)
        if not is_known:
            return None
        cell = frames.answer(measure, self._frame(measure.table, stock, within, rows), when).total
        spans = (when, when.year_before) if isinstance(measure, Change) else (when,)
        return self._figure(measure, cell, period, geography, self._senders(rows, spans))

    def _frame(self, table: type[Table], stock: Stock, within: str, rows: Iterable[Row]) -> Any:
        if (stock, within) not in self._frames:
            self._frames[stock, within] = frames.frame_of(table, [row for row in rows if not row.get("nil")])
        return self._frames[stock, within]

    def _figure(self, measure: Measure, cell: Cell, period: str, geography: str, senders: list[Sent]) -> Figure:
        found = BY_CODE[measure.code]
        return Figure(
            code=measure.code,
            period=period,
            geography=geography,
            state=State.NOT_SUPPLIED if cell.value is None else State.NUMBER,
            value=cell.value,
            places=found.places,
            unit=found.unit,
            basis=Basis.INVENTED if settings.INVENTED else Basis.COMPUTED,
            definition=found,
            source="; ".join(dict.fromkeys(sender.source for sender in senders)),
            source_on=max((sender.source_on for sender in senders), default=None),
            calculation=in_words(measure, cell, found.places),
            submission_uid=senders[0].uid if len(senders) == 1 else "",
            as_at=self.on,
        )

    def _senders(self, rows: Iterable[Row], spans: Iterable[Period]) -> list[Sent]:
        """The submissions that the rows of these periods came in, each once, the first accepted first."""
        day = "last_on" if rows and "last_on" in next(iter(rows)) else "happened_on"
        edges = [(span.first, span.last) for span in spans]
        found: dict[int, Sent] = {}
        for row in rows:  # every row of a kind passes here for every figure, so little is done with each
            sent, when = row["sent"], row[day]
            if sent.pk not in found and any(first <= when <= last for first, last in edges):
                found[sent.pk] = sent
        return list(found.values())

    # --- which rows count ---

    def _is_known(self, measure: Measure, stock: Stock, when: Period) -> bool:
        """Whether the rows of the period were sent with all that the measure reads; for a change, of both periods."""
        spans = (when, when.year_before) if isinstance(measure, Change) else (when,)
        read = {column.name for column in measure.columns}
        recorded = self._recorded.get(stock, {})
        return all(any(span in year and read <= names for year, names in recorded.items()) for span in spans)

    def _returns_for(self, when: Period, geography: str) -> list[Row]:
        """The returns for exactly this period, or, for a year that was returned by quarters, those of its quarters."""
        rows = self._returns.get(("", geography), [])
        exact = [row for row in rows if row["period"] == str(when)]
        if exact or when.kind != PeriodKind.YEAR:
            return exact
        quarters = {str(quarter) for quarter in when.quarters}
        return [row for row in rows if row["period"] in quarters]

    @cached_property
    def _returns(self) -> dict[Stock, list[Row]]:
        latest: dict[tuple, Row] = {}
        fields = ("agency__code", "indicator", "period", "last_on", "geography", "answer", "numerator", "denominator")
        for row in self._rows(AgencyReturn.objects.all(), fields):
            latest[row["agency__code"], row["indicator"], row["period"], row["geography"]] = row
        found: dict[Stock, list[Row]] = defaultdict(list)
        for row in latest.values():
            found["", row["geography"]].append(row | named(AgencyReturns, row))
        return dict(found)

    @cached_property
    def _events(self) -> dict[Stock, list[Row]]:
        rows = self._rows(CountedEvent.objects.all(), ("kind", "happened_on", "place", "nil", *CODES, *NUMBERS))
        kept = [row for row in overlaid(rows) if row["kind"] in EVENT_TABLES]
        found: dict[Stock, list[Row]] = defaultdict(list)
        for row in kept:
            found[row["kind"], row["place"]].append(row | named(EVENT_TABLES[row["kind"]], row))
        return dict(found)

    @cached_property
    def _recorded(self) -> dict[Stock, dict[Period, frozenset[str]]]:
        """For each kind in each place, the years that have rows of it, and the columns that hold something in them."""
        found: dict[Stock, dict[Period, set[str]]] = defaultdict(lambda: defaultdict(set))
        years: dict[date, Period] = {}
        for stock, rows in self._events.items():
            columns = columns_of(EVENT_TABLES[stock[0]])
            for row in rows:
                day = row["happened_on"]
                year = years.get(day) or years.setdefault(day, self.years.year_of(day))
                found[stock][year] |= {name for name in columns if row["nil"] or row[name] is not None}
        return {stock: {year: frozenset(names) for year, names in known.items()} for stock, known in found.items()}

    def _rows(self, rows: QuerySet, fields: tuple[str, ...]) -> list[Row]:
        """The rows of accepted submissions, in the order in which these were accepted, each with who sent it."""
        counted = Q(submission__status=Status.ACCEPTED)
        if self.also is not None:
            counted |= Q(submission=self.also.pk)
        if self.without is not None:
            counted &= ~Q(submission=self.without.pk)
        about = ("pk", "entry__uid", "agency_id", "covers_from_on", "covers_to_on", "source", "source_on")
        values = rows.filter(counted).order_by("submission__accepted_at", "submission_id", "row")
        found: list[Row] = []
        senders: dict[int, Sent] = {}
        for value in values.values_list(*(f"submission__{name}" for name in about), *fields):
            pk, uid, *rest = value[: len(about)]
            sent = senders.setdefault(pk, Sent(pk, str(uid), *rest))
            found.append(dict(zip(fields, value[len(about) :], strict=True)) | {"sent": sent})
        if self.also is not None:  # whatever order the database gives to a moment that is not there yet: it comes last
            found.sort(key=lambda row: row["sent"].pk == self.also.pk)  # type: ignore[union-attr]
        return found


def plainly(condition: Condition) -> str:
    """A condition for a reader: outcome is met threshold and ground is suitability."""
    match condition:
        case And(left, right):
            return f"{plainly(left)} and {plainly(right)}"
        case Compare(column, "==", other):
            return f"{column} is {str(other).replace('_', ' ')}"
        case IsIn(column, values):
            return f"{column} is {' or '.join(str(value).replace('_', ' ') for value in values)}"
    return str(condition)


def indicator_of(code: str) -> str:
    """The indicator that a code like kpi.self_neglect.outcome_average is about."""
    return code.split(".")[1]


def overlaid(rows: list[Row]) -> list[Row]:
    """Events without those that a later submission of the same agency, with rows of the same kind, covers anew."""
    holding: dict[tuple, dict[int, Sent]] = defaultdict(dict)
    for row in rows:
        sent = row["sent"]
        holding[sent.agency, row["kind"], row["place"]].setdefault(sent.pk, sent)

    def counts(row: Row) -> bool:
        senders = list(holding[row["sent"].agency, row["kind"], row["place"]].values())
        later = senders[senders.index(row["sent"]) + 1 :]
        return not any(sent.first <= row["happened_on"] <= sent.last for sent in later)

    return [row for row in rows if counts(row)]


def named(table: type[Table], row: Mapping[str, Any]) -> Row:
    """A row's facts under the names that the table's columns have; an empty code is an unknown one."""
    return {
        name: row[column.source] if row[column.source] != "" else None for name, column in columns_of(table).items()
    }


def in_words(measure: Measure, cell: Cell, places: int) -> str:
    """How a cell was worked out, with its numbers."""
    rounded = f"rounded half up to {in_places(places)}"
    match measure:
        case Count():
            where = "" if isinstance(measure.where, Everything) else f" whose {plainly(measure.where)}"
            return f"Counted here from the rows that agencies sent: every {measure.table.one}{where}"  # type: ignore[attr-defined]
        case Sum() if cell.value is None:
            return f"Not known: some of the {measure.table.many} do not say it"  # type: ignore[attr-defined]
        case Sum():
            what = measure.amount.description
            many = f"{cell.denominator:,} {measure.table.many}"  # type: ignore[attr-defined]
            return f"Added up here over {many}, from the rows that agencies sent: {what[:1].lower()}{what[1:]}"
        case Share() | Change() if not cell.denominator and measure.unit == "percent":
            return "There is nothing to divide by"
        case Share():
            return f"{cell.numerator:,} divided by {cell.denominator:,}, times 100, {rounded}"
        case MeanOfAgencies() if cell.denominator:
            total = round_half_up(Fraction(cell.numerator), 2)
            many = f"{cell.denominator} agencies’ percentages" if cell.denominator > 1 else "one agency’s percentage"
            return f"The mean of {many}, which add up to {total:,}, {rounded}"
        case Change():
            before = cell.denominator or 0
            now = before + int(cell.numerator)
            if measure.shown_as is ShownAs.NUMBER:
                return f"{now:,} less {before:,}"
            return f"({now:,} less {before:,}) divided by {before:,}, times 100, {rounded}"
    return "Counted here from the rows that agencies sent"
