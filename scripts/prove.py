"""make prove: the reliability and security goals that have tests, at full counts, and a dated table of what was found.

``PROVE=1`` tells a test to use its full count; ``FUZZ_CASES`` how many inputs each parser is given. Goals that no test
proves yet are not in the table.
"""

import argparse
import os
import re
import shlex
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from postgres import server

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "docs" / "results" / "prove.md"
PY = str(ROOT / ".venv" / "bin" / "python")

BOTH, SQLITE, POSTGRESQL = ("SQLite", "PostgreSQL"), ("SQLite",), ("PostgreSQL",)
# goal -> what it is, the databases it is proved on, and the tests that prove it
PROOFS: dict[str, tuple[str, tuple[str, ...], list[str]]] = {
    "R3 import": ("a killed import counts for nothing or whole", BOTH, ["safehold/imports/tests", "-k", "kill"]),
    "R3 report": ("a killed report is published whole or not", BOTH, ["tests/proofs/test_r3_report.py"]),
    "R5": (
        "who may see what: every address, role and verb, and checks removed one by one",
        BOTH,
        [
            "tests/proofs/test_r5_who_may.py",
            "tests/proofs/test_r5_checks_removed.py",
            "safehold/records/tests/test_visibility.py",
            "safehold/records/tests/test_wider_by_kind.py",
            "tests/invariants/test_every_page.py",
        ],
    ),
    "R6": (
        "marked values are found nowhere that the role may not see; hidden numbers are not given away",
        BOTH,
        ["tests/proofs/test_r6_leaks.py", "tests/proofs/test_r6_disclosure.py", "tests/proofs/test_r7_subtraction.py"],
    ),
    "R8": (
        "every look is one line, and every tampering with the trail is found",
        BOTH,
        [
            "safehold/access/tests/test_trail.py",
            "tests/proofs/test_r8_every_look.py",
        ],
    ),
    "R11": ("hostile files", SQLITE, ["safehold/intake/tests"]),
    "R12": (
        "guessing stops, and nobody is shut out; a second step for staff; idle and absolute time-outs",
        BOTH,
        [
            "safehold/access/tests/test_limits.py",
            "safehold/access/tests/test_signing_in.py",
            "safehold/access/tests/test_setting_up.py",
            "safehold/access/tests/test_provider.py",
            "safehold/access/tests/test_coming_back.py",
            "safehold/access/tests/test_timeouts.py",
        ],
    ),
    "R13": ("costly work by one keeps no other waiting", POSTGRESQL, ["tests/proofs/test_r13_costly_work.py"]),
    "R16": ("every header on every address", BOTH, ["tests/proofs/test_r16_headers.py"]),
    "R17": ("few packages, pinned and listed", SQLITE, ["tests/proofs/test_r17_dependencies.py"]),
    "R18": ("two engines agree", SQLITE, ["safehold/tally", "safehold/measures", "-k", "engine or oracle or agree"]),
    "R19": ("faults put into rules and permissions are noticed", SQLITE, ["tests/proofs/test_r19_the_tests.py"]),
    "R19 orders": ("the quick tests pass in whatever order they run", SQLITE, []),
}
ORDERS = 20  # that the quick tests run in
# what a proof measured, where a count of tests does not say it
MEASURED = {"R13": "costly.txt", "R19": "mutants.txt", "R5": "checks.txt", "R6": "leaks.txt"}


def prove(goal: str, tests: list[str], env: dict[str, str]) -> tuple[str, str, float]:
    """(passed or failed, pytest's own count, seconds)."""
    started = time.monotonic()
    done = subprocess.run(
        [
            PY,
            "-m",
            "pytest",
            "-n",
            "2",
            "--dist",
            "loadfile",
            "-p",
            "no:cacheprovider",
            "-rN",
            "-o",
            "addopts=--import-mode=importlib",
            "-o",
            "timeout=0",  # full counts take as long as they take
            *tests,
        ],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    counts = re.findall(r"=+ (.*?) in [\d.]+s", done.stdout)
    (ROOT / ".cache").mkdir(exist_ok=True)
    (ROOT / ".cache" / f"prove-{goal.replace(' ', '-')}.log").write_text(done.stdout)
    return (
        ("passed" if done.returncode == 0 else "FAILED"),
        (counts[-1] if counts else "no count"),
        time.monotonic() - started,
    )


def quick() -> list[str]:
    """What ``make quick`` asks of pytest, as the Makefile says it."""
    target = (ROOT / "Makefile").read_text(encoding="utf-8").split("\nquick:", 1)[1].split("\n\n", 1)[0]
    return shlex.split(target.split(".venv/bin/pytest ", 1)[1])


def prove_orders(day: str, orders: int, env: dict[str, str]) -> tuple[str, str, float]:
    """As ``prove``: the quick tests in so many random orders, other ones each day. Seeds that failed are named."""
    started, first = time.monotonic(), int(day.replace("-", "")) * 100
    env = {name: value for name, value in env.items() if name not in ("PROVE", "PROVE_SCALE", "FUZZ_CASES")}
    failed, count = [], "no count"
    log = ROOT / ".cache" / "prove-R19-orders.log"
    log.parent.mkdir(exist_ok=True)
    log.unlink(missing_ok=True)
    for seed in range(first, first + orders):
        command = [PY, "-m", "pytest", *quick(), "-p", "no:cacheprovider", "-p", "randomly", f"--randomly-seed={seed}"]
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
        with log.open("a", encoding="utf-8") as file:
            file.write(f"--- seed {seed}, exit code {done.returncode}\n{done.stdout}{done.stderr}")
        if done.returncode:
            failed.append(str(seed))
        if counts := re.findall(r"(\d+ passed)", done.stdout):
            count = counts[-1]
    named = f"; not with the seeds {', '.join(failed)}" if failed else ""
    return (
        "FAILED" if failed else "passed",
        f"{orders - len(failed)} of {orders} orders passed, the last with {count}{named}",
        time.monotonic() - started,
    )


def forget(goal: str) -> None:
    """What an earlier proof of ``goal`` measured is no part of this one."""
    (ROOT / ".cache" / MEASURED.get(goal, "nothing")).unlink(missing_ok=True)


def measured(goal: str) -> str:
    """What the proof of ``goal`` wrote down beside its tests, each line a sentence."""
    file = ROOT / ".cache" / MEASURED.get(goal, "nothing")
    if not file.exists():
        return ""
    lines = file.read_text(encoding="utf-8").splitlines()
    return "; " + "; ".join(line.removesuffix("; not noticed:") for line in (lines[:1] if goal == "R19" else lines))


INTRODUCTION = """# Results of `make prove`

The reliability and security goals, proved at the counts that each row says. Written by `make prove`; a day's row is
replaced when its goal is proved again on the same database.
"""
HEAD = """| goal | what | database | share of full counts | fuzzed inputs | found | result | took |
| --- | --- | --- | --- | --- | --- | --- | --- |
"""
Rows = dict[tuple[str, str], str]


def earlier() -> dict[str, Rows]:
    """The rows that are there, by day, and by goal and database."""
    days: dict[str, Rows] = {}
    rows: Rows = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines() if TABLE.exists() else ():
        if line.startswith("## "):
            rows = days.setdefault(line.removeprefix("## "), {})
        elif line.startswith("| R"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            rows[cells[0], cells[2]] = line
    return days


def write(days: dict[str, Rows]) -> None:
    order = list(PROOFS)
    parts = [INTRODUCTION]
    for day in sorted(days, reverse=True):
        rows = sorted(
            days[day].items(), key=lambda row: (order.index(row[0][0]) if row[0][0] in order else 99, row[0][1])
        )
        parts.append(f"\n## {day}\n\n{HEAD}" + "".join(f"{line}\n" for _, line in rows))
    TABLE.parent.mkdir(parents=True, exist_ok=True)
    TABLE.write_text("".join(parts), encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("goals", nargs="*", help=f"which to prove, by their beginning: {', '.join(PROOFS)}")
    parser.add_argument("--fuzz", type=int, default=1_000_000, help="inputs for each parser")
    parser.add_argument("--scale", type=float, default=1, help="the share of full counts, such as 0.1")
    parser.add_argument("--on", choices=BOTH, help="on this database alone")
    told = parser.parse_args()
    chosen = [goal for goal in PROOFS if not told.goals or goal.startswith(tuple(told.goals))]
    day, failed = datetime.now(tz=UTC).date().isoformat(), False
    with server() as url:
        env = {**os.environ, "PROVE": "1", "FUZZ_CASES": str(told.fuzz), "PROVE_SCALE": str(told.scale)}
        env.pop("TEST_DATABASE_URL", None)
        databases: dict[str, dict[str, str]] = {"SQLite": {}, "PostgreSQL": {"TEST_DATABASE_URL": url}}
        for goal in chosen:
            words, where, tests = PROOFS[goal]
            for name in where if told.on is None else set(where) & {told.on}:
                forget(goal)
                if goal == "R19 orders":
                    orders = max(1, round(ORDERS * told.scale))
                    result, counts, seconds = prove_orders(day, orders, env | databases[name])
                else:
                    result, counts, seconds = prove(goal, tests, env | databases[name])
                failed = failed or result != "passed"
                fuzzed = f"{told.fuzz:,}" if goal == "R11" else ""
                cells = [
                    goal,
                    words,
                    name,
                    f"{told.scale:.0%}",
                    fuzzed,
                    f"{counts}{measured(goal)}",
                    result,
                    f"{seconds:.0f} s",
                ]
                row = f"| {' | '.join(cells)} |"
                print(row, flush=True)
                days = earlier()  # as it stands: another run may prove another goal meanwhile
                days.setdefault(day, {})[goal, name] = row
                write(days)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
