"""The database itself refuses to change or remove a line of the audit trail.

Made again after every migration, because SQLite drops triggers without a word when it rebuilds a table, and looked for
at every start (``checks``).
"""

from typing import Any

from django.db import connections

TABLES = ("access_auditline", "access_auditlink")
WORDS = "The audit trail cannot be changed"

POSTGRES = """
CREATE OR REPLACE FUNCTION trail_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{words}'; END $$;
DROP TRIGGER IF EXISTS {table}_kept ON {table};
CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION trail_is_kept();
DROP TRIGGER IF EXISTS {table}_whole ON {table};
CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION trail_is_kept();
"""
SQLITE = (
    "CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{words}'); END"
)


def put_up(*, using: str = "default", **_: Any) -> None:
    """Make the guards on the database ``using``, where they are not there yet."""
    connection = connections[using]
    tables = [table for table in TABLES if table in connection.introspection.table_names()]
    with connection.cursor() as cursor:
        for table in tables:
            if connection.vendor == "postgresql":
                cursor.execute(POSTGRES.format(table=table, words=WORDS))
            else:
                for verb in ("update", "delete"):
                    cursor.execute(SQLITE.format(table=table, verb=verb, words=WORDS))


def missing(*, using: str = "default") -> list[str]:
    """The guards that ought to be there and are not, by name."""
    connection = connections[using]
    # an empty database has nothing to guard yet, and migrate asks here before it makes the tables
    tables = [table for table in TABLES if table in connection.introspection.table_names()]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'")
            wanted = [f"{table}_{name}" for table in tables for name in ("kept", "whole")]
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            wanted = [f"{table}_no_{verb}" for table in tables for verb in ("update", "delete")]
        there = {row[0] for row in cursor.fetchall()}
    return [name for name in wanted if name not in there]
