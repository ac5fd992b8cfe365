"""What the template is given: the document as plain JSON. Words stay data; no Typst source is ever made from them."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from safehold.publications.document import wording
from safehold.publications.document.anchors import HOW_MADE_ANCHOR
from safehold.publications.document.blocks import (
    Block,
    ChartBlock,
    Diagram,
    Document,
    Emphasis,
    Figure,
    FromRecord,
    Glossary,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Link,
    ListBlock,
    Note,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
    plain_text,
)

Plain = dict[str, Any]

TALL = 0.95
"""A drawing higher than so many times its width takes most of a page."""


def data(document: Document, drawings: Mapping[str, str]) -> Plain:
    """Everything that the template prints. ``drawings`` is SVG by the anchor of its chart or diagram."""
    meta = document.meta
    language, _, region = meta.language.partition("-")
    return {
        "title": meta.title,
        "partnership": meta.partnership,
        "language": language,
        "region": region or None,
        "facts": [list(fact) for fact in wording.cover_facts(document)],
        "published": [meta.published_on.year, meta.published_on.month, meta.published_on.day],
        "period": meta.period,
        "note": meta.note,
        "banner": meta.banner,
        "contents": wording.CONTENTS,
        "sections": [
            {
                "title": section.title,
                "anchor": section.anchor,
                "blocks": blocks_data(section.blocks, drawings),
            }
            for section in document.sections
        ],
        "appendix": _appendix(document),
    }


def blocks_data(blocks: Sequence[Block], drawings: Mapping[str, str]) -> list[Plain]:
    """The blocks of a section. One paragraph alone between a title and a table, a chart or another title stays with both."""
    made = [block_data(block, drawings) for block in blocks]
    before: list[Plain] = [{"is": "heading"}, *made]
    for title, words, after in zip(before, made, made[1:], strict=False):
        if (title["is"], words["is"]) == ("heading", "paragraph") and after["is"] in {"table", "picture", "heading"}:
            words["leads"] = words["leads"] or not after.get("tall")
    return made


def block_data(block: Block, drawings: Mapping[str, str]) -> Plain:
    """One block: ``is`` says which, the rest is what it holds."""
    if isinstance(block, Paragraph):
        leads = plain_text(block.children).rstrip().endswith(":")
        return {"is": "paragraph", "runs": runs(block.children), "leads": leads}
    if isinstance(block, Heading):
        return {"is": "heading", "depth": block.depth, "text": block.text, "anchor": block.anchor}
    if isinstance(block, ListBlock):
        items = [[block_data(child, drawings) for child in item] for item in block.items]
        return {"is": "list", "numbered": block.numbered, "items": items}
    if isinstance(block, Quote | Note):
        children = [block_data(child, drawings) for child in block.children]
        return {"is": "quote" if isinstance(block, Quote) else "note", "blocks": children}
    if isinstance(block, Table):
        return {"is": "table", **_table(block)}
    if isinstance(block, ChartBlock):
        return {
            "is": "picture",
            **_picture(block, drawings[block.anchor]),
            "table": None if block.see else _table(block.table),
            "see": list(block.see),
            "outline": None,
        }
    if isinstance(block, Diagram):
        outline = block_data(block.outline, drawings)
        return {"is": "picture", **_picture(block, block.svg), "table": None, "see": [], "outline": outline}
    if isinstance(block, Glossary):
        return {"is": "glossary", "terms": [[term.word, term.meaning, term.anchor] for term in block.terms]}
    raise TypeError(f"{block!r} must be resolved before it is written.")


def runs(children: Inlines) -> list[list[Any]]:
    """A run of words as short lists: what it is, then what it holds."""
    found: list[list[Any]] = []
    for child in children:
        # print leads to no record: what came from one is its words
        found += runs(child.children) if isinstance(child, FromRecord) else [_run(child)]
    return found


def _run(child: Inline) -> list[Any]:
    if isinstance(child, Text):
        return ["text", child.text]
    if isinstance(child, Figure):
        return ["figure", child.text, child.anchor]
    if isinstance(child, Strong):
        return ["strong", runs(child.children)]
    if isinstance(child, Emphasis):
        return ["emphasis", runs(child.children)]
    if isinstance(child, Link):
        return ["link", runs(child.children), child.href]
    if isinstance(child, LineBreak):
        return ["break"]
    raise TypeError(f"{child!r} must be resolved before it is written.")


def _picture(picture: ChartBlock | Diagram, svg: str) -> Plain:
    return {
        "anchor": picture.anchor,
        "label": wording.picture_label(picture),
        "title": picture.title,
        "alternative": picture.alternative,
        "svg": svg,
        "tall": _is_tall(svg),
        "notes": list(picture.notes) if isinstance(picture, ChartBlock) else [],
        "source": picture.source,
    }


def _is_tall(svg: str) -> bool:
    """Whether a drawing as wide as the text takes most of a page."""
    box = re.search(r'viewBox="\S+ \S+ ([\d.]+) ([\d.]+)"', svg)
    return box is not None and float(box[2]) > TALL * float(box[1])


def _table(table: Table) -> Plain:
    return {
        "anchor": table.anchor,
        "label": wording.table_label(table),
        "caption": table.caption,
        "columns": [[column.heading, column.align] for column in table.columns],
        "narrow": list(wording.narrow_columns(table)),
        "rows": [{"total": row.total, "cells": [runs(cell) for cell in row.cells]} for row in table.rows],
        "small": wording.is_small(table),
        "short": wording.is_short(table),
        "notes": list(table.notes),
        "source": table.source,
    }


def _appendix(document: Document) -> Plain | None:
    if not document.figures:
        return None
    return {
        "title": wording.HOW_MADE,
        "anchor": HOW_MADE_ANCHOR,
        "words": wording.HOW_MADE_WORDS,
        "accepted": {
            "title": wording.ACCEPTED,
            "words": wording.ACCEPTED_WORDS,
            "items": [[each.section, each.finding, each.why] for each in document.accepted],
        },
        "definitions": [
            {
                "title": definition.title,
                "code": definition.code,
                "definition": definition.definition,
                "entries": [
                    {"anchor": entry.anchor, "values": entry.values, "facts": entry.facts}
                    for entry in definition.entries
                ],
            }
            for definition in wording.definitions(document)
        ],
    }
