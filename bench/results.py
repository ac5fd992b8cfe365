"""The table of results: one section for each day, the newest first, one row for each thing measured."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench.timing import CORES, ROOT

PAGE = ROOT / "docs" / "results" / "bench.md"
HEADINGS = ("goal", "what", "measured", "must", "aim", "answer")
INTRODUCTION = """# Results of `make bench`

The speed goals, measured beside their peers and limits in the same run. Seconds belong to the machine of the day; ratios
and counts can be held against another day's. Written by `python -m bench`; a day's row is replaced when it is measured again.
"""


@dataclass(frozen=True)
class Result:
    """One row. ``met`` is none where there is nothing to hold it against, and then ``answer`` says why."""

    goal: str
    what: str
    measured: str
    must: str = ""
    aim: str = ""
    met: bool | None = None
    answer: str = ""

    def cells(self) -> tuple[str, ...]:
        verdict = self.answer or {True: "met", False: "**missed**", None: "for scale"}[self.met]
        return (self.goal, self.what, self.measured, self.must, self.aim, verdict)


def write(results: list[Result], *, on: date, page: Path = PAGE) -> None:
    """Put ``results`` into the section of the day, in place of rows about the same goal and thing."""
    days = read(page)
    rows = days.setdefault(on.isoformat(), {})
    for result in results:
        rows[result.goal, result.what] = tuple(cell.replace("|", "/") for cell in result.cells())
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(drawn(days), encoding="utf-8")


Days = dict[str, dict[tuple[str, str], tuple[str, ...]]]


def read(page: Path) -> Days:
    """The rows that stand there, by day."""
    days: Days = {}
    rows: dict[tuple[str, str], tuple[str, ...]] = {}
    for line in page.read_text(encoding="utf-8").splitlines() if page.exists() else ():
        if line.startswith("## "):
            rows = days.setdefault(line[3:13], {})
        elif line.startswith("| ") and not line.startswith(f"| {HEADINGS[0]} "):
            cells = tuple(cell.strip() for cell in line.strip("|").split("|"))
            rows[cells[0], cells[1]] = cells
    return days


def drawn(days: Days) -> str:
    parts = [INTRODUCTION]
    for day in sorted(days, reverse=True):
        parts.append(f"\n## {day}, {CORES} cores\n\n| {' | '.join(HEADINGS)} |\n|{'---|' * len(HEADINGS)}\n")
        parts += [f"| {' | '.join(cells)} |\n" for _, cells in sorted(days[day].items(), key=_by_goal)]
    return "".join(parts)


def _by_goal(item: tuple[tuple[str, str], tuple[str, ...]]) -> tuple[int, str]:
    (goal, _), _ = item
    return int("".join(filter(str.isdigit, goal)) or 0), goal
