"""Runs the three contenders in turn, and ours once more with its charts kept from the run before."""

import shutil
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pikepdf

from bench.results import Result
from bench.timing import PYTHON, SCRATCH, Cost, Failed, interleaved, median, run

HOME = SCRATCH / "report"
OURS, KEPT, TYPST, WEASYPRINT = "ours", "ours, charts unchanged", "vl-convert + Typst", "vl-convert + WeasyPrint"


def contender(module: str, *, keep: bool = False) -> Callable[[], Cost]:
    """One whole command into an empty folder; with ``keep``, into the folder that our last run left its drawings in."""
    folder, pdf = HOME / ("ours" if keep else module), HOME / f"{module}{'-kept' if keep else ''}.pdf"

    def command() -> Cost:
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        pdf.unlink(missing_ok=True)
        cost = run([PYTHON, "-m", f"bench.report.{module}", str(pdf), "3", str(folder)])
        if not claims_ua(pdf):
            raise Failed(f"{pdf.name} is not a tagged PDF/UA-1 file")
        return cost

    return command


def claims_ua(pdf: Path) -> bool:
    with pikepdf.open(pdf) as opened, opened.open_metadata() as metadata:
        return bool(opened.Root.MarkInfo.Marked) and metadata.get("pdfuaid:part") == "1"


def pages(pdf: Path) -> int:
    with pikepdf.open(pdf) as opened:
        return len(opened.pages)


def measure() -> list[Result]:
    """The rows of P10. WeasyPrint needs Debian's pango: where that is missing its row says so."""
    contenders = {OURS: contender("ours"), KEPT: contender("ours", keep=True), TYPST: contender("by_typst")}
    try:
        import_module("weasyprint")
        contenders[WEASYPRINT] = contender("by_weasyprint")
    except OSError:
        print("  WeasyPrint could not be loaded: install Debian's libpango-1.0-0 and libpangoft2-1.0-0", flush=True)
    costs = interleaved(contenders)
    results = [
        against(costs, OURS, TYPST, must="at most 1.5x", aim="1.15x", limit=1.5),
        against(costs, KEPT, TYPST, must="", aim="0.5x", limit=None),
    ]
    if WEASYPRINT in costs:
        return [*results, against(costs, OURS, WEASYPRINT, must="at most 0.56x (1.8x faster)", aim="", limit=1 / 1.8)]
    missing = "WeasyPrint could not be loaded here: it needs Debian's libpango-1.0-0 and libpangoft2-1.0-0"
    return [*results, Result("P10", f"{OURS} against {WEASYPRINT}", missing, "1.8x faster", answer="not measured")]


def against(costs: dict[str, list[Cost]], one: str, other: str, *, must: str, aim: str, limit: float | None) -> Result:
    ratio = median(costs[one]) / median(costs[other])
    measured = (
        f"{ratio:.2f}x: {told(costs[one])} against {told(costs[other])}; processor time "
        f"{median(costs[one], 'cpu') / median(costs[other], 'cpu'):.2f}x; pages "
        f"{pages(HOME / 'ours.pdf')} and {pages(HOME / ('by_typst.pdf' if other == TYPST else 'by_weasyprint.pdf'))}"
    )
    return Result("P10", f"{one} against {other}", measured, must, aim, None if limit is None else ratio <= limit)


def told(costs: list[Cost]) -> str:
    return f"{median(costs):.2f} s ({median(costs, 'cpu'):.2f} s of processor, {median(costs, 'peak'):.0f} MiB)"
