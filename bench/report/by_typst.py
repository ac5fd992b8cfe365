"""``python -m bench.report.by_typst PDF SEED FOLDER``: vl-convert and Typst alone, written straight down."""

import sys
from pathlib import Path

import typst

from bench.report.content import Chapter, Grid, chapters
from bench.report.peer_charts import FONTS, draw

HEAD = """#set page(paper: "a4", margin: 2cm, numbering: "1")
#set text(font: "Atkinson Hyperlegible", size: 10.5pt, lang: "en")
#set document(title: "Annual report")
#show heading.where(level: 1): it => { pagebreak(weak: true); it }
"""


def table(grid: Grid) -> str:
    head = ", ".join(f"[{cell}]" for cell in grid.head)
    cells = ", ".join(f"[{cell}]" for row in grid.rows for cell in row)
    return f"#table(columns: {len(grid.head)}, table.header({head}), {cells})\n"


def source(report: list[Chapter]) -> str:
    lines = [HEAD]
    for chapter in report:
        lines.append(f"= {chapter.title}\n")
        for part in chapter.parts:
            first, second = part.paragraphs
            lines.append(f"== {part.title}\n\n{first}\n\n{second} There were {part.figure} in the year.\n")
            if part.picture:
                title = part.picture.title
                image = f'image("{part.picture.number}.svg", width: 14cm, alt: "{title}")'
                lines.append(f"#figure({image}, caption: [{title}])\n")
        lines += [table(grid) for grid in chapter.grids]
    return "\n".join(lines)


def main(pdf: str, seed: str, folder: str) -> None:
    report, home = list(chapters(int(seed))), Path(folder)
    draw(report, home)
    (home / "report.typ").write_text(source(report), encoding="utf-8")
    typst.compile(str(home / "report.typ"), output=pdf, root=str(home), font_paths=[str(FONTS)], pdf_standards=["ua-1"])


if __name__ == "__main__":
    main(*sys.argv[1:])
