"""Dated rows that may not overlap: held by the database itself, on PostgreSQL and on SQLite."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import Q

from safehold.access.models.dated import Dated
from safehold.records.models import Row


def overlapping(rows: models.QuerySet, *, from_on: date, to_on: date | None, but: int | None = None) -> models.QuerySet:
    """Those of ``rows`` that hold on any day from ``from_on`` to ``to_on``, the row numbered ``but`` apart."""
    found = rows.filter(Q(to_on=None) | Q(to_on__gte=from_on))
    if to_on is not None:
        found = found.filter(from_on__lte=to_on)
    return found if but is None else found.exclude(pk=but)


class NoOverlap(models.BaseConstraint):
    """Of the rows that agree in ``fields``, no two hold on the same day.

    ``where`` narrows it to rows with those values, ``unless`` leaves out rows with those values.

    An exclusion constraint on PostgreSQL; triggers on SQLite (``guards``). Either way the failure names the constraint,
    and ``records.writing`` says its words.
    """

    def __init__(
        self,
        *,
        name: str,
        fields: tuple[str, ...],
        where: Mapping[str, str] | None = None,
        unless: Mapping[str, str] | None = None,
        violation_error_message: str,
    ) -> None:
        super().__init__(name=name, violation_error_message=violation_error_message)
        # not ``fields``: records.writing reads that as the columns of a unique constraint
        self.same = tuple(fields)
        self.where = dict(where or {})
        self.unless = dict(unless or {})

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        path, arguments, facts = super().deconstruct()
        facts["fields"] = self.same
        if self.where:
            facts["where"] = self.where
        if self.unless:
            facts["unless"] = self.unless
        return path, tuple(arguments), facts

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NoOverlap) and self.deconstruct() == other.deconstruct()

    def __hash__(self) -> int:
        return hash((self.name, self.same))

    # --- what the database is told ---

    def columns(self, model: Any) -> list[str]:
        return [model._meta.get_field(name).column for name in self.same]

    def narrowed(self, row: str = "") -> str:
        """The condition on one row, as SQL; empty where every row counts."""
        wanted = [f"{row}\"{name}\" = '{value}'" for name, value in self.where.items()]
        unwanted = [f"{row}\"{name}\" <> '{value}'" for name, value in self.unless.items()]
        return " AND ".join(wanted + unwanted)

    def constraint_sql(self, model: Any, schema_editor: Any) -> str | None:  # type: ignore[override]
        if schema_editor.connection.vendor != "postgresql":
            return None
        same = "".join(f'"{column}" WITH =, ' for column in self.columns(model))
        narrowed = self.narrowed()
        return f'CONSTRAINT "{self.name}" EXCLUDE USING gist ({same}daterange("from_on", "to_on", \'[]\') WITH &&)' + (
            f" WHERE ({narrowed})" if narrowed else ""
        )

    def create_sql(self, model: Any, schema_editor: Any) -> str | None:  # type: ignore[override]
        sql = self.constraint_sql(model, schema_editor)
        return sql and f'ALTER TABLE "{model._meta.db_table}" ADD {sql}'

    def remove_sql(self, model: Any, schema_editor: Any) -> str | None:  # type: ignore[override]
        if schema_editor.connection.vendor != "postgresql":
            return None
        return f'ALTER TABLE "{model._meta.db_table}" DROP CONSTRAINT "{self.name}"'

    def triggers(self, model: Any) -> list[str]:
        """The statements that make SQLite hold the same promise."""
        table = model._meta.db_table
        columns = self.columns(model)
        same = " AND ".join(f'other."{column}" = NEW."{column}"' for column in columns)
        narrowed = "".join(f" AND {self.narrowed(row)}" for row in ("NEW.", "other.") if self.narrowed(row))
        clash = (
            f'SELECT 1 FROM "{table}" other WHERE {same}{narrowed}'  # noqa: S608  our own names, from our own models
            " AND (other.to_on IS NULL OR other.to_on >= NEW.from_on)"
            " AND (NEW.to_on IS NULL OR NEW.to_on >= other.from_on)"
        )
        stop = f"BEGIN SELECT RAISE(ABORT, '{self.name}'); END"
        changed = ", ".join(f'"{column}"' for column in [*columns, *self.where, *self.unless, "from_on", "to_on"])
        return [
            f'CREATE TRIGGER IF NOT EXISTS "{self.name}_insert" BEFORE INSERT ON "{table}" WHEN EXISTS ({clash}) {stop}',
            f'CREATE TRIGGER IF NOT EXISTS "{self.name}_update" BEFORE UPDATE OF {changed} ON "{table}" '
            f"WHEN EXISTS ({clash} AND other.id <> NEW.id) {stop}",
        ]

    # --- what a person is told ---

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: str = DEFAULT_DB_ALIAS) -> None:
        counted = all(getattr(instance, name) == value for name, value in self.where.items()) and not any(
            getattr(instance, name) == value for name, value in self.unless.items()
        )
        if not counted or instance.from_on is None:
            return
        agree = {name: getattr(instance, model._meta.get_field(name).attname) for name in self.same}
        if None in agree.values():
            return
        rows = model._base_manager.using(using).filter(**agree, **self.where)
        if overlapping(rows, from_on=instance.from_on, to_on=instance.to_on, but=instance.pk).exists():
            raise ValidationError(self.get_violation_error_message(), code="overlap")


class DatedRow(Row, Dated):
    """A row that actions write and that holds from one day to another."""

    class Meta:
        abstract = True

    ROW_FIELDS = Row.ROW_FIELDS | {"from_on", "to_on"}
