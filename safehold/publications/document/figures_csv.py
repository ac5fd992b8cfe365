"""``figures.csv``: one row for every figure in a document, for whoever wants to count again."""

from safehold.intake.writing import write_csv
from safehold.publications.document.blocks import Document

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
