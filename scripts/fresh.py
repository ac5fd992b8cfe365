"""make fresh: the two commands from a clean clone in a new folder with empty caches, and a dated table of what was found.

What is committed is cloned beside ``../shared`` where that is there; nothing that this folder has built or fetched is used.
The result of the day is written to docs/results/fresh.md; a clone that failed is kept, and its log named.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "docs" / "results" / "fresh.md"
COMMANDS = ["make demo SERVE=no", "make demo SERVE=no", "make check", "make test"]
ASKED_FOR = [
    "build/annual-report-2020-21",
    "build/westmere-annual-report-2020-21",
]
NAMES = ["report.html", "report.pdf", "report.docx", "figures.csv"]
INTRODUCTION = """# Results of `make fresh`

The two commands, run in a clean clone in a new folder with nothing built and every cache of packages empty. Written by
`make fresh`; a day's rows are replaced when it is run again. Seconds belong to the machine of the day.
"""
HEAD = "| command | commit | result | took | what it said |\n| --- | --- | --- | --- | --- |\n"


def without_caches(folder: Path) -> dict[str, str]:
    """The environment of a machine that has fetched nothing yet."""
    caches = {name: str(folder / ".caches" / name) for name in ("PIP_CACHE_DIR", "UV_CACHE_DIR", "npm_config_cache")}
    env = {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "MAKEFLAGS", "MAKELEVEL")}
    return {**env, **caches, "XDG_CACHE_HOME": str(folder / ".caches")}


def said(output: str) -> str:
    """The counts of tests, in the order of the parts that counted them."""
    counts = re.findall(r"^(?:=+ )?(\d+ passed[^\n]*?) in [\d.]+s", output, flags=re.MULTILINE)
    return "; ".join(re.sub(r", \d+ warnings?", "", count) for count in counts)


def run(command: str, clone: Path, env: dict[str, str], log: Path) -> tuple[str, str, str, float]:
    """(command, passed or failed, what it said, seconds)."""
    print(f"--- {command}", flush=True)
    started = time.monotonic()
    done = subprocess.run(
        command.split(), cwd=clone, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    took = time.monotonic() - started
    with log.open("a", encoding="utf-8") as file:
        file.write(f"--- {command}: exit code {done.returncode}\n{done.stdout}")
    missing = [f"{part}/{name}" for part in ASKED_FOR for name in NAMES if not (clone / part / name).is_file()]
    told = said(done.stdout)
    if command.startswith("make demo"):
        told = (
            f"not written: {', '.join(missing)}" if missing else f"{len(ASKED_FOR) * len(NAMES)} report files written"
        )
    result = "FAILED" if done.returncode or (command.startswith("make demo") and missing) else "passed"
    print(f"--- {command}: {result} in {took:.0f} s", flush=True)
    return command, result, told, took


def write(day: str, rows: list[str]) -> None:
    """Put the day's rows into the table, before those of earlier days."""
    before = TABLE.read_text(encoding="utf-8") if TABLE.exists() else INTRODUCTION
    days = {part.split("\n", 1)[0]: part for part in before.split("\n## ")[1:]}
    days[day] = f"{day}\n\n{HEAD}" + "".join(f"{row}\n" for row in rows)
    ordered = [days[each].rstrip("\n") + "\n" for each in sorted(days, reverse=True)]
    TABLE.write_text("\n## ".join([INTRODUCTION, *ordered]), encoding="utf-8")


def main() -> int:
    folder = Path(tempfile.mkdtemp(prefix="safehold-fresh-"))
    clone, log = folder / "safehold", folder / "log.txt"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    if (ROOT.parent / "shared").exists():
        (folder / "shared").symlink_to((ROOT.parent / "shared").resolve())
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=clone, capture_output=True, text=True, check=True
    ).stdout.strip()
    env = without_caches(folder)
    found = [run(command, clone, env, log) for command in COMMANDS]
    rows = [
        f"| `{command}`{', again' if COMMANDS[:number].count(command) else ''} | {commit} | {result} | {took:.0f} s | {told} |"
        for number, (command, result, told, took) in enumerate(found)
    ]
    write(datetime.now(UTC).date().isoformat(), rows)
    if failed := [command for command, result, _, _ in found if result == "FAILED"]:
        print(f"Failed: {', '.join(failed)}. The clone is kept in {folder}, and what was printed in {log}.")
        return 1
    shutil.rmtree(folder)
    print(f"Every command passed from a clean clone. The table is {TABLE.relative_to(ROOT)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
