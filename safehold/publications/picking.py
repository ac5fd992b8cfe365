"""Finding what a section can insert by words from its name, and putting the reference into what is being written.

It works by keyboard and without JavaScript: words are sent, what was found comes back as choices, and the reference is
put after the paragraph that was chosen. What is typed is never saved by it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from safehold.measures.catalogue import DEFINITIONS
from safehold.measures.queries import Book
from safehold.publications.exhibits import CHARTS, LISTS, TABLES
from safehold.publications.models import Publication

MOST = 20
LONGEST = 60
AT_THE_END = ""


@dataclass(frozen=True)
class Found:
    """Something that can be inserted: the reference that does it, what kind of thing it is, and what it shows."""

    reference: str
    kind: str
    title: str
    shows: str = ""


def findable(publication: Publication, book: Book, words: str) -> list[Found]:
    """What can be inserted whose name or code holds every one of ``words``, figures that the report has first."""
    wanted = words.casefold().replace(".", " ").replace("-", " ").replace("_", " ").split()
    if not wanted:
        return []
    found = [
        each
        for each in (*exhibits(publication), *figures(publication, book))
        if all(word in _plain(f"{each.kind} {each.reference} {each.title}") for word in wanted)
    ]
    return sorted(found, key=lambda each: (each.kind == "Figure" and not each.shows, each.title))[: MOST + 1]


def _plain(text: str) -> str:
    return text.casefold().replace(".", " ").replace("-", " ").replace("_", " ")


def exhibits(publication: Publication) -> Iterator[Found]:
    """Every table, chart, list, diagram and the glossary."""
    for name in TABLES:
        yield Found(f"{{{{ table {name} }}}}", "Table", name.replace("-", " ").capitalize())
    for table in publication.word_tables.all():
        yield Found(f"{{{{ table {table.name} }}}}", "Table", table.caption)
        yield Found(f"{{{{ list {table.name} }}}}", "List", table.caption)
    for name in CHARTS:
        yield Found(f"{{{{ chart {name} }}}}", "Chart", name.replace("-", " ").capitalize())
    for name, title in LISTS.items():
        yield Found(f"{{{{ list {name} }}}}", "List", title)
    yield Found("{{ diagram structure }}", "Diagram", "Structure: who answers to whom")
    yield Found("{{ glossary }}", "Glossary", "Every word that the report explains")


def figures(publication: Publication, book: Book) -> Iterator[Found]:
    """Every figure, with what it prints for the report's own year and area where there is one."""
    period = str(book.years.read(publication.period))
    for each in DEFINITIONS:
        if each.claim_only:
            continue
        figure = book.find(each.code, period, publication.geography)
        shows = f"{figure.shown_with_unit}, {publication.period}" if figure else ""
        yield Found(f"{{{{ figure {each.code} }}}}", "Figure", each.title, shows)


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
