"""The codes that are counted here, from rows: each is a measure over one of ``measures.tables``.

Titles, definitions and sources are those of the catalogue, said once there. The mean of agencies gives each agency the
same weight, as the printed outcomes do.
"""

from typing import Any

from safehold.measures.catalogue import BY_CODE
from safehold.measures.catalogue.indicators import INDICATORS
from safehold.measures.tables import (
    AgencyReturns,
    EducationAudits,
    LadoContacts,
    RapidReviews,
    ReviewsApproved,
    ReviewsPublished,
    SarReferrals,
    SectionElevenReturns,
    TrainingSessions,
)
from safehold.tally import (
    Catalogue,
    Change,
    Condition,
    Count,
    Day,
    MeanOfAgencies,
    Number,
    Share,
    ShownAs,
    Since,
    Sum,
    Table,
)


def said(code: str) -> dict[str, Any]:
    """What the catalogue says of ``code``, as a measure takes it."""
    found = BY_CODE[code]
    return {"code": code, "title": found.title, "means": found.defines, "source": found.source}


def dated(of: Condition | type[Table]) -> Day:
    """The day that puts a row in a period: every table of events calls it the same."""
    table = of.table if isinstance(of, Condition) else of
    return table.happened_on  # type: ignore[attr-defined]


def count(code: str, of: Condition | type[Table]) -> Count:
    return Count(**said(code), of=of, dated=dated(of), unit=BY_CODE[code].unit)


def total(code: str, of: Condition | type[Table], amount: Number) -> Sum:
    return Sum(**said(code), of=of, dated=dated(of), amount=amount, unit=BY_CODE[code].unit)


def share(code: str, of: Condition | type[Table], part: Condition) -> Share:
    return Share(**said(code), of=of, share=part, dated=dated(of), places=BY_CODE[code].places)


def changes(of: Count) -> tuple[Change, ...]:
    """How a count changed since the year before, as a number and per cent, where the catalogue has codes for it."""
    shown = ((f"{of.code}.change", ShownAs.NUMBER), (f"{of.code}.change_pct", ShownAs.PER_CENT))
    return tuple(
        Change(**said(code), of=of, since=Since.YEAR_BEFORE, shown_as=how, places=BY_CODE[code].places)
        for code, how in shown
        if code in BY_CODE
    )


MET = LadoContacts.outcome == "met_threshold"
SUITABILITY = MET & (LadoContacts.ground == "suitability")
CONTACTS = count("lado.contacts", LadoContacts)

LADO = Catalogue(
    CONTACTS,
    *changes(CONTACTS),
    *(count(f"lado.contact_outcome.{outcome}", LadoContacts.outcome == outcome) for outcome in LadoContacts.outcome.values),
    share("lado.threshold.education_pct", MET, LadoContacts.sector == "education"),
    share("lado.threshold.education_and_nursery_pct", MET, LadoContacts.sector.is_in(["education", "nursery"])),
    count("lado.threshold.foster_carers", MET & (LadoContacts.sector == "foster_carer")),
    count(
        "lado.threshold.foster_carers_own_authority",
        MET & (LadoContacts.sector == "foster_carer") & (LadoContacts.setting == "own_authority"),
    ),
    count("lado.threshold.social_care", MET & (LadoContacts.sector == "social_care")),
    count(
        "lado.threshold.social_care_residential",
        MET & (LadoContacts.sector == "social_care") & (LadoContacts.setting == "residential"),
    ),
    count("lado.threshold.police", MET & (LadoContacts.sector == "police")),
    share("lado.threshold.social_care_pct", MET, LadoContacts.sector == "social_care"),
    share(
        "lado.threshold.social_care_residential_pct",
        MET & (LadoContacts.sector == "social_care"),
        LadoContacts.setting == "residential",
    ),
    count("lado.suitability.total", SUITABILITY),
    count("lado.suitability.school", SUITABILITY & (LadoContacts.sector == "education")),
    count("lado.suitability.social_care", SUITABILITY & (LadoContacts.sector == "social_care")),
    count("lado.suitability.foster_carer", SUITABILITY & (LadoContacts.sector == "foster_carer")),
    count("lado.suitability.other", SUITABILITY & (LadoContacts.sector == "other")),
    count(
        "lado.suitability.other_should_be_social_care",
        SUITABILITY & (LadoContacts.sector == "other") & (LadoContacts.setting == "should_be_social_care"),
    ),
    *(
        count(f"lado.suitability.outcome_{result}", SUITABILITY & (LadoContacts.result == result))
        for result in LadoContacts.result.values
    ),
    share("lado.suitability.outcome_below_threshold_pct", SUITABILITY, LadoContacts.result == "below_threshold"),
    share("lado.suitability.outcome_strategy_meeting_pct", SUITABILITY, LadoContacts.result == "strategy_meeting"),
)  # fmt: skip

REVIEWS = Catalogue(
    count("rapid_reviews.submitted", RapidReviews),
    count("rapid_reviews.panel_agreed_no_further_review", RapidReviews.outcome == "no_further_review"),
    *(count(f"{review}.published", ReviewsPublished.review == review) for review in ReviewsPublished.review.values),
    count("dhr.approved_by_home_office", ReviewsApproved),
    count("sar.referrals", SarReferrals),
    count("sar.met_criteria", SarReferrals.outcome == "review"),
    count("sar.not_met_learning_review", SarReferrals.outcome == "learning_review"),
)

AUDITS = Catalogue(
    count("section_11.responses", SectionElevenReturns),
    *(
        count(f"section_11.self_rating.{rating}", SectionElevenReturns.rating == rating)
        for rating in SectionElevenReturns.rating.values
    ),
    count("section_175.sent", EducationAudits),
    count("section_175.returned", EducationAudits.outcome == "returned"),
    share("section_175.return_pct", EducationAudits, EducationAudits.outcome == "returned"),
)

MULTI_AGENCY = TrainingSessions.staff == "multi_agency"
TRAINING = Catalogue(
    count("training.sessions", MULTI_AGENCY),
    total("training.places_available", MULTI_AGENCY, TrainingSessions.offered),
    total("training.places_booked", MULTI_AGENCY, TrainingSessions.booked),
    total("training.places_attended", MULTI_AGENCY, TrainingSessions.attended),
    count("training.single_agency_courses", TrainingSessions.staff == "single_agency"),
)

RETURNS = Catalogue(
    *(
        MeanOfAgencies(
            **said(f"kpi.{indicator}.outcome_average"),
            of=AgencyReturns.indicator == indicator,
            dated=AgencyReturns.ended_on,
            agency=AgencyReturns.agency,
            top=AgencyReturns.numerator,
            bottom=AgencyReturns.denominator,
        )
        for indicator in INDICATORS
    )
)

CATALOGUE = Catalogue(REVIEWS, AUDITS, TRAINING, RETURNS, LADO)
