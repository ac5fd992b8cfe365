"""How the figures of reports add up, and so what subtraction could undo.

A total and its parts, a count inside a count, a year and its quarters and months, a year and its change from the one
before: each is an equation. What it speaks of that nobody prints (the rest of a total, the year before) is in it as
a number of its own, since whoever subtracts finds that too.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from safehold.clocks import BadPeriod, Period, PeriodKind, Years
from safehold.measures.catalogue import definition
from safehold.measures.definition import ChangeOf
from safehold.measures.figures import Key

CATEGORIES = ("neglect", "physical", "sexual", "emotional", "multiple")
SOURCES = (
    "individual", "schools", "education_services", "health_services", "housing", "council_services", "police",
    "other_legal_agency", "other", "anonymous", "unknown",
)  # fmt: skip

OUTCOMES = (
    "advice_below_threshold", "met_threshold", "other_authority_area", "not_under_protocol", "organisational_safeguarding",
)  # fmt: skip

# a total and its parts: what adds up. A total may be divided in several ways.
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
# a count inside a count: whole -> what lies within it, each by itself
WITHIN = {
    "adults.concerns": ("adults.concern_individuals",),
    "adults.enquiries": ("adults.enquiry_individuals",),
    "training.places_available": ("training.places_booked", "training.places_attended"),
    "section_175.sent": ("section_175.returned",),
    "lado.threshold.foster_carers": ("lado.threshold.foster_carers_own_authority",),
    "lado.threshold.social_care": ("lado.threshold.social_care_residential",),
    "police.missing_from_care": ("police.missing_from_care_repeat",),
    "police.custody_arrested": ("police.custody_charged_and_detained",),
    "police.icpc_invited": ("police.icpc_attended",),
}


@dataclass(frozen=True)
class Sum:
    """``whole`` is the sum of ``parts``; of more than those where there is a ``rest`` that nobody prints."""

    whole: Key
    parts: tuple[Key, ...]
    rest: bool = False


def sums(keys: Collection[Key], years: Years) -> Iterator[Sum]:
    """Every sum in which two at least of ``keys`` stand."""
    there = set(keys)
    for code, period, place in sorted(there):
        mine = (code, period, place)
        for total, part_codes in TOTALS:
            if total == code:
                found = tuple(each for part in part_codes if (each := (part, period, place)) in there)
                if found:
                    yield Sum(mine, found, rest=len(found) < len(part_codes))
        for part in WITHIN.get(code, ()):
            if (part, period, place) in there:
                yield Sum(mine, ((part, period, place),), rest=True)
        yield from _over_time(mine, there, years)
        yield from _changed(mine, there, years)


def _over_time(mine: Key, there: set[Key], years: Years) -> Iterator[Sum]:
    """A year is its quarters and its months, a quarter its months; what is not there of them is the rest."""
    code, period, place = mine
    when = _read(period, years)
    found = definition(code)
    if when is None or found is None or found.unit == "percent" or found.is_change:
        return

    def of(stretches: Collection[Period]) -> tuple[Key, ...]:
        return tuple(each for one in stretches if (each := (code, str(one), place)) in there)

    if when.kind not in (PeriodKind.YEAR, PeriodKind.QUARTER):
        return
    if months := of(when.months):
        yield Sum(mine, months, rest=len(months) < len(when.months))
    if when.kind is PeriodKind.YEAR and (quarters := of(when.quarters)):
        yield Sum(mine, quarters, rest=len(quarters) < len(when.quarters))
        # the quarters that are there, and the months of those that are not
        other = [one for quarter in when.quarters if (code, str(quarter), place) not in there for one in quarter.months]
        if mixed := of(other):
            yield Sum(mine, quarters + mixed, rest=len(mixed) < len(other))


def _changed(mine: Key, there: set[Key], years: Years) -> Iterator[Sum]:
    """A year is the year before and the change from it."""
    code, period, place = mine
    found, when = definition(code), _read(period, years)
    if found is not None and when is not None and isinstance(found.binding, ChangeOf):
        now = (found.binding.code, period, place)
        before = (found.binding.code, str(when.year_before), place)
        if now in there or before in there:
            yield Sum(now, (before, mine))


def _read(period: str, years: Years) -> Period | None:
    try:
        return years.read(period)
    except BadPeriod:
        return None
