"""How far each role sees: one table of role by tier, which the queries, the roles page and the tests all read."""

from enum import IntEnum

from django.db.models import TextChoices

from safehold.access.roles import Role


class Tier(TextChoices):
    """How widely a record may be known. C5 hides even that it exists."""

    C1 = "C1", "Public"
    C2 = "C2", "Partnership"
    C3 = "C3", "Named group"
    C4 = "C4", "Members of the case"
    C5 = "C5", "Compartment"


class Reach(IntEnum):
    """What a role gives at a tier, least first. ``OWN`` and ``ALL`` include what ``MEMBER`` gives."""

    NONE = 0  # exactly as if there were no such record
    MEMBER = 1  # what the actor's circles hold
    CARD = 2  # the same, and that the rest exists: kind and team, no names
    OWN = 3  # the same, and everything that the actor's agency owns
    ALL = 4


NONE, MEMBER, CARD, OWN, ALL = Reach
COLUMNS = {tier: column for column, tier in enumerate(Tier)}

#                                  C1   C2      C3      C4      C5
TABLE: dict[Role, tuple[Reach, Reach, Reach, Reach, Reach]] = {
    Role.INDEPENDENT_CHAIR:       (ALL, ALL,    ALL,    CARD,   MEMBER),
    Role.INDEPENDENT_SCRUTINEER:  (ALL, ALL,    ALL,    CARD,   MEMBER),
    Role.DELEGATED_PARTNER:       (ALL, ALL,    CARD,   CARD,   MEMBER),
    Role.SUBGROUP_CHAIR:          (ALL, ALL,    CARD,   MEMBER, MEMBER),
    Role.BUSINESS_MANAGER:        (ALL, ALL,    ALL,    CARD,   NONE),
    Role.BUSINESS_SUPPORT:        (ALL, ALL,    ALL,    MEMBER, NONE),
    Role.TRAINING_COORDINATOR:    (ALL, ALL,    MEMBER, NONE,   NONE),
    Role.TRAINER:                 (ALL, MEMBER, MEMBER, NONE,   NONE),
    Role.REVIEW_OFFICER:          (ALL, ALL,    CARD,   CARD,   NONE),
    Role.EXTERNAL_REVIEWER:       (ALL, MEMBER, MEMBER, MEMBER, NONE),
    Role.DATA_ANALYST:            (ALL, ALL,    MEMBER, NONE,   NONE),
    Role.ADULTS_PRACTITIONER:     (ALL, ALL,    MEMBER, CARD,   MEMBER),
    Role.ADULTS_MANAGER:          (ALL, ALL,    MEMBER, OWN,    MEMBER),
    Role.LADO:                    (ALL, ALL,    MEMBER, MEMBER, MEMBER),
    Role.DEPUTY_LADO:             (ALL, ALL,    MEMBER, MEMBER, MEMBER),
    Role.MARAC_COORDINATOR:       (ALL, ALL,    MEMBER, MEMBER, MEMBER),
    Role.AGENCY_LEAD:             (ALL, ALL,    MEMBER, CARD,   MEMBER),
    Role.AGENCY_CONTRIBUTOR:      (ALL, ALL,    MEMBER, MEMBER, MEMBER),
    Role.SCHOOL_LEAD:             (ALL, OWN,    MEMBER, NONE,   NONE),
    Role.DELEGATE:                (ALL, NONE,   NONE,   NONE,   NONE),
    Role.CALDICOTT:               (ALL, ALL,    CARD,   CARD,   MEMBER),
    Role.TRAIL_AUDITOR:           (ALL, NONE,   NONE,   NONE,   NONE),
    Role.CASE_FILE_AUDITOR:       (ALL, MEMBER, MEMBER, MEMBER, NONE),
    Role.SYSTEM_ADMINISTRATOR:    (ALL, NONE,   NONE,   NONE,   NONE),
}  # fmt: skip

# Where a compartment has a duty holder, that role reaches all of it. Kinds are named by their module.
DUTY_HOLDERS: dict[str, dict[Role, Reach]] = {
    "lado": {Role.LADO: ALL, Role.DEPUTY_LADO: ALL},
    "marac": {Role.MARAC_COORDINATOR: ALL},
}

# Where a role's work needs more of one kind of record than its tier gives. These only ever widen, up to C4.
BY_KIND: dict[str, dict[Role, Reach]] = {
    # the office sees that a disagreement keeps its time limits; nobody else, but the people of the two agencies
    "assurance.disagreement": {
        Role.BUSINESS_MANAGER: ALL,
    },
    "asks.ask": {
        Role.AGENCY_LEAD: OWN,
        Role.AGENCY_CONTRIBUTOR: OWN,
        Role.DELEGATED_PARTNER: OWN,
        Role.SCHOOL_LEAD: OWN,
        Role.ADULTS_MANAGER: OWN,
        Role.LADO: OWN,
        Role.DEPUTY_LADO: OWN,
    },
    "asks.submission": {
        Role.DATA_ANALYST: ALL,
        Role.AGENCY_LEAD: OWN,
        Role.AGENCY_CONTRIBUTOR: OWN,
    },
    # whoever may lead an action of their agency sees what their agency has to do
    "plans.action": {
        Role.REVIEW_OFFICER: ALL,
        Role.AGENCY_LEAD: OWN,
        Role.AGENCY_CONTRIBUTOR: OWN,
        Role.DELEGATED_PARTNER: OWN,
        Role.BUSINESS_MANAGER: OWN,
        Role.BUSINESS_SUPPORT: OWN,
        Role.TRAINING_COORDINATOR: OWN,
        Role.ADULTS_MANAGER: OWN,
        Role.LADO: OWN,
    },
    # a person who changes their mind tells whoever they reach; the office sees the record, and no word without consent
    "voice.voice": {
        Role.BUSINESS_MANAGER: ALL,
        Role.BUSINESS_SUPPORT: ALL,
    },
    "publications.publication": {
        Role.DATA_ANALYST: ALL,
        Role.DELEGATED_PARTNER: ALL,
    },
}

# Kinds that show no card to anybody: that another agency was asked something is for that agency and whoever asked, and that
# somebody spoke of what they lived through is theirs to tell.
# kinds that have a way of their own to declare a conflict of interest, and what is said of it elsewhere
DECLARED_ELSEWHERE = {
    "meetings.meeting": "Declare it on the page of each item that it is about, or of the case where the meeting is about one",
    "meetings.item": "Declare it on the item’s own page, so that it holds for what followed from the item too",
}
# kinds whose documents are added on pages of their own, and what is said of it elsewhere
FILED_ELSEWHERE = {
    "asks.ask": "Only the agency that is asked adds files, on the page of what it is asked, while an answer is owed",
    "letters.letter": "A letter is kept as it was sent. Add the document to the record that it is about",
    "letters.redacted": "A copy holds what was left of its original. Add the document to the record that it came from",
    "letters.template": "A template is changed by adding a version of it",
    "policies.version": "Files are added on the page of the version, as long as its words can change",
}
WITHOUT_CARD = ("asks.ask", "asks.call", "assurance.disagreement", "letters.letter", "letters.redacted", "voice.voice")


def wider(roles: frozenset[Role]) -> dict[str, Reach]:
    """The kinds of record that ``roles`` reach further than their tier says, each with how far."""
    found = {
        kind: max((table.get(role, Reach.NONE) for role in roles), default=Reach.NONE)
        for kind, table in BY_KIND.items()
    }
    return {kind: far for kind, far in found.items() if far}


def reach(roles: frozenset[Role], tier: Tier) -> Reach:
    """The furthest that any of ``roles`` reaches at ``tier``, duty holders apart."""
    column = COLUMNS[tier]
    return max((TABLE[role][column] for role in roles), default=Reach.NONE)


def compartments(roles: frozenset[Role]) -> frozenset[str]:
    """The compartments whose every record ``roles`` see, unless it is sealed."""
    return frozenset(name for name, holders in DUTY_HOLDERS.items() if any(holders.get(role) == ALL for role in roles))
