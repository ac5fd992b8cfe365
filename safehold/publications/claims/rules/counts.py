"""Rules about counts: what adds up, what lies inside what, what comes first, what subtraction tells."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import ClassVar

from safehold.publications.claims.claim import Claim, Part
from safehold.publications.claims.grammar import Unreadable
from safehold.publications.claims.rounding import HALF, Span, places_of
from safehold.publications.claims.rules.base import (
    Rule,
    amounts,
    fails,
    holds,
    listed,
    only,
    printed_amounts,
    said,
    unknown,
    warns,
    worked_out,
)
from safehold.publications.claims.verdicts import House, Ruling
from safehold.publications.smallness import is_small

_ORDINALS = ("nought", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def needed(parts: tuple[Part, ...], what: str) -> Decimal:
    """The one number of a list that has to be there."""
    value = only(parts, what)
    if value is None:
        raise Unreadable(f"No {what} is printed.")
    return value


class PartsSum(Rule):
    """The parts add up to their total.

    Parts that are percentages were each rounded before they were printed, so their sum may miss the total by half
    a unit for each of them. One count not printed is worked out by subtraction.
    """

    kind: ClassVar[str] = "parts_sum"

    def judge(self, claim: Claim, house: House) -> Ruling:
        parts = amounts(claim.parts)
        total = only(claim.total, "total")
        known = [part for part in parts if part is not None]
        if not parts or (total is None and len(known) < len(parts)):
            return unknown("Too few of the parts are printed to add them up.")
        if total is not None and not known:
            return self._left_over("No part is printed", total, len(parts))
        added = sum(known, Decimal(0))
        adding = f"{' + '.join(said(part) for part in known)} is {said(added)}"
        if total is None:
            return worked_out(f"{adding}, which is the total that is not printed.", total=_whole(added))
        if len(known) < len(parts):
            return self._left_over(adding, total - added, len(parts) - len(known))
        if added == total:
            return holds(f"{adding}.")
        if claim.unit == "percent" and abs(total - added) <= sum(HALF / 10 ** places_of(part) for part in known):
            return holds(f"{adding}, as near {said(total)} as rounding each part allows.")
        return fails(f"{adding}, not {said(total)}: {_missing(total - added)}.")

    def _left_over(self, adding: str, left: Decimal, blanks: int) -> Ruling:
        if left < 0:
            return fails(f"{adding}, which is more than the total before all the parts are counted.")
        if blanks == 1 or left == 0:
            return worked_out(f"{adding}, which leaves {said(left)}.", part=_whole(left))
        return worked_out(
            f"{adding}, which leaves {said(left)} between {blanks} parts.", part=Span(0, _whole(left).low)
        )


def _whole(value: Decimal) -> Span:
    if value != int(value):
        raise Unreadable(f"{said(value)} is not a whole number, and only a count can be worked out.")
    return Span(int(value), int(value))


def _missing(left: Decimal) -> str:
    if left < 0:
        return f"{said(-left)} too many"
    return f"{said(left)} {'is' if left == 1 else 'are'} unexplained"


class Subset(Rule):
    """Each count lies inside the one before it.

    The total comes first, then its part, then a part of that part, as far as the list goes.
    """

    kind: ClassVar[str] = "subset"

    def judge(self, claim: Claim, house: House) -> Ruling:
        chain = (needed(claim.total, "total"), *printed_amounts(claim.parts))
        for outer, inner in pairwise(chain):
            if inner > outer:
                return fails(f"{said(inner)} cannot lie inside {said(outer)}.")
        innermost, *around = (said(count) for count in reversed(chain))
        return holds(f"{innermost} is within {', within '.join(around)}.")


class Exclusive(Rule):
    """What excludes the total's description is not counted inside the total.

    A thing cannot be said to be so and, in the same year and of the same things, not to be so.
    """

    kind: ClassVar[str] = "exclusive"

    def judge(self, claim: Claim, house: House) -> Ruling:
        total = needed(claim.total, "total")
        both = sum(printed_amounts(claim.parts), Decimal(0))
        if both == 0:
            return holds(f"None of the {said(total)} is also said to be the opposite.")
        if both > total:
            return fails(f"{said(both)} cannot lie inside {said(total)}, and what excludes it should not at all.")
        return fails(
            f"{said(both)} of the {said(total)} are also said to be the opposite: "
            f"only {said(total - both)} of them can be what all {said(total)} are called."
        )


class ListLength(Rule):
    """A list holds as many items as is said of it.

    The list is given as its items, or as one number: how many were counted.
    """

    kind: ClassVar[str] = "list_length"

    def judge(self, claim: Claim, house: House) -> Ruling:
        total = needed(claim.total, "number of items")
        counted = claim.parts[0].value if len(claim.parts) == 1 else None
        if not claim.parts:
            return unknown("The items of the list are not given.")
        items = Decimal(len(claim.parts)) if counted is None else counted
        if items == total:
            return holds(f"{said(items)} {'is' if items == 1 else 'are'} listed, as said.")
        return fails(f"{said(total)} {'is' if total == 1 else 'are'} said, and {said(items)} listed.")


class Rank(Rule):
    """A place in an order, largest first, is held alone.

    The first amount is the one whose place is printed; the others are what it is ranked among.
    """

    kind: ClassVar[str] = "rank"

    def judge(self, claim: Claim, house: House) -> Ruling:
        ranked, *others = printed_amounts(claim.parts, least=2)
        if claim.printed is None:
            return unknown("No place is printed.")
        above = sum(1 for other in others if other > ranked)
        equals = [part for part in claim.parts[1:] if part.value == ranked]
        name = claim.parts[0].name or said(ranked)
        place = above + 1
        if equals:
            tied = f"tied {_ordinal(place)} with {listed([part.name or 'another' for part in equals])}"
            return fails(f"{name}, at {said(ranked)}, is {tied}, not {_printed(claim.printed)} alone.")
        if claim.printed == place:
            return holds(f"{name}, at {said(ranked)}, is {_ordinal(place)} of {len(claim.parts)}.")
        return fails(f"{name}, at {said(ranked)}, is {_ordinal(place)}, not {_printed(claim.printed)}.")


def _ordinal(place: int) -> str:
    return _ORDINALS[place] if place < len(_ORDINALS) else f"number {place}"


def _printed(place: Decimal) -> str:
    return _ordinal(int(place)) if place >= 0 and place == int(place) else f"number {said(place)}"


class Differencing(Rule):
    """What is left when a printed part is taken from its printed whole is not a small number.

    Each whole is set against the part in the same place of the list. A reader can subtract, so a small remainder
    is published too, though nobody printed it.
    """

    kind: ClassVar[str] = "differencing"

    def judge(self, claim: Claim, house: House) -> Ruling:
        wholes, parts = printed_amounts(claim.total), printed_amounts(claim.parts)
        if len(wholes) != len(parts):
            raise Unreadable(f"{len(wholes)} wholes cannot be set against {len(parts)} parts.")
        rests = []
        for whole, part in zip(wholes, parts, strict=True):
            if part > whole:
                return fails(f"{said(part)} cannot lie inside {said(whole)}.")
            rests.append(Fraction(whole - part))
        steps = [f"{said(w)} − {said(p)} is {said(w - p)}" for w, p in zip(wholes, parts, strict=True)]
        small = [said(rest) for rest in rests if is_small(rest, below=house.small_below)]
        if small:
            numbers = f"{listed(small)}, {'a small number' if len(small) == 1 else 'small numbers'}"
            return warns(f"By subtraction {listed(steps)}: this gives away {numbers}.")
        return holds(f"By subtraction {listed(steps)}: nothing small is given away.")
