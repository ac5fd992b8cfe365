"""One dated row following another: the earlier one ends on the day before the later begins."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from safehold.access.actor import Actor
from safehold.access.models import Agency
from safehold.access.policy import Refused
from safehold.partnership.models import Group, overlapping
from safehold.partnership.spans import ONE_DAY
from safehold.records import writing


def lock(row: Any) -> None:
    """Let nobody else change what hangs on ``row`` until this act is over."""
    type(row)._base_manager.select_for_update().get(pk=row.pk)


def make_way(rows: QuerySet, *, by: Actor, from_on: date) -> None:
    """End the row of ``rows`` that is in force the day before ``from_on`` and has no end, so that one can follow it."""
    for row in rows.filter(to_on=None, from_on__lt=from_on):
        writing.change(row, by=by, to_on=from_on - ONE_DAY)


def stand_clear(rows: QuerySet, *, from_on: date, to_on: date | None, words: str, but: int | None = None) -> None:
    """Refuse, in ``words``, what would overlap. For tables of ``access``, which have no constraint that says so."""
    if overlapping(rows, from_on=from_on, to_on=to_on, but=but).exists():
        raise Refused(words)


def end_with(rows: QuerySet, *, by: Actor, to_on: date) -> int:
    """End all of ``rows`` that still hold after ``to_on``. Those that would begin later must be taken out first."""
    open_rows = rows.filter(Q(to_on=None) | Q(to_on__gt=to_on))
    later = open_rows.filter(from_on__gt=to_on).first()
    if later is not None:
        raise Refused(f"{later} begins on a later day. Take it out first")
    rows_to_end = list(open_rows)
    for row in rows_to_end:
        writing.change(row, by=by, to_on=to_on)
    return len(rows_to_end)


def name_of_the_day(of: Agency | Group, *, by: Actor) -> bool:
    """Keep ``current_name`` as the name in force today: a name that begins next year is not shown yet. Says if it changed."""
    names = list(of.names.order_by("from_on").values_list("from_on", "name"))
    begun = [name for from_on, name in names if from_on <= by.on]
    shown = begun[-1] if begun else names[0][1] if names else of.current_name
    if shown == of.current_name:
        return False
    writing.change(of, by=by, current_name=shown)
    return True
