"""When two recommendations are shown together. Nothing here needs a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.plans.likeness import ALIKE, likeness, most_alike, telling

CAPACITY = "Agencies must ensure that assessments of mental capacity are about one decision at one time"
LIKE = (
    "Every assessment of mental capacity should name the decision and the time",
    "Practitioners should record mental capacity assessments for each decision",
)
UNLIKE = (
    "Partners must ensure that all agencies review their safeguarding practice",
    "Neighbourhood teams should visit after the third complaint of anti-social behaviour",
)


@pytest.mark.parametrize("other", LIKE)
def test_what_asks_for_much_the_same_is_alike(other):
    assert likeness(telling(CAPACITY), telling(other)) >= ALIKE


@pytest.mark.parametrize("other", UNLIKE)
def test_what_every_recommendation_says_makes_none_alike(other):
    assert likeness(telling(CAPACITY), telling(other)) < ALIKE


def test_the_likest_come_first_and_the_unlike_not_at_all():
    others = list(enumerate([*UNLIKE, LIKE[1], CAPACITY, LIKE[0]]))

    assert most_alike(CAPACITY, others)[0] == 3
    assert set(most_alike(CAPACITY, others)) == {2, 3, 4}
    assert most_alike(CAPACITY, others, most=1) == [3]
    assert most_alike("", others) == []


@given(st.text(), st.text())
def test_likeness_is_the_same_both_ways_and_from_nought_to_one(one, other):
    both = likeness(telling(one), telling(other))

    assert both == likeness(telling(other), telling(one))
    assert 0 <= both <= 1 + 1e-9
