"""Which records the words of a document came from, and whose own words stand in it."""

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from safehold.publications.document.blocks import Block, Document, FromRecord, Quote, Section

T = TypeVar("T")


def origins_of(document: Document) -> list[str]:
    """Every record that words of a document came from (``FromRecord.origin``), each once, in order."""
    return list(dict.fromkeys(each for section in document.sections for each in origins_in(section)))


def origins_in(section: Section) -> Iterator[str]:
    """The same of one section, as often as they stand there."""
    yield from (each.origin for each in every(section.blocks, FromRecord))


def quotes_of(document: Document) -> list[Quote]:
    """Everybody's own words that were put into a document, in order."""
    return [each for section in document.sections for each in quotes_in(section.blocks)]


def quotes_in(blocks: Iterable[Block]) -> Iterator[Quote]:
    """The same of some blocks, however deep they stand in them."""
    yield from (each for each in every(tuple(blocks), Quote) if each.reference)


def every(piece: Any, kind: type[T]) -> Iterator[T]:
    """Every piece of a kind in a piece of a document, in order, also those that stand inside another."""
    if isinstance(piece, kind):
        yield piece
    if isinstance(piece, tuple):
        for each in piece:
            yield from every(each, kind)
    elif dataclasses.is_dataclass(piece):
        for field in dataclasses.fields(piece):
            value = getattr(piece, field.name)
            if isinstance(value, tuple) or dataclasses.is_dataclass(value):
                yield from every(value, kind)
