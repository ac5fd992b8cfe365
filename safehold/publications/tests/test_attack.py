"""What can be worked out, against every way of filling in what is hidden. Nothing here needs a database."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.publications.attack import Tableau, apart, given_away

# a total by two kinds, one part of it again by parts, and the year before with the change from it
SUMS = (
    {"total": 1, "a": -1, "b": -1, "c": -1},
    {"a": 1, "d": -1, "e": -1},
    {"total": 1, "f": -1, "g": -1},
    {"total": 1, "before": -1, "change": -1},
)
NAMES = tuple(dict.fromkeys(name for each in SUMS for name in each))
FREE = ("b", "c", "d", "e", "f", "before")  # the others follow from these
HIGHEST = 3  # of what is true: one more, in any of them, is tried too


def filled_in(free: tuple[int, ...]) -> dict[str, int]:
    told = dict(zip(FREE, free, strict=True))
    a = told["d"] + told["e"]
    total = a + told["b"] + told["c"]
    return told | {"a": a, "total": total, "g": total - told["f"], "change": total - told["before"]}


EVERY = [filled_in(free) for free in product(range(HIGHEST + 2), repeat=len(FREE))]


def equations_of(true: dict[str, int], unknown: set[str]):
    """The sums as their reader knows them: what is shown stands on the other side."""
    return [
        (
            {name: times for name, times in each.items() if name in unknown},
            Fraction(-sum(times * true[name] for name, times in each.items() if name not in unknown)),
        )
        for each in SUMS
    ]


@given(
    true=st.sampled_from([each for each in EVERY if max(each[name] for name in FREE) <= HIGHEST and each["g"] >= 0]),
    unknown=st.sets(st.sampled_from(NAMES), min_size=1),
    positive=st.sets(st.sampled_from(NAMES)),
)
def test_what_is_given_away_is_what_has_one_value_in_every_way_of_filling_in(true, unknown, positive):
    """Sums of this shape have whole corners, so that the least and the most are whole values, a step of one apart."""
    least = {name: None if name == "change" else int(name in positive and true[name] > 0) for name in NAMES}

    ways = [
        each
        for each in EVERY
        if all(each[name] == true[name] for name in NAMES if name not in unknown)
        and all(each[name] >= low for name in unknown if (low := least[name]) is not None)
    ]

    assert true in ways
    assert given_away(equations_of(true, unknown), least) == {
        name for name in unknown if len({each[name] for each in ways}) == 1
    }


BELOW = 4
FEWER = SUMS[:2]  # tried further: from any of these to one that is not small takes as many steps as that is high
FURTHER = [
    {"a": d + e, "total": d + e + b + c, "b": b, "c": c, "d": d, "e": e}
    for b, c, d, e in product(range(2 * BELOW), repeat=4)
]


@given(
    true=st.sampled_from([each for each in FURTHER if max(each[name] for name in "bcde") < BELOW]),
    unknown=st.sets(st.sampled_from(["total", *"abcde"]), min_size=1),
    guarded=st.sets(st.sampled_from(["total", *"abcde"])),
    positive=st.booleans(),
)
def test_what_is_guarded_is_given_away_too_where_it_can_only_be_small(true, unknown, guarded, positive):
    least = {name: int(positive and true[name] > 0) for name in true}
    ways = [
        each
        for each in FURTHER
        if all(each[name] == true[name] for name in true if name not in unknown)
        and all(each[name] >= least[name] for name in unknown)
    ]
    possible = {name: {each[name] for each in ways} for name in unknown}
    equations = [
        (
            {name: times for name, times in each.items() if name in unknown},
            Fraction(-sum(times * true[name] for name, times in each.items() if name not in unknown)),
        )
        for each in FEWER
    ]
    bound = {name for terms, _ in equations for name in terms}

    assert given_away(equations, least, guarded=guarded & bound, below=BELOW) == {
        name for name in bound if len(possible[name]) == 1 or (name in guarded and max(possible[name]) < BELOW)
    }


def test_a_change_that_is_guarded_may_be_as_far_below_nought():
    free = {"now": 0, "change": None}
    told = [({"now": 1, "change": -1}, Fraction(9))]  # the year before was nine

    assert given_away(told, free, guarded={"change"}, below=5) == set()
    assert (
        given_away([*told, ({"now": 1, "more": 1}, Fraction(12))], free | {"more": 0}, guarded={"change"}, below=5)
        == set()
    )
    assert given_away([({"change": 1, "more": 1}, Fraction(4)), ({"more": 1, "last": 1}, Fraction(5))],
                      {"change": None, "more": 0, "last": 0}, guarded={"change"}, below=5) == {"change"}  # fmt: skip


def test_between_two_halves_there_is_one_whole_number():
    """2a + b = 3 with b at least 1 leaves a from 0 to 1: two values. With b from 2 on, a half of one: none but nought."""
    assert given_away([({"a": 2, "b": 1}, Fraction(3))], {"a": 0, "b": 1}) == set()
    assert given_away([({"a": 2, "b": 1}, Fraction(3))], {"a": 0, "b": 2}) == {"a"}


@pytest.mark.parametrize("total", [-1, Fraction(1, 2)])
def test_what_contradicts_itself_gives_nothing_away(total):
    assert given_away([({"a": 1}, Fraction(-1)), ({"a": 1, "b": 1}, Fraction(total))], {"a": 0, "b": 0}) == set()


def test_what_may_be_anything_is_given_away_by_its_sum_alone():
    assert given_away([({"change": 1}, Fraction(-7))], {"change": None}) == {"change"}
    assert given_away([({"change": 1, "more": 1}, Fraction(-7))], {"change": None, "more": None}) == set()
    assert given_away([({"change": 1, "more": 1}, Fraction(-7))], {"change": None, "more": 0}) == set()


def test_the_same_sum_told_twice_tells_nothing_more():
    twice = [({"a": 1, "b": 1}, Fraction(4))] * 2

    assert given_away(twice, {"a": 1, "b": 1}) == set()
    assert given_away([*twice, ({"b": 1}, Fraction(3))], {"a": 1, "b": 1}) == {"a", "b"}


def test_equations_are_put_together_by_what_they_share():
    first, second, both = ({"a": 1}, Fraction(1)), ({"b": 1}, Fraction(2)), ({"a": 1, "b": -1}, Fraction(-1))
    other = ({"z": 1}, Fraction(5))

    assert apart([first, second, other]) == [[first], [second], [other]]
    assert [sorted(map(str, group)) for group in apart([first, other, second, both])] == [
        [str(other)],
        sorted(map(str, (first, second, both))),
    ]
    assert given_away([({}, Fraction(0))], {}) == set()


def most(row: list[int], worth: list[int]) -> list[Fraction] | None:
    """Where the sum of ``worth`` is greatest of all that fulfils one equation, its sum last; none without an end."""
    start = Tableau.feasible([[Fraction(each) for each in row]])
    assert start is not None
    found = start.most(worth)
    return found and found.values()


def test_the_most_is_found_where_it_has_an_end():
    """x + y = 4 with both from nought on: x is 4 at most, and 0 at least."""
    assert most([1, 1, 4], [1, 0]) == [4, 0]
    assert most([1, 1, 4], [-1, 0]) == [0, 4]
    assert most([-1, -2, -4], [0, 1]) == [0, 2]
    assert most([1, -1, 1], [1, 0]) is None
    assert most([1, -1, 1], [-1, 0]) == [1, 0]
    assert Tableau.feasible([[Fraction(1), Fraction(1), Fraction(-4)]]) is None
