"""How a record is found by its name or its reference, by those who may see it.

Every record whose kind has a reference, or says in ``FOUND_BY`` which of its fields name it, has a ``SearchName``, written
in the same transaction as the record (``records.writing``). Search asks that one table, and who may see what is asked of
the entry as it is everywhere else: ``Entry.visible_to``.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet

from safehold.access.actor import Actor
from safehold.access.reach import Reach, reach
from safehold.records import visibility
from safehold.records.models import Entry, Record, SearchName
from safehold.records.models.search import NAME
from safehold.records.queries import kind_in_words, record_models

MOST_WORDS = 10  # of what somebody typed: more tell nothing
LONGEST = 60  # letters of one word that are compared
SPELLED = 10  # letters of the longest beginning that is kept: a longer one is looked for in the words themselves
LEAST_OF_A_CODE = 3  # fewer letters begin every reference of a kind
# letters that Unicode does not take apart
PLAIN = str.maketrans({"ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
JOINED = str.maketrans(dict.fromkeys("'’‘`´"))  # children’s is one word
AT_ONCE = 1000


def fold(words: str) -> str:
    """Words without case, accents and marks: letters and figures, with one space between two words."""
    apart = unicodedata.normalize("NFKD", words.casefold().translate(JOINED))
    bare = "".join(each for each in apart if not unicodedata.combining(each)).translate(PLAIN)
    return " ".join(each[:LONGEST] for each in "".join(each if each.isalnum() else " " for each in bare).split())


def code_of(reference: str) -> str:
    """A reference without case, spaces and dashes."""
    return fold(reference).replace(" ", "").upper()


def beginnings(words: str) -> list[str]:
    """The words of what somebody typed, as search compares them, each once; at most ``MOST_WORDS``."""
    return list(dict.fromkeys(fold(words).split()))[:MOST_WORDS]


def spelled(words: str) -> str:
    """Every beginning of folded words, each once, up to ``SPELLED`` letters."""
    cut = (each[:length] for each in words.split() for length in range(1, min(len(each), SPELLED) + 1))
    return " ".join(dict.fromkeys(cut))


def has_name(model: type[Record]) -> bool:
    """Whether records of this kind are found at all: by their names, by their references, or both."""
    return bool(model.FOUND_BY) or any(field.name == "reference" for field in model._meta.fields)


@cache
def named_kinds() -> dict[str, type[Record]]:
    """Every kind of record that search finds."""
    return {kind: model for kind, model in record_models().items() if has_name(model)}


def kinds_within_reach(actor: Actor) -> list[str]:
    """The kinds of record that ``actor`` could ever see one of."""
    return [kind for kind, model in named_kinds().items() if reach(actor.roles, model.TIER) >= Reach.MEMBER]


def name_of(record: Any) -> SearchName:
    """What ``record`` is found by."""
    name = record.found_as()[:NAME] if record.FOUND_BY else ""
    reference = getattr(record, "reference", "")
    words = fold(f"{name} {kind_in_words(record.KIND)}") if name else ""  # “executive meeting” finds the meeting
    facts = {"name": name, "words": words, "beginnings": spelled(words)}
    return SearchName(entry=record.entry, kind=record.KIND, reference=reference, code=code_of(reference), **facts)


def keep(records: Iterable[Any]) -> int:
    """Write down what these records are found by, in place of what stood there. Returns how many there were."""
    names = [name_of(each) for each in records]
    if not names:
        return 0
    kept = ["kind", "name", "words", "beginnings", "reference", "code"]
    SearchName.objects.bulk_create(names, update_conflicts=True, unique_fields=["entry"], update_fields=kept)
    return len(names)


def written(record: Any, facts: Iterable[str] | None = None) -> None:
    """Called when ``record`` was made, or when these of its facts were written: what it is found by keeps up with it."""
    if isinstance(record, Record) and has_name(type(record)) and (facts is None or set(facts) & set(record.FOUND_BY)):
        keep([record])


def keep_names() -> int:
    """Give a name to every record that has none yet, and mend those that are called after something else, such as a group
    that has a new name. Safe to run twice. Returns how many were written.
    """
    count = 0
    for kind, model in named_kinds().items():
        rows = model._default_manager.select_related("entry")
        if not model.CALLED_AFTER_OTHERS:
            there = SearchName.objects.filter(kind=kind).values("entry")
            rows = rows.exclude(entry__in=there)
        each = rows.iterator(chunk_size=AT_ONCE)
        while some := keep(islice(each, AT_ONCE)):
            count += some
    return count


# --- finding -----------------------------------------------------------------------------------------------------------


def visible_to(actor: Actor) -> QuerySet[SearchName]:
    """What can be found of the records that ``actor`` may see."""
    return SearchName.objects.filter(visibility.sees(actor, "entry__")).select_related("entry__owner")


def found(actor: Actor, words: str, *, kind: str = "") -> QuerySet[SearchName]:
    """The standing records that go by ``words``, or whose reference begins so, the newest first."""
    wanted, code = beginnings(words), code_of(words)
    if not wanted:
        return SearchName.objects.none()
    ways = Q(beginnings__hold=[each[:SPELLED] for each in wanted])
    for each in wanted:
        if len(each) > SPELLED:
            ways &= Q(words__startswith=each) | Q(words__contains=f" {each}")
    if len(code) >= LEAST_OF_A_CODE:
        ways |= Q(code__startswith=code)
    rows = visible_to(actor).filter(ways, entry__in_error_on=None)
    return (rows.filter(kind=kind) if kind else rows).order_by("-entry")


def entry_with_reference(actor: Actor, typed: str) -> Entry | None:
    """The record with exactly this reference, of those that ``actor`` may see; what has it first of several that share it."""
    code = code_of(typed)
    if len(code) < LEAST_OF_A_CODE:
        return None
    name = visible_to(actor).filter(code=code).order_by("entry").first()
    return name.entry if name else None
