"""R6 and R7 for small numbers: what a publication for the public hides cannot be worked out from what it shows.

The attacker knows every total and every part that is shown, that counts are whole and not below nought, and that of the
hidden ones at least one is from 1 to 4. A hidden number is given away where only one value is left for it, and a small one
where only small ones are.
"""

import random
from dataclasses import replace
from itertools import product

import pytest

from safehold.measures.catalogue import definition
from safehold.measures.figures import Figure
from safehold.measures.models import State
from safehold.measures.tests.figures import figure
from safehold.publications import disclosure
from safehold.publications.disclosure import Hidden
from safehold.publications.relations import TOTALS
from safehold.publications.smallness import SMALL
from tests.proofs import count


def division(total: str, parts: tuple[str, ...], values: list[int]) -> list[Figure]:
    """A total, and the parts that add up to it."""
    return [figure(total, sum(values)), *(figure(code, value) for code, value in zip(parts, values, strict=True))]


def left(figures: list[Figure], hidden: Hidden) -> dict[str, set[int]]:
    """What each hidden part may still be, for somebody who sees the rest."""
    total, *parts = figures
    unknown = [part for part in parts if hidden.hides(part)]
    if not unknown or hidden.hides(total):
        return {}
    rest = int(total.value or 0) - sum(int(part.value or 0) for part in parts if part not in unknown)
    possible: dict[str, set[int]] = {part.code: set() for part in unknown}
    # two unknown numbers already leave a choice; more only leave more
    for values in product(range(rest + 1), repeat=min(len(unknown), 3) - 1):
        last = rest - sum(values)
        whole = (*values, last)
        if last >= 0 and any(0 < each < SMALL for each in whole):
            for part, value in zip(unknown, whole, strict=False):
                possible[part.code].add(value)
    return {code: values for code, values in possible.items() if values}


def given_away(figures: list[Figure], hidden: Hidden) -> list[str]:
    small = {each.code for each in figures if each.value and 0 < each.value < SMALL}
    return [
        code
        for code, values in left(figures, hidden).items()
        if len(values) == 1 or (code in small and max(values) < SMALL)
    ]


@pytest.mark.parametrize("number", range(len(TOTALS)))
def test_no_hidden_number_is_given_away_by_the_others(number):
    total, parts = TOTALS[number]
    chance = random.Random(number)
    hid = 0
    for _ in range(count(60, 5000)):
        values = [chance.choice((0, 0, 1, 2, 3, 4, 5, 6, 7, 12, 30)) for _ in parts]
        figures = division(total, parts, values)
        hidden = disclosure.hidden(figures)
        small = [each for each in figures if each.definition.about_people and each.value and 0 < each.value < SMALL]
        assert all(hidden.hides(each) for each in small)
        # where every other part is nought there is nothing to hide beside it, and the total is as small
        if sum(1 for value in values if value) > 1:
            hid += bool(small)
            assert given_away(figures, hidden) == [], values

    assert hid > 10


def test_with_the_small_ones_alone_hidden_the_attack_succeeds():
    """The control: without hiding a second part, subtraction gives the first away."""
    total, parts = TOTALS[1]
    figures = division(total, parts, [3, 9, 20, 0])

    assert given_away(figures, replace(disclosure.hidden(figures), secondary=frozenset())) == [parts[0]]
    assert given_away(figures, disclosure.hidden(figures)) == []


@pytest.mark.parametrize(("value", "small"), [(0, False), (1, True), (4, True), (-4, True), (5, False), (None, False)])
def test_from_one_to_four_is_small(value, small):
    assert disclosure.is_small(figure("sar.referrals", value)) is small


def test_a_number_about_nobody_is_never_small():
    plain = figure("sar.referrals", 3)

    assert not disclosure.is_small(replace(plain, definition=replace(plain.definition, about_people=False)))
    assert disclosure.small([plain, figure("sar.referrals", 30)]) == [plain]


def test_the_next_smallest_is_hidden_beside_the_only_small_part():
    total, parts = TOTALS[1]
    hidden = disclosure.hidden(division(total, parts, [3, 30, 9, 0]))

    assert [key[0] for key in hidden.primary] == [parts[0]]
    assert [key[0] for key in hidden.secondary] == [parts[2]]


@pytest.mark.parametrize(("values", "more"), [([3, 1, 9, 0], 9), ([3, 2, 9, 0], 9), ([3, 3, 9, 0], None)])
def test_two_small_parts_that_can_be_nothing_else_are_hidden_with_a_third(values, more):
    """Four or five among two, neither of them nought, is at most four for each; of six, one could be five."""
    total, parts = TOTALS[1]
    figures = division(total, parts, values)

    hidden = disclosure.hidden(figures)

    assert [each.value for each in figures if each.key in hidden.secondary] == ([more] if more else [])
    assert given_away(figures, hidden) == []
    if more:  # the control: with those two alone hidden, the rule finds them
        assert given_away(figures, replace(hidden, secondary=frozenset())) == [parts[0], parts[1]]


def test_nothing_more_is_hidden_beside_two_small_parts_or_under_a_hidden_total():
    total, parts = TOTALS[1]

    assert disclosure.hidden(division(total, parts, [3, 4, 9, 0])).secondary == frozenset()
    assert disclosure.hidden(division(total, parts, [3, 0, 0, 0])).secondary == frozenset()


def test_where_a_part_was_not_supplied_nothing_can_be_worked_out():
    total, parts = TOTALS[1]
    figures = [*division(total, parts, [3, 30, 9, 5])[:-1], figure(parts[-1], None)]

    assert disclosure.hidden(figures[:-1]).secondary == frozenset()
    assert [key[0] for key in disclosure.hidden(figures).secondary] == [parts[2]]


def test_what_is_worked_out_from_a_hidden_number_is_hidden():
    part = figure("lado.suitability.school", 3)
    change = figure("lado.suitability.total", 20, made_of=(part,))
    hidden = disclosure.hidden([part])

    assert hidden.hides(change)
    assert hidden.apply(change).value is None
    assert hidden.apply(change).state == State.SUPPRESSED
    assert hidden.apply(figure("lado.suitability.social_care", 9)).value == 9
    assert disclosure.NOTHING.apply(part) is part


def test_what_is_no_number_stays_as_it_is():
    missing = figure("lado.suitability.school", None)
    hidden = Hidden(frozenset({missing.key}), frozenset())

    assert hidden.apply(missing) is missing


def test_a_reported_change_or_share_of_a_hidden_number_is_hidden():
    from safehold.measures.catalogue import BY_CODE
    from safehold.measures.definition import ChangeOf, ChangePercentOf, ShareOf

    bound = [each for each in BY_CODE.values() if isinstance(each.binding, ChangeOf | ChangePercentOf | ShareOf)]
    seen = 0
    for found in bound:
        binding = found.binding
        codes = (binding.part, binding.whole) if isinstance(binding, ShareOf) else (binding.code,)
        for code in codes:
            base = definition(code)
            if base is None or not base.about_people:
                continue
            seen += 1
            derived = replace(figure(code, 30), code=found.code, definition=found)
            assert derived.key in disclosure.hidden([figure(code, 3), derived]).primary, found.code
            assert derived.key not in disclosure.hidden([figure(code, 30), derived]).primary, found.code
    assert seen
