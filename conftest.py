"""What every test has: the demonstration's day, guards that a flush may pass, and people to act as."""

import gc
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
from django.core.management.commands import flush
from django.db import connections

from safehold.access import guards

# a busy machine is no fault of the code: properties are held to what they say, not to how long they take
hypothesis.settings.register_profile("house", deadline=None, print_blob=True)
hypothesis.settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--with-a-database", action="store_true", help="only tests that touch a database")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What touches no database is the same on either, and need not run on both; nor need what is about pages alone. Slow
    files go first, so that of two workers neither waits long for the other at the end."""
    if config.getoption("--with-a-database"):
        kept = [item for item in items if _touches_a_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
        items[:] = kept
    items.sort(key=lambda item: not _is_of_a_slow_file(item))


def pytest_collection_finish(session: pytest.Session) -> None:
    """What has been loaded by now stays to the end: to look through it for garbage again and again takes a tenth of a
    run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def _is_of_a_slow_file(item: pytest.Item) -> bool:
    marks = getattr(getattr(item, "module", None), "pytestmark", [])
    return any(mark.name == "slow" for mark in (marks if isinstance(marks, list) else [marks]))


def _touches_a_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("one_database"):
        return False
    return any(item.get_closest_marker(name) for name in ("django_db", "own_database", "postgres")) or bool(
        {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    )


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The one browser of a process, which takes no second beside it: each test opens contexts of its own in it."""
    from tests.journeys.browser import browsers

    with browsers() as browser:
        yield browser


@pytest.fixture(autouse=True)
def _the_day(settings) -> None:
    """Every test happens on 30 April 2021 unless it says otherwise; the real clock is for sessions and the trail."""
    from datetime import date

    from safehold.website.context import partnership_name

    settings.BUSINESS_DATE = date(2021, 4, 30)
    partnership_name.forget()


@pytest.fixture(autouse=True, scope="session")
def _flush_passes_the_guards() -> Iterator[None]:
    """Tests that commit are cleaned up by flush, which the guards on what is kept rightly refuse: lift them for it alone."""
    original = flush.Command.handle

    def handle(self, **options):
        connection = connections[options["database"]]
        with connection.cursor() as cursor:
            for table in guards.KEPT:
                if connection.vendor == "postgresql":
                    cursor.execute(
                        f"DROP TRIGGER IF EXISTS {table}_kept ON {table}; DROP TRIGGER IF EXISTS {table}_whole ON {table}"
                    )
                else:
                    for verb in ("update", "delete"):
                        cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}")
        original(self, **options)
        guards.put_up(using=options["database"])

    flush.Command.handle = handle
    yield
    flush.Command.handle = original
