"""The invented people of the demonstration: one for every role, and one who acts for two agencies."""

from dataclasses import dataclass
from datetime import date

from safehold.access.actions import accounts, memberships
from safehold.access.actor import Actor
from safehold.access.models import Agency, AgencyKind, Membership, User
from safehold.access.roles import FACTS, Role, needs_mfa
from safehold.access.signin.second_factor import set_up_code

PASSWORD = "a-demonstration-of-safehold"  # noqa: S105  printed by `make demo`, and of no use anywhere else
SINCE = date(2019, 10, 1)


@dataclass(frozen=True)
class Person:
    """Someone invented: their name, what they do, the roles they hold, and the kind of agency they act for."""

    name: str
    job_title: str
    roles: tuple[Role, ...]
    agency: AgencyKind
    also: AgencyKind | None = None
    domain: str = "westmere.example"

    @property
    def email(self) -> str:
        return "{}@{}".format(self.name.lower().removesuffix(" (invented)").replace(" ", "."), self.domain)


OURS, COUNCIL, POLICE, HEALTH = AgencyKind.PARTNERSHIP, AgencyKind.COUNCIL, AgencyKind.POLICE, AgencyKind.ICB

WESTMERE = (
    Person("Ruth Adeyemi", "Independent chair", (Role.INDEPENDENT_CHAIR,), OURS),
    Person("Gareth Pugh", "Independent scrutineer", (Role.INDEPENDENT_SCRUTINEER,), OURS),
    Person("Helen Marsh", "Director of children’s and adults’ services", (Role.DELEGATED_PARTNER,), COUNCIL),
    Person("Tomas Reyes", "Superintendent", (Role.SUBGROUP_CHAIR,), POLICE),
    Person("Nadia Khan", "Partnership business manager", (Role.BUSINESS_MANAGER,), OURS),
    Person("Owen Clarke", "Business support officer", (Role.BUSINESS_SUPPORT,), OURS),
    Person("Priya Nair", "Training co-ordinator", (Role.TRAINING_COORDINATOR,), OURS),
    Person("Marcus Bell", "Trainer", (Role.TRAINER,), OURS),
    Person("Esther Osei", "Review officer", (Role.REVIEW_OFFICER,), OURS),
    Person("Lydia Frost", "Independent reviewer", (Role.EXTERNAL_REVIEWER,), OURS),
    Person("Daniel Hughes", "Data analyst", (Role.DATA_ANALYST,), OURS),
    Person("Amina Yusuf", "Social worker, adults", (Role.ADULTS_PRACTITIONER,), COUNCIL),
    Person("Peter Lowe", "Practice manager, adults", (Role.ADULTS_MANAGER,), COUNCIL),
    Person("Carol Whitfield", "Local authority designated officer", (Role.LADO,), COUNCIL),
    Person("Samuel Grant", "Deputy LADO", (Role.DEPUTY_LADO,), COUNCIL),
    Person("Joanne Price", "MARAC co-ordinator", (Role.MARAC_COORDINATOR,), POLICE),
    Person("Victoria Stone", "Designated nurse", (Role.AGENCY_LEAD,), HEALTH, COUNCIL),
    Person("Ben Carver", "Detective inspector", (Role.AGENCY_CONTRIBUTOR,), POLICE),
    Person("Grace Holloway", "Designated safeguarding lead", (Role.SCHOOL_LEAD,), AgencyKind.SCHOOL),
    Person("Idris Cole", "Support worker", (Role.DELEGATE,), AgencyKind.VCSE),
    Person("Margaret Dunn", "Caldicott guardian", (Role.CALDICOTT,), HEALTH),
    Person("Alan Fisk", "Internal auditor", (Role.TRAIL_AUDITOR,), COUNCIL),
    Person("Leila Farah", "Case-file auditor", (Role.CASE_FILE_AUDITOR,), HEALTH),
    Person("Stuart Webb", "System administrator", (Role.SYSTEM_ADMINISTRATOR,), COUNCIL),
)

# (a) has no invented records and no real individuals: these two sign its report, and say that they are invented
BNES = (
    Person(
        "Demonstration Manager (invented)",
        "Business manager",
        (Role.BUSINESS_MANAGER, Role.DATA_ANALYST),
        COUNCIL,
        domain="bnes.example",
    ),
    Person("Demonstration Chair (invented)", "Chair", (Role.INDEPENDENT_CHAIR,), COUNCIL, domain="bnes.example"),
)


def let_in(people: tuple[Person, ...], *, by: Actor) -> dict[Role, Actor]:
    """Make an account for each, with what it needs to sign in. Returns who acts in each role."""
    acting: dict[Role, Actor] = {}
    for person in people:
        user = accounts.open_account(
            by=by, email=person.email, name=person.name, password=PASSWORD, is_demonstration=True
        )
        member = _join(user, person, person.agency, by=by)
        if person.also:
            _join(user, person, person.also, by=by)
        if needs_mfa(frozenset(person.roles)):
            set_up_code(user)
        for role in person.roles:
            acting[role] = Actor.of(member, on=by.on)
    return acting


def _join(user: User, person: Person, kind: AgencyKind, *, by: Actor) -> Membership:
    member = memberships.begin_membership(
        by=by, user=user, agency=agency_of(kind), from_on=SINCE, job_title=person.job_title
    )
    for role in person.roles:
        until = date(2021, 12, 31) if FACTS[role].for_a_time else None
        memberships.grant(member, by=by, role=role, from_on=SINCE, to_on=until)
    return member


def agency_of(kind: AgencyKind) -> Agency:
    """The agency of a kind that demonstration people act for: the first by name."""
    found = Agency.objects.filter(kind=kind, closed_on=None).order_by("pk").first()
    if found is None:
        raise LookupError(f"The pack has no agency of the kind {kind.label}")
    return found
