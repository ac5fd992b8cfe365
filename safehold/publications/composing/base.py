"""What every composition is made from and gives: blocks of a document, what they still lack, and the records they speak of."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from safehold.access.reach import Tier
from safehold.clocks import Period
from safehold.publications.composing.before import Before
from safehold.publications.document.blocks import Block, FromRecord, Inlines, Paragraph, Text

OPEN_TIERS = (Tier.C1, Tier.C2)


@dataclass(frozen=True)
class Asking:
    """What a composition is told: the report's year, the day it is made, the call that asked the members for their part, the
    duties in law that the report answers, what finds the report of the year before where there is one, and what puts the
    partnership's words of the year in place of the country's."""

    period: Period
    on: date
    call: int | None = None
    duties: tuple[str, ...] = ()
    before: Callable[[], Before | None] = lambda: None
    ours: Callable[[str], str] = str

    @property
    def first(self) -> date:
        return self.period.first

    @property
    def last(self) -> date:
        """The last day of the year: names are those of that day."""
        return self.period.last

    @property
    def coming(self) -> str:
        """The year after, as it is called."""
        return self.period.next.label


@dataclass(frozen=True)
class Composed:
    """Blocks made from records, and in sentences what they still lack: a report that lacks something says so. ``answers`` is
    what of the law they answer as they are this time, beside what such a part always answers; ``lacks`` is what they lack for
    one thing alone that the law asks, by its code."""

    blocks: tuple[Block, ...]
    missing: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    lacks: tuple[tuple[str, str], ...] = ()


def may_be_printed(prefix: str = "entry__") -> Q:
    """The condition that what an entry says may stand in a report, whoever reads that.

    A report is read by everybody in the partnership, and may be by the public: so it says only what the whole partnership may
    know, and nothing of what is sealed, was recorded in error, or came out of a record that was not released.
    """
    facts = {"tier__in": OPEN_TIERS, "sealed": False, "in_error_on": None, "source": None}
    return Q(**{f"{prefix}{name}": value for name, value in facts.items()})


def of_record(words: str, uid: UUID | Any) -> FromRecord:
    """Words that a record says: whoever may open it is led there, and the report holds its number alone."""
    return FromRecord((Text(words),), f"entry:{uid}")


def of_group(words: str, code: str) -> FromRecord:
    return FromRecord((Text(words),), f"group:{code}")


def of_agency(words: str, code: str) -> FromRecord:
    return FromRecord((Text(words),), f"agency:{code}")


def words(text: str) -> Inlines:
    return (Text(text),)


def paragraphs(text: str) -> list[Block]:
    """What somebody typed, as paragraphs: it is never read as Markdown, so nothing typed in a record is a reference."""
    return [
        Paragraph(words(" ".join(part.split()))) for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()
    ]


def sentence(text: str) -> str:
    """Words that are sure to end like a sentence."""
    text = text.strip()
    ends = text.rstrip("”’")[-1:]
    return text if not text or ends in (".", "!", "?") else f"{text}."


def listed(names: Iterable[str]) -> str:
    return ", ".join(names)
