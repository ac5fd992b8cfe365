"""R7: what a publication for the public hides cannot be worked out by subtraction, over time and between publications.

The attacker here tries numbers: every whole value that the hidden ones can have together, given everything that is shown,
every sum that holds, and that nought is never hidden. It shares no line with the attack that decides what is hidden.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

import pytest

from safehold.clocks import Years
from safehold.measures.catalogue import BY_CODE
from safehold.measures.definition import ChangeOf, ChangePercentOf, ShareOf
from safehold.measures.figures import Figure, Key
from safehold.measures.tests.figures import PLACE, YEAR, figure
from safehold.publications import attack, disclosure
from safehold.publications.disclosure import Hidden
from safehold.publications.relations import TOTALS, WITHIN
from safehold.publications.smallness import SMALL
from tests.proofs import count

BEFORE = "2018-19"
QUARTERS = tuple(f"{YEAR} Q{number}" for number in (1, 2, 3, 4))
TOTAL, PARTS = TOTALS[1]
VALUES = (0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 9, 12)


def key(code: str, period: str = YEAR) -> Key:
    return (code, period, PLACE)


# --- the attacker -----------------------------------------------------------------------------------------------------


class Attacker:
    """Knows what is shown, and which numbers add up to which; a sum may have a rest that nobody prints."""

    def __init__(self, figures: list[Figure], hidden: Hidden, sums: list[tuple[Key, tuple[Key, ...], bool]]) -> None:
        self.shown = {each.key: int(each.value or 0) for each in figures if not hidden.hides(each)}
        self.unknown = [each.key for each in figures if hidden.hides(each)]
        self.small = {each.key for each in disclosure.small(figures)}
        self.sums = [each for each in sums if any(one in self.unknown for one in (each[0], *each[1]))]
        self.most = sum(self.shown.values()) + 3 * SMALL

    def given_away(self) -> set[Key]:
        """The hidden numbers of which only one value is left, and the small ones of which only small values are."""
        left = {each for each in self.unknown if any(each in (whole, *parts) for whole, parts, _ in self.sums)}
        return {each for each in left if not self.is_safe(each, self.values_of(each))}

    def is_safe(self, wanted: Key, values: set[int]) -> bool:
        return len(values) > 1 and (wanted not in self.small or max(values) >= SMALL)

    def values_of(self, wanted: Key) -> set[int]:
        """As many of the values that ``wanted`` can have as make it safe, or all of them."""
        group = self.together_with(wanted)
        found: set[int] = set()
        for value in range(1, self.most):
            if next(self.solutions({**self.shown, wanted: value}, [each for each in group if each != wanted]), None):
                found.add(value)
            if self.is_safe(wanted, found):
                break
        return found

    def together_with(self, wanted: Key) -> list[Key]:
        group = [wanted]
        for each in group:
            for whole, parts, _ in self.sums:
                if each in (whole, *parts):
                    group += [one for one in (whole, *parts) if one in self.unknown and one not in group]
        return group

    def solutions(self, known: dict[Key, int], left: list[Key]) -> Iterator[dict[Key, int]]:
        """Ways to fill in what is left so that every sum holds."""
        if not all(self.can_hold(each, known) for each in self.sums):
            return
        if not left:
            yield known
            return
        # the number with the fewest values first
        first = min(left, key=lambda each: self.range_of(each, known)[1] - self.range_of(each, known)[0])
        low, high = self.range_of(first, known)
        for value in range(low, high + 1):
            yield from self.solutions({**known, first: value}, [each for each in left if each != first])

    def can_hold(self, each: tuple[Key, tuple[Key, ...], bool], known: dict[Key, int]) -> bool:
        whole, parts, rest = each
        least = sum(known.get(part, 1) for part in parts)
        if whole not in known:
            return True
        if least > known[whole]:
            return False
        return rest or any(part not in known for part in parts) or least == known[whole]

    def range_of(self, wanted: Key, known: dict[Key, int]) -> tuple[int, int]:
        low, high = 1, self.most
        for whole, parts, rest in self.sums:
            others = [part for part in parts if part != wanted]
            least = sum(known.get(part, 1) for part in others)
            if wanted in parts and whole in known:
                high = min(high, known[whole] - least)
                if not rest and all(part in known for part in others):
                    low = max(low, known[whole] - least)
            if wanted == whole:
                low = max(low, least)
                if not rest and all(part in known for part in parts):
                    high = min(high, least)
        return low, high


def attacked(figures: list[Figure], sums, *, primary_alone: bool = False, **facts) -> set[Key]:
    hidden = disclosure.hidden(figures, **facts)
    assert all(hidden.hides(each) for each in disclosure.small(figures))
    if primary_alone:
        hidden = replace(hidden, secondary=frozenset())
    return Attacker(figures, hidden, sums).given_away()


# --- quarters and years -----------------------------------------------------------------------------------------------


def year_of(code: str, quarters: list[int]) -> list[Figure]:
    return [
        figure(code, sum(quarters)),
        *(figure(code, value, period) for value, period in zip(quarters, QUARTERS, strict=True)),
    ]


SUM_OF_QUARTERS = [(key("lado.contacts"), tuple(key("lado.contacts", period) for period in QUARTERS), False)]


def test_a_small_quarter_cannot_be_had_from_the_year_and_the_other_three():
    figures = year_of("lado.contacts", [3, 40, 51, 60])

    assert attacked(figures, SUM_OF_QUARTERS) == set()
    assert disclosure.hidden(figures).secondary == {key("lado.contacts", QUARTERS[1])}


def test_with_the_small_ones_alone_hidden_the_quarter_is_given_away():
    """The control."""
    figures = year_of("lado.contacts", [3, 40, 51, 60])

    assert attacked(figures, SUM_OF_QUARTERS, primary_alone=True) == {key("lado.contacts", QUARTERS[0])}


def test_years_of_quarters_and_parts_give_no_hidden_number_away():
    """Tables of parts by quarters with both totals, as many as there is time for."""
    chance = random.Random(7)
    gave_without = hid = 0
    for _ in range(count(40, 600)):
        periods = QUARTERS[: chance.choice((2, 3, 4))] if chance.random() < 0.3 else QUARTERS
        parts = PARTS[: chance.choice((2, 3, 4))]
        cells = {(part, period): chance.choice(VALUES) for part in parts for period in periods}
        figures = [figure(part, value, period) for (part, period), value in cells.items()]
        whole_year, all_parts = periods == QUARTERS, parts == PARTS
        for part in parts:
            extra = 0 if whole_year else chance.choice((0, 6, 9))
            figures.append(figure(part, extra + sum(cells[part, period] for period in periods)))
        sums = [(key(part), tuple(key(part, period) for period in periods), not whole_year) for part in parts]
        if all_parts:
            for period in (YEAR, *periods):
                total = sum(int(each.value or 0) for each in figures if each.period == period)
                figures.append(figure(TOTAL, total, period))
                sums.append((key(TOTAL, period), tuple(key(part, period) for part in parts), False))
            sums.append((key(TOTAL), tuple(key(TOTAL, period) for period in periods), not whole_year))
        assert attacked(figures, sums) == set(), cells
        hid += bool(disclosure.small(figures))
        gave_without += bool(attacked(figures, sums, primary_alone=True))

    assert hid > 20
    assert gave_without > 10, "the control: with the small ones alone hidden the attack succeeds"


def test_months_stand_in_for_a_quarter_that_is_not_printed():
    months = [
        figure("lado.contacts", value, period) for value, period in ((2, "2019-04"), (30, "2019-05"), (20, "2019-06"))
    ]
    others = [figure("lado.contacts", 50, period) for period in QUARTERS[1:]]
    figures = [figure("lado.contacts", 202), *months, *others]
    sums = [(key("lado.contacts"), tuple(each.key for each in (*months, *others)), False)]

    assert attacked(figures, sums) == set()
    assert attacked(figures, sums, primary_alone=True) == {key("lado.contacts", "2019-04")}


def test_days_and_shares_do_not_add_up_and_nothing_is_hidden_for_them():
    day = [figure("children.plans_open", 3, "2020-03-31"), figure("children.plans_open", 90, "2019-03-31")]

    assert disclosure.hidden(day).secondary == frozenset()


# --- what nobody prints -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("whole", [whole for whole in WITHIN if BY_CODE[whole].about_people])
def test_a_part_so_near_its_whole_that_the_rest_is_small_is_hidden(whole):
    (part,) = WITHIN[whole]
    near, far = [figure(whole, 60), figure(part, 57)], [figure(whole, 60), figure(part, 30)]

    assert disclosure.hidden(near).secondary == {key(part)}
    assert disclosure.hidden(far).secondary == frozenset()
    # and a small part says nothing of its whole, nor its whole of it
    assert disclosure.hidden([figure(whole, 60), figure(part, 3)]).secondary == frozenset()


def test_the_rest_of_a_year_of_which_one_quarter_is_printed_is_protected():
    figures = [figure("police.custody_arrested", 33), figure("police.custody_arrested", 31, QUARTERS[3])]

    assert disclosure.hidden(figures).secondary == {key("police.custody_arrested", QUARTERS[3])}


def test_the_one_part_that_is_not_printed_is_protected_when_it_is_small():
    figures = [figure(TOTAL, 63), *(figure(part, 20) for part in PARTS[:3])]

    assert len(disclosure.hidden(figures).secondary) == 1
    assert disclosure.hidden([figure(TOTAL, 80), *figures[1:]]).secondary == frozenset()


# --- changes and shares -----------------------------------------------------------------------------------------------

Binding = TypeVar("Binding", ChangeOf, ChangePercentOf, ShareOf)


def follows(kind: type[Binding], of_people: Callable[[Binding], str]) -> tuple[str, Binding]:
    """A measure that follows by ``kind`` from one about people, which ``of_people`` names; and how it follows."""
    for code, found in BY_CODE.items():
        if isinstance(found.binding, kind) and BY_CODE[of_people(found.binding)].about_people:
            return code, found.binding
    raise AssertionError(f"no measure is a {kind.__name__} of one about people")


def test_a_year_before_that_was_small_cannot_be_had_from_the_change():
    code, binding = follows(ChangeOf, lambda change: change.code)
    now, change = figure(binding.code, 21), figure(code, 18)

    for figures in ([now, change], [now, change, figure(binding.code, 3, BEFORE)]):
        hidden = disclosure.hidden(figures)
        assert hidden.hides(change)
        assert not hidden.hides(now)
    assert not disclosure.hidden([now, figure(code, 6)]).hides(change), "the control: the year before was 15"


@pytest.mark.parametrize(("share", "hides"), [("3", True), ("4", True), ("5", False), ("0", False), ("30", False)])
def test_a_share_that_tells_a_small_part_is_hidden(share, hides):
    code, binding = follows(ShareOf, lambda share: share.part)
    figures = [figure(binding.whole, 100), figure(code, share)]

    assert disclosure.hidden(figures).hides(figures[1]) is hides


def test_a_percentage_that_tells_a_small_year_before_is_hidden():
    code, binding = follows(ChangePercentOf, lambda change: change.code)
    now = figure(binding.code, 24)

    assert disclosure.hidden([now, figure(code, "700")]).hides(figure(code, "700"))  # from 3
    assert not disclosure.hidden([now, figure(code, "20")]).hides(figure(code, "20"))  # from 20


# --- earlier publications ---------------------------------------------------------------------------------------------


def test_what_an_earlier_report_hid_beside_a_small_one_stays_hidden():
    """The earlier one showed 33 in all and hid 3 and 9; this one would print the 9 among five years."""
    earlier = {key(TOTAL): Decimal(32), key(PARTS[0]): None, key(PARTS[1]): Decimal(20), key(PARTS[2]): None}
    earlier[key(PARTS[3])] = Decimal(0)
    now = [figure(PARTS[2], 9)]

    assert disclosure.hidden(now).primary == disclosure.hidden(now).secondary == frozenset()
    assert disclosure.hidden(now, earlier=earlier).secondary == {key(PARTS[2])}


def test_what_an_earlier_report_showed_counts_as_shown():
    """The year stood in the earlier report, which had no quarters."""
    quarters = year_of("lado.contacts", [3, 40, 51, 60])[1:]

    assert disclosure.hidden(quarters).secondary == frozenset()
    hidden = disclosure.hidden(quarters, earlier={key("lado.contacts"): Decimal(154)})
    assert hidden.secondary == {key("lado.contacts", QUARTERS[1])}
    assert hidden.unprotected == frozenset()


def test_what_earlier_reports_give_away_already_is_said_and_not_hidden_further():
    quarters = year_of("lado.contacts", [3, 40, 51, 60])
    earlier = {each.key: each.value for each in (quarters[0], *quarters[2:])}

    hidden = disclosure.hidden(quarters, earlier=earlier)

    assert hidden.unprotected == {key("lado.contacts", QUARTERS[0])}
    assert hidden.secondary == frozenset()


# --- the attack that decides ------------------------------------------------------------------------------------------


def test_the_exact_attack_finds_what_needs_several_sums_at_once():
    """a + b = 10, b + c = 12, a + c = 8: no sum alone tells, all three do."""
    sums = [({"a": 1, "b": 1}, 10), ({"b": 1, "c": 1}, 12), ({"a": 1, "c": 1}, 8)]

    assert attack.given_away(sums, {"a": 1, "b": 1, "c": 1}) == {"a", "b", "c"}
    assert attack.given_away(sums[:2], {"a": 1, "b": 1, "c": 1}) == set()


@pytest.mark.parametrize(
    ("sums", "least", "found"),
    [
        ([({"a": 1, "b": 1}, 2)], {"a": 1, "b": 1}, {"a", "b"}),  # both at their least
        ([({"a": 1, "b": 1}, 2)], {"a": 0, "b": 0}, set()),
        ([({"a": 1, "b": -1}, 2)], {"a": 0, "b": 0}, set()),  # no end
        ([({"a": 2}, 7)], {"a": 0}, {"a"}),
        ([({"a": 1, "b": 1}, 5)], {"a": None, "b": 0}, set()),
        ([({"a": 1}, -5)], {"a": None}, {"a"}),
        ([({"a": 1}, 5), ({"a": 1}, 6)], {"a": 0}, set()),  # it contradicts itself
        ([({"a": 1, "b": 1}, 5), ({"a": 2, "b": 2}, 10)], {"a": 0, "b": 0}, set()),  # says one thing twice
        ([({}, 0)], {}, set()),
    ],
)
def test_what_the_exact_attack_finds(sums, least, found):
    assert attack.given_away(sums, least) == found


def test_sums_are_found_among_what_is_there_alone():
    from safehold.publications.relations import sums

    assert list(sums([key("lado.contacts"), ("lado.contacts", "no period", PLACE)], Years())) == []
