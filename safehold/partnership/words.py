"""The partnership’s words. What can be renamed is a code, and what it was called depends on the day.

Two ways to say one in a template: ``{{ "asb_case_review" | word(on) }}`` where the template itself names it (``|
word(on, 2)`` for more than one, ``| word`` for today), and ``{{ sentence | our_words(on) }}`` where a sentence of our
code names it in the country’s words: the title of a measure, the reason of a refusal.

Every term here is said somewhere. A module that brings a new one to say brings its term.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any, NamedTuple

from jinja2 import pass_context

from safehold.access.models import RoleTitle
from safehold.access.roles import Role
from safehold.access.today import business_date
from safehold.govuk import forms
from safehold.partnership.models import GroupKind, GroupName, Word


class Said(NamedTuple):
    """One word: for one, and for more than one."""

    singular: str
    plural: str


@dataclass(frozen=True)
class Term:
    """Something that may be renamed: its code, what it means, and what the country calls it.

    ``earlier`` is what it was called before: the last day of each earlier word, the oldest first.
    """

    code: str
    meaning: str
    singular: str
    plural: str
    earlier: tuple[tuple[date, str, str], ...] = ()

    def on(self, day: date) -> Said:
        """What the country called it on ``day``."""
        return next(
            (Said(singular, plural) for until, singular, plural in self.earlier if day <= until),
            Said(self.singular, self.plural),
        )


TERMS = (
    Term("subgroup", "A standing group under the operational group", "subgroup", "subgroups"),
    Term("business_manager", "Whoever runs the partnership day to day", "business manager", "business managers"),
    Term(
        "asb_case_review",
        "The review of how anti-social behaviour was dealt with",
        "ASB case review",
        "ASB case reviews",
    ),
    Term(
        "domestic_homicide_review",
        "The review of a death through domestic abuse",
        "domestic homicide review",
        "domestic homicide reviews",
    ),
    Term(
        "child_practice_review",
        "The full review of a serious incident to a child",
        "child safeguarding practice review",
        "child safeguarding practice reviews",
    ),
    Term(
        "adult_review",
        "The review of an adult’s death or serious harm",
        "safeguarding adult review",
        "safeguarding adult reviews",
    ),
    Term(
        "health_commissioner",
        "The NHS body that is a safeguarding partner",
        "integrated care board",
        "integrated care boards",
        earlier=((date(2022, 6, 30), "clinical commissioning group", "clinical commissioning groups"),),
    ),
    Term(
        "probation",
        "The service that supervises people on probation",
        "Probation Service",
        "Probation Service",
        earlier=((date(2021, 6, 25), "National Probation Service", "National Probation Service"),),
    ),
    Term(
        "youth_justice_service",
        "The service for children who offend",
        "youth justice service",
        "youth justice services",
    ),
)
KNOWN = {term.code: term for term in TERMS}


# what the country calls the groups that there is one of each of; here they are called by their own names
BOARDS = {"Executive": GroupKind.EXECUTIVE, "Operational Group": GroupKind.OPERATIONAL}
_BOARDS = re.compile(rf"\b(?P<the>[Tt]he) (?P<board>{'|'.join(BOARDS)})\b")


class Words:
    """Every word of the partnership, read once, and not before one is asked for."""

    def __init__(
        self, rows: Iterable[Word], titles: Iterable[RoleTitle] = (), boards: Iterable[GroupName] = ()
    ) -> None:
        self._source = rows
        self._titles = titles
        self._boards = boards  # the names of the groups of the kinds in ``BOARDS``

    @cached_property
    def _rows(self) -> dict[str, list[Word]]:
        found: dict[str, list[Word]] = {}
        for row in sorted(self._source, key=lambda row: row.from_on, reverse=True):
            found.setdefault(row.code, []).append(row)
        return found

    @cached_property
    def _retitled(self) -> dict[str, Said]:
        """The roles that this partnership calls something else, as a sentence says them."""
        called = {each.role: inside(each.title) for each in self._titles if each.title != Role(each.role).label}
        return {role: Said(title, f"{title}s") for role, title in called.items()}

    @cached_property
    def _board_names(self) -> list[GroupName]:
        return list(self._boards)

    def board(self, kind: GroupKind, day: date) -> str:
        """What the one group of ``kind`` was called on ``day``; nothing where there was none, or more than one."""
        there = [
            name.name
            for name in self._board_names
            if name.group.kind == kind and name.holds_on(day) and name.group.there_on(day)
        ]
        return there[0].removeprefix("The ") if len(there) == 1 else ""

    def on(self, code: str, day: date) -> Said:
        """The word for ``code`` on ``day``, the country’s where there is none of our own. ``LookupError`` for no code."""
        row = next((row for row in self._rows.get(code, ()) if row.from_on <= day), None)
        if row is not None:
            return Said(row.singular, row.plural)
        if code in Role.values and code in self._retitled:  # no other word needs the titles read
            return self._retitled[code]
        if code not in KNOWN:
            raise LookupError(f"Nothing is called ‘{code}’ on {day.isoformat()}")
        return KNOWN[code].on(day)

    def say(self, code: str, on: date, number: int = 1) -> str:
        """What ``code`` is called on ``on``."""
        said = self.on(code, on)
        return said.singular if number == 1 else said.plural

    def ours(self, sentence: str, on: date, *, roles: bool = False) -> str:
        """A sentence of our code with the words that this partnership uses on ``on`` in place of the country’s of today.

        The Executive and the Operational Group are called by the names that they have here. With ``roles``, as in a
        sentence about who may do something, roles too are called by their titles here.

        >>> Words([]).ours("Only the business manager can do this", date(2021, 4, 30))
        'Only the business manager can do this'
        """

        def said(found: re.Match[str]) -> str:
            code, plural = meant[found["word"].casefold()]
            if code not in KNOWN and code not in self._retitled:
                return found[0]  # a role that has no title of its own here
            ours = self.on(code, on)[plural]
            begins = found["word"][0].isupper() and found["word"][1:2].islower()
            ours = capital(ours) if begins else ours
            article = found["article"] or ""
            if article:
                vowel = ours[:1].casefold() in "aeiou"
                article = article[0] + ("n" if vowel else "") + " "
            return article + ours

        def named(found: re.Match[str]) -> str:
            return f"{found['the']} {self.board(BOARDS[found['board']], on) or found['board']}"

        meant = _MEANT_WITH_ROLES if roles else _MEANT
        return _BOARDS.sub(named, _pattern(roles=roles).sub(said, sentence))

    def kinds(self, choices: Iterable[tuple[str, str]], on: date) -> list[tuple[str, str]]:
        """The choices of a kind of group or agency, those that may be renamed under the words of ``on``."""
        return [(kind, capital(self.say(KINDS[kind], on)) if kind in KINDS else label) for kind, label in choices]


# the kinds of groups and agencies that are called what the partnership calls them
KINDS = {
    "subgroup": "subgroup",
    "ICB": "health_commissioner",
    "PROBATION": "probation",
    "YJS": "youth_justice_service",
}


def capital(words: str) -> str:
    """As a sentence begins with it."""
    return words[:1].upper() + words[1:]


def inside(title: str) -> str:
    """A role’s title inside a sentence: “Partnership manager” without its capital, and a name of capitals as it is."""
    return title[:1].lower() + title[1:] if title[1:].islower() else title


_MEANT = {
    words.casefold(): (term.code, number) for term in TERMS for number, words in enumerate((term.singular, term.plural))
}
_MEANT_WITH_ROLES = {
    words.casefold(): (str(role), number)
    for role in Role
    for number, words in enumerate((role.label, f"{role.label}s"))
} | _MEANT


@cache
def _pattern(*, roles: bool) -> re.Pattern[str]:
    longest_first = sorted(_MEANT_WITH_ROLES if roles else _MEANT, key=len, reverse=True)
    return re.compile(rf"\b(?P<article>[Aa]n? )?(?P<word>{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


def words() -> Words:
    """The words of this partnership, the titles of its roles and the names of its boards, each in one query once it is
    asked for."""
    boards = GroupName.objects.filter(group__kind__in=BOARDS.values(), group__outside=False).select_related("group")
    return Words(Word.objects.all(), RoleTitle.objects.all(), boards)


def words_of(request: Any) -> Words:
    """The words of this partnership, read once for a request, and afresh where there is none."""
    if not request:
        return words()
    if not hasattr(request, "partnership_words"):
        request.partnership_words = words()
    found: Words = request.partnership_words
    return found


def in_our_words(request: Any, *, on: date) -> Callable[[str], str]:
    """What puts the words of ``on`` in place of the country’s in a sentence of our code."""
    found = words_of(request)
    return lambda sentence: found.ours(sentence, on)


def day_of(context: Any, on: date | None) -> date:
    """``on``, or the day of whoever is looking where the template names none."""
    actor = getattr(context.get("request"), "actor", None)
    return on or (actor.on if actor else business_date())


@pass_context
def word(context: Any, code: str, on: date | None = None, number: int = 1) -> str:
    """The filter ``word``: what ``code`` is called on ``on``."""
    return words_of(context.get("request")).say(code, day_of(context, on), number)


@pass_context
def whose(context: Any, code: str) -> str:
    """The filter ``whose``: somebody of the partnership, told to whoever may not know it: the partnership’s business manager.

    A word that says already whose it is, like “partnership manager”, says it once.
    """
    said = word(context, code)
    return f"the {said}" if "partnership" in said.casefold() else f"the partnership’s {said}"


@pass_context
def our_words(context: Any, sentence: Any, on: date | None = None) -> str:
    """The filter ``our_words``: a sentence of our code, in the words of ``on``, roles by their titles here."""
    return words_of(context.get("request")).ours(str(sentence), day_of(context, on), roles=True)


@pass_context
def error_summary(context: Any, *bound_forms: Any) -> Any:
    """The error summary of a page, its refusals in the partnership’s words. What somebody typed is never said anew."""
    return forms.error_summary(*bound_forms, say=lambda refusal: our_words(context, refusal))
