"""How a line of the trail is said on pages and in files."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Self

from django.utils.html import format_html, format_html_join

from safehold.access import queries
from safehold.access.models import AuditLine
from safehold.access.roles import Role
from safehold.govuk.filters import day_and_time
from safehold.records.pages import Column
from safehold.website.trail.facts import Sayers
from safehold.website.trail.facts import said as facts_said
from safehold.website.trail.subjects import PERSON, Subject, called, kind_said, roles_said

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


@dataclass(frozen=True)
class Said:
    """What a line is told with: agencies by the names they have now, roles by their titles, sentences in our words."""

    agencies: dict[int | None, str]
    titles: dict[Role, str]
    ours: Callable[[str], str]

    @classmethod
    def here(cls, ours: Callable[[str], str]) -> Self:
        """As this partnership says it today."""
        return cls(queries.agency_names(), {role: each.title for role, each in queries.titles().items()}, ours)


def columns(said: Said) -> tuple[Column, ...]:
    """The columns of the trail in a file: what people say, and the codes that it can be sorted and searched by."""
    return (
        Column("Line", lambda line: line.pk),
        Column("When", lambda line: line.at),
        Column("Who", lambda line: line.by_name),
        Column("Acting for", lambda line: said.agencies.get(line.agency_id, "")),
        Column("As", lambda line: roles_said(line.roles, said.titles)),
        Column("As (codes)", lambda line: line.roles),
        Column("From", lambda line: line.where_from),
        Column("What", lambda line: line.event),
        Column("To what", lambda line: kind_said(line.subject_kind) if line.subject_kind else ""),
        Column("To what (code)", lambda line: line.subject_kind),
        Column("Its number", lambda line: line.subject_uid),
        Column("Facts", lambda line: facts(line, said, {})),
    )


def columns_of_page(said: Said, shown: Callable[[], Iterable[AuditLine]]) -> tuple[Column, ...]:
    """The same on a page, where what belongs together stands together. ``shown`` gives the lines of the page."""
    names = cache(lambda: called(shown(), said.titles))
    return (
        Column("When", when),
        Column("Who", lambda line: who(line, said)),
        Column("What", lambda line: what(line, said, names())),
        Column("To what", lambda line: to_what(line, names())),
    )


def to_what(line: AuditLine, names: dict[Subject, str]) -> Stacked | str:
    """What a line is about: its kind, what it is called where the trail may say so, and its number."""
    if not line.subject_kind:
        return ""
    name = names.get((line.subject_kind, line.subject_uid), "")
    return Stacked(kind_said(line.subject_kind), (name, f"Number {line.subject_uid}" if line.subject_uid else ""))


def when(line: AuditLine) -> Stacked:
    """The day and the time of day."""
    day, _, time = day_and_time(line.at).partition(" at ")
    return Stacked(day, (time,))


def who(line: AuditLine, said: Said) -> Stacked:
    """Who it was, for whom, as what and from where they acted."""
    acting = (said.agencies.get(line.agency_id, ""), roles_said(line.roles, said.titles), line.where_from)
    return Stacked(line.by_name, acting)


def what(line: AuditLine, said: Said, names: dict[Subject, str]) -> Stacked:
    """What was done, in words, the name by which the trail can be searched for it, and what more is known."""
    return Stacked(in_words(line.event), (line.event, facts(line, said, names)))


def in_words(event: str) -> str:
    name = event.split(".")[-1]
    return SAID.get(name) or name.replace("_", " ").capitalize()


def facts(line: AuditLine, said: Said, names: dict[Subject, str]) -> str:
    """A line's facts, in a row: each with what it is, agencies and people by the names they have (``names``)."""
    how = Sayers(
        agency=lambda number: said.agencies.get(number, "") or str(number),
        person=lambda number: names.get((PERSON, str(number)), "") or f"number {number}",
        roles=lambda codes: roles_said(codes, said.titles),
        why=said.ours,
    )
    many = [f"{line.count} of them"] if line.count is not None else []
    return "; ".join(many + facts_said(line.event, line.facts, how))


def reading(line: AuditLine, said: Said) -> list[Any]:
    """One reading of a record, as its owner is told of it: when, who, and what they did."""
    why = said.ours(str(line.facts.get("why", ""))) if line.event == "refused" else ""
    done = Stacked(in_words(line.event), (why or line.event,))
    return [when(line), who(line, said), done]
