"""make prove: the reliability and security goals that have tests, at full counts, and a dated table of what was found.

``PROVE=1`` tells a test to use its full count; ``FUZZ_CASES`` how many inputs each parser is given. Goals that no test
proves yet are not in the table.
"""

import argparse
import os
import re
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

# goal -> what it is, and the tests that prove it
PROOFS = {
    "R3": ("a killed import leaves none or all", ["safehold/imports/tests", "-k", "kill"]),
    "R5": (
        "who may see what",
        [
            "safehold/records/tests/test_visibility.py",
            "safehold/partnership/tests",
            "tests/invariants/test_every_page.py",
        ],
    ),
    "R8": (
        "every tampering with the trail is found",
        ["safehold/access/tests", "-k", "trail or seal or tamper or guard"],
    ),
    "R11": ("hostile files", ["safehold/intake/tests"]),
    "R12": ("guessing stops", ["safehold/access/tests/test_limits.py"]),
    "R18": ("two engines agree", ["safehold/tally", "safehold/measures", "-k", "engine or oracle or agree"]),
}


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
            *tests,
        ],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    counts = re.findall(r"=+ (.*?) in [\d.]+s", done.stdout)
    (ROOT / ".cache" / f"prove-{goal}.log").write_text(done.stdout)
    return (
        ("passed" if done.returncode == 0 else "FAILED"),
        (counts[-1] if counts else "no count"),
        time.monotonic() - started,
    )


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("goals", nargs="*", help=f"which to prove: {', '.join(PROOFS)}")
    parser.add_argument("--fuzz", default="1000000", help="inputs for each parser")
    told = parser.parse_args()
    rows, failed = [], False
    with server() as url:
        env = {**os.environ, "PROVE": "1", "FUZZ_CASES": told.fuzz}
        for goal in told.goals or PROOFS:
            words, tests = PROOFS[goal]
            for name, more in (("SQLite", {}), ("PostgreSQL", {"TEST_DATABASE_URL": url})):
                result, counts, seconds = prove(goal, tests, env | more)
                failed = failed or result != "passed"
                rows.append(f"| {goal} | {words} | {name} | {counts} | {result} | {seconds:.0f} s |")
                print(rows[-1], flush=True)
    today = datetime.now(tz=UTC).date()
    head = (
        f"## {today.day} {today:%B %Y}\n\nInputs for each fuzzed parser: {int(told.fuzz):,}.\n\n"
        "| goal | what | database | tests | result | took |\n| --- | --- | --- | --- | --- | --- |\n"
    )
    earlier = TABLE.read_text(encoding="utf-8") if TABLE.exists() else "# Proofs\n\nWritten by `make prove`.\n\n"
    title, _, rest = earlier.partition("\n\n## ")
    TABLE.parent.mkdir(parents=True, exist_ok=True)
    TABLE.write_text(
        f"{title.rstrip()}\n\n{head}" + "\n".join(rows) + "\n" + (f"\n## {rest}" if rest else ""), encoding="utf-8"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
