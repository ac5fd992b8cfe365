"""Of which actions nobody has said how far they are, in a quarter that is about to end or has ended and is not closed."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Case, DateField, Exists, F, IntegerField, OuterRef, QuerySet, Value, When

from safehold.access.actor import Actor
from safehold.clocks import months_after
from safehold.plans.lifecycle import OPEN
from safehold.plans.models import ClosedQuarter, Line, ProgressUpdate
from safehold.plans.quarters import NUMBERS, ONE_DAY, Quarter, quarter
from safehold.records.visibility import sees

AHEAD = timedelta(days=14)
"""So long before a quarter ends, it is time to say how far an action is."""
STOPS = timedelta(days=60)
"""So long after it ended nobody is told any more: with ``AHEAD`` less than a quarter, so that a plan has one such quarter."""


def quarters_around(on: date) -> dict[date, Quarter]:
    """The quarters that end within ``AHEAD`` of a day, or ended at most ``STOPS`` before it, each by the first day of the
    twelve months that it belongs to. At most one for each such day."""
    found: dict[date, Quarter] = {}
    month = (on - STOPS).replace(day=1)
    while (ends_on := months_after(month, 1) - ONE_DAY) <= on + AHEAD:
        if ends_on >= on - STOPS:
            for number in NUMBERS:
                first = months_after(month, 1 - 3 * number)
                found[first] = quarter(first, number)
        month = months_after(month, 1)
    return found


def silent(lines: QuerySet[Line], on: date) -> QuerySet[Any]:
    """Those of ``lines`` of which nothing was said in such a quarter, which is not closed; with its ``number``, and the day
    that it ``ends_on``. What somebody is assured of, or is not done after all, needs no word."""
    around = quarters_around(on)
    there = with_quarter(lines.filter(plan__from_on__in=around), on)
    there = there.filter(added_on__lte=F("ends_on"), plan__agreed_on__lte=F("ends_on"))
    there = there.filter(plan__entry__in_error_on=None, action__entry__in_error_on=None, action__status__in=OPEN)
    said = ProgressUpdate.objects.filter(line=OuterRef("pk"), quarter=OuterRef("number"))
    closed = ClosedQuarter.objects.filter(plan=OuterRef("plan"), number=OuterRef("number"))
    return there.filter(~Exists(said), ~Exists(closed))


def with_quarter(lines: QuerySet[Line], on: date) -> QuerySet[Any]:
    """Lines with the ``number`` of the quarter of their plan that is around a day, and the day that it ``ends_on``."""
    around = quarters_around(on).items()
    number = [When(plan__from_on=first, then=Value(each.number)) for first, each in around]
    ends_on = [When(plan__from_on=first, then=Value(each.last, DateField())) for first, each in around]
    return lines.annotate(
        number=Case(*number, output_field=IntegerField()), ends_on=Case(*ends_on, output_field=DateField())
    )


def silent_to(actor: Actor) -> QuerySet[Any]:
    """The same, of the plans and actions that ``actor`` sees."""
    seen = Line.objects.filter(sees(actor, "action__entry__")).filter(sees(actor, "plan__entry__"))
    return silent(seen, actor.on)


def silent_everywhere(on: date) -> list[Line]:
    """The same, of every plan. For the schedule alone: it asks nobody who is asking."""
    rows = silent(Line.objects.all(), on).select_related("action__entry", "action__agency", "action__lead")
    return list(rows.order_by("pk"))
