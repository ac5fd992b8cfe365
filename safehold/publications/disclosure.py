"""Hiding numbers small enough to point at somebody, where a publication is for the public.

Primary: a count about people that is from 1 to 4. Secondary: where a hidden number is the only hidden part of a total
that is shown, it could be had by subtraction, so the next smallest part is hidden with it. What is worked out from a
hidden number (a change, a share) is hidden too.

Source: the Safeguarding Adults Collection hides counts below 5; nought is shown here, because a nought about nobody
points at nobody, and each of those codes is not broken down further.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from safehold.measures.definition import ChangeOf, ChangePercentOf, ShareOf
from safehold.measures.figures import Figure, Key
from safehold.measures.models import State

SMALL = 5

# total -> its parts: what adds up, and so what subtraction could undo
TOTALS: dict[str, tuple[str, ...]] = {
    "sar.referrals": ("sar.met_criteria", "sar.not_met_learning_review"),
    "lado.suitability.total": (
        "lado.suitability.school",
        "lado.suitability.social_care",
        "lado.suitability.foster_carer",
        "lado.suitability.other",
    ),
    "children.plans_open": (
        "children.plans_open.neglect_latest",
        "children.plans_open.physical_latest",
        "children.plans_open.sexual_latest",
        "children.plans_open.emotional_latest",
        "children.plans_open.multiple_latest",
    ),
}


def is_small(figure: Figure) -> bool:
    """Whether this number alone could point at somebody."""
    return bool(figure.definition.about_people and figure.value is not None and 0 < abs(figure.value) < SMALL)


def small(figures: Iterable[Figure]) -> list[Figure]:
    return [figure for figure in figures if is_small(figure)]


@dataclass(frozen=True)
class Hidden:
    """The keys that a publication for the public hides, and why each is."""

    primary: frozenset[Key]
    secondary: frozenset[Key]

    def hides(self, figure: Figure) -> bool:
        """Whether ``figure`` is hidden, itself or because of what it was worked out from."""
        if figure.key in self.primary or figure.key in self.secondary:
            return True
        return any(self.hides(part) for part in figure.made_of)

    def apply(self, figure: Figure) -> Figure:
        if not figure.is_number or not self.hides(figure):
            return figure
        return replace(
            figure,
            state=State.SUPPRESSED,
            value=None,
            calculation="Hidden, because it is small or would give a small number away",
        )


NOTHING = Hidden(frozenset(), frozenset())


def hidden(figures: Iterable[Figure]) -> Hidden:
    """What is hidden among ``figures``, taken together."""
    by_key = {figure.key: figure for figure in figures}
    primary = {key for key, figure in by_key.items() if is_small(figure)}
    primary |= {key for key, figure in by_key.items() if _gives_away(figure, primary)}
    secondary: set[Key] = set()
    for (code, period, geography), total in by_key.items():
        parts = [
            by_key[part, period, geography] for part in TOTALS.get(code, ()) if (part, period, geography) in by_key
        ]
        gone = [part for part in parts if part.key in primary or part.state == State.SUPPRESSED]
        shown = sorted((part for part in parts if part not in gone and part.value), key=_value)
        if total.is_number and total.key not in primary and len(gone) == 1 and shown:
            secondary.add(shown[0].key)
    return Hidden(frozenset(primary), frozenset(secondary))


def _gives_away(figure: Figure, primary: set[Key]) -> bool:
    """A reported change or share from which, with the figures beside it, a hidden one could be worked out."""
    match figure.definition.binding:
        case ChangeOf(code) | ChangePercentOf(code):
            return (code, figure.period, figure.geography) in primary
        case ShareOf(part, whole):
            return any((code, figure.period, figure.geography) in primary for code in (part, whole))
    return False


def _value(figure: Figure) -> Decimal:
    return figure.value if figure.value is not None else Decimal(0)
