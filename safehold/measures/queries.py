"""Which figures there are, and which one prints."""

from collections.abc import Iterable, Iterator
from datetime import date

from safehold.asks.lifecycle import Status
from safehold.clocks import Years
from safehold.measures.catalogue import definition
from safehold.measures.derived import derive
from safehold.measures.figures import Figure, Key
from safehold.measures.models import PrintDecision, Prints, ReportedFigure


class Book:
    """Every accepted figure, read once: ask it for one by its key, and it works out what nobody reported.

    Where accepted submissions overlap, the later accepted one counts. Which of a reported and a computed figure prints is
    a person's decision (``PrintDecision``); until there is one, the reported figure does.
    """

    def __init__(self, reported: dict[Key, Figure], *, computed_codes: frozenset[str], years: Years) -> None:
        self.reported = reported
        self.computed_codes = computed_codes
        self.years = years
        self._derived: dict[Key, Figure | None] = {}

    def find(self, code: str, period: str, geography: str) -> Figure | None:
        """The figure that prints under this key; none where it was neither reported nor can be worked out."""
        reported = self.reported.get((code, period, geography))
        if reported and code not in self.computed_codes:
            return reported
        return self.derived(code, period, geography) or reported

    def derived(self, code: str, period: str, geography: str) -> Figure | None:
        """The figure worked out here, whether or not it prints."""
        key = (code, period, geography)
        if key not in self._derived:
            found = definition(code)
            self._derived[key] = derive(found, period, geography, find=self.find, years=self.years) if found else None
        return self._derived[key]

    def series(self, code: str, geography: str) -> list[Figure]:
        """Every reported figure under ``code`` in one place, oldest first."""
        found = [figure for key, figure in self.reported.items() if key[0] == code and key[2] == geography]
        return sorted(found, key=lambda figure: self.years.read(figure.period))

    def differences(self) -> Iterator[tuple[Figure, Figure]]:
        """The pairs (reported, computed) under one key that do not say the same: checks, for a person to decide."""
        for (code, period, geography), figure in self.reported.items():
            worked_out = self.derived(code, period, geography)
            if worked_out and worked_out.is_number and figure.is_number and worked_out.value != figure.value:
                yield figure, worked_out

    def __iter__(self) -> Iterator[Figure]:
        return iter(self.reported.values())

    def __len__(self) -> int:
        return len(self.reported)


def book(*, on: date, years: Years | None = None, codes: Iterable[str] | None = None) -> Book:
    """The book of accepted figures as it stands on ``on``: one query for the figures and one for the decisions."""
    rows = ReportedFigure.objects.filter(submission__status=Status.ACCEPTED).select_related("submission__entry")
    if codes is not None:
        rows = rows.filter(code__in=list(codes))
    reported: dict[Key, Figure] = {}
    # later accepted submissions come later, and so write over earlier ones
    for row in rows.order_by("submission__accepted_on", "submission_id", "row"):
        if (found := definition(row.code)) is not None:
            figure = reported_figure(row, found)
            reported[figure.key] = figure
    decisions = PrintDecision.objects.on(on).filter(prints=Prints.COMPUTED).values_list("code", flat=True)
    return Book(reported, computed_codes=frozenset(decisions), years=years or Years())


def reported_figure(row: ReportedFigure, found) -> Figure:
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
        source_on=row.submission.source_on,
        calculation="As reported",
        note=row.note,
        submission_uid=str(row.submission.uid),
    )
