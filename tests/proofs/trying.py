"""Trying mutants: those inside functions in a fork of one warm run (``warm``), the rest in a copy of the repository."""

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from tests.proofs.mutations import ROOT, TARGETS, Mutant, mutants

COPY = ROOT / ".cache" / "mutants"
SECONDS = 300  # a mutant that goes round for ever is noticed
PYTEST = (
    sys.executable, "-m", "pytest", "-q", "--no-migrations", "-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:xdist",
    "-m", "not journey and not postgres",
)  # fmt: skip


def every() -> list[Mutant]:
    """Every mutant of every rule and permission."""
    found: list[Mutant] = []
    for names, tests in TARGETS:
        there = tuple(each for each in tests if (ROOT / each).exists())
        for name in names:
            found += mutants((ROOT / name).read_text(encoding="utf-8"), file=name, tests=there)
    return found


def sample(of: list[Mutant], number: int, *, seed: int) -> list[Mutant]:
    """So many of them, or all where there are no more."""
    return random.Random(seed).sample(of, min(number, len(of)))


def unnoticed(chosen: Iterable[Mutant]) -> list[Mutant]:
    """Those that no test notices."""
    chosen = list(chosen)
    survived = []
    for tests in dict.fromkeys(mutant.tests for mutant in chosen):
        inside = [mutant for mutant in chosen if mutant.tests == tests and mutant.function]
        survived += warmly(inside, tests) if inside else []
    outside = [mutant for mutant in chosen if not mutant.function]
    if outside:
        where = copied()
        for tests in dict.fromkeys(mutant.tests for mutant in outside):
            assert passes(tests, where=where), f"{tests} do not pass before anything is changed"
        survived += [mutant for mutant in outside if survives(mutant, where=where)]
    return survived


def alone() -> dict[str, str]:
    """The environment of a run of its own, which nothing of the outer run reaches."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "COV", "PROVE"))}
    kept.pop("TEST_DATABASE_URL", None)
    return kept | {"PYTHONDONTWRITEBYTECODE": "1", "MUTANTS": "1"}


def warmly(chosen: list[Mutant], tests: tuple[str, ...]) -> list[Mutant]:
    """Of mutants inside functions, those that survive ``tests``, tried in forks of one run of them."""
    (ROOT / ".cache").mkdir(exist_ok=True)
    listed = ROOT / ".cache" / f"mutants-{os.getpid()}.json"
    listed.write_text(json.dumps([mutant.told() for mutant in chosen]), encoding="utf-8")
    verdicts = listed.with_suffix(".verdicts")
    try:
        command = [*PYTEST, "-s", "-p", "tests.proofs.warm", f"--mutants={listed}", *dict.fromkeys(tests)]
        done = subprocess.run(command, cwd=ROOT, env=alone(), capture_output=True, text=True, check=False)
        assert verdicts.exists(), done.stdout[-4000:] + done.stderr[-2000:]
        said = json.loads(verdicts.read_text(encoding="utf-8"))
        assert "not tried" not in said, done.stderr[-2000:]
        return [mutant for mutant, verdict in zip(chosen, said, strict=True) if verdict == "survived"]
    finally:
        for file in (listed, verdicts):
            file.unlink(missing_ok=True)


def copied() -> Path:
    """A copy of what git knows of, and of what is new, in which files may be changed."""
    shutil.rmtree(COPY, ignore_errors=True)
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file():
            (COPY / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, COPY / name)
    (COPY / ".cache").mkdir(exist_ok=True)
    if (ROOT / "frontend" / "dist").exists():
        shutil.copytree(ROOT / "frontend" / "dist", COPY / "frontend" / "dist", dirs_exist_ok=True)
    return COPY


def passes(tests: tuple[str, ...], *, where: Path) -> bool:
    """Whether the tests pass there, quickest first, stopping at the first that does not."""
    for test in dict.fromkeys(tests):
        try:
            done = subprocess.run(
                [*PYTEST, "-x", test], cwd=where, env=alone(), capture_output=True, timeout=SECONDS, check=False
            )
        except subprocess.TimeoutExpired:
            return False
        if done.returncode not in (0, 5):  # 5: nothing was collected
            return False
    return True


def survives(mutant: Mutant, *, where: Path) -> bool:
    """Whether no test notices ``mutant``, its file changed in the copy."""
    file = where / mutant.file
    before = file.read_text(encoding="utf-8")
    try:
        file.write_text(mutant.source, encoding="utf-8")
        return passes(mutant.tests, where=where)
    finally:
        file.write_text(before, encoding="utf-8")
