"""P14: from an empty database to the first page: migrate, make the cache's table, start, answer one request with 200."""

import statistics
import time
from collections.abc import Mapping

from bench.results import Result
from bench.serving import database_server, fresh_database, manage, served, static_files, wait_for_page
from bench.timing import ROUNDS, SCRATCH

MUST, AIM = 30, 15


def once(env: Mapping[str, str]) -> float:
    started = time.perf_counter()
    manage("migrate", env=env)
    manage("createcachetable", env=env)
    with served("safehold.config.wsgi", env=env) as site:
        page = wait_for_page(f"{site.address}/account/login/")
        seconds = time.perf_counter() - started
    assert b"<h1" in page
    return seconds


def measure() -> list[Result]:
    """The rows of P14, for both databases in turn. Collecting static files belongs to the build and is not counted."""
    seconds: dict[str, list[float]] = {"SQLite": [], "PostgreSQL": []}
    SCRATCH.mkdir(exist_ok=True)
    file = SCRATCH / "first-page.sqlite3"
    with database_server() as server:
        for number in range(ROUNDS):
            for name in seconds:
                for left in SCRATCH.glob("first-page.sqlite3*"):
                    left.unlink()
                url = f"sqlite:///{file}" if name == "SQLite" else fresh_database(server, "first_page")
                env = {"BENCH_DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "bench.settings"}
                static_files(env)
                seconds[name].append(once(env))
                print(f"  round {number + 1}: {name}: {seconds[name][-1]:.1f} s", flush=True)
    return [row(name, statistics.median(taken)) for name, taken in seconds.items()]


def row(name: str, seconds: float) -> Result:
    what = f"empty database to first page, {name}"
    return Result("P14", what, f"{seconds:.1f} s", f"at most {MUST} s", f"{AIM} s", seconds <= MUST)
