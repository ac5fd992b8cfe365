"""From a declared chart to the block that a document prints."""

import json
from collections.abc import Mapping

from safehold.charts import Chart, spec, words
from safehold.publications.document.blocks import ChartBlock, Column, FigureRef, Inlines, Row, Table, Text


def chart_block(chart: Chart, *, name: str, figures: Mapping[tuple[str, str], FigureRef] | None = None) -> ChartBlock:
    """The chart with its title, text alternative, table, notes, source and CSV.

    ``figures`` maps (category, series) to the figure that the cell prints, so that the cells under the chart link to
    how they were made and are among the figures of the document; other cells print as text.
    """
    linked = figures or {}
    rows = []
    for category, *cells in words.rows(chart):
        runs: list[Inlines] = [(Text(category),)]
        for series, cell in zip(chart.series, cells, strict=True):
            reference = linked.get((category, series.name))
            runs.append((reference if reference else Text(cell),))
        rows.append(Row(tuple(runs)))
    first, *others = words.headers(chart)
    columns = (Column(first), *(Column(heading, "right") for heading in others))
    return ChartBlock(
        name=name,
        title=chart.title,
        alternative=words.text_alternative(chart),
        spec=json.dumps(spec(chart), sort_keys=True, ensure_ascii=False),
        table=Table(name=name, caption=chart.title, columns=columns, rows=tuple(rows)),
        source=chart.source,
        notes=words.notes(chart),
        csv=words.csv_rows(chart),
    )
