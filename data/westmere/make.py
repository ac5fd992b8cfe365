"""Makes Westmere's files of figures. Westmere is wholly invented; this says where each of its numbers comes from.

Run it with Python alone: ``python data/westmere/make.py``. It writes the same files every time.

- ``figures_2020_21.csv``. What the printed report of 2020-21 prints or implies is set equal to it, so that figures
  computed for Westmere can be checked against a real report. The rest, most of it for 2019-20, is invented below.
- ``published_2018_2021.csv``. Children's social care and street crime. Totals of a year and numbers at its end are set
  equal to the published ones; how they divide over months, sources and categories is invented, so that nothing which
  the publisher hides could be read from it. Parts add up to their totals, and those who start and stop to the change.
- ``kpi_returns_2020_21.csv``. What each agency returned. The mean of their percentages, each rounded half up, is
  exactly the outcome that the report prints.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from random import Random

HERE = Path(__file__).parent
PRINTED = HERE.parent / "bnes" / "report_2020_21_figures.csv"

PLACES = {"B&NES": "Westmere", "Avon and Somerset": "Westmere and Aldermoor"}
HERE_ONLY, WIDER = PLACES.values()
HEADINGS = ("section", "measure", "period", "geography", "value", "unit", "basis", "note")
EQUAL, OWN = "Equal to the published report, as a yardstick", "Invented for Westmere alone"

# --- what the report neither prints nor implies ---

YEAR, BEFORE = "2019-20", "2018-19"

# section, unit, {code: value}; all for Westmere in 2019-20
OWN_2019_20: tuple[tuple[str, str, dict[str, int | str]], ...] = (
    ("3", "reviews", {
        "rapid_reviews.submitted": 3, "rapid_reviews.panel_agreed_no_further_review": 2, "cspr.published": 1,
        "sar.published": 1, "dhr.published": 0, "dhr.approved_by_home_office": 1,
    }),
    ("3", "referrals", {"sar.referrals": 7, "sar.met_criteria": 4, "sar.not_met_learning_review": 3}),
    ("4", "organisations", {
        "section_11.responses": 14, "section_11.self_rating.outstanding": 4, "section_11.self_rating.good": 8,
        "section_11.self_rating.requires_improvement": 2, "section_11.self_rating.inadequate": 0,
    }),
    ("4", "areas", {"section_11.areas": 5}),
    ("4", "establishments", {"section_175.sent": 97, "section_175.returned": 93}),
    ("5", "sessions", {"training.sessions": 84}),
    ("5", "courses", {"training.courses": 31, "training.single_agency_courses": 9}),
    ("5", "places", {
        "training.places_available": 1680, "training.places_booked": 1402, "training.places_attended": 1271,
    }),
    ("5", "percent", {"training.evaluations_completed_pct": 62}),
    ("5", "modules", {"training.elearning_modules_completed": 612, "training.new_elearning_modules": 2}),
    ("5", "people", {"training.single_agency_people_over": 540}),
    ("6", "percent", {
        f"kpi.{code}.{end}": value
        for code, target, outcome in (
            ("prevent_wrap", 85, 74), ("prevent_awareness", 85, 86), ("fgm_awareness", 80, 66),
            ("domestic_abuse_awareness", 80, 81), ("modern_slavery_leads", 100, 75), ("complex_trio", 80, 58),
            ("self_neglect", 80, 79), ("mca_dols_6_months", 90, 63), ("adult_awareness_3_months", 95, 91),
            ("adult_level_2", 90, 84), ("adult_level_3", 90, 80), ("child_protection_standard", 90, 88),
            ("child_protection_advanced", 90, 85), ("cse_awareness", 80, 77), ("dbs_current", 100, 100),
            ("two_references", 100, 97),
        )
        for end, value in (("target", target), ("outcome_average", outcome))
    }),
    ("8", "priorities", {"plan.priorities": 6}),
    ("10.1", "contacts", {"children.requests_for_service_just_under": 6400}),
    # the printed fall of 1% to 1,123 fits anything from 1,129 to 1,140 the year before
    ("10.2", "concerns", {"adults.concerns": 1134}),
    ("10.2", "people", {"adults.concern_individuals": 846, "adults.enquiry_individuals": 503}),
    ("10.2", "percent", {"adults.concerns_change_pct": 2, "adults.concerns_men_about_pct": 41}),
    ("10.2", "enquiries", {"adults.enquiries": 598, "adults.enquiries_in_community_hospital": 7}),
    ("10.3", "contacts", {
        "lado.contact_outcome.advice_below_threshold": 118, "lado.contact_outcome.met_threshold": 86,
        "lado.contact_outcome.other_authority_area": 33, "lado.contact_outcome.not_under_protocol": 16,
        "lado.contact_outcome.organisational_safeguarding": 11,
    }),
    ("10.3", "referrals", {
        "lado.threshold.foster_carers": 16, "lado.threshold.foster_carers_own_authority": 11,
        "lado.threshold.social_care": 13, "lado.threshold.social_care_residential": 8, "lado.threshold.police": 0,
        "lado.suitability.total": 19, "lado.suitability.school": 7, "lado.suitability.social_care": 6,
        "lado.suitability.foster_carer": 2, "lado.suitability.other": 4,
        "lado.suitability.other_should_be_social_care": 2, "lado.suitability.outcome_below_threshold": 6,
        "lado.suitability.outcome_strategy_meeting": 8, "lado.suitability.outcome_employer_only": 5,
    }),
    ("10.4", "percent", {
        "police.missing_children.change_pct": "6.3", "police.missing_episodes.change_pct": "4.8",
        "police.missing_repeatedly.change_pct": "-2.1", "police.icpc_attendance_pct": "95.8",
    }),
    ("10.4", "children", {
        "police.missing_from_care": 9, "police.missing_from_care_repeat": 3, "police.custody_arrested": 41,
        "police.custody_charged_and_detained": 3,
    }),
    ("10.4", "conferences", {"police.icpc_missed": 3}),
)  # fmt: skip

# counts of the year before, so that the changes of 2019-20 can be worked out
POLICE_2018_19 = {
    "police.child_protection_crimes_excl_da": 245,
    "police.non_familial_sexual_offences_children": 138,
    "police.child_neglect": 61,
    "police.child_protection_serious_sexual": 70,
    "police.cse_tagged": 31,
    "police.da_victim_16_17": 52,
    "police.child_victims": 640,
    "police.child_suspects": 455,
}
WIDER_2019_20 = {
    "police.child_protection_crimes_excl_da.change_pct": "2.6",
    "police.cse_tagged.change_pct": "-4.5",
    "police.da_victim_16_17.change_pct": "-3.9",
    "police.child_victims.change_pct": "-0.8",
    "police.child_suspects.change_pct": "1.7",
}
QUARTER_2019_20 = (
    ("police.icpc_invited", 18, "conferences"),
    ("police.icpc_attended", 17, "conferences"),
    ("police.custody_arrested", 12, "children"),
    ("police.custody_charged_and_detained", 1, "children"),
)
PROTECTION_2018_19 = (
    ("police.s46_occasions", HERE_ONLY, 6, "occasions"),
    ("police.s46_occasions", WIDER, 121, "occasions"),
    ("police.s46_unlinked_to_beat_code", WIDER, 11, "records"),
)

Figure = tuple[str, str, str, str, object, str, str, str]


def figures() -> Iterator[Figure]:
    """The figures of the report and of the year before it."""
    with PRINTED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            # a claim about the printed report is no figure of Westmere's
            if not row["measure"].endswith("_as_printed"):
                place = PLACES[row["geography"]]
                yield own(row["section"], row["measure"], row["period"], place, row["value"], row["unit"], EQUAL)
    for section, unit, values in OWN_2019_20:
        for code, value in values.items():
            yield own(section, code, YEAR, HERE_ONLY, value, unit)
    for code, value in POLICE_2018_19.items():
        yield own("10.4", code, BEFORE, HERE_ONLY, value, "count")
    for code, change in WIDER_2019_20.items():
        yield own("10.4", code, YEAR, WIDER, change, "percent")
    for code, value, unit in QUARTER_2019_20:
        yield own("10.4", code, f"{YEAR} Q4", HERE_ONLY, value, unit)
    for code, place, value, unit in PROTECTION_2018_19:
        yield own("10.4", code, BEFORE, place, value, unit)


def own(section: str, code: str, period: str, place: str, value: object, unit: str, note: str = OWN) -> Figure:
    return (section, code, period, place, value, unit, "invented", note)


# --- children's social care and street crime ---

REFERRALS = {"2018-19": 1006, "2019-20": 931, "2020-21": 860}
# how referrals lean over the months from April to March; 2020-21 has its lockdowns
LEANING = {
    "2018-19": (96, 92, 70, 95, 72, 80, 100, 92, 70, 98, 86, 95),
    "2019-20": (84, 90, 86, 98, 62, 74, 84, 80, 64, 86, 78, 70),
    "2020-21": (50, 58, 66, 64, 52, 82, 92, 90, 60, 78, 84, 88),
}
SOURCES = {
    "council_services": (214, 208, 187),
    "health_services": (151, 139, 158),
    "schools": (203, 186, 161),
    "police": (205, 189, 166),
    "individual": (118, 106, 97),
    "other": (56, 48, 43),
    "other_legal_agency": (33, 31, 22),
    "anonymous": (11, 4, 12),
    "housing": (6, 3, 7),
    "education_services": (6, 12, 5),
    "unknown": (3, 5, 2),
}
SECTION_47, CONFERENCES, CHILDREN = (495, 387, 355), (106, 144, 111), (104, 141, 109)
# open on 31 March of 2018 to 2021, and begun in the year that ends there; those that ended follow
PLANS_OPEN, PLANS_STARTED, OPEN_IN_2017 = (173, 91, 134, 102), (164, 99, 137, 103), 151
CHILDREN_IN_WESTMERE = (35_210, 35_420, 35_640, 35_870)
CATEGORIES = ("neglect", "emotional", "physical", "sexual", "multiple")
FIRST_CATEGORY = ((84, 68, 13, 4, 4), (45, 33, 8, 3, 2), (66, 50, 11, 4, 3), (52, 35, 9, 4, 2))
LATEST_CATEGORY = ((86, 70, 10, 4, 3), (46, 34, 7, 2, 2), (67, 51, 9, 4, 3), (54, 36, 7, 3, 2))
# looked after on 31 March of 2019 to 2021, and started in the year; those who ceased follow
LOOKED_AFTER, STARTED, LOOKED_AFTER_IN_2018 = (192, 180, 179), (90, 73, 52), 171
# for each year its total and how that leans over the months
STREET = {
    "community.anti_social_behaviour": (
        (3004, (78, 90, 96, 0, 112, 92, 84, 74, 56, 60, 58, 76)),
        (3391, (74, 104, 122, 126, 118, 98, 86, 72, 70, 66, 62, 86)),
    ),
    "community.violence_and_sexual_offences": (
        (3498, (96, 98, 108, 0, 116, 96, 100, 102, 102, 110, 92, 100)),
        (3612, (84, 98, 108, 116, 102, 104, 104, 90, 92, 84, 72, 106)),
    ),
}
MISSING = "2019-07"
"""The month that the national source does not have for any area of a real force, and so not for this one."""


def published() -> Iterator[Figure]:
    """Children's social care from 2018 to 2021, and street crime in the last two of those years."""
    years = tuple(REFERRALS)
    for year in years:
        for month, value in zip(months(year), shared(REFERRALS[year], LEANING[year], year), strict=True):
            yield own("10.1", "children.referrals", month, HERE_ONLY, value, "referrals")
    for place, year in enumerate(years):
        yield own("10.1", "children.referrals", year, HERE_ONLY, REFERRALS[year], "referrals", EQUAL)
        for source, values in SOURCES.items():
            yield own("10.1", f"children.referrals_from.{source}", year, HERE_ONLY, values[place], "referrals")
        if sum(values[place] for values in SOURCES.values()) != REFERRALS[year]:
            raise ValueError(f"The sources of {year} do not add up to its referrals")
        yield own("10.1", "children.section_47_enquiries", year, HERE_ONLY, SECTION_47[place], "enquiries", EQUAL)
        yield own("10.1", "children.icpc", year, HERE_ONLY, CONFERENCES[place], "children", EQUAL)
        yield own("10.1", "children.icpc_children", year, HERE_ONLY, CHILDREN[place], "children")
    yield from plans()
    yield from looked_after()
    for code, by_year in STREET.items():
        for year, (total, leaning) in zip(years[1:], by_year, strict=True):
            for month, value in zip(months(year), shared(total, leaning, code + year), strict=True):
                if month != MISSING:
                    yield own("10.4", code, month, HERE_ONLY, value, "incidents")


def plans() -> Iterator[Figure]:
    before = OPEN_IN_2017
    for place, (year, last) in enumerate(year_ends(2018, 4)):
        now, started = PLANS_OPEN[place], PLANS_STARTED[place]
        yield own("10.1", "children.plans_started", year, HERE_ONLY, started, "plans", EQUAL)
        yield own("10.1", "children.plans_ended", year, HERE_ONLY, before + started - now, "plans")
        yield own("10.1", "children.plans_open", last, HERE_ONLY, now, "plans", EQUAL)
        rate = Decimal(now * 10_000) / CHILDREN_IN_WESTMERE[place]
        rate = rate.quantize(Decimal("0.1"), ROUND_HALF_UP)
        yield own("10.1", "children.plans_open_rate", last, HERE_ONLY, rate, "per 10,000 children")
        for when, by_year in (("initial", FIRST_CATEGORY), ("latest", LATEST_CATEGORY)):
            if sum(by_year[place]) != now:
                raise ValueError(f"The {when} categories do not add up to the plans open on {last}")
            for category, value in zip(CATEGORIES, by_year[place], strict=True):
                yield own("10.1", f"children.plans_open.{category}_{when}", last, HERE_ONLY, value, "plans")
        before = now


def looked_after() -> Iterator[Figure]:
    before = LOOKED_AFTER_IN_2018
    for place, (year, last) in enumerate(year_ends(2019, 3)):
        now, started = LOOKED_AFTER[place], STARTED[place]
        yield own("10.1", "children.looked_after", last, HERE_ONLY, now, "children", EQUAL)
        yield own("10.1", "children.looked_after_started", year, HERE_ONLY, started, "children", EQUAL)
        yield own("10.1", "children.looked_after_ceased", year, HERE_ONLY, before + started - now, "children")
        before = now


def year_ends(first: int, count: int) -> Iterator[tuple[str, str]]:
    """A financial year and its last day, ``count`` of them, the first ending in the year ``first``."""
    for year in range(first, first + count):
        yield f"{year - 1}-{year % 100:02}", f"{year}-03-31"


def months(year: str) -> list[str]:
    first = int(year[:4])
    return [f"{first}-{month:02}" for month in range(4, 13)] + [f"{first + 1}-{month:02}" for month in range(1, 4)]


def shared(total: int, leaning: Sequence[int], seed: str) -> list[int]:
    """``total`` divided roughly as ``leaning`` says, a little unevenly, adding up exactly. Nought stays nought."""
    chance = Random(seed)  # noqa: S311  the same numbers every time are the point
    weights = [weight * chance.randint(90, 110) for weight in leaning]
    parts = [total * weight // sum(weights) for weight in weights]
    largest = sorted(range(len(parts)), key=lambda place: -(total * weights[place] % sum(weights)))
    for place in largest[: total - sum(parts)]:
        parts[place] += 1
    return parts


# --- what the agencies returned for the indicators ---

# staff to whom a question about all of them applies
STAFF = {
    "council-children": 412,
    "council-adults": 356,
    "council-education": 268,
    "constabulary": 530,
    "probation": 164,
    "health-commissioner": 197,
    "acute-trust": 874,
    "mental-health-trust": 441,
    "community-health": 389,
}
WITH_ADULTS = tuple(agency for agency in STAFF if agency not in ("council-children", "council-education"))
WITH_CHILDREN = tuple(agency for agency in STAFF if agency not in ("council-adults", "probation"))
# indicator: who is asked, and how many in a hundred of their staff it applies to
ASKED = {
    "prevent_wrap": (tuple(STAFF), 60),
    "prevent_awareness": (tuple(STAFF), 90),
    "fgm_awareness": (tuple(STAFF), 45),
    "domestic_abuse_awareness": (tuple(STAFF), 80),
    "modern_slavery_leads": (tuple(STAFF), 8),
    "complex_trio": (tuple(STAFF), 50),
    "self_neglect": (WITH_ADULTS, 65),
    "mca_dols_6_months": (WITH_ADULTS, 25),
    "adult_awareness_3_months": (WITH_ADULTS, 15),
    "adult_level_2": (WITH_ADULTS, 70),
    "adult_level_3": (WITH_ADULTS, 35),
    "child_protection_standard": (WITH_CHILDREN, 75),
    "child_protection_advanced": (WITH_CHILDREN, 40),
    "cse_awareness": (WITH_CHILDREN, 70),
    "dbs_current": (tuple(STAFF), 95),
    "two_references": (tuple(STAFF), 14),
}
FURTHEST = 18
"""No agency is further from the mean than this, in percentage points."""


def returns() -> Iterator[tuple[str, str, int, int, str]]:
    """One row for each agency and indicator: how many of how many."""
    outcomes = {row[1]: int(str(row[4])) for row in figures() if row[1].startswith("kpi.") and row[2] == "2020-21"}
    for indicator, (agencies, of_a_hundred) in ASKED.items():
        wanted = outcomes[f"kpi.{indicator}.outcome_average"]
        for agency, percent in zip(agencies, around(wanted, len(agencies), indicator), strict=True):
            done, relevant = fitting(percent, max(STAFF[agency] * of_a_hundred // 100, 5))
            yield agency, indicator, done, relevant, "2020-21"


def around(mean: int, count: int, seed: str) -> list[int]:
    """``count`` whole percentages whose mean is exactly ``mean``."""
    chance = Random(seed)  # noqa: S311  the same numbers every time are the point
    percentages = [mean] * count
    for _ in range(6 * count):
        up, down = chance.sample(range(count), 2)
        step = chance.randint(1, 5)
        if percentages[up] + step <= min(100, mean + FURTHEST) and percentages[down] - step >= mean - FURTHEST:
            percentages[up] += step
            percentages[down] -= step
    return percentages


def fitting(percent: int, relevant: int) -> tuple[int, int]:
    """How many of how many, about ``relevant``, is ``percent`` when it is rounded half up."""
    while True:
        done = (relevant * percent + 50) // 100
        if (200 * done + relevant) // (2 * relevant) == percent:
            return done, relevant
        relevant += 1


def write(name: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(headings)
        writer.writerows(rows)


if __name__ == "__main__":
    write("figures_2020_21.csv", HEADINGS, figures())
    write("published_2018_2021.csv", HEADINGS, published())
    write("kpi_returns_2020_21.csv", ("Agency", "Indicator", "Numerator", "Denominator", "Period"), returns())
