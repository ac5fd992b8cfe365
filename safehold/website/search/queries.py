"""What search finds: organisations, groups and people, then the records, the newest first, then figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Concat

from safehold.access.actor import Actor
from safehold.access.models import AgencyName
from safehold.access.policies import see_people
from safehold.access.queries import people_visible_to
from safehold.govuk.addresses import reverse
from safehold.measures.catalogue import DEFINITIONS
from safehold.measures.policy import see as see_figures
from safehold.meetings.queries import deciding
from safehold.partnership.models import GroupName
from safehold.partnership.policy import see as see_partnership
from safehold.records import queries as records
from safehold.records import search
from safehold.records.models import SearchName
from safehold.records.pages.counting import CAP, PAGE

AGENCY, GROUP, PERSON, FIGURE = "agency", "group", "person", "figure"
# what is no record: its kind, as people say it, and the page that its number leads to
PLACES = {
    AGENCY: ("Agency", "partnership:agency"),
    GROUP: ("Group", "partnership:group"),
    PERSON: ("Person", "people:person"),
    FIGURE: ("Figure", "measures:figure"),
}
DECISION = "DEC"  # how the reference of a decision begins, which stands on the page of its item


@dataclass(frozen=True)
class Hit:
    """One thing that was found: what it is called, of which kind, whose it is, its reference, its page, and its number for
    the trail (``uid`` is empty for what is no record)."""

    name: str
    kind: str
    href: str
    whose: str = ""
    reference: str = ""
    uid: str = ""
    number: str = ""


@dataclass(frozen=True)
class Found:
    """One page of what was found, how many there are in all up to ``CAP``, and whether there are more than that."""

    hits: list[Hit]
    count: int
    more: bool
    number: int

    @property
    def last(self) -> int:
        return max(1, -(-self.count // PAGE))


def found(actor: Actor, words: str, *, kind: str = "", number: int = 1) -> Found:
    """Page ``number`` of what ``actor`` may see that goes by ``words``, of one kind or of any. No page is read beyond
    ``CAP``: whoever has so many adds a word."""
    others = [] if kind and kind not in PLACES else list(places(actor, words, kind=kind))
    before = [hit for hit in others if hit.kind != PLACES[FIGURE][0]][: CAP + 1]
    after = others[len(before) :]
    rows = SearchName.objects.none() if kind in PLACES else search.found(actor, words, kind=kind)
    many = rows[: CAP + 1 - len(before)].count()
    known = len(before) + many + len(after)
    start = (number - 1) * PAGE
    end = min(start + PAGE, CAP)

    def part(begins: int) -> slice:
        """Which of those that stand from this place on are on the page."""
        return slice(max(0, start - begins), max(0, end - begins))

    hits = [*before[part(0)], *map(hit_of, rows[part(len(before))] if many else ()), *after[part(len(before) + many)]]
    return Found(hits, min(known, CAP), known > CAP, number)


def hit_of(name: SearchName) -> Hit:
    """A record as search shows it; one whose name says nothing here goes by its kind."""
    kind = records.kind_in_words(name.kind)
    return Hit(
        name=name.name or kind,
        kind=kind,
        href=records.address_of(name.entry),
        whose=name.entry.owner.current_name,
        reference=name.reference,
        uid=str(name.entry.uid),
    )


def with_reference(actor: Actor, typed: str) -> Hit | None:
    """The one thing that has exactly this reference, if ``actor`` may see it: a record, or a decision on the page of its
    item."""
    entry = search.entry_with_reference(actor, typed)
    if entry is not None:
        kind = records.kind_in_words(entry.kind)
        return Hit(name=kind, kind=kind, href=records.address_of(entry), uid=str(entry.uid))
    code = search.code_of(typed)
    if not code.startswith(DECISION):
        return None
    reference = f"{code[:3]}-{code[3:7]}-{code[7:]}"
    decision = deciding.decisions_visible_to(actor).filter(reference=reference).select_related("item__entry").first()
    if decision is None:
        return None
    item = decision.item
    return Hit(name=str(decision), kind="Decision", href=item.get_absolute_url(), uid=str(item.entry.uid))


# --- what is no record -------------------------------------------------------------------------------------------------


def place_kinds(actor: Actor) -> list[str]:
    """The kinds of what is no record that ``actor`` may find."""
    may = {AGENCY: see_partnership, GROUP: see_partnership, PERSON: see_people, FIGURE: see_figures}
    return [kind for kind in PLACES if may[kind](actor)]


def places(actor: Actor, words: str, *, kind: str = "") -> Iterator[Hit]:
    """The organisations and groups by any name that they have or had, then the people and the figures, that go by
    ``words``: each kind for those who may open its pages."""
    wanted = search.beginnings(words)
    if not wanted:
        return
    allowed = [each for each in place_kinds(actor) if not kind or each == kind]
    asked = [rows_of(each, actor) for each in allowed if each != FIGURE]
    hits: dict[tuple[str, str], Hit] = {}
    for sort, number, shown, said in asked[0].union(*asked[1:], all=True) if asked else ():
        if goes_by(search.fold(said), wanted):
            hits[sort, number] = place(sort, number, shown)
    yield from sorted(hits.values(), key=lambda hit: (list(PLACES).index(hit.number.split(":")[0]), hit.name))
    if FIGURE in allowed:
        yield from (place(FIGURE, code, title) for code, title, said in figures() if goes_by(said, wanted))


def rows_of(kind: str, actor: Actor) -> QuerySet[Any, tuple[str, str, str, str]]:
    """What there is of one kind: the kind, its number, what it is called today, and all that it goes by."""
    name = Concat("name", Value(" "), "short_name")
    if kind == AGENCY:
        return told(kind, AgencyName.objects.all(), "agency__code", "agency__current_name", name)
    if kind == GROUP:
        return told(kind, GroupName.objects.all(), "group__code", "group__current_name", name)
    people = people_visible_to(actor)
    return told(kind, people.order_by(), "pk", "name", Concat("name", Value(" "), "email", output_field=CharField()))


def told(kind: str, rows: QuerySet, *parts: Any) -> QuerySet[Any, tuple[str, str, str, str]]:
    said = [Cast(F(part) if isinstance(part, str) else part, CharField()) for part in parts]
    return rows.order_by().values_list(Value(kind, output_field=CharField()), *said)


def place(kind: str, number: str, name: str) -> Hit:
    words, page = PLACES[kind]
    return Hit(name=name, kind=words, href=reverse(page, args=[number]), number=f"{kind}:{number}")


def goes_by(said: str, wanted: list[str]) -> bool:
    """Whether each of the beginnings begins one of the words of ``said``."""
    beside = f" {said}"
    return all(f" {each}" in beside for each in wanted)


@cache
def figures() -> list[tuple[str, str, str]]:
    """The measures of the catalogue: code, title, and what they go by."""
    return [(each.code, each.title, search.fold(f"{each.title} {each.code}")) for each in DEFINITIONS]
