"""Rules about what numbers are called: periods, labels, headings, and a number that turns up twice."""

from collections import Counter, defaultdict
from itertools import combinations
from typing import ClassVar

from safehold.publications.claims.claim import Claim, Part
from safehold.publications.claims.grammar import Unreadable
from safehold.publications.claims.periods import ImpossiblePeriod, read_period
from safehold.publications.claims.rules.base import Rule, fails, holds, listed, printed_amounts, said, warns
from safehold.publications.claims.verdicts import House, Ruling

_SHOWN_AT_MOST = 10


class PeriodLabel(Rule):
    """A period's label names a period that can be, and that lies inside the one reported on."""

    kind: ClassVar[str] = "period_label"

    def judge(self, claim: Claim, house: House) -> Ruling:
        try:
            period = read_period(claim.period, house.years)
        except ImpossiblePeriod as impossible:
            return fails(str(impossible))
        if house.reporting and period not in house.reporting:
            return fails(f"{claim.period} lies outside the period reported on, {house.reporting.label}.")
        return holds(f"{claim.period} runs from {period.first.isoformat()} to {period.last.isoformat()}.")


class RepeatedValue(Rule):
    """Different measures seldom have the same number.

    Nothing forbids it, so a repeated number is a warning: it may have been copied into the wrong place.
    """

    kind: ClassVar[str] = "repeated_value"

    def judge(self, claim: Claim, house: House) -> Ruling:
        values = printed_amounts(claim.parts, least=2)
        repeated = [said(value) for value, times in Counter(values).items() if times > 1]
        if repeated:
            return warns(f"{listed(repeated)} is printed for more than one measure: see that it was not copied.")
        return holds("Each measure has a number of its own.")


class UniqueLabels(Rule):
    """No label is used twice.

    Labels are given one by one, or as runs (first to last) with the chapter they stand in.
    """

    kind: ClassVar[str] = "unique_labels"

    def judge(self, claim: Claim, house: House) -> Ruling:
        if not claim.parts:
            raise Unreadable("No labels are given.")
        runs = [part for part in claim.parts if part.labels]
        words = [part for part in claim.parts if not part.labels and not part.is_blank]
        twice: dict[str, set[str]] = defaultdict(set)
        for one, other in combinations(runs, 2):
            for label in _shared(one, other):
                twice[label] |= {one.name, other.name}
        for word, times in Counter(part.text.casefold() for part in words).items():
            alone = word.isdecimal()
            runs_with_it = {run.name for run in runs if alone and _holds(run, int(word))}
            if times > 1 or runs_with_it:
                twice[next(part.text for part in words if part.text.casefold() == word)] |= runs_with_it
        if not twice:
            return holds("Every label is used once.")
        places = sorted(set().union(*twice.values()))
        where = f", in {listed(places)}" if places else ""
        more = f" and {len(twice) - _SHOWN_AT_MOST} more" if len(twice) > _SHOWN_AT_MOST else ""
        shown = listed(list(twice)[:_SHOWN_AT_MOST])
        return fails(f"{shown}{more} {'is' if len(twice) == 1 else 'are'} used more than once{where}.")


def _shared(one: Part, other: Part) -> list[str]:
    if one.labels is None or other.labels is None:
        return []
    first, last = max(one.labels[0], other.labels[0]), min(one.labels[1], other.labels[1])
    return [str(label) for label in range(first, last + 1)]


def _holds(run: Part, label: int) -> bool:
    return run.labels is not None and run.labels[0] <= label <= run.labels[1]


class SameWords(Rule):
    """What is named in two places has the same name in both.

    Capitals, spacing and the shape of an apostrophe do not count.
    """

    kind: ClassVar[str] = "same_words"

    def judge(self, claim: Claim, house: House) -> Ruling:
        words = [part.text for part in claim.parts if not part.is_blank]
        if len(words) < 2:
            raise Unreadable("Two names are needed to compare.")
        different = {word.casefold().replace("’", "'"): word for word in words}
        if len(different) == 1:
            return holds(f"‘{words[0]}’ is the same everywhere.")
        return fails(f"{listed([f'‘{word}’' for word in different.values()])} differ.")
