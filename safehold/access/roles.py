"""The roles that people hold. Roles are code; a pack gives them its own titles and switches them on."""

from dataclasses import dataclass

from django.db.models import TextChoices


class Role(TextChoices):
    """What someone is to the partnership. The value is kept in the database and never changes."""

    INDEPENDENT_CHAIR = "independent_chair", "Independent chair"
    INDEPENDENT_SCRUTINEER = "independent_scrutineer", "Independent scrutineer"
    DELEGATED_PARTNER = "delegated_partner", "Delegated safeguarding partner"
    SUBGROUP_CHAIR = "subgroup_chair", "Subgroup chair"
    BUSINESS_MANAGER = "business_manager", "Business manager"
    BUSINESS_SUPPORT = "business_support", "Business support"
    TRAINING_COORDINATOR = "training_coordinator", "Training co-ordinator"
    TRAINER = "trainer", "Trainer"
    REVIEW_OFFICER = "review_officer", "Review officer"
    EXTERNAL_REVIEWER = "external_reviewer", "External reviewer"
    DATA_ANALYST = "data_analyst", "Data analyst"
    ADULTS_PRACTITIONER = "adults_practitioner", "Adult safeguarding practitioner"
    ADULTS_MANAGER = "adults_manager", "Adult safeguarding practice manager"
    LADO = "lado", "Local authority designated officer (LADO)"
    DEPUTY_LADO = "deputy_lado", "Deputy LADO"
    MARAC_COORDINATOR = "marac_coordinator", "MARAC co-ordinator"
    AGENCY_LEAD = "agency_lead", "Agency lead"
    AGENCY_CONTRIBUTOR = "agency_contributor", "Agency contributor"
    SCHOOL_LEAD = "school_lead", "School safeguarding lead"
    DELEGATE = "delegate", "Delegate"
    CALDICOTT = "caldicott", "Caldicott and subject-access officer"
    TRAIL_AUDITOR = "trail_auditor", "Trail auditor"
    CASE_FILE_AUDITOR = "case_file_auditor", "Case-file auditor"
    SYSTEM_ADMINISTRATOR = "system_administrator", "System administrator"


@dataclass(frozen=True)
class RoleFacts:
    """What is true of a role wherever it is held: its sentence, and whether it can ever see a person's record."""

    description: str
    sees_people: bool = True
    for_a_time: bool = False  # a grant of this role must have a last day


FACTS: dict[Role, RoleFacts] = {
    Role.INDEPENDENT_CHAIR: RoleFacts(
        "Chairs the Executive and the Operational Group and holds every agency to account."
    ),
    Role.INDEPENDENT_SCRUTINEER: RoleFacts("Tests how well the arrangements work, belonging to none of the agencies."),
    Role.DELEGATED_PARTNER: RoleFacts(
        "Decides for the council, the police or health as a statutory safeguarding partner."
    ),
    Role.SUBGROUP_CHAIR: RoleFacts("Leads a subgroup and answers to the Executive for its delivery plan."),
    Role.BUSINESS_MANAGER: RoleFacts(
        "Runs the partnership day to day: plans, groups, packs, returns and the annual report."
    ),
    Role.BUSINESS_SUPPORT: RoleFacts("Keeps the diary, sends papers and writes the minutes."),
    Role.TRAINING_COORDINATOR: RoleFacts(
        "Plans the multi-agency training programme and its evaluation.", sees_people=False
    ),
    Role.TRAINER: RoleFacts("Delivers courses and records who came.", sees_people=False),
    Role.REVIEW_OFFICER: RoleFacts("Manages rapid reviews, safeguarding adult reviews and other statutory reviews."),
    Role.EXTERNAL_REVIEWER: RoleFacts(
        "Writes one review, and sees that review alone while writing it.", for_a_time=True
    ),
    Role.DATA_ANALYST: RoleFacts("Takes in what partners send, reconciles figures and prepares scorecards."),
    Role.ADULTS_PRACTITIONER: RoleFacts("Works on adult safeguarding concerns and section 42 enquiries."),
    Role.ADULTS_MANAGER: RoleFacts("Allocates and signs off adult safeguarding work."),
    Role.LADO: RoleFacts("Manages allegations against people who work with children."),
    Role.DEPUTY_LADO: RoleFacts("Stands in for the LADO."),
    Role.MARAC_COORDINATOR: RoleFacts("Prepares and follows up the multi-agency risk assessment conference."),
    Role.AGENCY_LEAD: RoleFacts("Answers for one agency: its returns, its actions and its seats."),
    Role.AGENCY_CONTRIBUTOR: RoleFacts("Helps to prepare what one agency sends."),
    Role.SCHOOL_LEAD: RoleFacts(
        "Leads safeguarding in one school or college and completes its audit.", sees_people=False
    ),
    Role.DELEGATE: RoleFacts("Books and attends training.", sees_people=False),
    Role.CALDICOTT: RoleFacts("Guards confidential information and answers requests for access to it."),
    Role.TRAIL_AUDITOR: RoleFacts("Reads the audit trail and the configuration, and no case.", sees_people=False),
    Role.CASE_FILE_AUDITOR: RoleFacts("Reads the case files sampled for an audit, and no others."),
    Role.SYSTEM_ADMINISTRATOR: RoleFacts(
        "Keeps Safehold running and manages accounts, and sees no case.", sees_people=False
    ),
}


def needs_mfa(roles: frozenset[Role]) -> bool:
    """Whether any of ``roles`` can see a person, the small numbers that could point at one, or manage those who can, so
    that a password alone is not enough."""
    beyond_people = {Role.SYSTEM_ADMINISTRATOR, Role.TRAIL_AUDITOR, Role.DATA_ANALYST, Role.TRAINING_COORDINATOR}
    return any(FACTS[role].sees_people or role in beyond_people for role in roles)
