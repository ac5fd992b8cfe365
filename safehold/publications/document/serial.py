"""A resolved document as JSON and back: what a closed report stores. What is read equals what was written."""

import dataclasses
import json
from datetime import date
from decimal import Decimal
from typing import Any

from safehold.charts import Absent
from safehold.publications.document import blocks
from safehold.publications.document.asked import Asked, Spot

VERSION = 1

_KINDS: dict[str, type] = {
    kind.__name__: kind
    for kind in (
        blocks.Place,
        blocks.Text,
        blocks.LineBreak,
        blocks.Strong,
        blocks.Emphasis,
        blocks.Link,
        blocks.FigureRef,
        blocks.FromRecord,
        blocks.Figure,
        blocks.Heading,
        blocks.Paragraph,
        blocks.ListBlock,
        blocks.Quote,
        blocks.Note,
        blocks.Column,
        blocks.Row,
        blocks.Table,
        blocks.ChartBlock,
        blocks.Diagram,
        blocks.Term,
        blocks.Glossary,
        blocks.BlockRef,
        blocks.Section,
        blocks.Meta,
        blocks.ResolvedFigure,
        blocks.Made,
        blocks.Accepted,
        Spot,
        Asked,
        blocks.Document,
    )
}


def to_json(document: blocks.Document) -> str:
    """The document as JSON text. Equal documents give equal text."""
    return json.dumps({"version": VERSION, "document": _plain(document)}, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> blocks.Document:
    """The document that this text was made from. Raises ``ValueError`` where the text is no such document."""
    try:
        stored = json.loads(text)
        if stored["version"] != VERSION:
            raise ValueError(
                f"This document was stored as version {stored['version']}. Only version {VERSION} can be read."
            )
        document = _piece(stored["document"])
    except (KeyError, TypeError) as broken:
        raise ValueError("This is not a stored document.") from broken
    if not isinstance(document, blocks.Document):
        raise ValueError("This is not a stored document.")
    return document


def _plain(piece: Any) -> Any:
    if dataclasses.is_dataclass(piece):
        fields = {field.name: _plain(getattr(piece, field.name)) for field in dataclasses.fields(piece)}
        return {"is": type(piece).__name__, **fields}
    if isinstance(piece, tuple):
        return [_plain(each) for each in piece]
    if isinstance(piece, Decimal):
        return {"decimal": str(piece)}
    if isinstance(piece, date):
        return {"date": piece.isoformat()}
    if isinstance(piece, Absent):
        return {"absent": piece.name}
    return piece


def _piece(plain: Any) -> Any:
    if isinstance(plain, list):
        return tuple(_piece(each) for each in plain)
    if not isinstance(plain, dict):
        return plain
    if "is" in plain and plain["is"] in _KINDS:
        kind = _KINDS[plain["is"]]
        return kind(**{name: _piece(value) for name, value in plain.items() if name != "is"})
    if "decimal" in plain:
        return Decimal(plain["decimal"])
    if "date" in plain:
        return date.fromisoformat(plain["date"])
    if "absent" in plain:
        return Absent[plain["absent"]]
    raise ValueError("This is not a stored document.")
