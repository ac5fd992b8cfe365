"""The drawings of a document: every chart drawn once, for whichever outputs need it."""

import json
from collections.abc import Iterator

from safehold.charts import Studio
from safehold.publications.document.blocks import Block, ChartBlock, Diagram, Document, ListBlock, Note, Quote


def pictures(document: Document) -> Iterator[ChartBlock | Diagram]:
    """Every chart and diagram of the document, in order."""
    for section in document.sections:
        for block in section.blocks:
            yield from _within(block)


def svgs(document: Document, studio: Studio) -> dict[str, str]:
    """SVG by the anchor of its chart or diagram. Raises ``charts.CannotDraw``."""
    found = list(pictures(document))
    charts = [block for block in found if isinstance(block, ChartBlock)]
    drawn = studio.svgs([json.loads(chart.spec) for chart in charts])
    by_anchor = {chart.anchor: svg for chart, svg in zip(charts, drawn, strict=True)}
    return by_anchor | {block.anchor: block.svg for block in found if isinstance(block, Diagram)}


def narrow(document: Document, studio: Studio) -> dict[str, str]:
    """SVG of every chart as a telephone shows it, by its anchor, for the web page. Raises ``charts.CannotDraw``."""
    charts = [block for block in pictures(document) if isinstance(block, ChartBlock) and block.narrow]
    drawn = studio.svgs([json.loads(chart.narrow) for chart in charts])
    return {chart.anchor: svg for chart, svg in zip(charts, drawn, strict=True)}


def pngs(document: Document, studio: Studio) -> dict[str, bytes]:
    """PNG by the anchor of its chart or diagram, for Word. Raises ``charts.CannotDraw``."""
    found = list(pictures(document))
    charts = [block for block in found if isinstance(block, ChartBlock)]
    drawn = studio.pngs([json.loads(chart.spec) for chart in charts])
    by_anchor = {chart.anchor: png for chart, png in zip(charts, drawn, strict=True)}
    return by_anchor | {block.anchor: studio.raster(block.svg) for block in found if isinstance(block, Diagram)}


def _within(block: Block) -> Iterator[ChartBlock | Diagram]:
    if isinstance(block, ChartBlock | Diagram):
        yield block
    elif isinstance(block, Quote | Note):
        for child in block.children:
            yield from _within(child)
    elif isinstance(block, ListBlock):
        for item in block.items:
            for child in item:
                yield from _within(child)
