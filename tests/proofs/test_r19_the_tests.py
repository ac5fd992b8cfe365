"""R19: faults put into rules and permissions are noticed by the tests. (Their branch cover: ``scripts/coverage_floor.py``.)

Small: some of those in the clocks. Full: all of them, at least eight in ten noticed. Inside a mutant's own run this is
left out.
"""

import os

import pytest

from tests.proofs import PROVING, count, trying
from tests.proofs import mutations as m

LEAST = 0.80
SEED = 19
pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(0),
    pytest.mark.skipif(bool(os.environ.get("MUTANTS")), reason="a mutant does not make mutants"),
]


def test_there_are_many_mutants_of_every_rule_and_permission():
    found = trying.every()

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
    every = trying.every()
    if not PROVING:  # the quickest to try
        every = [mutant for mutant in every if mutant.function and mutant.file.startswith("safehold/clocks/")]
    chosen = trying.sample(every, count(15, 2000), seed=SEED)

    survived = trying.unnoticed(chosen)

    score = 1 - len(survived) / len(chosen)
    said = f"{len(chosen) - len(survived)} of {len(chosen)} faults noticed ({score:.0%}); not noticed:"
    (m.ROOT / ".cache" / "mutants.txt").write_text("\n".join([said, *map(str, survived), ""]), encoding="utf-8")
    assert score >= (LEAST if PROVING else 0.6), said


MONTHS, THEIRS = "safehold/clocks/months.py", "safehold/clocks/tests/test_months.py"


def test_what_is_no_fault_survives_and_what_is_one_does_not():
    """The control: neither way of trying calls everything noticed, or nothing."""
    source = (m.ROOT / MONTHS).read_text(encoding="utf-8")
    harmless, grave = (
        m.Mutant(
            MONTHS,
            1,
            "by hand",
            tests=(THEIRS,),
            function="months_beginning_with",
            span=(1, 99),
            by_hand=source.replace("number < 1", after),
        )
        for after in ("number <= 0", "number < 2")
    )

    assert source.count("number < 1") == 1
    assert trying.unnoticed([harmless, grave]) == [harmless]


@pytest.mark.skipif(not PROVING, reason="copies the repository: at full counts only")
def test_in_a_copy_of_the_repository_too():
    harmless, grave = (
        m.Mutant(MONTHS, 1, "by hand", tests=(THEIRS,), by_hand=source)
        for source in ((m.ROOT / MONTHS).read_text() + "\n# nothing\n", "raise RuntimeError")
    )

    assert trying.unnoticed([harmless, grave]) == [harmless]
