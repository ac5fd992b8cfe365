"""What the two databases need in order to hold what ``NoOverlap`` promises.

PostgreSQL has exclusion constraints, by an extension of its own. SQLite has none, so triggers do the same there.

Made again after every migration, because SQLite drops triggers without a word when it rebuilds a table.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connections, models

from safehold.partnership.models.dated import NoOverlap


def promised() -> Iterator[tuple[type[models.Model], NoOverlap]]:
    """Every model that carries the constraint, with the constraint."""
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if isinstance(constraint, NoOverlap):
                yield model, constraint


def make_ready(*, using: str = "default", **_: Any) -> None:
    """On PostgreSQL, before the tables are made, the extension that lets a constraint compare keys and days together."""
    connection = connections[using]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'btree_gist'")
            if cursor.fetchone() is None:
                cursor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")


def put_up(*, using: str = "default", **_: Any) -> None:
    """Make the triggers on the database ``using`` where it is SQLite and they are not there yet."""
    connection = connections[using]
    if connection.vendor != "sqlite":
        return
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model, constraint in promised():
            if model._meta.db_table in tables:
                for statement in constraint.triggers(model):
                    cursor.execute(statement)


def missing(*, using: str = "default") -> list[str]:
    """The promises that the database ``using`` does not hold, by the constraint's name."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            there = {row[0] for row in cursor.fetchall()}
            return [each.name for _, each in promised() if not {f"{each.name}_insert", f"{each.name}_update"} <= there]
        cursor.execute("SELECT conname FROM pg_constraint WHERE contype = 'x'")
        there = {row[0] for row in cursor.fetchall()}
        return [each.name for _, each in promised() if each.name not in there]
