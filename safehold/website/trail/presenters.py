"""How a line of the trail is said on pages and in files."""

from typing import Any

from safehold.access import queries
from safehold.access.models import AuditLine
from safehold.govuk.filters import day_and_time
from safehold.records.pages import Column


def columns() -> tuple[Column, ...]:
    """The columns of the trail, agencies by the names they have now."""
    agencies = queries.agency_names()
    return (
        Column("Line", lambda line: line.pk),
        Column("When", lambda line: line.at),
        Column("Who", lambda line: line.by_name),
        Column("Acting for", lambda line: agencies.get(line.agency_id, "")),
        Column("As", lambda line: line.roles.replace("_", " ")),
        Column("From", lambda line: line.where_from),
        Column("What", lambda line: line.event),
        Column("To what", lambda line: f"{line.subject_kind} {line.subject_uid}".strip()),
        Column("Facts", said),
    )


def said(line: AuditLine) -> str:
    """A line's facts, in a row."""
    many = [f"{line.count} of them"] if line.count is not None else []
    return "; ".join(many + [f"{name} {short(fact)}" for name, fact in sorted(line.facts.items())])


def short(fact: Any) -> str:
    words = ", ".join(map(str, fact)) if isinstance(fact, list) else str(fact)
    return words if len(words) <= 120 else f"{words[:120]}…"


def reading(line: AuditLine, agencies: dict[int | None, str]) -> list[Any]:
    """One reading of a record, as its owner is told of it: when, who, for whom, from where, what."""
    return [day_and_time(line.at), line.by_name, agencies.get(line.agency_id, ""), line.where_from, line.event]
