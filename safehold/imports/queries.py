"""What a submission would change, held against what counts now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When

from safehold.access.models import Grant, Membership, User
from safehold.access.roles import Role
from safehold.asks.lifecycle import Status
from safehold.asks.models import Submission
from safehold.clocks import Years
from safehold.measures.catalogue.counted import CATALOGUE
from safehold.measures.counting import Counting, indicator_of
from safehold.measures.figures import Figure, Key
from safehold.measures.models import AgencyReturn, CountedEvent, ReportedFigure
from safehold.measures.tables import AgencyReturns
from safehold.tally import Measure

NEW, CHANGED, SAME, COUNTS, OVERTAKEN, OUT = "new", "changed", "same", "counts", "overtaken", "out"


def keepers(on: date) -> list[User]:
    """Those who accept what partners send, acting on this day, by name."""
    granted = Grant.objects.on(on).filter(role=Role.DATA_ANALYST, membership__in=Membership.objects.on(on))
    return list(User.objects.filter(is_active=True, pk__in=granted.values("membership__user")).order_by("name", "pk"))


def figures_of(submission: Submission) -> QuerySet[ReportedFigure]:
    """The reported figures of a submission, each beside the one that counts now, in ``now_state`` and ``now_value``.

    ``standing`` says how the two stand: before acceptance new, changed or the same; after it, whether this one counts
    or a later accepted one does; and out where the submission counts no more.
    """
    same_key = {name: OuterRef(name) for name in ("code", "period", "geography")}
    others = ReportedFigure.objects.filter(submission__status=Status.ACCEPTED, **same_key).exclude(
        submission=submission.pk
    )
    counting = others.order_by("-submission__accepted_at", "-submission_id")
    rows = ReportedFigure.objects.filter(submission=submission.pk).annotate(
        now_value=Subquery(counting.values("value")[:1]),
        now_state=Subquery(counting.values("state")[:1]),
        now_places=Subquery(counting.values("places")[:1]),
        now_uid=Subquery(counting.values("submission__entry__uid")[:1]),
    )
    if submission.status == Status.ACCEPTED:
        later = Q(submission__accepted_at__gt=submission.accepted_at)
        tied = Q(submission__accepted_at=submission.accepted_at, submission_id__gt=submission.pk)
        how: Case | Value = Case(
            When(Exists(others.filter(later | tied)), then=Value(OVERTAKEN)), default=Value(COUNTS)
        )
    elif submission.status in (Status.READY, Status.FAULTY, Status.RECEIVED):
        equal = Q(now_state=F("state")) & (Q(now_value=F("value")) | Q(value=None, now_value=None))
        how = Case(When(now_state=None, then=Value(NEW)), When(equal, then=Value(SAME)), default=Value(CHANGED))
    else:
        how = Value(OUT)
    return rows.annotate(standing=Case(When(pk__gt=0, then=how), output_field=CharField()))


@dataclass(frozen=True)
class Cell:
    """One figure counted from rows: as it is without a submission's rows, and as it is with them."""

    key: Key
    now: Figure | None
    then: Figure | None

    @property
    def standing(self) -> str:
        if self.now is None:
            return NEW
        return SAME if self.then and self.then.value == self.now.value else CHANGED


class Cells(Sequence[Cell]):
    """The figures that a submission's rows have a part in, in the order of the catalogue; counted as they are asked for.

    They are counted with its rows and without, as if it had just been accepted; of one that was accepted, as they are.
    """

    def __init__(self, submission: Submission, *, on: date, years: Years) -> None:
        accepted = submission.status == Status.ACCEPTED
        waiting = submission.status in (Status.READY, Status.FAULTY)
        self.before = Counting(on=on, years=years)
        self.after = Counting(on=on, years=years, also=submission) if waiting else self.before
        self.cells = touched(submission, self.after) if accepted or waiting else []

    def __len__(self) -> int:
        return len(self.cells)

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return [self.cell(key) for key in self.cells[place]]
        return self.cell(self.cells[place])

    def cell(self, key: Key) -> Cell:
        return Cell(key, self.before.figure(*key), self.after.figure(*key))


@dataclass(frozen=True)
class Replacing:
    """What becomes of the figures that count from an earlier submission when another comes in its place: how many are in
    neither it nor any other (``gone``), are not in it but in another accepted one, which counts then (``elsewhere``),
    ``change``, and stay the ``same``.
    """

    gone: int
    elsewhere: int
    change: int
    same: int

    @property
    def all(self) -> int:
        return self.gone + self.elsewhere + self.change + self.same


def replacing(earlier: Submission, *, by: Submission, on: date, years: Years) -> Replacing:
    """What would become of the figures of ``earlier`` if the submission ``by`` were accepted in its place.

    The queries are as many for a thousand figures as for one. Figures of ``earlier`` that a later accepted submission
    gives anew count no more as it is, and are left out.
    """
    if kinds_of(earlier):
        return _recounted(earlier, by=by, on=on, years=years)
    same_key = {name: OuterRef(name) for name in ("code", "period", "geography")}
    anew = ReportedFigure.objects.filter(submission=by.pk, **same_key)
    rows: Any = figures_of(earlier).order_by()
    rows = rows.filter(standing=COUNTS)
    rows = rows.annotate(new_state=Subquery(anew.values("state")[:1]), new_value=Subquery(anew.values("value")[:1]))
    absent = Q(new_state=None)
    equal = Q(new_state=F("state")) & (Q(new_value=F("value")) | Q(value=None, new_value=None))
    counts = rows.aggregate(
        gone=Count("pk", filter=absent & Q(now_state=None)),
        elsewhere=Count("pk", filter=absent & Q(now_state__isnull=False)),
        same=Count("pk", filter=equal),
        all=Count("pk"),
    )
    change = counts.pop("all") - sum(counts.values())
    return Replacing(change=change, **counts)


def _recounted(earlier: Submission, *, by: Submission, on: date, years: Years) -> Replacing:
    """The same of what is counted from rows: the figures that they have a part in, counted with them and without."""
    before, after = Counting(on=on, years=years), Counting(on=on, years=years, also=by, without=earlier)
    cells = [Cell(key, before.figure(*key), after.figure(*key)) for key in touched(earlier, before)]
    counted = [cell for cell in cells if cell.now is not None]
    gone = sum(cell.then is None for cell in counted)
    same = sum(cell.standing == SAME for cell in counted)
    return Replacing(gone=gone, elsewhere=0, change=len(counted) - gone - same, same=same)


def touched(submission: Submission, counting: Counting) -> list[Key]:
    """The figures that a submission's rows have a part in, of those that can be counted, in the order of the catalogue."""
    kinds = kinds_of(submission)
    keys = [key for measure in CATALOGUE if kinds & kind_of(measure) for key in counting.keys(measure.code)]
    spans = {period: counting.years.read(period) for period in {key[1] for key in keys}}
    first, last = submission.covers_from_on, submission.covers_to_on
    return [key for key in keys if spans[key[1]].first <= last and first <= spans[key[1]].last]


def kind_of(measure: Measure) -> set[str]:
    """What a measure counts: a kind of event, or the returns for an indicator."""
    if measure.table is AgencyReturns:
        return {indicator_of(measure.code)}
    return {measure.table.kind}  # type: ignore[attr-defined]


def kinds_of(submission: Submission) -> set[str]:
    """What there are rows of in a submission."""
    events = CountedEvent.objects.filter(submission=submission.pk).order_by().values_list("kind", flat=True)
    returns = AgencyReturn.objects.filter(submission=submission.pk).order_by().values_list("indicator", flat=True)
    return {*events.distinct(), *returns.distinct()}


def standings(submission: Submission) -> dict[str, int]:
    """How many figures of a submission stand in each way."""
    rows: Any = figures_of(submission).order_by()
    return dict(rows.values_list("standing").annotate(many=Count("pk")))
