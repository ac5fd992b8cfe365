"""Which records the words of a document came from."""

import dataclasses
from collections.abc import Iterator
from typing import Any

from safehold.publications.document.blocks import Document, FromRecord, Section


def origins_of(document: Document) -> list[str]:
    """Every record that words of a document came from (``FromRecord.origin``), each once, in order."""
    return list(dict.fromkeys(each for section in document.sections for each in origins_in(section)))


def origins_in(section: Section) -> Iterator[str]:
    """The same of one section, as often as they stand there."""
    yield from _walk(section.blocks)


def _walk(piece: Any) -> Iterator[str]:
    if isinstance(piece, FromRecord):
        yield piece.origin
    elif isinstance(piece, tuple):
        for each in piece:
            yield from _walk(each)
    elif dataclasses.is_dataclass(piece):
        for field in dataclasses.fields(piece):
            value = getattr(piece, field.name)
            if isinstance(value, tuple) or dataclasses.is_dataclass(value):
                yield from _walk(value)
