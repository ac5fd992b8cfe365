"""What is true of every action: it is atomic, says who, is described, and leaves a line in the trail."""

import ast
import inspect
import textwrap

import pytest
from django.db.transaction import Atomic

from tests.invariants.find import actions, named

ACTIONS = actions()
HELPERS = {  # called by actions, inside their transaction, and part of the act whose line they leave
    "publications.actions.approval.keep_file",
    "publications.actions.approval.digests",
    "asks.actions.asking.tell",
    "asks.actions.guests.remind_guest",
    "asks.actions.guests.tell_guest",
}
ACTS = [action for action in ACTIONS if named(action) not in HELPERS]


def is_atomic(action) -> bool:
    """Whether the function is wrapped by ``transaction.atomic``."""
    closure = inspect.getclosurevars(action).nonlocals if hasattr(action, "__wrapped__") else {}
    return any(isinstance(thing, Atomic) for thing in closure.values())


def calls(action) -> set[str]:
    """The names of what the action calls."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(inspect.unwrap(action))))
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            target = node.func
            names.add(target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", ""))
    return names


def test_there_are_actions():
    assert len(ACTS) >= 40


def test_every_helper_is_there():
    assert {named(action) for action in ACTIONS} >= HELPERS


@pytest.mark.parametrize("action", ACTS, ids=named)
def test_an_action_is_atomic_says_who_and_leaves_a_line(action):
    by = inspect.signature(action).parameters.get("by")

    assert is_atomic(action), "wrap it in transaction.atomic"
    assert by is not None, "an action says who acts: by="
    assert by.kind is inspect.Parameter.KEYWORD_ONLY, "by= is keyword only"
    assert action.__doc__, "describe it"
    assert calls(action) & {"record"}, "write a line in the audit trail"


def test_the_test_can_tell():
    from django.db import transaction

    @transaction.atomic
    def good(*, by):
        """Good."""
        record(by)  # noqa: F821  it is read and never run

    def bad(by):
        return by

    assert is_atomic(good)
    assert not is_atomic(bad)
    assert "record" in calls(good)
    assert "record" not in calls(bad)
