"""``figures.csv``: one row for every figure in a document, for whoever wants to count again."""

import csv
import io
import re

from safehold.publications.document.blocks import Document

HEADER = ("measure", "period", "geography", "value as printed", "unit", "definition", "source", "basis")

_PLAIN_NUMBER = re.compile(r"[+-]?\d[\d,]*(\.\d+)?%?")


def figures_csv(document: Document) -> str:
    """The figures as CSV text, in the order of first use; nothing in it can run as a formula in a spreadsheet."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for made in document.figures:
        figure = made.figure
        source = f"{figure.source}, {figure.source_on.isoformat()}" if figure.source_on else figure.source
        row = (figure.code, figure.period, figure.geography, figure.display, figure.unit)
        writer.writerow([_defused(cell) for cell in (*row, figure.definition, source, figure.basis)])
    return out.getvalue()


def _defused(cell: str) -> str:
    """A cell that a spreadsheet would run as a formula gets an apostrophe before it; a plain number stays one."""
    if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) and not _PLAIN_NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell
