"""One page of a long list, and how many rows the whole of it has, as far as that is worth counting."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.models import QuerySet

PAGE = 25
CAP = 250  # ten pages: to count further costs more than the page itself, so it says “250+”


@dataclass(frozen=True)
class Part:
    """The rows of one page; how many there are in all, up to ``CAP``, whether there are ``more`` than that, and whether
    any follow this page."""

    rows: list[Any]
    count: int
    more: bool
    has_next: bool


def part_of(rows: QuerySet, number: int, *, indexed: bool) -> Part:
    """Page ``number`` of ``rows``, which are in their order: an index serves it where it is ``indexed``.

    It is counted however few there are: a page asks as many questions of the database for one row as for many.
    """
    start = (number - 1) * PAGE
    asked = Asked()
    with connections[rows.db].execute_wrapper(asked):
        found = list(rows[start : start + PAGE + 1])
    known = asked.count(rows.db) if indexed else rows.order_by()[: CAP + 1].count()
    known = max(known, start + len(found))  # a page beyond the cap has seen more than was counted
    return Part(found[:PAGE], min(known, CAP), known > CAP, len(found) > PAGE)


class Asked:
    """Remembers the question that a page was read with, so that the rows can be counted with the same.

    Django takes as long to write the question a second time as the whole page takes to be drawn. And a database that is
    asked for the first rows in an order finds them by the index of that order; asked for any so many rows, it was seen
    to read through thousands.
    """

    def __init__(self) -> None:
        self.sql, self.params = "", ()

    def __call__(self, execute: Callable, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if not self.sql:  # what follows belongs to the rows: things fetched beside them
            self.sql, self.params = sql, params
        return execute(sql, params, many, context)

    def count(self, using: str) -> int:
        """How many rows there are, up to one more than ``CAP``; none where nothing had to be asked."""
        if not self.sql:
            return 0
        every, _, _ = self.sql.rpartition(" LIMIT ")
        with connections[using].cursor() as cursor:
            # Django wrote the question, and what anybody typed stands in its parameters
            cursor.execute(f"SELECT COUNT(*) FROM ({every} LIMIT {CAP + 1}) counted", self.params)  # noqa: S608
            return int(cursor.fetchone()[0])
