"""R19: faults put into rules and permissions are noticed by the tests. (Their branch cover: ``scripts/coverage_floor.py``.)

Small: a few mutants. Full: four hundred, at least eight in ten noticed. Inside a mutant's own run this is left out.
"""

import os

import pytest

from tests.proofs import PROVING, count
from tests.proofs import mutations as m

LEAST = 0.80
SEED = 19
pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(0),
    pytest.mark.skipif(bool(os.environ.get("MUTANTS")), reason="a mutant does not make mutants"),
]


def test_there_are_many_mutants_of_every_rule_and_permission():
    found = m.every()

    assert len(found) > 400
    assert {mutant.file for mutant in found} == set(m.FILES)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x = a < b", "x = a <= b"),
        ("x = a and b", "x = a or b"),
        ("x = not a", "x = a"),
        ("x = a + b", "x = a - b"),
        ("x = 4", "x = 5"),
        ("x = True", "x = False"),
        ("if a:\n    b()", "if not a:\n    b()"),
    ],
)
def test_a_mutant_is_one_small_change(before, after):
    assert [mutant.source for mutant in m.mutants(before)] == [after]


def test_an_answer_is_given_the_other_way():
    (granted,) = m.mutants("def may():\n    return YES")
    (refused,) = m.mutants("def may():\n    return no('It is theirs')")

    assert "lambda self: False" in granted.source
    assert "lambda self: True" in refused.source


def test_what_only_speaks_is_left_alone():
    assert list(m.mutants('def f(x: int = None) -> bool:\n    """Not one more than 4."""\n    g(x)')) == []


def test_faults_in_rules_and_permissions_are_noticed():
    where, chosen = m.copied(), m.sample(count(3, 400), seed=SEED)
    for tests in {mutant.tests for mutant in chosen}:
        assert m.passes(tests, where=where), f"{tests} do not pass before anything is changed"

    survived = [str(mutant) for mutant in chosen if m.survives(mutant, where=where)]

    score = 1 - len(survived) / len(chosen)
    said = f"{len(chosen) - len(survived)} of {len(chosen)} faults noticed ({score:.0%}); not noticed:"
    (m.ROOT / ".cache" / "mutants.txt").write_text("\n".join([said, *survived, ""]), encoding="utf-8")
    assert score >= (LEAST if PROVING else 0.6), said


def test_a_fault_that_nobody_looks_for_survives():
    """The control: a change that no test can see is not called noticed."""
    where = m.copied()
    file = "safehold/clocks/months.py"
    harmless = m.Mutant(
        file, 1, "a comment", (m.ROOT / file).read_text() + "\n# nothing\n", ("safehold/clocks/tests/test_months.py",)
    )

    assert m.survives(harmless, where=where)
