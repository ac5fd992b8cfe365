"""make test: every test, on SQLite and on a real PostgreSQL, journeys in a real browser, and the demonstration once.

Stops before the first test, with one sentence, where a browser or a database server is missing.
"""

import os
import re
import subprocess
import sys
import time
from concurrent.futures import Future, ThreadPoolExecutor
from io import StringIO
from pathlib import Path
from typing import TextIO

sys.path.insert(0, str(Path(__file__).parent))

from browser import chromium
from postgres import server

ROOT = Path(__file__).resolve().parents[1]
PY = str(ROOT / ".venv" / "bin" / "python")


WORKERS = str(max(2, os.cpu_count() or 2))
# tables made at once: the migrations themselves are run by the guide for production and by the demonstration
AT_ONCE = ["--no-migrations"]


def run(title: str, command: list[str], env: dict[str, str], *, to: TextIO = sys.stdout) -> list[str]:
    """Run a part, its output as it comes; the names of what failed in it, said again at the very end."""
    print(f"\n--- {title}", file=to, flush=True)
    started, failed = time.monotonic(), []
    part = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    for line in part.stdout or []:
        print(line, end="", file=to, flush=True)
        if re.match(r"(FAILED|ERROR) \S+\.py", line):
            failed.append(f"{title}: {line.strip()}")
    code = part.wait()
    took = f"{time.monotonic() - started:.0f} s"
    print(f"--- {title}: {'FAILED' if code else 'passed'} in {took}", file=to, flush=True)
    return failed or ([f"{title}: exit code {code}"] if code else [])


def beside(title: str, command: list[str], env: dict[str, str]) -> Future[list[str]]:
    """Begin a part that leaves most of the machine idle beside the one that follows; what it says comes at its end."""
    kept = StringIO()
    background = ThreadPoolExecutor(1)
    done = background.submit(run, title, command, env, to=kept)
    done.add_done_callback(lambda _: print(kept.getvalue(), end="", flush=True))
    background.shutdown(wait=False)
    return done


def pytest(*arguments: str) -> list[str]:
    return [PY, "-m", "pytest", "-n", WORKERS, "--dist", "loadfile", "--durations=25", "--durations-min=5", *arguments]


def main() -> int:
    env = {**os.environ, "CHROMIUM": chromium()}
    # what is covered is asked of each package's own tests: watching every line makes them half as slow again. Those of
    # letters, which are made out of every room's records, stand above the rooms
    covered = ["--cov", "--cov-report="]
    on_sqlite, letters = ["-m", "not journey and not postgres", *AT_ONCE], "tests/letters"
    failed = run("The packages on SQLite", pytest("safehold", letters, *covered, *on_sqlite), env)
    failed += run("The house on SQLite", pytest("tests", f"--ignore={letters}", *on_sqlite), env)
    with server() as url:
        on_postgres = {**env, "TEST_DATABASE_URL": url}
        failed += run("On PostgreSQL", pytest("-m", "not journey", "--with-a-database", *AT_ONCE), on_postgres)
        # a browser holds its own thread: a journey's server and its test share one database
        browser = {**on_postgres, "DJANGO_ALLOW_ASYNC_UNSAFE": "true"}
        demonstration = beside("The demonstration", ["make", "demo", "SERVE=no", "FRESH=yes"], env)
        failed += run("Journeys in a real browser", pytest("-m", "journey", *AT_ONCE), browser)
    smoke = {**env, "DJANGO_ALLOW_ASYNC_UNSAFE": "true"}
    failed += run("One journey on SQLite", pytest("-m", "journey", "-k", "smoke", "tests/journeys", *AT_ONCE), smoke)
    failed += demonstration.result()
    failed += run("Coverage", [PY, str(ROOT / "scripts" / "coverage_floor.py")], env)
    print("\nEvery part passed." if not failed else "\nNot every part passed:", *failed, sep="\n", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
