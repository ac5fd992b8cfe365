"""Small faults put into the rules and permissions one at a time, to see whether a test notices.

A mutant is one file with one change: a comparison loosened or turned, ``and`` for ``or``, a ``not`` taken away, a test
turned round, a number one more, a truth turned, an answer given the other way. Tests run in a copy of the repository.
"""

import ast
import copy
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.ROOT)
COPY = ROOT / ".cache" / "mutants"
SECONDS = 300  # a mutant that goes round for ever is noticed

# the rules and permissions, and the tests that hold them, the quickest first
TARGETS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (
        ("safehold/access/reach.py", "safehold/records/visibility.py"),
        ("safehold/records/tests/test_visibility.py", "safehold/records/tests/test_need_to_know.py"),
    ),
    (
        ("safehold/records/policy.py",),
        ("safehold/records/tests/test_need_to_know.py", "safehold/records/tests", "tests/proofs/test_r5_who_may.py"),
    ),
    (
        ("safehold/access/policies.py", "safehold/access/policy.py"),
        ("safehold/access/tests/test_people.py", "safehold/access/tests", "tests/proofs/test_r5_who_may.py"),
    ),
    (
        (
            "safehold/clocks/deadlines.py",
            "safehold/clocks/months.py",
            "safehold/clocks/periods.py",
            "safehold/clocks/rules.py",
            "safehold/clocks/working_days.py",
        ),
        ("safehold/clocks/tests",),
    ),
    (("safehold/publications/disclosure.py",), ("tests/proofs/test_r6_disclosure.py",)),
    (
        (
            "safehold/publications/claims/rules/base.py",
            "safehold/publications/claims/rules/counts.py",
            "safehold/publications/claims/rules/labels.py",
            "safehold/publications/claims/rules/percentages.py",
            "safehold/publications/claims/rounding.py",
        ),
        ("safehold/publications/claims/tests",),
    ),
)
FILES = [name for names, _ in TARGETS for name in names]

TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
SWAPPED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One change: in which file, on which line, what it is, and the whole file with it."""

    file: str
    line: int
    what: str
    source: str
    tests: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.what}"


def mutants(source: str, *, file: str = "", tests: tuple[str, ...] = ()) -> Iterator[Mutant]:
    """Every mutant of ``source``. What only speaks (docstrings, annotations, ``__str__``) is left alone."""
    tree = ast.parse(source)
    for number, node in enumerate(_sites(tree)):
        for what in _changes(node):
            changed = copy.deepcopy(tree)
            site = list(_sites(changed))[number]
            _change(changed, site, what)
            yield Mutant(file, node.lineno, what, ast.unparse(ast.fix_missing_locations(changed)), tests)


def _sites(tree: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """The nodes that may be changed, in a fixed order."""
    for name, value in ast.iter_fields(tree):
        if name in {"annotation", "returns", "decorator_list"}:
            continue
        for node in value if isinstance(value, list) else [value]:
            if not isinstance(node, ast.AST) or (isinstance(node, ast.FunctionDef) and node.name == "__str__"):
                continue
            if isinstance(node, ast.expr | ast.stmt) and not isinstance(node, ast.JoinedStr) and _changes(node):
                yield node
            if not isinstance(node, ast.JoinedStr):
                yield from _sites(node)


def _changes(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in TURNED:
        return ["comparison turned"]
    if isinstance(node, ast.BoolOp):
        return ["and for or"]
    if isinstance(node, ast.BinOp) and type(node.op) in SWAPPED:
        return ["operator swapped"]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.Invert):
        return ["not taken away"]
    if isinstance(node, ast.If | ast.IfExp | ast.While):
        return ["test turned round"]
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        return ["truth turned"]
    if isinstance(node, ast.Constant) and isinstance(node.value, int):
        return ["one more"]
    if isinstance(node, ast.Return) and _answer(node):
        return ["answered the other way"]
    return []


def _answer(node: ast.Return) -> str:
    if isinstance(node.value, ast.Name) and node.value.id == "YES":
        return "yes"
    if isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Name) and node.value.func.id == "no":
        return "no"
    return ""


def _change(tree: ast.AST, node: ast.AST, what: str) -> None:
    if isinstance(node, ast.Compare):
        node.ops = [TURNED[type(node.ops[0])]()]
    elif isinstance(node, ast.BoolOp):
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    elif isinstance(node, ast.BinOp):
        node.op = SWAPPED[type(node.op)]()
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        node.test = ast.UnaryOp(ast.Not(), node.test)
    elif isinstance(node, ast.Constant):
        node.value = (not node.value) if isinstance(node.value, bool) else node.value + 1
    elif isinstance(node, ast.Return):
        # an Answer is true or false: made here, so that nothing need be imported
        other = 'type("Other", (), {"__bool__": lambda self: %s, "reason": "Turned round"})()'
        node.value = ast.parse(other % (_answer(node) == "no"), mode="eval").body
    elif isinstance(node, ast.UnaryOp):
        _replace(tree, node, node.operand)


def _replace(tree: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
            elif isinstance(value, list) and any(each is old for each in value):
                value[next(place for place, each in enumerate(value) if each is old)] = new


# --- trying them -------------------------------------------------------------------------------------------------------


def every() -> list[Mutant]:
    """Every mutant of every rule and permission."""
    found: list[Mutant] = []
    for names, tests in TARGETS:
        there = tuple(each for each in tests if (ROOT / each).exists())
        for name in names:
            found += mutants((ROOT / name).read_text(encoding="utf-8"), file=name, tests=there)
    return found


def sample(number: int, *, seed: int) -> list[Mutant]:
    """So many of them, spread over the targets: the share of each target is its share of all mutants."""
    found = every()
    return random.Random(seed).sample(found, min(number, len(found)))


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
    # the mutants' database is theirs alone; nothing of the outer run reaches them
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "COV", "PROVE"))}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-x",
        "-q",
        "--no-migrations",
        "-p",
        "no:randomly",
        "-p",
        "no:cacheprovider",
    ]
    for test in dict.fromkeys(tests):
        try:
            done = subprocess.run(
                [*command, test],
                cwd=where,
                env=env | {"PYTHONDONTWRITEBYTECODE": "1", "MUTANTS": "1"},
                capture_output=True,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return False
        if done.returncode not in (0, 5):  # 5: nothing was collected
            return False
    return True


def survives(mutant: Mutant, *, where: Path) -> bool:
    """Whether no test notices ``mutant``."""
    file = where / mutant.file
    before = file.read_text(encoding="utf-8")
    try:
        file.write_text(mutant.source, encoding="utf-8")
        return passes(mutant.tests, where=where)
    finally:
        file.write_text(before, encoding="utf-8")
