"""Hiding numbers small enough to point at somebody, where a publication is for the public.

Primary: a count about people that is from 1 to 4. Secondary: where a hidden number is the only hidden part of a total
that is shown, it could be had by subtraction, so the next smallest part is hidden with it. What is worked out from a
hidden number (a change, a share) is hidden too.

What is small is said once, in ``smallness``.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from safehold.measures.definition import ChangeOf, ChangePercentOf, ShareOf
from safehold.measures.figures import Figure, Key
from safehold.measures.models import State
from safehold.publications import smallness

CATEGORIES = ("neglect", "physical", "sexual", "emotional", "multiple")
SOURCES = (
    "individual", "schools", "education_services", "health_services", "housing", "council_services", "police",
    "other_legal_agency", "other", "anonymous", "unknown",
)  # fmt: skip

OUTCOMES = (
    "advice_below_threshold", "met_threshold", "other_authority_area", "not_under_protocol", "organisational_safeguarding",
)  # fmt: skip

# a total and its parts: what adds up, and so what subtraction could undo. A total may be divided in several ways.
TOTALS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("sar.referrals", ("sar.met_criteria", "sar.not_met_learning_review")),
    (
        "lado.suitability.total",
        tuple(f"lado.suitability.{sector}" for sector in ("school", "social_care", "foster_carer", "other")),
    ),
    ("children.plans_open", tuple(f"children.plans_open.{category}_latest" for category in CATEGORIES)),
    ("children.plans_open", tuple(f"children.plans_open.{category}_initial" for category in CATEGORIES)),
    ("children.referrals", tuple(f"children.referrals_from.{source}" for source in SOURCES)),
    ("lado.contacts", tuple(f"lado.contact_outcome.{outcome}" for outcome in OUTCOMES)),
)


def is_small(figure: Figure) -> bool:
    """Whether this number alone could point at somebody."""
    return figure.definition.about_people and figure.value is not None and smallness.is_small(figure.value)


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
    places = dict.fromkeys((period, geography) for _, period, geography in by_key)
    changed = True
    while changed:  # hiding one part may leave another alone in a second division of the same total
        changed = False
        for total_code, part_codes in TOTALS:
            for period, geography in places:
                if protect := _alone(by_key, (total_code, period, geography), part_codes, primary | secondary):
                    secondary.add(protect)
                    changed = True
    return Hidden(frozenset(primary), frozenset(secondary))


def _alone(by_key: dict[Key, Figure], total: Key, parts: tuple[str, ...], gone: set[Key]) -> Key | None:
    """The part to hide beside the only hidden part of a total that is shown; none where nothing could be worked out."""
    whole = by_key.get(total)
    if whole is None or not whole.is_number or total in gone:
        return None
    there = [by_key[code, *total[1:]] for code in parts if (code, *total[1:]) in by_key]
    hidden_now = [part for part in there if part.key in gone or part.state == State.SUPPRESSED]
    shown = sorted((part for part in there if part not in hidden_now and part.value), key=_value)
    return shown[0].key if len(hidden_now) == 1 and len(there) == len(parts) and shown else None


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
