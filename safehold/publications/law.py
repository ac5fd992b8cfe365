"""What the law asks of a report: whose duty each thing is, where the law says so, since when, and until when.

These are the country's rules, so they stand in code and are dated; which of the duties one report answers is said of the
report, and where it answers each is said by its editors. A report is held to the law of the last day of its year alone. The
words are ours: the law is cited, never copied.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from safehold.access.models import LegalBody
from safehold.govuk.filters import day

SAB, PARTNERS, CSP = LegalBody.SAB, LegalBody.SAFEGUARDING_PARTNERS, LegalBody.CSP
CARE_ACT = "Care Act 2014, schedule 2, paragraph 4(1)"
CHILDREN_ACT = "Children Act 2004, section 16G(7)"
CRIME_ACT = "Crime and Disorder Act 1998, section 6(1)"
REGULATIONS = "Crime and Disorder (Formulation and Implementation of Strategy) Regulations 2007"
# section 6 as it stands, and its regulations, began on one day; two of its strategies came later
CARE_ACT_ON, ARRANGEMENTS_ON, STRATEGY_ON = date(2015, 4, 1), date(2018, 6, 29), date(2007, 8, 1)
REOFFENDING_ON, SERIOUS_VIOLENCE_ON = date(2010, 4, 1), date(2023, 1, 31)


@dataclass(frozen=True)
class Edition:
    """An edition of the statutory guidance Working Together to Safeguard Children: ``until_on`` is its last day."""

    name: str
    chapter: str
    from_on: date
    until_on: date | None = None

    @property
    def cited(self) -> str:
        return f"{self.name}, {self.chapter}, on the yearly report"

    def held_on(self, on: date) -> bool:
        return self.from_on <= on and (self.until_on is None or on <= self.until_on)


WT_2018 = Edition("Working Together 2018", "chapter 3", ARRANGEMENTS_ON, date(2023, 12, 14))
WT_2023 = Edition("Working Together 2023", "chapter 2", date(2023, 12, 15))
EDITIONS = (WT_2018, WT_2023)


@dataclass(frozen=True)
class Requirement:
    """One thing that a report must say: ``law`` is where that is laid down, ``until_on`` the last day that it held."""

    code: str
    body: LegalBody
    words: str
    law: str
    from_on: date
    until_on: date | None = None

    def held_on(self, on: date) -> bool:
        return self.from_on <= on and (self.until_on is None or on <= self.until_on)

    @property
    def held(self) -> str:
        """Since when it holds, and until when where that is known."""
        until = f" to {day(self.until_on)}" if self.until_on else ""
        return f"In force from {day(self.from_on)}{until}"


def _board(letter: str, code: str, words: str) -> Requirement:
    return Requirement(f"sab.{code}", SAB, words, f"{CARE_ACT}({letter})", CARE_ACT_ON)


def _partners(letter: str, code: str, words: str) -> Requirement:
    return Requirement(f"children.{code}", PARTNERS, words, f"{CHILDREN_ACT}({letter})", ARRANGEMENTS_ON)


def _guided(edition: Edition, code: str, words: str) -> Requirement:
    return Requirement(f"children.{code}", PARTNERS, words, edition.cited, edition.from_on, edition.until_on)


def _strategy(letter: str, code: str, words: str, from_on: date = STRATEGY_ON) -> Requirement:
    return Requirement(f"csp.{code}", CSP, words, f"{CRIME_ACT}({letter})", from_on)


def _regulated(numbers: str, code: str, words: str) -> Requirement:
    return Requirement(f"csp.{code}", CSP, words, f"{REGULATIONS}, {numbers}", STRATEGY_ON)


REQUIREMENTS: tuple[Requirement, ...] = (
    # an adults board's report on a year
    _board("a", "objective", "What the board did to reach its objective"),
    _board("b", "strategy", "What the board did to carry out its strategy"),
    _board("c", "members", "What each member of the board did to carry out the strategy"),
    _board("d", "reviews_concluded", "What was found by each safeguarding adult review that ended in the year"),
    _board("e", "reviews_ongoing", "Which safeguarding adult reviews were going on at the end of the year"),
    _board("f", "findings_acted_on", "What the board did about the findings of its reviews"),
    _board("g", "findings_refused", "Where the board decided not to act on a finding, and why"),
    # the safeguarding partners' yearly report: what the Act asks, whichever edition of its guidance is in force
    _partners("a", "done", "What was done under the arrangements"),
    _partners("a", "contributions", "What each safeguarding partner and relevant agency did under the arrangements"),
    _partners("b", "effective", "How well the arrangements worked in practice"),
    _guided(WT_2018, "practice_reviews", "What was done about child safeguarding practice reviews"),
    _guided(WT_2018, "impact", "Evidence of what the work changed for children and families, training among it"),
    _guided(WT_2018, "early_help", "What the work changed for children and families who had early help"),
    _guided(WT_2018, "looked_after", "What the work changed for looked-after children and care leavers"),
    _guided(WT_2018, "little_progress", "Where there was little or no progress on what was agreed to come first"),
    _guided(
        WT_2018,
        "recommendations",
        "What was decided and done about recommendations of local and national practice reviews",
    ),
    _guided(WT_2018, "feedback", "How children and families were asked, and what was done with what they said"),
    _guided(WT_2018, "restraint", "How restraint was used in each secure establishment in the area, or that there is none"),
    _guided(WT_2023, "partners", "What each safeguarding partner gave to how the arrangements work"),
    _guided(WT_2023, "themes", "What came up across scrutiny, reviews and audits of several agencies"),
    _guided(WT_2023, "outcomes", "Evidence of what the work changed for children and families, training among it"),
    _guided(WT_2023, "serious_incidents", "What was learned from serious incidents"),
    _guided(
        WT_2023,
        "decisions",
        "The main decisions and actions of the year, on recommendations of local and national reviews among them, and what "
        "they changed",
    ),
    _guided(WT_2023, "listening", "How children and families were asked, and what was done with what they said"),
    _guided(WT_2023, "money", "What each partner paid, what changed in that, and whether it was worth it"),
    _guided(WT_2023, "education", "How education takes part, in decisions and in the work"),
    _guided(WT_2023, "data", "How data was used to learn, and how sharing information changed practice"),
    _guided(WT_2023, "scrutiny", "What independent scrutiny found, and what it changed"),
    _guided(WT_2023, "updates", "What changes in the published arrangements, and by when"),
    _guided(WT_2023, "reforms", "How national reforms were carried out, and what was hard about them"),
    _guided(
        WT_2023, "restraint_reviewed", "How restraint was used in each secure establishment in the area, or that there is none"
    ),
    # a community safety partnership's plan: its strategic assessment, its strategies, and how they are carried out
    _regulated(
        "regulations 5 to 7",
        "assessment",
        "What the strategic assessment found: levels and patterns of crime, disorder and substance misuse, and what changed",
    ),
    _regulated("regulations 5 to 7, 10 and 11", "priorities", "The priorities that follow from the assessment"),
    _strategy("a", "strategy", "The strategy against crime and disorder, antisocial behaviour among it"),
    _strategy("b", "substances", "The strategy against the misuse of drugs, alcohol and other substances"),
    _strategy("c", "reoffending", "The strategy to reduce reoffending", REOFFENDING_ON),
    _strategy(
        "d",
        "serious_violence",
        "The strategy to keep people from becoming involved in serious violence, and to reduce it",
        SERIOUS_VIOLENCE_ON,
    ),
    _regulated("regulations 10 and 11", "steps", "How the responsible authorities carry the strategy out"),
    _regulated(
        "regulations 5 to 7, 10 and 11",
        "performance",
        "How success is measured, and how far the plan of the year before was carried out",
    ),
    _regulated("regulation 12", "engagement", "How people who live or work in the area were asked, and what they said"),
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


def edition_of(laws: Iterable[str]) -> str:
    """Which edition of Working Together laws cite, and from when it applied, as a sentence; nothing where they cite none."""
    cited = set(laws)
    for each in EDITIONS:
        if each.cited in cited:
            until = f" to {day(each.until_on)}" if each.until_on else ""
            return f"A children’s report on this year is held to {each.name}, which applied from {day(each.from_on)}{until}."
    return ""
