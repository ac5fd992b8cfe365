"""Apostrophes and single quotation marks as print has them: people and packs type straight ones, and a report has one kind."""

import dataclasses
import re
from typing import TypeVar

T = TypeVar("T")

ADDRESSES = frozenset(
    {"anchor", "href", "key", "code", "period", "geography", "name", "spec", "narrow", "see", "origin"}
)
"""Fields that lead somewhere or by which something is found: they stay as they are known elsewhere."""

_OPENING = re.compile(r"(?:(?<=[\s(\[“/–—])|^)'(?=[^\W\d])")
_APOSTROPHE = re.compile("&#(?:x27|39);")
_BETWEEN_TAGS = re.compile(r"(?<=>)[^<>]+(?=<)")


def curly(words: str) -> str:
    """The words with curly apostrophes: ’ everywhere but where a quotation in single marks begins."""
    return _OPENING.sub("‘", words).replace("'", "’") if "'" in words else words


def typeset(piece: T, field: str = "") -> T:
    """A document or any part of it with curly apostrophes in everything that a reader reads, drawings of our own too.

    ``field`` is the name under which the piece stands in a larger one.
    """
    if isinstance(piece, str):
        if field == "svg":
            drawn = _BETWEEN_TAGS.sub(lambda between: curly(_APOSTROPHE.sub("'", between[0])), piece)
            return piece if drawn == piece else drawn  # type: ignore[return-value]  # a string stays one
        return piece if field in ADDRESSES else curly(piece)  # type: ignore[return-value]  # a string stays one
    if isinstance(piece, tuple):
        typeset_pieces = tuple(typeset(each, field) for each in piece)
        changed = any(new is not old for new, old in zip(typeset_pieces, piece, strict=True))
        return typeset_pieces if changed else piece  # type: ignore[return-value]  # a tuple stays one
    if dataclasses.is_dataclass(piece) and not isinstance(piece, type):
        now = {each.name: getattr(piece, each.name) for each in dataclasses.fields(piece)}
        new = {name: typeset(value, name) for name, value in now.items()}
        differing = {name: value for name, value in new.items() if value is not now[name]}
        return dataclasses.replace(piece, **differing) if differing else piece
    return piece
