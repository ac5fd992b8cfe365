"""make who-may: ask the running site anew who may open what, write the table and its page, and say what changed.

``scripts/who_may.py meetings: plans:`` asks of the addresses that begin so, and leaves what stands of the others.
"""

import csv
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "tests" / "proofs" / "who_may.csv"
TEST = "tests/proofs/test_r5_who_may.py::test_write_the_table_anew"


def rows() -> dict[str, dict[str, str]]:
    if not TABLE.exists():
        return {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row.pop("what"): row for row in csv.DictReader(file)}


def main() -> int:
    before = rows()
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:randomly",
        "-p",
        "no:cacheprovider",
        "--no-migrations",
        TEST,
    ]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "WHO_MAY": "write", "WHO_MAY_ONLY": " ".join(sys.argv[1:])}, check=False
    )
    if done.returncode:
        return done.returncode
    after = rows()
    for what in sorted(before.keys() | after.keys()):
        if what not in after:
            print(f"gone: {what}")
        elif what not in before:
            print(f"new:  {what}: {''.join(after[what].values())}")
        else:
            for who, letter in after[what].items():
                if letter != before[what].get(who):
                    print(f"now:  {what}, {who}: {letter}, was {before[what].get(who, 'nothing')}")
    print(
        f"{len(after)} rows. The letters are explained in tests/proofs/who_may.py. Read what changed before committing it."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
