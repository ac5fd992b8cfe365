"""What holds for any numbers: truth holds, a slip is caught, and solving agrees with trying every number."""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from safehold.publications.claims.check import judge
from safehold.publications.claims.claim import Claim, Part
from safehold.publications.claims.rounding import cut_off, half_up, places_of, pushed_up, shown
from safehold.publications.claims.verdicts import House, Verdict

pytestmark = pytest.mark.slow

counts = st.integers(min_value=0, max_value=100_000)
some = st.integers(min_value=1, max_value=100_000)
places = st.integers(min_value=0, max_value=3)
few = st.integers(min_value=1, max_value=60)
LARGEST_TRIED = 800
"""How far the slow way counts. The rules themselves have no bound."""


def made(kind, *, parts=(), total=(), base=None, change=None, printed=None):
    def part(number):
        return Part() if number is None else Part(text=str(number), value=Decimal(number))

    return Claim(
        id="any",
        section="1",
        kind=kind,
        total=tuple(part(number) for number in total),
        parts=tuple(part(number) for number in parts),
        base=None if base is None else Decimal(base),
        change=None if change is None else Decimal(change),
        printed=printed,
    )


def found(claim):
    return judge(claim, House())


def share(part, base, to):
    return half_up(Fraction(100 * part, base), to)


def unit(to):
    return Decimal(1).scaleb(-to)


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**6), places)
def test_half_up_is_what_decimal_calls_half_up(numerator, denominator, to):
    with localcontext(prec=60):
        slow = (Decimal(numerator) / Decimal(denominator)).quantize(unit(to), ROUND_HALF_UP)

    assert half_up(Fraction(numerator, denominator), to) == slow
    assert places_of(half_up(Fraction(numerator, denominator), to)) == to


@given(st.fractions(min_value=-1000, max_value=1000), places)
def test_the_three_ways_of_rounding_lie_in_order(value, to):
    assert abs(cut_off(value, to)) <= abs(half_up(value, to)) <= abs(pushed_up(value, to))
    assert abs(Fraction(pushed_up(value, to)) - value) < 10**-to


@given(st.fractions(min_value=-1000, max_value=1000), places, st.integers(1, 2))
def test_what_a_sentence_shows_rounds_the_same_way(value, to, more):
    assert half_up(Fraction(shown(value, to, more=more)), to) == half_up(value, to)


@given(st.lists(counts, min_size=1, max_size=9))
def test_parts_hold_with_their_sum_and_never_with_one_more_or_less(parts):
    assert found(made("parts_sum", parts=parts, total=[sum(parts)])).verdict is Verdict.HOLDS
    for slip in (-1, 1):
        assert found(made("parts_sum", parts=parts, total=[sum(parts) + slip])).verdict is Verdict.FAILS


@given(st.lists(counts, min_size=2, max_size=9), st.data())
def test_one_part_left_out_is_worked_out(parts, data):
    gap = data.draw(st.integers(0, len(parts) - 1))
    left = [None if n == gap else part for n, part in enumerate(parts)]

    (answer,) = found(made("parts_sum", parts=left, total=[sum(parts)])).answers

    assert (answer.span.low, answer.span.high) == (parts[gap], parts[gap])


@given(st.lists(counts, min_size=2, max_size=6))
def test_a_falling_row_is_a_chain_of_subsets(numbers):
    total, *parts = sorted(numbers, reverse=True)

    assert found(made("subset", total=[total], parts=parts)).verdict is Verdict.HOLDS
    assert found(made("subset", total=[total], parts=[*parts, total + 1])).verdict is Verdict.FAILS


@given(some, st.data(), places)
def test_a_share_holds_as_it_rounds_and_not_one_unit_off(base, data, to):
    part = data.draw(st.integers(0, base))
    printed = share(part, base, to)

    assert found(made("percent", parts=[part], base=base, printed=printed)).verdict is Verdict.HOLDS
    for slip in (-unit(to), unit(to)):
        assert found(made("percent", parts=[part], base=base, printed=printed + slip)).verdict is Verdict.FAILS


@given(some, st.data(), places)
def test_a_share_holds_with_a_part_one_off_only_where_rounding_allows_it(base, data, to):
    part = data.draw(st.integers(0, base - 1))
    printed = share(part, base, to)

    verdict = found(made("percent", parts=[part + 1], base=base, printed=printed)).verdict

    assert (verdict is Verdict.HOLDS) is (share(part + 1, base, to) == printed)


@given(some, counts, places)
def test_a_change_holds_as_it_rounds_and_not_one_unit_off(base, current, to):
    printed = share(current - base, base, to)

    assert found(made("change_percent", parts=[current], base=base, printed=printed)).verdict is Verdict.HOLDS
    assert (
        found(made("change_percent", parts=[current], change=current - base, printed=printed)).verdict is Verdict.HOLDS
    )
    off = found(made("change_percent", parts=[current], base=base, printed=printed + unit(to)))
    assert off.verdict is Verdict.FAILS


@given(some, counts, places)
def test_a_count_that_does_not_follow_from_the_change_fails(base, current, to):
    printed = share(current - base, base, to)
    slipped = made("change_percent", parts=[current + 1], base=base, change=current - base, printed=printed)

    assert found(slipped).verdict is Verdict.FAILS


def tried(fits, largest=LARGEST_TRIED):
    """Every whole number that fits, the slow way; ``None`` where the largest one tried still does."""
    numbers = [n for n in range(largest + 1) if fits(n)]
    return None if numbers and numbers[-1] == largest else numbers


def agrees(finding, name, numbers):
    """Whether the rule found exactly the numbers that fit."""
    if numbers is None:
        return finding.verdict in {Verdict.CANNOT_BE_KNOWN, Verdict.RANGE}
    if not numbers:
        return finding.verdict is Verdict.FAILS
    span = next(answer.span for answer in finding.answers if answer.name == name)
    expected = Verdict.SOLVED if len(numbers) == 1 else Verdict.RANGE
    return list(range(span.low, span.high + 1)) == numbers and finding.verdict is expected


@given(few, st.integers(0, 1000))
def test_solving_for_a_part_agrees_with_trying_every_number(base, tenths):
    printed = Decimal(tenths).scaleb(-1)
    numbers = [part for part in range(base + 1) if share(part, base, 1) == printed]

    assert agrees(found(made("percent", base=base, printed=printed)), "part", numbers)


@given(few, st.integers(10, 100))
def test_solving_for_a_base_agrees_with_trying_every_number(part, percent):
    numbers = tried(lambda base: base >= part and share(part, base, 0) == percent)

    assert agrees(found(made("percent", parts=[part], printed=Decimal(percent))), "base", numbers)


@given(st.integers(1, 4), st.integers(0, 1000))
def test_solving_for_a_base_with_some_missing_agrees_with_trying_every_number(short, tenths):
    printed = Decimal(tenths).scaleb(-1)
    assume(printed < 99)
    numbers = tried(lambda base: base >= max(short, 1) and share(base - short, base, 1) == printed)

    assert agrees(found(made("percent", parts=[-short], printed=printed)), "base", numbers)


@given(few, st.integers(-1000, 3000))
def test_solving_for_a_later_count_agrees_with_trying_every_number(base, tenths):
    printed = Decimal(tenths).scaleb(-1)
    numbers = tried(lambda current: share(current - base, base, 1) == printed, 3000)

    assert agrees(found(made("change_percent", base=base, printed=printed)), "current", numbers)


@given(few, st.integers(-80, 400))
def test_solving_for_an_earlier_count_agrees_with_trying_every_number(current, percent):
    numbers = tried(lambda base: base > 0 and share(current - base, base, 0) == percent)

    assert agrees(found(made("change_percent", parts=[current], printed=Decimal(percent))), "base", numbers)


@given(st.integers(-40, 40).filter(bool), st.integers(-1000, 1000))
def test_solving_from_a_difference_agrees_with_trying_every_number(change, tenths):
    printed = Decimal(tenths).scaleb(-1)
    assume(abs(printed) > 12)
    numbers = tried(lambda base: base > 0 and base + change >= 0 and share(change, base, 1) == printed)
    finding = found(made("change_percent", change=change, printed=printed))

    assert agrees(finding, "base", numbers)
    assert agrees(finding, "current", numbers and [base + change for base in numbers])


@given(some, counts, places)
def test_the_true_count_is_always_among_the_answers(base, current, to):
    printed = share(current - base, base, to)
    for claim, name, true in (
        (made("change_percent", base=base, printed=printed), "current", current),
        (made("change_percent", parts=[current], printed=printed), "base", base),
        (made("change_percent", change=current - base, printed=printed), "base", base),
    ):
        finding = found(claim)
        assert finding.verdict in {Verdict.SOLVED, Verdict.RANGE, Verdict.CANNOT_BE_KNOWN}, finding.how
        for answer in finding.answers:
            if answer.name == name:
                assert answer.span.low <= true <= answer.span.high


@given(st.lists(counts, min_size=2, max_size=8), st.integers(1, 8))
def test_a_place_holds_only_where_it_is_the_place_and_nobody_shares_it(numbers, place):
    first, *others = numbers
    truly = 1 + sum(other > first for other in others)

    verdict = found(made("rank", parts=numbers, printed=Decimal(place))).verdict

    assert (verdict is Verdict.HOLDS) is (place == truly and first not in others)
