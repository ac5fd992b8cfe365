"""Sections 3, 4, 8 and 9 of the report: reviews, audits, priorities and commitments."""

from functools import partial

from safehold.measures.definition import Definition, ShareOf

Review = partial(Definition, section="3", source="The partnership's register of reviews", unit="reviews")
Audit = partial(Definition, section="4", source="The partnership's audits", unit="organisations")
Plan = partial(Definition, section="8", source="The partnership's strategic plan")

DEFINITIONS = (
    Review("rapid_reviews.submitted", "Rapid reviews submitted", "Rapid reviews sent to the Child Safeguarding Practice Review Panel in the year."),
    Review(
        "rapid_reviews.panel_agreed_no_further_review",
        "Rapid reviews that needed no further review",
        "Rapid reviews of the year for which the Panel agreed that no local child safeguarding practice review was needed.",
    ),
    Review("cspr.published", "Child safeguarding practice reviews published", "Local child safeguarding practice reviews published in the year."),
    Review("sar.published", "Safeguarding adult reviews published", "Safeguarding adult reviews under section 44 of the Care Act 2014 published in the year."),
    Review("dhr.published", "Domestic homicide reviews published", "Domestic homicide reviews published in full in the year."),
    Review(
        "dhr.approved_by_home_office",
        "Domestic homicide reviews approved by the Home Office",
        "Domestic homicide reviews that the Home Office's quality assurance approved in the year.",
        about_people=True,
    ),
    Review(
        "sar.referrals",
        "Referrals for a safeguarding adult review",
        "Referrals received in the year asking for a safeguarding adult review.",
        unit="referrals",
        about_people=True,
    ),
    Review(
        "sar.met_criteria",
        "Referrals that met the criteria for a safeguarding adult review",
        "Referrals of the year that met the criteria of section 44 of the Care Act 2014.",
        unit="referrals",
        about_people=True,
    ),
    Review(
        "sar.not_met_learning_review",
        "Referrals that led to a learning review instead",
        "Referrals of the year that did not meet the criteria and for which a learning review was agreed.",
        unit="referrals",
        about_people=True,
    ),
    Audit("section_11.responses", "Section 11 self-assessments returned", "Organisations that returned the self-assessment under section 11 of the Children Act 2004."),
    Audit("section_11.self_rating.outstanding", "Rated themselves outstanding", "Organisations whose overall section 11 self-rating was outstanding."),
    Audit("section_11.self_rating.good", "Rated themselves good", "Organisations whose overall section 11 self-rating was good."),
    Audit("section_11.self_rating.requires_improvement", "Rated themselves as requiring improvement", "Organisations whose overall section 11 self-rating was requires improvement."),
    Audit("section_11.self_rating.inadequate", "Rated themselves inadequate", "Organisations whose overall section 11 self-rating was inadequate."),
    Audit("section_11.areas", "Areas of the section 11 self-assessment", "Areas that the section 11 self-assessment asked about.", unit="areas"),
    Audit("section_175.sent", "Establishments sent the education audit", "Schools and colleges sent the audit under sections 157 and 175 of the Education Act 2002.", unit="establishments"),
    Audit("section_175.returned", "Establishments that returned the education audit", "Schools and colleges that returned the audit under sections 157 and 175.", unit="establishments"),
    Audit(
        "section_175.return_pct",
        "Return rate of the education audit",
        "Establishments that returned the audit, as a percentage of those it was sent to.",
        unit="percent",
        binding=ShareOf("section_175.returned", "section_175.sent"),
    ),
    Audit("adults_audit.themes", "Themes of the adults' self-audit", "Themes agreed for the regional safeguarding adults self-audit.", unit="themes"),
    Plan("plan.priorities", "Priorities", "Priorities that the partnership set itself for the year.", unit="priorities"),
    Plan("plan.commitments", "Commitments", "Commitments that the partnership made for the year.", unit="commitments", section="9"),
    Plan("plan.commitment_actions", "Actions under the commitments", "Things the partnership said it will do under its commitments for the year.", unit="actions", section="9"),
)  # fmt: skip
