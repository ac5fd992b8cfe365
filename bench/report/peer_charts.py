"""The peers' charts: Vega-Lite as an analyst writes it, through vl-convert in their own process."""

from importlib.resources import files
from pathlib import Path

import vl_convert

from bench.report.content import YEARS, Chapter, Picture

# the same face for every contender
FONTS = Path(str(files("fontpkg_atkinson_hyperlegible"))) / "files"


def spec(picture: Picture) -> dict:
    values = [
        {"year": year, "type": name, "count": count}
        for name, counts in picture.values.items()
        for year, count in zip(YEARS, counts, strict=True)
    ]
    across = {"field": "year", "type": "nominal", "title": "Year"}
    count = {"field": "count", "type": "quantitative", "title": "Enquiries"}
    kind = {"field": "type", "type": "nominal", "title": "Type"}
    encoding = {
        "stacked": {"x": across, "y": count, "color": kind},
        "bars": {"y": kind, "x": {**count, "aggregate": "sum"}},
        "lines": {"x": {**across, "type": "ordinal"}, "y": count, "color": kind},
    }[picture.look]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": 420,
        "height": 200,
        "data": {"values": values},
        "mark": "line" if picture.look == "lines" else "bar",
        "encoding": encoding,
    }


def draw(chapters: list[Chapter], folder: Path) -> None:
    """Every chart as SVG, ``0.svg`` and so on."""
    folder.mkdir(parents=True, exist_ok=True)
    for chapter in chapters:
        for part in chapter.parts:
            if part.picture:
                drawn = vl_convert.vegalite_to_svg(spec(part.picture))
                (folder / f"{part.picture.number}.svg").write_text(drawn, encoding="utf-8")
