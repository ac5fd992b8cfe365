"""What the printed annual report of 2020-21 names and says of its structure, against the pack that stands for it.

The list was read out of the report by a person. Names and dates are facts; the report's sentences are not here.
"""

from datetime import date

import pytest
import yaml
from django.conf import settings

from safehold.access.actor import Actor
from safehold.access.models import Agency
from safehold.partnership.models import AnswersTo, Group, GroupBody, Seat
from safehold.partnership.pack.loading import load, understand

pytestmark = pytest.mark.slow

YEAR_BEGAN, YEAR_ENDED = date(2020, 4, 1), date(2021, 3, 31)
PACK = settings.ROOT / "packs" / "bnes.yaml"

# the name, what kind of group it is, and by which section of the report
GROUPS = {
    "Executive Group": "executive",
    "Operational Group": "operational",
    "Practice Review Group": "subgroup",
    "Domestic Abuse Partnership": "subgroup",
    "Prevention & Early Intervention": "subgroup",
    "Youth Offending Service Management Board": "subgroup",
    "Exploitation": "subgroup",
    "Vulnerable Communities": "subgroup",
    "Mental Capacity Act Quality Assurance": "subgroup",
    "Quality & Performance": "subgroup",
    "Training & Workforce Development": "subgroup",
    "Case review recommendations group": "other",  # the report gives it no name
    "Serious Violence Steering Group": "steering",
    "Serious Youth Violence and Operational Exploitation Group": "other",
    "Discharge to Assess task and finish group": "task_and_finish",  # nor this one
    "Multi Agency Risk Assessment Conference": "panel",
    "Multi-agency Risk Management Meeting": "panel",
    "Multi Agency Safeguarding Hub": "other",
    "Child Protection Forums": "forum",
    "Avon and Somerset Strategic Safeguarding Partnership": "regional",
    "Schools Standards Board": "other",
    "Children In Care Council": "forum",
    "Senior In Care Council": "forum",
    "Local Criminal Justice Board": "other",
    "National Child Safeguarding Practice Review Panel": "panel",
}
REPLACED = {"Local Safeguarding Children's Board", "Local Safeguarding Adult Board", "Responsible Authorities Group"}
BESIDE_THE_PARTNERSHIP = {
    "Avon and Somerset Strategic Safeguarding Partnership",
    "Schools Standards Board",
    "Children In Care Council",
    "Senior In Care Council",
    "Local Criminal Justice Board",
    "National Child Safeguarding Practice Review Panel",
}
SHORT_NAMES = {
    "Domestic Abuse Partnership": "DAP",
    "Youth Offending Service Management Board": "YOS Management Board",
    "Multi Agency Risk Assessment Conference": "MARAC",
    "Multi-agency Risk Management Meeting": "MARMM",
    "Multi Agency Safeguarding Hub": "MASH",
    "Avon and Somerset Strategic Safeguarding Partnership": "ASSSP",
    "Senior In Care Council": "SICC",
    "National Child Safeguarding Practice Review Panel": "National Panel",
}
STATUTORY_AGENCIES = {
    "Bath & North East Somerset Council",
    "Avon and Somerset Constabulary",
    "B&NES, Swindon and Wiltshire Clinical Commissioning Group",
    "Avon Fire & Rescue Service",
    "National Probation Service",
}
AGENCIES = STATUTORY_AGENCIES | {
    "BCSSP partnership team",
    "B&NES Council: Children's Social Care",
    "B&NES Council: Adult Social Care",
    "Youth Offending Service",
    "Police & Crime Commissioner",
    "Schools and colleges in B&NES",
    "Willow service",
    "Violence Reduction Unit",
    "Stepping-Stones",
    "Lighthouse",
    "Pebbles",
    "St Johns Foundation",
    "Best Start in Life",
    "Stand Against Racial Inequality",
    "School Health Education Unit",
    "Child and Adolescent Mental Health Services",
    "Safeguarding partnership in Bristol",
    "Safeguarding partnership in North Somerset",
    "Safeguarding partnership in South Gloucestershire",
    "Safeguarding partnership in Somerset",
    "Home Office",
    "Youth Justice Board",
    "Department for Education",
    "NHS Digital",
    "Office for Standards in Education, Children's Services and Skills",
    "Care Quality Commission",
    "NICE",
    "Association of Directors of Adult Social Services",
    "CAFCASS",
}
# whom each answers to in March 2021: groups by name, bodies outside by theirs
ANSWERS_TO = {
    "Operational Group": {"Executive Group"},
    "Youth Offending Service Management Board": {"Executive Group", "Health and Wellbeing Board"},
    "Serious Violence Steering Group": {
        "Exploitation",
        "Domestic Abuse Partnership",
        "Youth Offending Service Management Board",
    },
    "Serious Youth Violence and Operational Exploitation Group": {"Exploitation"},
    "Discharge to Assess task and finish group": {"Mental Capacity Act Quality Assurance"},
    **{
        name: {"Operational Group"}
        for name, kind in GROUPS.items()
        if kind == "subgroup" and name != "Youth Offending Service Management Board"
    },
}
# what the report says of when: the rest stood when the year began
BEGUN_IN_THE_YEAR = {
    "Mental Capacity Act Quality Assurance": date(2020, 9, 1),
    "Case review recommendations group": YEAR_ENDED,
    "Serious Violence Steering Group": YEAR_ENDED,
    "Discharge to Assess task and finish group": YEAR_ENDED,
}
SEATS = {
    "Executive Group": STATUTORY_AGENCIES,
    "Practice Review Group": STATUTORY_AGENCIES,
    "Child Protection Forums": {"Schools and colleges in B&NES"},
    "Avon and Somerset Strategic Safeguarding Partnership": {
        "BCSSP partnership team",
        "Safeguarding partnership in Bristol",
        "Safeguarding partnership in North Somerset",
        "Safeguarding partnership in South Gloucestershire",
        "Safeguarding partnership in Somerset",
    },
}


@pytest.fixture(autouse=True)
def _bnes(db):
    load(understand(PACK.read_bytes()), by=Actor.system("tests", on=date(2021, 4, 30)))


def named(row, day=YEAR_ENDED):
    return row.name_on(day)


def test_every_group_that_the_report_names_was_there_at_the_end_of_the_year_and_no_other():
    there = {named(group): group for group in Group.objects.on(YEAR_ENDED)}

    assert {name: group.kind for name, group in there.items()} == GROUPS
    assert {name for name, group in there.items() if group.outside} == BESIDE_THE_PARTNERSHIP
    assert {name: there[name].names.get().short_name for name in SHORT_NAMES} == SHORT_NAMES
    assert sum(kind == "subgroup" for kind in GROUPS.values()) == 9


def test_what_began_in_the_year_was_not_there_before_it_and_says_what_is_not_known():
    before = {named(group) for group in Group.objects.on(date(2020, 6, 30))}
    founded = {named(group): group for group in Group.objects.exclude(founded_on=None)}

    assert before == GROUPS.keys() - BEGUN_IN_THE_YEAR.keys()
    assert {name: group.founded_on for name, group in founded.items()} == BEGUN_IN_THE_YEAR
    assert all(group.note for group in founded.values())


def test_the_three_boards_that_the_partnership_replaced_are_kept_as_closed():
    closed = Group.objects.exclude(closed_on=None)

    assert {named(group, group.closed_on) for group in closed} == REPLACED
    assert all(group.closed_on.year == 2019 for group in closed)


def test_who_answers_to_whom_is_what_the_report_says():
    found: dict[str, set[str]] = {}
    for row in AnswersTo.objects.on(YEAR_ENDED):
        found.setdefault(named(row.group), set()).add(str(row))

    assert found == ANSWERS_TO


def test_the_executive_acts_for_three_bodies_and_is_chaired_as_the_operational_group_is():
    bodies = {body.body for body in GroupBody.objects.filter(group__code="executive")}
    chaired = set(Group.objects.filter(note__startswith="Chaired independently").values_list("code", flat=True))

    assert bodies == {"CSP", "SAB", "SAFEGUARDING_PARTNERS"}
    assert chaired == {"executive", "operational-group"}


def test_every_agency_that_the_report_names_is_there_and_no_other():
    assert {named(agency) for agency in Agency.objects.all()} == AGENCIES


def test_the_five_statutory_agencies_are_the_authorities_of_the_community_safety_partnership():
    members: dict[str, set[str]] = {}
    for agency in Agency.objects.prefetch_related("bodies"):
        for body in agency.bodies.all():
            members.setdefault(body.body, set()).add(named(agency))

    assert members["CSP"] == STATUTORY_AGENCIES
    assert members["SAFEGUARDING_PARTNERS"] == members["SAB"] < STATUTORY_AGENCIES
    assert len(members["SAB"]) == 3


def test_a_seat_is_held_only_where_the_report_says_who_takes_part():
    found: dict[str, set[str]] = {}
    for seat in Seat.objects.on(YEAR_ENDED):
        found.setdefault(named(seat.group), set()).add(named(seat.agency))

    assert found == SEATS


def test_every_day_in_the_pack_is_one_that_can_be_accounted_for():
    """A day is the first by which the report vouches for a thing, the end of its year, or one that the pack explains."""
    known = {date(2019, 1, 1), date(2019, 12, 31), date(2020, 1, 1), *BEGUN_IN_THE_YEAR.values()}
    # marked in the pack as not in the report
    known |= {date(2022, 6, 30), date(2022, 7, 1), date(2021, 6, 25), date(2021, 6, 26), date(2023, 4, 1)}

    assert set(days_in(yaml.safe_load(PACK.read_text(encoding="utf-8")))) <= known


def days_in(said):
    if isinstance(said, date):
        yield said
    elif isinstance(said, dict):
        for value in said.values():
            yield from days_in(value)
    elif isinstance(said, list):
        for value in said:
            yield from days_in(value)


def test_the_areas_have_the_ons_codes_of_the_statistics_and_the_force_area_has_none():
    areas = yaml.safe_load(PACK.read_text(encoding="utf-8"))["areas"]

    assert {area["name"]: area.get("ons_code", "") for area in areas} == {
        "B&NES": "E06000022",
        "Bristol": "E06000023",
        "North Somerset": "E06000024",
        "South Gloucestershire": "E06000025",
        "Somerset": "E10000027",
        "Avon and Somerset": "",
        "South West": "E12000009",
        "England": "E92000001",
    }
