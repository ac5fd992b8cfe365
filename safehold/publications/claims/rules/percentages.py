"""Rules about percentages: a share of a base, and a change since an earlier count.

Whichever number is not printed is solved for. A percentage printed with its own digits stands for an interval of
exact ones; turned round, that is one interval of whole numbers, found in closed form and without any search.
"""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import ClassVar

from safehold.publications.claims.claim import Claim
from safehold.publications.claims.rounding import (
    Span,
    cut_off,
    half_up,
    percentages_printed_as,
    places_of,
    pushed_up,
    shown,
    whole_numbers,
)
from safehold.publications.claims.rules.base import (
    Rule,
    fails,
    holds,
    only,
    said,
    said_span,
    unknown,
    worked_out,
)
from safehold.publications.claims.verdicts import Answer, House, Ruling

_ALL = 100  # per cent


def compare(exact: Fraction, printed: Decimal, of: str, *, moved: bool = False) -> Ruling:
    """Set a printed percentage against the exact one, and say which way of rounding was used where not ours.

    ``of`` is the calculation in words; ``moved`` says that this is a change, told as a rise or a fall.
    """
    places = places_of(printed)
    rounded = half_up(exact, places)
    tell: Callable[[Decimal], str] = _move if moved else _share
    if rounded == printed:
        if Fraction(rounded) == exact:
            return holds(f"{of} is {tell(rounded)}.")
        return holds(f"{of} is {tell(shown(exact, places, more=1))}, which rounds to {_share(abs(rounded))}.")
    if cut_off(exact, places) == printed:
        full = _share(abs(shown(exact, places, more=2)))
        return fails(f"{_capital(tell(printed))} is {full} cut off, not rounded: print {_share(abs(rounded))}.")
    full, right = tell(shown(exact, places, more=1)), _share(abs(rounded))
    if Fraction(rounded) == exact:
        return fails(f"Prints {tell(printed)} where {of} is {right if not moved else tell(rounded)}.")
    always_up = " (always rounding up would print it so)" if pushed_up(exact, places) == printed else ""
    return fails(f"Prints {tell(printed)} where {of} is {full}, which rounds to {right}{always_up}.")


def _share(percentage: Decimal) -> str:
    return f"{said(percentage)}%"


def _move(percentage: Decimal) -> str:
    if percentage == 0:
        return f"no change ({_share(abs(percentage))})"
    return f"a {'fall' if percentage < 0 else 'rise'} of {_share(abs(percentage))}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _fewer(change: Decimal) -> str:
    return f"{said(abs(change))} {'fewer' if change < 0 else 'more'}"


class Percent(Rule):
    """A printed percentage is its part over its base, rounded half up.

    A part below nought is a shortfall: -3 means all of the base but three. Where part or base is not printed, the
    whole numbers that would print so are worked out.
    """

    kind: ClassVar[str] = "percent"

    def judge(self, claim: Claim, house: House) -> Ruling:
        part, base, printed = only(claim.parts, "part"), claim.base, claim.printed
        if printed is None:
            return unknown("No percentage is printed.")
        if printed < 0:
            return fails(f"A share cannot be {_share(printed)}.")
        if part is None and base is None:
            return unknown(f"Neither the part nor the base of {_share(printed)} is printed: countless pairs fit.")
        if base is not None and base <= 0:
            return fails(f"There is no percentage of {said(base)}.")
        if part is None and base is not None:
            return self._part(Fraction(base), printed)
        if part is not None and base is None:
            return self._shortfall(-part, printed) if part < 0 else self._base(part, printed)
        return self._both(Fraction(part or 0), Fraction(base or 0), printed)

    def _both(self, part: Fraction, base: Fraction, printed: Decimal) -> Ruling:
        counted = base + part if part < 0 else part
        if counted < 0:
            return fails(f"{said(-part)} cannot be missing from {said(base)}.")
        return compare(counted / base * _ALL, printed, f"{said(counted)} of {said(base)}")

    def _part(self, base: Fraction, printed: Decimal) -> Ruling:
        low, high = percentages_printed_as(printed)
        span = whole_numbers(
            base * low / _ALL,
            base * high / _ALL,
            least=0,
            most=int(base) if printed <= _ALL else None,
            fits=lambda part: half_up(part / base * _ALL, places_of(printed)) == printed,
        )
        if span is None:
            return fails(f"No whole number out of {said(base)} rounds to {_share(printed)}.")
        return _solved(span, "count", f"out of {said(base)} rounds to {_share(printed)}", part=span)

    def _base(self, part: Decimal, printed: Decimal) -> Ruling:
        if part == 0:
            if half_up(Fraction(0), places_of(printed)) == printed:
                return unknown(f"0 out of anything is {_share(printed)}.")
            return fails(f"0 out of anything is 0%, not {_share(printed)}.")
        low, high = percentages_printed_as(printed)
        span = whole_numbers(
            Fraction(part) * _ALL / high,
            Fraction(part) * _ALL / low if low > 0 else None,
            least=max(1, ceil(part)) if printed <= _ALL else 1,
            fits=lambda base: half_up(Fraction(part) / base * _ALL, places_of(printed)) == printed,
        )
        if span is None:
            return fails(f"{said(part)} out of no whole number rounds to {_share(printed)}.")
        return _solved(span, "base", f"makes {said(part)} round to {_share(printed)}", base=span)

    def _shortfall(self, short: Decimal, printed: Decimal) -> Ruling:
        low, high = (_ALL - end for end in reversed(percentages_printed_as(printed)))
        if high <= 0:
            return fails(f"With {said(short)} missing it cannot be {_share(printed)}.")
        span = whole_numbers(
            Fraction(short) * _ALL / high,
            Fraction(short) * _ALL / low if low > 0 else None,
            least=max(1, ceil(short)),
            fits=lambda base: half_up((base - Fraction(short)) / base * _ALL, places_of(printed)) == printed,
        )
        if span is None:
            return fails(f"With {said(short)} missing from a whole number it cannot be {_share(printed)}.")
        return _solved(span, "base", f"with {said(short)} missing rounds to {_share(printed)}", base=span)


class ChangePercent(Rule):
    """A printed percentage change is the difference over the earlier count, rounded half up.

    Earlier count, later count and difference are three numbers of which any two give the third. Where only one is
    printed, the whole numbers that the others can be are worked out from the percentage.
    """

    kind: ClassVar[str] = "change_percent"

    def judge(self, claim: Claim, house: House) -> Ruling:
        current, base, change = only(claim.parts, "later count"), claim.base, claim.change
        printed = claim.printed
        if printed is None:
            return unknown("No percentage is printed.")
        if base is not None and current is not None and change is not None and base + change != current:
            return fails(f"{said(base)} and {_fewer(change)} is {said(base + change)}, not {said(current)}.")
        if base is None and current is not None and change is not None:
            base = current - change
        if current is None and base is not None and change is not None:
            current = base + change
        if any(count is not None and count < 0 for count in (base, current)):
            return fails("A count cannot be below nought.")
        if base is not None and current is not None:
            return self._with_what_follows(self._both(base, current, printed), claim, base, current)
        if base is not None:
            return self._current(base, printed)
        if current is not None:
            return self._base(current, printed)
        if change is not None:
            return self._from_change(change, printed)
        return unknown(f"No count is printed beside {_move(printed)}: countless pairs fit.")

    def _with_what_follows(self, ruling: Ruling, claim: Claim, base: Decimal, current: Decimal) -> Ruling:
        """The same ruling with the count that was not printed but follows by subtraction."""
        follows = {}
        if claim.base is None:
            follows["base"] = base
        if not claim.parts:
            follows["current"] = current
        answers = tuple(Answer(name, Span(int(n), int(n))) for name, n in follows.items() if n == int(n))
        return replace(ruling, answers=answers)

    def _both(self, base: Decimal, current: Decimal, printed: Decimal) -> Ruling:
        if base == 0:
            return fails(f"From 0 to {said(current)} there is no percentage.")
        exact = Fraction(current - base) / Fraction(base) * _ALL
        return compare(exact, printed, f"{said(base)} to {said(current)}", moved=True)

    def _current(self, base: Decimal, printed: Decimal) -> Ruling:
        if base == 0:
            return fails("From 0 there is no percentage.")
        low, high = percentages_printed_as(printed)
        span = whole_numbers(
            Fraction(base) * (1 + low / _ALL),
            Fraction(base) * (1 + high / _ALL),
            least=0,
            fits=lambda current: _rounds(Fraction(base), Fraction(current), printed),
        )
        if span is None:
            return fails(f"No whole number after {said(base)} is {_move(printed)}.")
        return _solved(span, "later count", f"after {said(base)} rounds to {_move(printed)}", current=span)

    def _base(self, current: Decimal, printed: Decimal) -> Ruling:
        low, high = (1 + end / _ALL for end in percentages_printed_as(printed))
        if current == 0:
            if low <= 0 < high and _rounds(Fraction(1), Fraction(0), printed):
                return unknown("A fall to 0 is a fall of all there was, whatever there was.")
            return fails(f"A fall to 0 is a fall of all there was, not {_move(printed)}.")
        if high <= 0:
            return fails(f"{_capital(_move(printed))} cannot leave {said(current)}.")
        span = whole_numbers(
            Fraction(current) / high,
            Fraction(current) / low if low > 0 else None,
            least=1,
            fits=lambda base: _rounds(Fraction(base), Fraction(current), printed),
        )
        if span is None:
            return fails(f"No whole number before {said(current)} makes {_move(printed)}.")
        return _solved(span, "earlier count", f"before {said(current)} rounds to {_move(printed)}", base=span)

    def _from_change(self, change: Decimal, printed: Decimal) -> Ruling:
        if change == 0:
            if _rounds(Fraction(1), Fraction(1), printed):
                return unknown("No change is 0%, whatever the counts.")
            return fails(f"No change is 0%, not {_move(printed)}.")
        low, high = sorted(abs(end) for end in percentages_printed_as(printed))
        spans_nought = printed == 0
        if not spans_nought and (printed < 0) != (change < 0):
            return fails(f"{_capital(_fewer(change))} is not {_move(printed)}.")
        span = whole_numbers(
            Fraction(abs(change)) * _ALL / high,
            None if spans_nought or low == 0 else Fraction(abs(change)) * _ALL / low,
            least=max(1, ceil(-change)),
            fits=lambda base: _rounds(Fraction(base), base + Fraction(change), printed),
        )
        if span is None:
            return fails(f"No whole number with {_fewer(change)} makes {_move(printed)}.")
        if span.high is None or change != int(change):
            return unknown(f"Any earlier count of {said_span(span)} fits {_move(printed)}.")
        later = span.shifted(int(change))
        if span.is_one:
            how = f"Only {said(span.low)} to {said(later.low)} is {_fewer(change)} and rounds to {_move(printed)}."
        else:
            how = f"Any earlier count {said_span(span)} with {_fewer(change)} rounds to {_move(printed)}."
        return worked_out(how, base=span, current=later)


def _rounds(base: Fraction, current: Fraction, printed: Decimal) -> bool:
    return half_up((current - base) / base * _ALL, places_of(printed)) == printed


def _solved(span: Span, what: str, does: str, **answers: Span) -> Ruling:
    """The ruling on a number worked out: ``what`` stands before it and ``does`` after it."""
    if span.high is None:
        return unknown(f"Any {what} of {said_span(span)} {does}.")
    words = f"{'Only' if span.is_one else f'Any {what}'} {said_span(span)} {does}."
    return worked_out(words, **answers)
