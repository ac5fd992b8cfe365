"""Small faults put into the rules and permissions one at a time, to see whether a test notices.

A mutant is one file with one change: a comparison loosened or turned, ``and`` for ``or``, a ``not`` taken away, a test
turned round, a number one more, a truth turned, an answer given the other way. ``trying`` tries them.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.proofs.warm import spans

ROOT = Path(__file__).resolve().parents[2]

# the rules and permissions, and the tests that hold them, the quickest first
TARGETS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (
        ("safehold/access/reach.py", "safehold/records/visibility.py"),
        ("safehold/records/tests/test_wider_by_kind.py", "safehold/records/tests/test_visibility.py"),
    ),
    (
        ("safehold/records/policy.py",),
        (
            "safehold/records/tests/test_who_may.py",
            "safehold/records/tests/test_need_to_know.py",
            "safehold/records/tests/test_emergencies.py",
        ),
    ),
    (("safehold/access/policies.py", "safehold/access/policy.py"), ("safehold/access/tests/test_who_may_manage.py",)),
    (("safehold/partnership/policy.py",), ("safehold/partnership/tests/test_who_may.py",)),
    (("safehold/asks/policy.py",), ("safehold/asks/tests/test_who_may.py",)),
    (("safehold/publications/policy.py",), ("safehold/publications/tests/test_who_may.py",)),
    (("safehold/measures/policy.py",), ("safehold/measures/tests/test_who_may.py",)),
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
    (
        (
            "safehold/publications/attack.py",
            "safehold/publications/disclosure.py",
            "safehold/publications/relations.py",
        ),
        (
            "safehold/publications/tests/test_attack.py",
            "safehold/publications/tests/test_relations.py",
            "tests/proofs/test_r6_disclosure.py",
            "tests/proofs/test_r7_subtraction.py",
        ),
    ),
    (
        (
            "safehold/publications/claims/rules/base.py",
            "safehold/publications/claims/rules/counts.py",
            "safehold/publications/claims/rules/labels.py",
            "safehold/publications/claims/rules/percentages.py",
            "safehold/publications/claims/rounding.py",
            "safehold/publications/claims/typed.py",
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
    """One change: in which file, on which line, what it is, and at which of the places that may be changed.

    ``function`` is the function or method that it is inside of, and ``span`` that one's first and last line; neither
    where it is in what runs once, when the file is read. ``by_hand`` is the whole changed file, where it was made so.
    """

    file: str
    line: int
    what: str
    before: str = ""
    number: int = 0
    tests: tuple[str, ...] = ()
    function: str = ""
    span: tuple[int, int] = (0, 0)
    by_hand: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.what}"

    @property
    def source(self) -> str:
        """The whole file with the change."""
        if self.by_hand:
            return self.by_hand
        tree = ast.parse(self.before)
        _change(tree, list(_sites(tree))[self.number], self.what)
        return ast.unparse(ast.fix_missing_locations(tree))

    def told(self) -> dict[str, Any]:
        """What ``warm`` needs to know of it."""
        return {"file": self.file, "function": self.function, "span": self.span, "source": self.source}


def mutants(source: str, *, file: str = "", tests: tuple[str, ...] = ()) -> Iterator[Mutant]:
    """Every mutant of ``source``. What only speaks (docstrings, annotations, ``__str__``) is left alone."""
    tree = ast.parse(source)
    places = spans(tree)
    for number, node in enumerate(_sites(tree)):
        function, first, last = places.get(id(node), ("", 0, 0))
        for what in _changes(node):
            yield Mutant(file, node.lineno, what, source, number, tests, function, (first, last))


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
