"""What may be counted here: one table for each kind of row that agencies send, with the codes that each may hold.

The source of a column is the field of the model that holds it. The same code lists check the files that come in, so that
nothing can be sent that no measure understands.
"""

from safehold.measures.catalogue.indicators import INDICATORS
from safehold.tally import Day, Number, Table, Text, columns_of


class AgencyReturns(Table):
    """One row for each agency's return for one indicator and period. Agencies draw their own line round who is relevant."""

    ended_on = Day("last_on", "The last day of the period that the return is for")
    agency = Text("agency__code", "The agency that returned it")
    indicator = Text("indicator", "What was asked", values=INDICATORS)
    numerator = Number("numerator", "Staff who meet the standard")
    denominator = Number("denominator", "Staff whom the standard concerns")


class LadoContacts(Table):
    """One row for each contact with the local authority designated officer, whatever became of it."""

    kind = "lado_contact"
    one, many = "contact", "contacts"

    happened_on = Day("happened_on", "The day of the contact")
    outcome = Text(
        "outcome",
        "What was decided about the contact",
        values=(
            "advice_below_threshold",
            "met_threshold",
            "other_authority_area",
            "not_under_protocol",
            "organisational_safeguarding",
        ),
    )
    sector = Text(
        "category",
        "Where the person works with children",
        values=("education", "nursery", "foster_carer", "social_care", "transport", "childcare", "police", "other"),
    )
    setting = Text(
        "detail",
        "More about the sector: whose foster carer, a residential setting, or a sector that was recorded wrongly",
        values=("own_authority", "other_authority", "residential", "should_be_social_care"),
    )
    ground = Text(
        "ground",
        "Which of the four harm criteria was met",
        values=("harmed", "offence", "risk", "suitability"),
    )
    result = Text(
        "result",
        "What became of a referral that met the threshold",
        values=("below_threshold", "strategy_meeting", "employer_only"),
    )


class SarReferrals(Table):
    """One row for each referral for a safeguarding adult review."""

    kind = "sar_referral"
    one, many = "referral", "referrals"

    happened_on = Day("happened_on", "The day the referral arrived")
    outcome = Text(
        "outcome",
        "What was decided under section 44 of the Care Act 2014",
        values=("review", "learning_review", "no_further_action"),
    )


class RapidReviews(Table):
    """One row for each rapid review sent to the Child Safeguarding Practice Review Panel."""

    kind = "rapid_review"
    one, many = "rapid review", "rapid reviews"

    happened_on = Day("happened_on", "The day it was sent to the Panel")
    outcome = Text("outcome", "What the Panel agreed", values=("no_further_review", "local_review", "national_review"))


class ReviewsPublished(Table):
    """One row for each statutory review that was published."""

    kind = "review_published"
    one, many = "published review", "published reviews"

    happened_on = Day("happened_on", "The day it was published")
    review = Text("category", "Which kind of review", values=("cspr", "sar", "dhr"))


class ReviewsApproved(Table):
    """One row for each domestic homicide review that the Home Office approved."""

    kind = "dhr_approved"
    one, many = "approved review", "approved reviews"

    happened_on = Day("happened_on", "The day of the approval")


class SectionElevenReturns(Table):
    """One row for each organisation that returned the self-assessment under section 11 of the Children Act 2004."""

    kind = "section_11_return"
    one, many = "return", "returns"

    happened_on = Day("happened_on", "The day it was returned")
    rating = Text(
        "category",
        "How the organisation rated itself overall",
        values=("outstanding", "good", "requires_improvement", "inadequate"),
    )


class EducationAudits(Table):
    """One row for each school or college that was sent the audit under sections 157 and 175 of the Education Act 2002."""

    kind = "education_audit"
    one, many = "audit", "audits"

    happened_on = Day("happened_on", "The day it was due back")
    outcome = Text("outcome", "Whether it came back", values=("returned", "not_returned"))


class TrainingSessions(Table):
    """One row for each training session delivered."""

    kind = "training_session"
    one, many = "session", "sessions"

    happened_on = Day("happened_on", "The day of the session")
    staff = Text("category", "For whose staff it was", values=("multi_agency", "single_agency"))
    offered = Number("offered", "Places that it had")
    booked = Number("booked", "Places that were booked")
    attended = Number("attended", "Booked places whose holder came")


EVENT_TABLES: dict[str, type[Table]] = {
    table.kind: table
    for table in (
        LadoContacts,
        SarReferrals,
        RapidReviews,
        ReviewsPublished,
        ReviewsApproved,
        SectionElevenReturns,
        EducationAudits,
        TrainingSessions,
    )
}
# the fields that hold codes, in the order in which a file has them
CODES = ("outcome", "category", "detail", "ground", "result")
# and those that hold numbers
NUMBERS = ("offered", "booked", "attended")


def codes_of(kind: str) -> dict[str, tuple[str, ...]]:
    """The codes that each field of one kind of row may hold; a field that the kind has no use for is not there."""
    columns = columns_of(EVENT_TABLES[kind]).values()
    return {column.source: column.values for column in columns if isinstance(column, Text)}


def numbers_of(kind: str) -> frozenset[str]:
    """The fields that hold a number in one kind of row."""
    return frozenset(column.source for column in columns_of(EVENT_TABLES[kind]).values() if isinstance(column, Number))
