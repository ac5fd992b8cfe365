"""Makes ``counted_events.csv``: the invented rows whose counts are those of the published report.

Run it in this folder; it writes the same file every time. Nobody in it exists, and no row names anybody: each is a kind,
a day and closed codes. Years before 2020-21 have the published numbers of contacts and invented outcomes.
"""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path

PLACE = "Westmere"
HEADINGS = ("Kind", "Date", "Place", "Outcome", "Category", "Detail", "Ground", "Result", "Nil")
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
    2019: (120, 71, 40, 20, 13),
    2020: (88, 66, 25, 12, 9),
}
# of those that met the threshold: (sector, setting, how many)
SECTORS = {
    2019: (
        ("education", "", 30),
        ("nursery", "", 7),
        ("foster_carer", "own_authority", 12),
        ("social_care", "residential", 5),
        ("social_care", "", 9),
        ("other", "", 8),
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
# of those again, the ones about suitability: (sector, setting, how many)
SUITABILITY = (
    ("education", "", 8),
    ("social_care", "residential", 7),
    ("social_care", "", 2),
    ("foster_carer", "own_authority", 1),
    ("other", "should_be_social_care", 3),
    ("other", "", 2),
)
# what became of the 23: three are not recorded, as in the published report
RESULTS = ("below_threshold",) * 8 + ("strategy_meeting",) * 8 + ("employer_only",) * 4 + ("",) * 3

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


def row(kind: str, day: str, *, outcome="", category="", detail="", ground="", result="", nil="") -> Row:
    return kind, day, PLACE, outcome, category, detail, ground, result, nil


def contacts() -> Iterator[Row]:
    for year, counts in CONTACTS.items():
        for offset, (outcome, many) in enumerate(zip(OUTCOMES, counts, strict=True)):
            days = spread(year, many, offset=2 * offset)
            if outcome != "met_threshold":
                yield from (row("lado_contact", day, outcome=outcome) for day in days)
                continue
            yield from referrals(year, many, days)


def referrals(year: int, many: int, days: Iterator[str]) -> Iterator[Row]:
    grounds, results = cycle(("harmed", "offence", "risk")), iter(RESULTS)
    suitable = {(sector, setting): count for sector, setting, count in SUITABILITY} if year == 2020 else {}
    sectors = [
        (sector, setting) for sector, setting, count in SECTORS.get(year, (("", "", many),)) for _ in range(count)
    ]
    for day, (sector, setting) in zip(days, sectors, strict=True):
        facts = {"outcome": "met_threshold", "category": sector, "detail": setting}
        if suitable.get((sector, setting)):
            suitable[sector, setting] -= 1
            yield row("lado_contact", day, ground="suitability", result=next(results), **facts)
        elif year == 2020:
            yield row("lado_contact", day, ground=next(grounds), result="strategy_meeting", **facts)
        else:  # nobody wrote down grounds and results before
            yield row("lado_contact", day, **facts)


def reviews_and_audits() -> Iterator[Row]:
    for day, outcome in zip(spread(2020, 4), ("review", "review", "learning_review", "review"), strict=True):
        yield row("sar_referral", day, outcome=outcome)
    for day in spread(2020, 5, offset=11):
        yield row("rapid_review", day, outcome="no_further_review")
    yield row("review_published", "2021-03-31", nil="yes")
    yield row("dhr_approved", "2020-11-18")
    ratings = ("outstanding", "good") * 7 + ("requires_improvement",)
    for day, rating in zip(spread(2020, 15, offset=5), ratings, strict=True):
        yield row("section_11_return", day, category=rating)
    for _ in range(98):
        yield row("education_audit", "2021-01-29", outcome="returned")
    for day in spread(2020, 57):
        yield row("training_session", day, category="multi_agency")
    for day in spread(2020, 6, offset=30):
        yield row("training_session", day, category="single_agency")


def main() -> None:
    rows = sorted([*contacts(), *reviews_and_audits()])
    with open(Path(__file__).with_name("counted_events.csv"), "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([HEADINGS, *rows])


if __name__ == "__main__":
    main()
