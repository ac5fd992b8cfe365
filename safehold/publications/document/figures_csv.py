"""Figures as CSV, for whoever wants to count again: those of a whole document, and those of one chart."""

from safehold.intake.writing import write_csv
from safehold.publications.document.blocks import ChartBlock, Document

HEADINGS = ("measure", "period", "geography", "value as printed", "unit", "definition", "source", "basis")


def figures_csv(document: Document) -> bytes:
    """The figures as a CSV file, in the order of first use; nothing in it can run as a formula in a spreadsheet."""
    rows = []
    for made in document.figures:
        figure = made.figure
        source = f"{figure.source}, {figure.source_on.isoformat()}" if figure.source_on else figure.source
        measured = (figure.code, figure.period, figure.geography, figure.display, figure.unit)
        rows.append((*measured, figure.definition, source, figure.basis))
    return b"".join(write_csv(rows, HEADINGS))


def chart_csv(chart: ChartBlock) -> bytes:
    """The figures of one chart as a CSV file, a row for each."""
    headings, *rows = chart.csv
    return b"".join(write_csv(rows, headings))
