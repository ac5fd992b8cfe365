"""``python -m bench.report.by_weasyprint PDF SEED FOLDER``: vl-convert and WeasyPrint alone, written straight down."""

import sys
from html import escape
from pathlib import Path

import weasyprint

from bench.report.content import Chapter, Grid, chapters
from bench.report.peer_charts import FONTS, draw

CSS = (
    f"""@font-face {{ font-family: Atkinson; src: url({FONTS.as_uri()}/AtkinsonHyperlegible-Regular.ttf) }}
@font-face {{ font-family: Atkinson; font-weight: bold; src: url({FONTS.as_uri()}/AtkinsonHyperlegible-Bold.ttf) }}
"""
    + """@page { size: A4; margin: 2cm; @bottom-right { content: counter(page) } }
body { font: 10.5pt/1.45 Atkinson } h1 { break-before: page } img { width: 14cm }
table { width: 100%; border-collapse: collapse; margin: 8pt 0 } td, th { border: .5pt solid #999; padding: 3pt; text-align: left }
"""
)


def table(grid: Grid) -> str:
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in grid.head)
    rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in grid.rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def source(report: list[Chapter], home: Path) -> str:
    parts = []
    for chapter in report:
        parts.append(f"<h1>{escape(chapter.title)}</h1>")
        for part in chapter.parts:
            first, second = part.paragraphs
            parts.append(f"<h2>{part.title}</h2><p>{first}</p><p>{second} There were {part.figure} in the year.</p>")
            if part.picture:
                title, address = escape(part.picture.title), (home / f"{part.picture.number}.svg").as_uri()
                parts.append(f'<figure><img src="{address}" alt="{title}"><figcaption>{title}</figcaption></figure>')
        parts += [table(grid) for grid in chapter.grids]
    head = f"<head><title>Annual report</title><style>{CSS}</style></head>"
    return f'<html lang="en">{head}<body>{"".join(parts)}</body></html>'


def main(pdf: str, seed: str, folder: str) -> None:
    report, home = list(chapters(int(seed))), Path(folder).resolve()
    draw(report, home)
    weasyprint.HTML(string=source(report, home)).write_pdf(pdf, pdf_variant="pdf/ua-1")


if __name__ == "__main__":
    main(*sys.argv[1:])
