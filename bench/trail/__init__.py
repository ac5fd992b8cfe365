"""R8: what the audit trail costs the acts that write: the same acts with the trail's insert and without it, in turn.

Nothing else differs: what a line says is gathered both ways, and an act is one transaction that is kept for good on both
databases (fsync on). The trail holds lines already, so that its indexes are not those of an empty table.
"""

import os
import statistics
from collections.abc import Mapping

from bench.results import Result
from bench.serving import database_server, fresh_database, manage
from bench.timing import PYTHON, ROUNDS, SCRATCH, run

MUST, AIM = 1.15, 1.08
PAIRS = ROUNDS * 7
LINES = int(os.environ.get("BENCH_LINES", "100000"))
ACTS = {"open": "opening a record", "change": "changing it", "close": "closing it"}


def once(env: Mapping[str, str]) -> dict:
    """Seconds of each block of acts, with the trail's insert and without, by what was done."""
    manage("migrate", env=env)
    manage("createcachetable", env=env)
    return run([PYTHON, "-m", "bench.trail.acts", str(PAIRS), str(LINES)], env=env).facts


def measure() -> list[Result]:
    """The rows of R8, for both databases."""
    SCRATCH.mkdir(exist_ok=True)
    for left in SCRATCH.glob("trail.sqlite3*"):
        left.unlink()
    rows = []
    with database_server() as server:
        urls = {"SQLite": f"sqlite:///{SCRATCH / 'trail.sqlite3'}", "PostgreSQL": fresh_database(server, "trail")}
        for name, url in urls.items():
            env = {"BENCH_DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "bench.trail.settings"}
            rows.append(row(name, once(env)))
    return rows


def row(name: str, found: dict) -> Result:
    whole = cost(found, list(ACTS))
    parts = ", ".join(f"{words} {cost(found, [act]) - 1:+.0%}" for act, words in ACTS.items())
    alone = sum(statistics.median(found["without"][act]) for act in ACTS) / found["acts"] * 1000
    measured = (
        f"{whole:.2f}x ({parts}): median of {PAIRS} pairs of blocks in turn, {alone:.1f} ms an act without it, "
        f"{LINES:,} lines in the trail before"
    )
    return Result(
        "R8", f"acts with the trail against without, {name}", measured, f"at most {MUST}x", f"{AIM}x", whole <= MUST
    )


def cost(found: dict, acts: list[str]) -> float:
    """How much longer a block takes with the trail: the median over the pairs, each of two blocks that ran in turn."""

    def seconds(how: str) -> list[float]:
        return [sum(block) for block in zip(*(found[how][act] for act in acts), strict=True)]

    return statistics.median(kept / left for kept, left in zip(seconds("with"), seconds("without"), strict=True))
