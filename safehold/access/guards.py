"""The database itself refuses to change or remove what is kept for ever: the audit trail, and whatever else a package
names with ``keep``.

Made again after every migration, because SQLite drops triggers without a word when it rebuilds a table, and looked for
at every start (``checks``).
"""

from typing import Any

from django.db import connections

TABLES = ("access_auditline", "access_auditlink")
WORDS = "The audit trail cannot be changed"
# every table that is kept, with the words in which the database refuses
KEPT = dict.fromkeys(TABLES, WORDS)

POSTGRES = """
CREATE OR REPLACE FUNCTION row_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$;
DROP TRIGGER IF EXISTS {table}_kept ON {table};
CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION row_is_kept('{words}');
DROP TRIGGER IF EXISTS {table}_whole ON {table};
CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION row_is_kept('{words}');
"""
SQLITE = (
    "CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{words}'); END"
)


def keep(*tables: str, words: str) -> None:
    """Have the database refuse, in these words, to change or remove a row of ``tables``. Called as the site starts."""
    KEPT.update(dict.fromkeys(tables, words))


def put_up(*, using: str = "default", **_: Any) -> None:
    """Make the guards on the database ``using``, where they are not there yet."""
    connection = connections[using]
    there = connection.introspection.table_names()
    tables = [table for table in KEPT if table in there]
    with connection.cursor() as cursor:
        for table in tables:
            if connection.vendor == "postgresql":
                cursor.execute(POSTGRES.format(table=table, words=KEPT[table]))
            else:
                for verb in ("update", "delete"):
                    cursor.execute(SQLITE.format(table=table, verb=verb, words=KEPT[table]))


def missing(*, using: str = "default") -> list[str]:
    """The guards that ought to be there and are not, by name."""
    connection = connections[using]
    # an empty database has nothing to guard yet, and migrate asks here before it makes the tables
    there = connection.introspection.table_names()
    tables = [table for table in KEPT if table in there]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'")
            wanted = [f"{table}_{name}" for table in tables for name in ("kept", "whole")]
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            wanted = [f"{table}_no_{verb}" for table in tables for verb in ("update", "delete")]
        standing = {row[0] for row in cursor.fetchall()}
    return [name for name in wanted if name not in standing]
