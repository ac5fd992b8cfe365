"""What the law asks of a report: whose duty each thing is, where the law says so, and since when.

These are the country's rules, so they stand in code and are dated; which of the duties one report answers is said of the
report, and where it answers each is said by its editors. The words are ours: the law is cited, never copied.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from safehold.access.models import LegalBody

CARE_ACT = "Care Act 2014, schedule 2, paragraph 4(1)"
CHILDREN_ACT = "Children Act 2004, section 16G"
WT_2018 = "Working Together 2018, chapter 3"
WT_2023 = "Working Together 2023, chapter 2"
CSP_REGULATIONS = "Crime and Disorder (Formulation and Implementation of Strategy) Regulations 2007"

SAB, PARTNERS, CSP = LegalBody.SAB, LegalBody.SAFEGUARDING_PARTNERS, LegalBody.CSP
CARE_ACT_ON, ARRANGEMENTS_ON = date(2015, 4, 1), date(2018, 6, 29)
WT_2023_ON, REGULATIONS_ON = date(2023, 12, 15), date(2007, 8, 1)


@dataclass(frozen=True)
class Requirement:
    """One thing that a report must say: ``until_on`` is the last day that it held."""

    code: str
    body: LegalBody
    words: str
    law: str
    from_on: date
    until_on: date | None = None

    def held_on(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


REQUIREMENTS: tuple[Requirement, ...] = (
    # an adults board's report on a year
    Requirement("sab.objective", SAB, "What the board did to reach its objective", f"{CARE_ACT}(a)", CARE_ACT_ON),
    Requirement("sab.strategy", SAB, "What the board did to carry out its strategy", f"{CARE_ACT}(b)", CARE_ACT_ON),
    Requirement(
        "sab.members", SAB, "What each member of the board did to carry out the strategy", f"{CARE_ACT}(c)", CARE_ACT_ON
    ),
    Requirement(
        "sab.reviews_concluded",
        SAB,
        "What was found by each safeguarding adult review that ended in the year",
        f"{CARE_ACT}(d)",
        CARE_ACT_ON,
    ),
    Requirement(
        "sab.reviews_ongoing",
        SAB,
        "Which safeguarding adult reviews were going on at the end of the year",
        f"{CARE_ACT}(e)",
        CARE_ACT_ON,
    ),
    Requirement(
        "sab.findings_acted_on",
        SAB,
        "What the board did about the findings of its reviews",
        f"{CARE_ACT}(f)",
        CARE_ACT_ON,
    ),
    Requirement(
        "sab.findings_refused",
        SAB,
        "Where the board decided not to act on a finding, and why",
        f"{CARE_ACT}(g)",
        CARE_ACT_ON,
    ),
    # the safeguarding partners' yearly report
    Requirement(
        "children.done",
        PARTNERS,
        "What the safeguarding partners and relevant agencies did under their arrangements, practice reviews among it",
        f"{CHILDREN_ACT}; {WT_2018}",
        ARRANGEMENTS_ON,
    ),
    Requirement(
        "children.effective",
        PARTNERS,
        "How well the arrangements worked in practice",
        f"{CHILDREN_ACT}; {WT_2018}",
        ARRANGEMENTS_ON,
    ),
    Requirement(
        "children.impact",
        PARTNERS,
        "Evidence of what the work changed for children and families, training among it",
        WT_2018,
        ARRANGEMENTS_ON,
    ),
    Requirement("children.little_progress", PARTNERS, "Where there was little or no progress", WT_2018, ARRANGEMENTS_ON),
    Requirement(
        "children.recommendations",
        PARTNERS,
        "What was decided and done about recommendations of local and national practice reviews",
        WT_2018,
        ARRANGEMENTS_ON,
    ),
    Requirement(
        "children.feedback",
        PARTNERS,
        "How children and families were asked, and what was done with what they said",
        WT_2018,
        ARRANGEMENTS_ON,
    ),
    Requirement("children.contributions", PARTNERS, "What each partner contributed", WT_2023, WT_2023_ON),
    Requirement(
        "children.scrutiny", PARTNERS, "What independent scrutiny found, and what it changed", WT_2023, WT_2023_ON
    ),
    Requirement(
        "children.money", PARTNERS, "What it cost, who paid what, and the value of it", WT_2023, WT_2023_ON
    ),
    Requirement("children.education", PARTNERS, "How education takes part", WT_2023, WT_2023_ON),
    Requirement("children.data", PARTNERS, "How data was used", WT_2023, WT_2023_ON),
    # a community safety partnership's plan
    Requirement(
        "csp.assessment",
        CSP,
        "The levels and patterns of crime, disorder and substance misuse",
        f"{CSP_REGULATIONS}, regulations 5 to 7",
        REGULATIONS_ON,
    ),
    Requirement(
        "csp.priorities",
        CSP,
        "The priorities that follow from the assessment",
        f"{CSP_REGULATIONS}, regulations 10 and 11",
        REGULATIONS_ON,
    ),
    Requirement(
        "csp.strategy",
        CSP,
        "The strategy against crime, disorder and substance misuse",
        f"{CSP_REGULATIONS}, regulations 10 and 11",
        REGULATIONS_ON,
    ),
    Requirement(
        "csp.steps",
        CSP,
        "How the responsible authorities carry the strategy out",
        f"{CSP_REGULATIONS}, regulations 10 and 11",
        REGULATIONS_ON,
    ),
    Requirement(
        "csp.engagement",
        CSP,
        "How people and groups in the area were asked",
        f"{CSP_REGULATIONS}, on engaging with communities",
        REGULATIONS_ON,
    ),
)  # fmt: skip
BY_CODE: dict[str, Requirement] = {each.code: each for each in REQUIREMENTS}
DUTIES: tuple[LegalBody, ...] = tuple(dict.fromkeys(each.body for each in REQUIREMENTS))

REPORTS = {
    SAB: "the safeguarding adults board’s report",
    PARTNERS: "the safeguarding partners’ yearly report",
    CSP: "the community safety partnership’s plan",
}
"""What each of them publishes, as it is called in a sentence."""


def asked_of(duties: Collection[str], on: date) -> list[Requirement]:
    """What a report that answers ``duties`` must say, as the law stood on ``on``, the last day of its period."""
    return [each for each in REQUIREMENTS if each.body in duties and each.held_on(on)]
