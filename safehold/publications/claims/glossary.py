"""Which acronyms a report uses without explaining them, and which it explains without using them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

EVERYDAY = frozenset({"NHS", "COVID", "UK", "GP", "IT", "HR", "A&E", "PDF", "CSV"})
"""Acronyms that any reader of a public report knows."""

_TOKEN = re.compile(r"[A-Za-z][A-Za-z0-9&]*")
# Cyrillic and Greek capitals that look like Latin ones: text from scans and from mixed keyboards has them.
_LOOK_ALIKES = str.maketrans("АВЕКМНОРСТХІЅЈΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEKMHOPCTXISJABEZHIKMNOPTYX")


@dataclass(frozen=True)
class GlossaryCheck:
    """Acronyms used and not listed, and listed and not used, each in alphabetical order."""

    used_not_listed: tuple[str, ...]
    listed_not_used: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """Whether every acronym used is listed and every one listed is used."""
        return not self.used_not_listed and not self.listed_not_used


def acronyms_in(text: str) -> Counter[str]:
    """The acronyms of a text and how often each is used.

    An acronym is a word with two capitals or more, one of them first. A plural counts as its singular: ``SABs`` and
    ``SAB's`` are ``SAB``. Letters from other alphabets that look like Latin ones are read as them.
    """
    found = Counter(_singular(token) for token in _tokens(text) if _is_acronym(token))
    # SABS in a heading set in capitals is the plural of SAB, where SAB is used too.
    for token in list(found):
        if token.endswith("S") and token[:-1] in found:
            found[token[:-1]] += found.pop(token)
    return found


def check_glossary(
    body: str, terms: Iterable[str], *, everyday: frozenset[str] = EVERYDAY, shortest: int = 3
) -> GlossaryCheck:
    """Set the acronyms of ``body`` (without the glossary) against the glossary's ``terms``.

    A term may be an acronym or hold one (``Care Programme Approach (CPA)``); terms without are no concern here.
    What is used must be listed unless it is ``everyday``, has fewer than ``shortest`` letters (two are initials or a
    place more often than a term), has small letters inside (a name such as McKay) or is a plain word set in capitals,
    which is known by standing elsewhere in the text in small letters.
    """
    listed = {_fold(acronym): acronym for term in terms for acronym in _listed_in(term)}
    found = acronyms_in(body)
    used = {_fold(acronym): acronym for acronym in found}
    used |= {_fold(token[:-1]): token[:-1] for token in found if token.endswith("S") and _fold(token[:-1]) in listed}
    small = {token for token in _tokens(body) if token.islower()}
    missing = [
        acronym
        for folded, acronym in used.items()
        if folded not in listed
        and acronym not in everyday
        and acronym.isupper()
        and sum(letter.isalpha() for letter in acronym) >= shortest
        and acronym.lower() not in small
        and not (acronym.endswith("S") and _fold(acronym[:-1]) in listed)
    ]
    idle = [acronym for folded, acronym in listed.items() if folded not in used]
    return GlossaryCheck(tuple(sorted(missing)), tuple(sorted(idle)))


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(unicodedata.normalize("NFKC", text).translate(_LOOK_ALIKES))


def _is_acronym(token: str) -> bool:
    return token[0].isupper() and sum(letter.isupper() for letter in token) > 1


def _singular(token: str) -> str:
    return token[:-1] if token.endswith("s") and token[:-1].isupper() else token


def _listed_in(term: str) -> list[str]:
    # ‘ACEs’ is listed as a plural and shown as it is listed; it is compared as its singular.
    return [token for token in _tokens(term) if _is_acronym(token) or (token[0].isupper() and _has_digit(token))]


def _has_digit(token: str) -> bool:
    return any(letter.isdigit() for letter in token)


def _fold(acronym: str) -> str:
    return _singular(acronym).upper()
