"""Makes ``counted_events.csv``: the invented rows that are counted to Westmere's own figures.

Run it in this folder; it writes the same file every time. Nobody in it exists, and no row names anybody: each is a kind,
a day, closed codes and, for sessions, places. The counts of 2020-21 are those of the published report, those of 2019-20
Westmere's own (``figures_2020_21.csv``); years before have the published numbers of contacts and invented outcomes.
"""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path

PLACE = "Westmere"
HEADINGS = (
    "Kind",
    "Date",
    "Place",
    "Outcome",
    "Category",
    "Detail",
    "Ground",
    "Result",
    "Offered",
    "Booked",
    "Attended",
    "Nil",
)
OUTCOMES = (
    "advice_below_threshold",
    "met_threshold",
    "other_authority_area",
    "not_under_protocol",
    "organisational_safeguarding",
)
# contacts of each year by outcome, in the order above
CONTACTS = {
    2016: (90, 62, 25, 12, 9),
    2017: (68, 48, 20, 9, 7),
    2018: (62, 45, 18, 9, 7),
    2019: (118, 86, 33, 16, 11),
    2020: (88, 66, 25, 12, 9),
}
# of those that met the threshold: (sector, setting, how many)
SECTORS = {
    2019: (
        ("education", "", 38),
        ("nursery", "", 7),
        ("foster_carer", "own_authority", 11),
        ("foster_carer", "other_authority", 5),
        ("social_care", "residential", 8),
        ("social_care", "", 5),
        ("transport", "", 3),
        ("childcare", "", 2),
        ("other", "should_be_social_care", 2),
        ("other", "", 5),
    ),
    2020: (
        ("education", "", 28),
        ("nursery", "", 5),
        ("foster_carer", "own_authority", 9),
        ("foster_carer", "other_authority", 2),
        ("social_care", "residential", 7),
        ("social_care", "", 4),
        ("transport", "", 2),
        ("childcare", "", 2),
        ("police", "", 1),
        ("other", "should_be_social_care", 3),
        ("other", "", 3),
    ),
}
# of those again, the ones about suitability: (sector, setting) and how many
SUITABILITY = {
    2019: {
        ("education", ""): 7,
        ("social_care", "residential"): 6,
        ("foster_carer", "own_authority"): 2,
        ("other", "should_be_social_care"): 2,
        ("other", ""): 2,
    },
    2020: {
        ("education", ""): 8,
        ("social_care", "residential"): 7,
        ("social_care", ""): 2,
        ("foster_carer", "own_authority"): 1,
        ("other", "should_be_social_care"): 3,
        ("other", ""): 2,
    },
}
# what became of those; for three of 2020-21 it is not recorded, as in the published report
RESULTS = {
    2019: ("below_threshold",) * 6 + ("strategy_meeting",) * 8 + ("employer_only",) * 5,
    2020: ("below_threshold",) * 8 + ("strategy_meeting",) * 8 + ("employer_only",) * 4 + ("",) * 3,
}
# reviews, audits and sessions of each year: (kind, the field its code stands in, {code: how many})
OTHERS = {
    2019: (
        ("sar_referral", "outcome", {"review": 4, "learning_review": 3}),
        ("rapid_review", "outcome", {"no_further_review": 2, "local_review": 1}),
        ("review_published", "category", {"cspr": 1, "sar": 1}),
        ("dhr_approved", "", {"": 1}),
        ("section_11_return", "category", {"outstanding": 4, "good": 8, "requires_improvement": 2}),
        ("education_audit", "outcome", {"returned": 93, "not_returned": 4}),
        ("training_session", "category", {"multi_agency": 84, "single_agency": 9}),
    ),
    2020: (
        ("sar_referral", "outcome", {"review": 3, "learning_review": 1}),
        ("rapid_review", "outcome", {"no_further_review": 5}),
        ("dhr_approved", "", {"": 1}),
        ("section_11_return", "category", {"outstanding": 7, "good": 7, "requires_improvement": 1}),
        ("education_audit", "outcome", {"returned": 98}),
        ("training_session", "category", {"multi_agency": 57, "single_agency": 6}),
    ),
}

# places offered, booked and attended at the multi-agency sessions of each year
PLACES = {2019: (1680, 1402, 1271), 2020: (1040, 819, 763)}

Row = tuple[str, ...]


def spread(year: int, many: int, *, offset: int = 0) -> Iterator[str]:
    """So many working days spread over the year that begins on 1 April."""
    first = date(year, 4, 1)
    days = (date(year + 1, 4, 1) - first).days
    for place in range(many):
        day = first + timedelta(days=(place * days // many + offset) % days)
        while day.weekday() > 4:
            day += timedelta(days=1 if day < date(year + 1, 3, 30) else -1)
        yield day.isoformat()


def row(
    kind: str, day: str, *, outcome="", category="", detail="", ground="", result="", places=("", "", ""), nil=""
) -> Row:
    return kind, day, PLACE, outcome, category, detail, ground, result, *places, nil


def contacts() -> Iterator[Row]:
    for year, counts in CONTACTS.items():
        for offset, (outcome, many) in enumerate(zip(OUTCOMES, counts, strict=True)):
            days = spread(year, many, offset=2 * offset)
            if outcome != "met_threshold":
                yield from (row("lado_contact", day, outcome=outcome) for day in days)
                continue
            yield from referrals(year, many, days)


def referrals(year: int, many: int, days: Iterator[str]) -> Iterator[Row]:
    grounds, results = cycle(("harmed", "offence", "risk")), iter(RESULTS.get(year, ()))
    suitable = dict(SUITABILITY.get(year, {}))
    sectors = [
        (sector, setting) for sector, setting, count in SECTORS.get(year, (("", "", many),)) for _ in range(count)
    ]
    for day, (sector, setting) in zip(days, sectors, strict=True):
        facts = {"outcome": "met_threshold", "category": sector, "detail": setting}
        if suitable.get((sector, setting)):
            suitable[sector, setting] -= 1
            yield row("lado_contact", day, ground="suitability", result=next(results), **facts)
        elif year in SUITABILITY:
            yield row("lado_contact", day, ground=next(grounds), result="strategy_meeting", **facts)
        else:  # nobody wrote down grounds and results before
            yield row("lado_contact", day, **facts)


def places_of(year: int) -> Iterator[tuple[str, str, str]]:
    """The places offered, booked and attended at each multi-agency session, adding up to those of the year."""
    many = next(counts["multi_agency"] for kind, _, counts in OTHERS[year] if kind == "training_session")
    yield from zip(*(map(str, uneven(total, many)) for total in PLACES[year]), strict=True)


def uneven(total: int, many: int) -> list[int]:
    """A total in so many parts, some a little larger than others."""
    each, over = divmod(total, many)
    bumps = [0 if place >= many // 5 * 5 else place % 5 - 2 for place in range(many)]
    return [each + (place < over) + bump for place, bump in enumerate(bumps)]


def reviews_and_audits() -> Iterator[Row]:
    for year, kinds in OTHERS.items():
        multi_agency = places_of(year)
        for offset, (kind, field, counts) in enumerate(kinds):
            codes = [code for code, many in counts.items() for _ in range(many)]
            for day, code in zip(spread(year, len(codes), offset=3 * offset), codes, strict=True):
                places = next(multi_agency) if code == "multi_agency" else ("", "", "")
                yield row(kind, day, places=places, **({field: code} if field else {}))
    # none was published in 2020-21, which is not the same as nobody having said
    yield row("review_published", "2021-03-31", nil="yes")


def main() -> None:
    rows = sorted([*contacts(), *reviews_and_audits()])
    with open(Path(__file__).with_name("counted_events.csv"), "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([HEADINGS, *rows])


if __name__ == "__main__":
    main()
