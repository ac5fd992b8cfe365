"""Branch coverage of Python may rise and never fall: the floor is kept in ``.ci/coverage-floor``."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FLOOR = ROOT / ".ci" / "coverage-floor"


def main() -> int:
    report = ROOT / ".cache" / "coverage.json"
    subprocess.run([sys.executable, "-m", "coverage", "combine", "-q"], cwd=ROOT, check=False, capture_output=True)
    subprocess.run([sys.executable, "-m", "coverage", "json", "-q", "-o", str(report)], cwd=ROOT, check=True)
    now = json.loads(report.read_text())["totals"]["percent_covered"]
    floor = float(FLOOR.read_text())
    print(f"Branch coverage is {now:.1f}%, the floor is {floor:.1f}%.")
    if now < floor:
        print("Coverage fell. Test what was added, or say in a commit why the floor is lower.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
