"""What may be filled into a letter. Each package says it for its own kinds of record, in the setting ``LETTER_KINDS``.

A template's fields are checked against these when it is saved, and the page of fields is drawn from them.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from safehold.access.actor import Actor
from safehold.govuk.filters import day
from safehold.letters.word.checking import NAME

TO_COMPLETE = "[to be completed: {}]"
UNFINISHED = TO_COMPLETE.partition("{")[0]
MARKED = re.compile(re.escape(UNFINISHED) + r"([^\]]*)\]")
ADDRESSED = ("letter.title", "to.name", "to.address")
"""What is filled in anew where a letter is given to somebody else."""


@dataclass(frozen=True)
class Field:
    """One field: how it is written in a template, what it says, an invented example, and how it is read from the record."""

    name: str
    says: str
    example: str
    value: Callable[[Any], Any]

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name):
            raise ValueError(f"{self.name} is not a field’s name: small letters, points and underscores")


@dataclass(frozen=True)
class LetterKind:
    """A kind of record that letters are made from: its kind, what people call one, its fields, and the number of the
    agency that a letter about one goes to, where that is plain.

    ``read`` gives what the fields are read from, as whoever writes the letter may see it: the record itself, unless some of
    its fields are in other rows.
    """

    kind: str
    words: str
    fields: tuple[Field, ...]
    to: Callable[[Any], Any] = lambda read: None
    read: Callable[[Any, Actor], Any] = lambda record, by: record


@dataclass(frozen=True)
class About:
    """What every letter knows of itself."""

    reference: str
    title: str
    dated_on: date
    to_name: str
    to_address: str
    by: Actor
    partnership: str


GENERAL = (
    Field("letter.reference", "The reference of the letter", "LET-7H3K-9QXM", lambda of: of.reference),
    Field("letter.title", "What the letter is about", "Training of staff: not yet returned", lambda of: of.title),
    Field("letter.date", "The date of the letter", "30 April 2021", lambda of: of.dated_on),
    Field("to.name", "Whom it is for", "Westmere Constabulary", lambda of: of.to_name),
    Field("to.address", "Their address", "1 Invented Street\nWestmere\nWM1 1AA", lambda of: of.to_address),
    Field("from.name", "Who writes it", "Noor Vale", lambda of: of.by.name),
    Field("from.agency", "The agency of whoever writes it", "Westmere Council", lambda of: of.by.agency_called),
    Field("partnership.name", "The partnership", "Westmere Safeguarding Partnership", lambda of: of.partnership),
)


@cache
def kinds() -> Mapping[str, LetterKind]:
    """Every kind of record that letters are made from, by its kind."""
    found = [import_string(path) for path in settings.LETTER_KINDS]
    return {each.kind: each for each in found}


def fields_of(kind: str) -> dict[str, Field]:
    """Every field that a template about ``kind`` may use, by name: its own first, then those of every letter."""
    own = kinds()[kind].fields if kind in kinds() else ()
    return {each.name: each for each in (*own, *GENERAL)}


def values(kind: str, record: Any, about: About) -> dict[str, str]:
    """What each field says of ``record``. What is not known is marked, to be completed by whoever writes."""
    of = kinds()[kind]
    read = of.read(record, about.by)
    own = {each.name: each.value(read) for each in of.fields}
    found = own | {each.name: each.value(about) for each in GENERAL}
    return {name: said(value) or to_complete(fields_of(kind)[name]) for name, value in found.items()}


def addressed(title: str, name: str, address: str) -> dict[str, str]:
    """What a letter is about, and whom it is for, as its template’s fields say it."""
    fields = {each.name: each for each in GENERAL}
    said_now = zip(ADDRESSED, (title, name, address), strict=True)
    return {field: words or to_complete(fields[field]) for field, words in said_now}


def to_complete(field: Field) -> str:
    """The mark that stands where a field is not known."""
    return TO_COMPLETE.format(field.says.lower())


def marked(words: str) -> list[str]:
    """What is marked in ``words`` to be completed still, each once."""
    return list(dict.fromkeys(MARKED.findall(words)))


def examples(kind: str) -> dict[str, str]:
    """What each field says of a record that was invented to try a template."""
    return {name: each.example for name, each in fields_of(kind).items()}


def said(value: Any) -> str:
    """A value as a letter says it."""
    if value is None:
        return ""
    return day(value) if isinstance(value, date) else str(value).strip()
