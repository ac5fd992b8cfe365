"""What is small is one rule: what a report hides and what a check of subtraction warns of agree on every count."""

from decimal import Decimal

import pytest

from safehold.measures.tests.figures import figure
from safehold.publications import disclosure, smallness
from safehold.publications.claims.check import judge
from safehold.publications.claims.claim import Claim, Part
from safehold.publications.claims.verdicts import House, Verdict


def hides(value: int) -> bool:
    return disclosure.is_small(figure("sar.referrals", value))


def warns(value: int) -> bool:
    whole, part = Part(str(value + 30), Decimal(value + 30)), Part("30", Decimal(30))
    claim = Claim(id="x", section="1", kind="differencing", total=(whole,), parts=(part,))
    return judge(claim, House()).verdict is Verdict.WARNING


@pytest.mark.parametrize("value", range(8))
def test_what_is_hidden_and_what_is_warned_of_are_the_same(value):
    assert hides(value) is warns(value) is smallness.is_small(value)


def test_nought_is_not_small_and_four_is():
    assert [value for value in range(8) if smallness.is_small(value)] == [1, 2, 3, 4]
    assert smallness.is_small(-3)
    assert not smallness.is_small(-5)
