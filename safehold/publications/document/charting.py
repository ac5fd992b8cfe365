"""From a declared chart to the block that a document prints."""

import json
from collections.abc import Callable, Mapping

from safehold.charts import NARROW, Chart, Series, Value, spec, words
from safehold.charts.words import MONTHS
from safehold.publications.document.blocks import (
    ChartBlock,
    Column,
    FigureRef,
    Inlines,
    Row,
    Table,
    Text,
)


def chart_block(chart: Chart, *, name: str, figures: Mapping[tuple[str, str], FigureRef] | None = None) -> ChartBlock:
    """The chart with its title, text alternative, table, notes, source and CSV.

    ``figures`` maps (category, series) to the figure that the cell prints, so that the cells under the chart link to
    how they were made and are among the figures of the document; other cells print as text.
    """
    linked = figures or {}

    def cell(category: str, series: Series, value: Value) -> Inlines:
        reference = linked.get((category, series.name))
        return (reference if reference else Text(words.printed(chart, value)),)

    return ChartBlock(
        name=name,
        title=chart.title,
        alternative=words.text_alternative(chart),
        spec=json.dumps(spec(chart), sort_keys=True, ensure_ascii=False),
        narrow=json.dumps(spec(chart, NARROW), sort_keys=True, ensure_ascii=False),
        table=_months_across(chart, name, cell) or _by_year(chart, name, cell) or _as_given(chart, name, cell),
        source=chart.source,
        notes=words.notes(chart),
        csv=words.csv_rows(chart),
    )


_Cell = Callable[[str, Series, Value], Inlines]


def _as_given(chart: Chart, name: str, cell: _Cell) -> Table:
    """A row for each category, a column for each series."""
    first, *others = words.headers(chart)
    columns = (Column(first), *(Column(heading, "right") for heading in others))
    rows = tuple(
        Row(((Text(category),), *(cell(category, series, series.values[place]) for series in chart.series)))
        for place, category in enumerate(chart.categories)
    )
    return Table(name=name, caption=chart.title, columns=columns, rows=rows)


def _months_across(chart: Chart, name: str, cell: _Cell) -> Table | None:
    """A year of months as the chart has them, from left to right, with a row for each year laid over the others."""
    if len(chart.categories) != len(MONTHS) or any(category not in MONTHS for category in chart.categories):
        return None
    columns = (Column("Year"), *(Column(month[:3], "right") for month in chart.categories))
    rows = tuple(
        Row(
            (
                (Text(series.name),),
                *(cell(month, series, value) for month, value in zip(chart.categories, series.values, strict=True)),
            )
        )
        for series in chart.series
    )
    return Table(name=name, caption=chart.title, columns=columns, rows=rows)


def _by_year(chart: Chart, name: str, cell: _Cell) -> Table | None:
    """Several years of months, one after another, as a row for each month and a column for each year of twelve."""
    months = [tuple(category.split(" ")) for category in chart.categories]
    if len(chart.series) > 1 or len(months) <= 15 or any(len(month) != 2 or month[0] not in MONTHS for month in months):
        return None
    (series,) = chart.series
    years = [range(start, min(start + 12, len(months))) for start in range(0, len(months), 12)]
    names = [month for month, _ in months[:12]]
    if any(months[place][0] != names[place % 12] for year in years for place in year):
        return None
    columns = [Column("Month")]
    for year in years:
        first, last = months[year[0]][1], months[year[-1]][1]
        columns.append(Column(first if first == last else f"{first}-{last[-2:]}", "right"))
    rows = []
    for row, month in enumerate(names):
        cells: list[Inlines] = [(Text(month),)]
        for year in years:
            place = year.start + row
            cells.append(cell(chart.categories[place], series, series.values[place]) if place in year else (Text(""),))
        rows.append(Row(tuple(cells)))
    return Table(name=name, caption=chart.title, columns=tuple(columns), rows=tuple(rows))
