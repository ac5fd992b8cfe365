"""What a page is made of, as plain values that a view fills and a layout draws.

Those that stand inside other things (a link in a cell, a tag beside a heading) know their own HTML, so that a table
prints any cell in the same way.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from django.utils.html import format_html
from markupsafe import Markup, escape

from safehold.govuk.filters import plural

Colour = Literal["", "grey", "green", "teal", "blue", "purple", "magenta", "red", "orange", "yellow"]


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere. ``about`` is heard and not seen: Change *the date it was decided*."""

    text: str
    href: str
    current: bool = False
    about: str = ""

    def __str__(self) -> str:
        return self.text

    def __html__(self) -> str:
        # each part is escaped
        about = f'<span class="govuk-visually-hidden"> {escape(self.about)}</span>' if self.about else ""
        return Markup(f'<a class="govuk-link" href="{escape(self.href)}">{escape(self.text)}{about}</a>')  # noqa: S704


@dataclass(frozen=True, slots=True)
class Tag:
    """The status of something: a word first, a colour second. Red only for a problem."""

    text: str
    colour: Colour = ""

    def __str__(self) -> str:
        return self.text

    def __html__(self) -> str:
        # the colour is one of ours
        shade = f" govuk-tag--{self.colour}" if self.colour else ""
        return Markup(f'<strong class="govuk-tag{shade}">{escape(self.text)}</strong>')  # noqa: S704


@dataclass(frozen=True, slots=True)
class Rating:
    """A judgement against a target: a word, a shape and a colour, so that none of them is needed."""

    text: str
    level: Literal["good", "watch", "poor", "none"]

    def __str__(self) -> str:
        return self.text

    def __html__(self) -> str:
        return format_html('<span class="app-rating app-rating--{}">{}</span>', self.level, self.text)


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a column. ``href`` sorts by it; ``order`` is how it is sorted now."""

    text: str
    numeric: bool = False
    href: str = ""
    order: Literal["", "ascending", "descending"] = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened. ``at`` is a moment, or a day where no time is known."""

    title: str
    at: date
    by: str = ""
    text: str | Markup = ""


@dataclass(frozen=True, slots=True)
class Task:
    """One line of a task list. Without ``href`` it cannot be started yet."""

    title: str
    status: str | Tag
    href: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One line of a summary or of "check your answers". ``href`` is where it can be changed."""

    question: str
    answer: Any
    href: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """A number shown for itself, with a short label (up to about 20 characters)."""

    number: Any
    label: str
    context: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a record is, above everything else about it."""

    kind: str
    title: str
    status: Tag | None = None
    marking: str = ""
    facts: Sequence[tuple[str, Any]] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer that is saved otherwise than it was typed here."""

    question: str
    now: Any
    typed: Any


@dataclass(frozen=True, slots=True)
class Results:
    """How many things a list holds. An exact count of many is dear: ``capped`` says "1,000+"."""

    total: int
    noun: str
    nouns: str = ""
    first: int = 1
    last: int = 0
    capped: bool = False

    def __str__(self) -> str:
        many = plural(self.total, self.noun, self.nouns)
        if self.capped:
            many = many.replace(" ", "+ ", 1)
        if self.first > 1 or 0 < self.last < self.total:
            return f"{self.first:,} to {self.last:,} of {many}"
        return many


@dataclass(frozen=True, slots=True)
class Pages:
    """Where one is in a long list. Where the count is capped, ``last`` is ``None`` and ``more`` tells if any follow."""

    number: int
    last: int | None
    href: Callable[[int], str]
    more: bool = False

    def params(self) -> dict[str, Any]:
        """In the words of the pagination component: neighbours, and the first, last and nearest numbers."""
        follows = self.number < self.last if self.last is not None else self.more
        links: dict[str, Any] = {}
        if self.number > 1:
            links["previous"] = {"href": self.href(self.number - 1)}
        if follows:
            links["next"] = {"href": self.href(self.number + 1)}
        if self.last is not None:
            links["items"] = self._numbers(self.last)
        return links

    def _numbers(self, last: int) -> list[dict[str, Any]]:
        shown = sorted({1, last, *(n for n in range(self.number - 1, self.number + 2) if 1 <= n <= last)})
        items: list[dict[str, Any]] = []
        before = 0
        for n in shown:
            if n == before + 2:  # a gap of one is shorter said than marked
                items.append({"number": before + 1, "href": self.href(before + 1)})
            elif n > before + 2:
                items.append({"ellipsis": True})
            items.append({"number": n, "href": self.href(n), "current": n == self.number})
            before = n
        return items

    def __bool__(self) -> bool:
        return self.number > 1 or self.more or (self.last or 1) > 1


@dataclass(frozen=True, slots=True)
class Who:
    """Who is signed in, and for whom they act. ``switch`` is there for people in two agencies."""

    name: str
    acting_for: str = ""
    account: str = ""
    switch: str = ""
    sign_out: str = ""


@dataclass(frozen=True, slots=True)
class Idle:
    """When an idle person is signed out, when they are warned, and where they say that they are still here."""

    seconds: int
    warn_seconds: int
    stay: str
    sign_in: str


@dataclass(frozen=True, slots=True)
class Site:
    """What every page says about where one is. Filled by the function that ``SITE_CONTEXT`` names."""

    partnership: str
    product: str = "Safehold"
    home: str = "/"
    invented: bool = False
    fixed_day: date | None = None
    navigation: Sequence[Link] = ()
    search: str = ""  # where the box on every page leads; none for whoever is not signed in
    who: Who | None = None
    idle: Idle | None = None
    footer: Sequence[Link] = field(default_factory=tuple)
