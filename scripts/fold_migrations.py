"""Puts each constraint and index of a first migration into the making of its table, where it belongs.

makemigrations leaves them apart wherever another table was made in between, and SQLite then makes the whole table anew for
each: some three hundred times. Called by fresh_migrations.sh, before the first release alone.
"""

import os
import sys
from importlib import import_module
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safehold.config.settings.test")


def main(apps: list[str]) -> None:
    django.setup()
    for app in apps:
        fold(app)


def fold(app: str) -> None:
    """Write the first migration of ``app`` anew, its constraints and indexes folded into its tables."""
    from django.apps import apps
    from django.db.migrations.optimizer import MigrationOptimizer
    from django.db.migrations.writer import MigrationWriter

    module = import_module(f"{apps.get_app_config(app).name}.migrations.0001_initial")
    migration = module.Migration("0001_initial", app)
    migration.operations = MigrationOptimizer().optimize(beside(migration.operations), app)
    # as the writer wants what stands for the setting that names the model of users
    migration.dependencies = [
        ("__setting__", "AUTH_USER_MODEL") if hasattr(each, "setting") else each for each in migration.dependencies
    ]
    assert module.__file__ is not None
    Path(module.__file__).write_text(MigrationWriter(migration).as_string(), encoding="utf-8")


def beside(operations: list) -> list:
    """The same, each constraint and index right behind the last operation that makes or adds to its table."""
    from django.db.migrations import operations as made

    tables = (made.CreateModel, made.AddField, made.AlterField)
    found = [each for each in operations if not isinstance(each, made.AddConstraint | made.AddIndex)]
    for each in operations:
        if isinstance(each, made.AddConstraint | made.AddIndex):
            of_table = [
                place
                for place, other in enumerate(found)
                if (isinstance(other, tables) or type(other) is type(each))
                and getattr(other, "model_name", getattr(other, "name", "")).lower() == each.model_name.lower()
            ]
            found.insert(of_table[-1] + 1, each)
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
