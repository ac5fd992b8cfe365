"""Finding what a section can insert by words from its name, and putting the reference into what is being written.

It works by keyboard and without JavaScript: words are sent, what was found comes back as choices, and the reference is
put after the paragraph that was chosen. What is typed is never saved by it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from safehold.charts import CannotDraw, NoData
from safehold.measures.catalogue import DEFINITIONS
from safehold.publications.composing import COMPOSITIONS
from safehold.publications.document.resolve import Unknown
from safehold.publications.exhibits import CHARTS, LISTS, TABLES
from safehold.publications.resolver import PublicationResolver

MOST = 20
LONGEST = 60
AT_THE_END = ""
NOTHING = "Nothing to show yet"


@dataclass(frozen=True)
class Found:
    """Something that can be inserted: the reference that does it, what kind of thing it is, and what it shows.

    ``facts`` are what tells it from another of the same title, the plainest first: its unit, its place, its period, its basis.
    """

    reference: str
    kind: str
    title: str
    shows: str = ""
    facts: tuple[str, ...] = ()


def findable(resolver: PublicationResolver, words: str) -> list[Found]:
    """What can be inserted whose name or code holds every one of ``words``: first what has something to show.

    A figure is offered only where it can be printed for the report’s own year, and its own or its wider area. A table or
    chart that has nothing to show says so.
    """
    wanted = _plain(words).split()
    if not wanted:
        return []
    matching = [
        each
        for each in (*exhibits(resolver), *figures(resolver))
        if all(word in _plain(f"{each.kind} {each.reference} {each.title}") for word in wanted)
    ]
    found = [shown(each, resolver) for each in matching[: MOST * 3]]
    found.sort(key=lambda each: (each.shows == NOTHING, each.title, each.reference))
    return told_apart(found[: MOST + 1])


def told_apart(found: Sequence[Found]) -> list[Found]:
    """The same, each of several of one title with as many of its facts as tell it from the others."""
    alike: dict[tuple[str, str], list[Found]] = {}
    for each in found:
        alike.setdefault((each.kind, each.title), []).append(each)
    return [replace(each, title=_apart(each, alike[each.kind, each.title])) for each in found]


def _apart(one: Found, alike: Sequence[Found]) -> str:
    if len(alike) == 1:
        return one.title
    differ = [fact for place, fact in enumerate(one.facts) if len({each.facts[place] for each in alike}) > 1]
    return f"{one.title} ({', '.join(differ) or one.reference.strip('{} ')})"


def _plain(text: str) -> str:
    return text.casefold().replace(".", " ").replace("-", " ").replace("_", " ")


def exhibits(resolver: PublicationResolver) -> Iterator[Found]:
    """Every table, chart, list, diagram and the glossary."""
    for name in TABLES:
        yield Found(f"{{{{ table {name} }}}}", "Table", name.replace("-", " ").capitalize())
    for table in resolver.word_tables.values():
        yield Found(f"{{{{ table {table.name} }}}}", "Table", table.caption)
        yield Found(f"{{{{ list {table.name} }}}}", "List", table.caption)
    for name in CHARTS:
        yield Found(f"{{{{ chart {name} }}}}", "Chart", name.replace("-", " ").capitalize())
    for name, part in COMPOSITIONS.items():
        yield Found(f"{{{{ records {name} }}}}", "From records", part.title)
    for name, title in LISTS.items():
        yield Found(f"{{{{ list {name} }}}}", "List", title)
    yield Found("{{ diagram structure }}", "Diagram", "Structure: who answers to whom")
    yield Found("{{ glossary }}", "Glossary", "Every word that the report explains")


def shown(each: Found, resolver: PublicationResolver) -> Found:
    """A table, chart, list or diagram with a word where there is nothing that it could show."""
    _, kind, *name = each.reference.strip("{}").split(" ")
    ask = {
        "table": resolver.table,
        "chart": resolver.chart,
        "list": resolver.listing,
        "diagram": resolver.diagram,
        "records": resolver.records,
    }
    if kind not in ask:
        return each
    try:
        ask[kind](name[0])
    except (Unknown, NoData, CannotDraw):
        return replace(each, shows=NOTHING)
    return each


def figures(resolver: PublicationResolver) -> Iterator[Found]:
    """Every figure that can be printed for the report’s own year, in its own area and in its wider one."""
    publication, years = resolver.publication, resolver.years
    period = str(years.read(publication.period))
    for definition in DEFINITIONS:
        if definition.claim_only:
            continue
        for area in filter(None, (publication.geography, publication.wider_geography)):
            figure = resolver.book.find(definition.code, period, area)
            if figure is None:
                continue
            where = "" if area == publication.geography else f' geography="{area}"'
            yield Found(
                f"{{{{ figure {definition.code}{where} }}}}",
                "Figure",
                resolver.page.ours(definition.title),
                ", ".join((figure.shown_with_unit, publication.period, *([area] if where else []))),
                ("per cent" if figure.unit == "percent" else figure.unit, area, period, figure.basis_label),
            )


def places(words: str) -> list[tuple[str, str]]:
    """Where a reference can go: at the end, or after a paragraph, known by its first words."""
    blocks = words.replace("\r\n", "\n").split("\n\n")
    found = [(AT_THE_END, "At the end")]
    for number, block in enumerate(blocks, start=1):
        first = " ".join(block.split())
        if first:
            found.append((str(number), f"After “{first[:LONGEST]}{'…' if len(first) > LONGEST else ''}”"))
    return found


def inserted(words: str, reference: str, after: str) -> str:
    """The words with the reference put in: a figure at the end of the paragraph chosen, all else on a line of its own."""
    blocks = words.replace("\r\n", "\n").rstrip().split("\n\n")
    number = int(after) if after.isdecimal() and 1 <= int(after) <= len(blocks) else len(blocks)
    before, rest = blocks[:number], blocks[number:]
    if reference.startswith("{{ figure") and before and before[-1].strip():
        before[-1] = f"{before[-1].rstrip()} {reference}"
    else:
        before = [each for each in (*before, reference) if each.strip()]
    return "\n\n".join([*before, *rest]) + "\n"
