"""``python -m bench.report.ours PDF SEED FOLDER``: our own way from Markdown and figures to the PDF.

``FOLDER`` keeps drawings between runs, as the application does.
"""

import sys
from datetime import date
from pathlib import Path

from bench.report.content import TYPES, YEARS, Chapter, Grid, Picture, chapters
from safehold.charts import Bars, Chart, Lines, Series, StackedBars, Studio
from safehold.publications.document import drawings, pdf
from safehold.publications.document.blocks import (
    ChartBlock,
    Column,
    Diagram,
    Glossary,
    ListBlock,
    Meta,
    ResolvedFigure,
    Row,
    Table,
    Text,
)
from safehold.publications.document.charting import chart_block
from safehold.publications.document.parse import Words, parse_document
from safehold.publications.document.resolve import Unknown, resolve

META = Meta(
    title="Annual report",
    partnership="Harrowmere Safeguarding and Community Safety Partnership",
    period="April 2020 to March 2021",
    published_on=date(2021, 9, 14),
    banner="Everything in this document is invented.",
)
SOURCE = "Invented, 30 April 2021"


class Shelf:
    """Where the document finds what its words refer to."""

    def __init__(self, report: list[Chapter]) -> None:
        self.figures = {
            f"bench.part_{chapter}_{part}": found.figure
            for chapter, each in enumerate(report)
            for part, found in enumerate(each.parts)
        }
        self.tables = {f"grid-{grid.number}": grid for chapter in report for grid in chapter.grids}
        self.charts = {
            f"picture-{part.picture.number}": part.picture
            for chapter in report
            for part in chapter.parts
            if part.picture
        }

    def figure(self, code: str, *, period: str | None, geography: str | None) -> ResolvedFigure:
        if code not in self.figures:
            raise Unknown
        value = self.figures[code]
        return ResolvedFigure(
            code=code,
            title=f"Enquiries told of in {code}",
            period=period or "2020-21",
            geography=geography or "Harrowmere",
            value=value,
            unit="enquiries",
            basis="invented",
            display=f"{value:,}",
            definition="Enquiries that began in the year.",
            source="Adult social care return",
            source_on=date(2021, 4, 30),
        )

    def table(self, name: str) -> Table:
        return table(self.tables[name])

    def chart(self, name: str) -> ChartBlock:
        return chart_block(chart(self.charts[name]), name=name)

    def diagram(self, name: str) -> Diagram:
        raise Unknown

    def listing(self, name: str) -> ListBlock:
        raise Unknown

    def glossary(self) -> Glossary:
        return Glossary(())

    def names(self, kind: str) -> list[str]:
        return list({"figure": self.figures, "table": self.tables, "chart": self.charts}.get(kind, ()))


def chart(picture: Picture) -> Chart:
    facts = {"title": picture.title, "unit": "enquiries", "source": SOURCE}
    if picture.look == "bars":
        sums = tuple(sum(picture.values[name]) for name in TYPES)
        return Bars(**facts, categories_are="Type", categories=TYPES, series=(Series("Enquiries", sums),))
    series = tuple(Series(name, values) for name, values in picture.values.items())
    kind = StackedBars if picture.look == "stacked" else Lines
    return kind(**facts, categories_are="Year", categories=YEARS, series=series)


def table(grid: Grid) -> Table:
    first, *others = grid.head
    return Table(
        name=f"grid-{grid.number}",
        caption=f"Enquiries by type, table {grid.number + 1}",
        columns=(Column(first), *(Column(heading, "right") for heading in others)),
        rows=tuple(Row(tuple((Text(cell),) for cell in row)) for row in grid.rows),
        source=SOURCE,
    )


def markdown(number: int, chapter: Chapter) -> str:
    lines = []
    for place, part in enumerate(chapter.parts):
        first, second = part.paragraphs
        told = f"There were {{{{ figure bench.part_{number}_{place} }}}} in the year."
        lines += [f"## {part.title}", first, f"{second} {told}"]
        if part.picture:
            lines.append(f"{{{{ chart picture-{part.picture.number} }}}}")
    lines += [f"{{{{ table grid-{grid.number} }}}}" for grid in chapter.grids]
    return "\n\n".join(lines)


def main(path: str, seed: str, folder: str) -> None:
    with Studio(Path(folder)) as studio:
        report = list(chapters(int(seed)))
        words = [Words(chapter.title, markdown(number, chapter)) for number, chapter in enumerate(report)]
        document, problems = parse_document(META, words)
        resolved = resolve(document, Shelf(report))
        faults = [problem for problem in (*problems, *resolved.problems) if problem.severity == "error"]
        if faults:
            sys.exit(f"The bench's own report has a fault: {faults[0]}")
        Path(path).write_bytes(pdf.write(resolved.document, drawings.svgs(resolved.document, studio)))


if __name__ == "__main__":
    main(*sys.argv[1:])
