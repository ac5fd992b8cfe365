"""How a line of the trail is said on pages and in files."""

from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join

from safehold.access import queries
from safehold.access.models import AuditLine
from safehold.govuk.filters import day_and_time
from safehold.records.pages import Column

# events that their own name does not say well, by the last part of it
SAID = {
    "asked": "Opened to answer a question",
    "card_shown": "Was shown its card",
    "readers_shown": "Looked at who looked",
    "refused": "Refused",
}


@dataclass(frozen=True)
class Stacked:
    """Several things in one cell: the first as it is, those that there are of the rest small beneath it."""

    first: str
    rest: tuple[str, ...] = ()

    def __str__(self) -> str:
        return ", ".join([self.first, *filter(None, self.rest)])

    def __html__(self) -> str:
        small = format_html_join("", '<span class="app-stack__rest">{}</span>', ((each,) for each in self.rest if each))
        return format_html('<span class="app-stack">{}{}</span>', self.first, small)


def columns() -> tuple[Column, ...]:
    """The columns of the trail in a file, agencies by the names they have now."""
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


def columns_of_page() -> tuple[Column, ...]:
    """The same on a page, where what belongs together stands together."""
    agencies = queries.agency_names()
    return (
        Column("When", when),
        Column("Who", lambda line: who(line, agencies)),
        Column("What", what),
        Column("To what", lambda line: Stacked(line.subject_kind, (line.subject_uid,)) if line.subject_kind else ""),
    )


def when(line: AuditLine) -> Stacked:
    """The day and the time of day."""
    day, _, time = day_and_time(line.at).partition(" at ")
    return Stacked(day, (time,))


def who(line: AuditLine, agencies: dict[int | None, str]) -> Stacked:
    """Who it was, for whom, as what and from where they acted."""
    return Stacked(line.by_name, (agencies.get(line.agency_id, ""), line.roles.replace("_", " "), line.where_from))


def what(line: AuditLine) -> Stacked:
    """What was done, in words, the name by which the trail can be searched for it, and what more is known."""
    return Stacked(in_words(line.event), (line.event, said(line)))


def in_words(event: str) -> str:
    name = event.split(".")[-1]
    return SAID.get(name) or name.replace("_", " ").capitalize()


def said(line: AuditLine) -> str:
    """A line's facts, in a row."""
    many = [f"{line.count} of them"] if line.count is not None else []
    return "; ".join(many + [f"{name} {short(fact)}" for name, fact in sorted(line.facts.items()) if fact != []])


def short(fact: Any) -> str:
    words = ", ".join(map(str, fact)) if isinstance(fact, list) else str(fact)
    return words if len(words) <= 120 else f"{words[:120]}…"


def reading(line: AuditLine, agencies: dict[int | None, str]) -> list[Any]:
    """One reading of a record, as its owner is told of it: when, who, and what they did."""
    why = str(line.facts.get("why", "")) if line.event == "refused" else ""
    done = Stacked(in_words(line.event), (why or line.event,))
    return [when(line), who(line, agencies), done]
