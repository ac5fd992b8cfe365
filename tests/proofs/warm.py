"""A plugin of pytest that tries many mutants in one run: it runs the tests once, and then again in a fork for each mutant.

A mutant inside a function needs no new process and no new database: the fork puts the mutant's code in place of the
function's own and runs the tests that call that function. Asked with ``--mutants FILE``, the list of mutants as JSON;
what became of each is written beside it, as JSON too. What is changed outside a function is tried in a copy of the
repository instead (``trying.survives``).
"""

import ast
import functools
import gc
import importlib
import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

ROOT = Path(__file__).resolve().parents[2]
# how a fork ended: the mutant survived every test, one noticed it, or it could not be put in at all
ENDINGS = {0: "survived", 1: "noticed", 3: "not tried"}
Spans = dict[str, set[int]]  # file -> the first lines of the code that was called


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--mutants", help="a file of mutants to try")


def pytest_runtestloop(session: pytest.Session) -> bool | None:
    listed = session.config.getoption("--mutants", default=None)
    if not listed:
        return None
    mutants = json.loads(Path(listed).read_text(encoding="utf-8"))
    calls, seconds = baseline(session, {str(ROOT / each["file"]) for each in mutants})
    verdicts = []
    for mutant in mutants:
        items = [item for item in session.items if calls_it(calls[item.nodeid], mutant)]
        verdicts.append(tried(mutant, items, most=10 + 5 * seconds))
    Path(listed).with_suffix(".verdicts").write_text(json.dumps(verdicts), encoding="utf-8")
    return True


def baseline(session: pytest.Session, files: set[str]) -> tuple[dict[str, Spans], float]:
    """Run every test on the unchanged code, and note which code of ``files`` each one called. Seconds it took, too.

    What is called while a test is made ready may serve the whole module of tests, and counts for all of it.
    """
    calls: dict[str, Spans] = {}
    shared: dict[str, Spans] = {}
    started = time.monotonic()
    for number, item in enumerate(session.items):
        with Noting(files) as called:
            # the last is followed by the first again, so that what serves the whole run stays up
            following = session.items[(number + 1) % len(session.items)]
            reports = runtestprotocol(item, log=False, nextitem=following)
        if bad := [report for report in reports if report.failed]:
            pytest.exit(f"{item.nodeid} does not pass before anything is changed\n{bad[0].longreprtext}", returncode=3)
        calls[item.nodeid] = called
        add(shared.setdefault(str(item.path), {}), noted_in_setup.pop(item.nodeid, {}))
    for item in session.items:
        add(calls[item.nodeid], shared[str(item.path)])
    return calls, time.monotonic() - started


noted_in_setup: dict[str, Spans] = {}
_now: list[Spans] = []


class Noting:
    """Notes the code that is called, by file and first line, while the block lasts."""

    def __init__(self, files: set[str]) -> None:
        self.files, self.found = files, {}

    def __enter__(self) -> Spans:
        _now.append(self.found)
        sys.setprofile(self.note)
        return self.found

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)
        _now.pop()

    def note(self, frame: FrameType, event: str, arg: object) -> None:
        if event == "call" and frame.f_code.co_filename in self.files:
            self.found.setdefault(frame.f_code.co_filename, set()).add(frame.f_code.co_firstlineno)


@pytest.hookimpl(trylast=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if _now:  # made ready: what was called until here may serve others too
        noted_in_setup[item.nodeid] = {file: set(lines) for file, lines in _now[-1].items()}


def add(into: Spans, more: Spans) -> None:
    for file, lines in more.items():
        into.setdefault(file, set()).update(lines)


def calls_it(called: Spans, mutant: dict[str, Any]) -> bool:
    first, last = mutant["span"]
    return any(first <= line <= last for line in called.get(str(ROOT / mutant["file"]), ()))


def tried(mutant: dict[str, Any], items: list[pytest.Item], *, most: float) -> str:
    """‘survived’, or how it was noticed."""
    if not items:
        return "survived"
    child = os.fork()
    if not child:
        os._exit(in_the_fork(mutant, items))
    until = time.monotonic() + most
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return ENDINGS.get(os.waitstatus_to_exitcode(status), "noticed")
        time.sleep(0.005)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "went on for ever"


def in_the_fork(mutant: dict[str, Any], items: list[pytest.Item]) -> int:
    try:
        put_in(mutant)
    except Exception as error:
        sys.stderr.write(f"{mutant['file']} {mutant['function']}: {error!r}\n")
        sys.stderr.flush()
        return 3
    try:
        for item, following in zip(items, [*items[1:], None], strict=True):
            if any(report.failed for report in runtestprotocol(item, log=False, nextitem=following)):
                return 1
    except BaseException:  # whatever it is, the mutant was noticed
        return 1
    return 0


def put_in(mutant: dict[str, Any]) -> None:
    """Every function that was made from the code of ``mutant``'s function is made from the mutant's instead."""
    file, name = str(ROOT / mutant["file"]), mutant["function"]
    importlib.import_module(mutant["file"].removesuffix(".py").replace("/", "."))
    changed = next(code for code in codes(compile(mutant["source"], file, "exec")) if code.co_qualname == name)
    found = 0
    gc.unfreeze()  # what was put out of the collector's sight (conftest.py) would not be found
    for thing in gc.get_objects():
        if (
            type(thing) is FunctionType and thing.__code__.co_filename == file
        ):  # lazy things are not asked what they are
            if thing.__code__.co_qualname == name:
                thing.__code__ = changed
                found += 1
        elif type(thing) is functools._lru_cache_wrapper and str(thing.__module__).startswith("safehold"):
            thing.cache_clear()  # what was worked out by the unchanged code
    if not found:
        raise LookupError(f"No function {name} was found in {file}")


def codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from codes(constant)


def spans(tree: ast.Module) -> dict[int, tuple[str, int, int]]:
    """For each node, by its identity, the outermost function that it runs in: its qualified name, its first and its last
    line. What runs when the module is read, such as a default, is not among them."""
    found = {}
    for parent, prefix in _holders(tree):
        for function in parent.body:
            if isinstance(function, ast.FunctionDef):
                first = min([function.lineno, *(each.lineno for each in function.decorator_list)])
                inside = (prefix + function.name, first, function.end_lineno or first)
                found |= {id(each): inside for statement in function.body for each in ast.walk(statement)}
    return found


def _holders(tree: ast.Module) -> Iterator[tuple[ast.Module | ast.ClassDef, str]]:
    yield tree, ""
    for each in tree.body:
        if isinstance(each, ast.ClassDef):
            yield each, f"{each.name}."
