"""Branch coverage of Python may rise and never fall: the floor is kept in ``.ci/coverage-floor``.

Of the rules and permissions (R19), nine branches in ten are taken by some test, whatever the floor is.
"""

import json
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FLOOR = ROOT / ".ci" / "coverage-floor"
RULES = (
    "safehold/*/policy.py", "safehold/access/policies.py", "safehold/access/reach.py", "safehold/records/visibility.py",
    "safehold/records/lifecycle.py", "safehold/clocks/*.py", "safehold/publications/disclosure.py",
    "safehold/publications/attack.py", "safehold/publications/relations.py", "safehold/publications/claims/rules/*.py",
    "safehold/publications/claims/rounding.py", "safehold/publications/claims/typed.py",
)  # fmt: skip
LEAST = 90


def of_rules(report: dict) -> tuple[int, int]:
    """Branches of the rules and permissions that are taken, and all of them."""
    found = [
        file["summary"] for name, file in report["files"].items() if any(fnmatch(name, pattern) for pattern in RULES)
    ]
    return sum(each["covered_branches"] for each in found), sum(each["num_branches"] for each in found)


def main() -> int:
    file = ROOT / ".cache" / "coverage.json"
    subprocess.run([sys.executable, "-m", "coverage", "combine", "-q"], cwd=ROOT, check=False, capture_output=True)
    subprocess.run([sys.executable, "-m", "coverage", "json", "-q", "-o", str(file)], cwd=ROOT, check=True)
    report = json.loads(file.read_text())
    now, floor = report["totals"]["percent_covered"], float(FLOOR.read_text())
    print(f"Branch coverage is {now:.1f}%, the floor is {floor:.1f}%.")
    taken, every = of_rules(report)
    share = 100 * taken / every if every else 0
    print(
        f"Of the rules and permissions, {taken} of {every} branches are taken ({share:.1f}%); at least {LEAST}% must be."
    )
    if now < floor:
        print("Coverage fell. Test what was added, or say in a commit why the floor is lower.")
    if share < LEAST:
        print("Rules and permissions are not tested enough.")
    return 1 if now < floor or share < LEAST else 0


if __name__ == "__main__":
    sys.exit(main())
