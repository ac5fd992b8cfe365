"""What waits for somebody, in the same five columns whatever it is, so that everything is asked of the database at once.

A module says what waits with ``part``; the front page and the weekly digest gather the parts.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import CharField, DateField, F, QuerySet, TextField, UUIDField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

Part = QuerySet


class Waits(NamedTuple):
    """One thing that waits: what it waits for (``module.verb``), its record's number, its words, the day that it is due
    (or since which it waits), whose it is, and the record in which many of its kind stand, if they are seen to together."""

    what: str
    uid: UUID
    words: str
    on: date | None
    whose: str
    within: UUID | None = None


def part(
    rows: QuerySet,
    what: str,
    *,
    words: str,
    on: str | Combinable,
    whose: str,
    most: int | None = None,
    to: str = "",
    within: str = "",
) -> Part:
    """``rows`` as things that wait, at most ``most``, the earliest day first.

    The names lead from a row to its facts, and ``on`` can be worked out from them; ``to`` leads to the record that the row is
    part of, where it is none itself, and ``within`` to the one in which many such rows stand, which is one line of many: ten
    times ``most`` of them are counted.
    """
    day = F(on) if isinstance(on, str) else on
    if most is not None:
        most = 10 * most if within else most
        rows = rows.model._default_manager.filter(pk__in=rows.order_by(day, "pk").values("pk")[:most])
    return rows.order_by().values_list(
        Value(what, CharField()),
        F(f"{to}entry__uid"),
        Cast(F(words), TextField()),
        Cast(day, DateField()),
        Cast(F(whose), TextField()),
        F(f"{within}entry__uid") if within else Cast(Value(None), UUIDField()),
    )


def gather(parts: Iterable[Part]) -> list[Waits]:
    """Everything in ``parts``, in one question, in the order of the parts and in each the earliest day first; those of
    one day by their words."""
    asked = list(parts)
    if not asked:
        return []
    first, *rest = asked
    found = [Waits(*row) for row in (first.union(*rest, all=True) if rest else first)]
    order: dict[str, int] = {}
    for each in found:
        order.setdefault(each.what, len(order))
    return sorted(found, key=lambda each: (order[each.what], each.on or date.max, each.words or "", each.uid))


def count(parts: Iterable[Part]) -> Counter[str]:
    """How much there is of each thing that waits."""
    return Counter(each.what for each in gather(parts))
