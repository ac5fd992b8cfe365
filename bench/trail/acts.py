"""``python -m bench.trail.acts PAIRS LINES``: blocks of acts, with the trail's insert and without, in turn.

Prints the seconds of each block by what was done in it, and how many acts a block has.
"""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import django

IN_A_BLOCK, CHANGES = 12, 3
DAY = date(2021, 4, 30)


@contextmanager
def unwritten() -> Iterator[None]:
    """The trail's insert left out: everything up to it is done."""
    from safehold.access import audit

    kept, audit.kept = audit.kept, lambda line: 0
    try:
        yield
    finally:
        audit.kept = kept


def block(by: Any, number: int) -> dict[str, float]:
    """The lives of some records, each opened, changed a few times and closed: seconds by what was done."""
    from tests.invented import actions

    spent = dict.fromkeys(("open", "change", "close"), 0.0)
    for each in range(IN_A_BLOCK):
        began = time.perf_counter()
        book = actions.open_one(by=by, title=f"{number}-{each}", opened_on=DAY)
        opened = time.perf_counter()
        for change in range(CHANGES):
            actions.rename(book, by=by, title=f"{number}-{each}-{change}")
        changed = time.perf_counter()
        actions.close(book, by=by, closed_on=DAY)
        spent["open"] += opened - began
        spent["change"] += changed - opened
        spent["close"] += time.perf_counter() - changed
    return spent


def earlier(count: int) -> None:
    """Lines that were there before, as of another year's work."""
    from django.utils import timezone

    from safehold.access.models import AuditLine

    now = timezone.now()
    for start in range(0, count, 5000):
        AuditLine.objects.bulk_create(
            AuditLine(
                at=now,
                event=f"earlier.done_{number % 50}",
                by_id=number % 200,
                by_name=f"Person {number % 200}",
                agency_id=number % 12,
                roles="adults_practitioner",
                where_from="192.0.2.1",
                subject_kind="earlier.record",
                subject_uid=f"{number * 7919 % 1_000_003:036d}",
                facts={"number": number},
            )
            for number in range(start, min(start + 5000, count))
        )


def main(pairs: int, lines: int) -> None:
    django.setup()
    from django.db import connection

    from safehold.access.models import AuditLine
    from safehold.access.roles import Role
    from safehold.access.tests.factories import actor

    by = actor(Role.ADULTS_MANAGER).at("192.0.2.1")
    earlier(lines)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    acts = IN_A_BLOCK * (CHANGES + 2)
    block(by, -1)  # what is slow the first time is nobody's
    found: dict[str, dict[str, list[float]]] = {"with": {}, "without": {}}
    for number in range(pairs):
        order = ("with", "without") if number % 2 else ("without", "with")
        for how in order:
            before = AuditLine.objects.count()
            if how == "with":
                spent = block(by, 2 * number)
            else:
                with unwritten():
                    spent = block(by, 2 * number + 1)
            written = AuditLine.objects.count() - before
            assert written == (acts if how == "with" else 0), f"{how}: {written} lines"
            for act, seconds in spent.items():
                found[how].setdefault(act, []).append(seconds)
    print(json.dumps({**found, "acts": acts}))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
