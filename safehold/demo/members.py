"""Invented people who sit in Westmere's groups for agencies that nobody of those who sign in acts for.

They have accounts without a password, so nobody can sign in as them. A few agencies are left out, so that vacancies can
be seen.
"""

from safehold.access.actions import accounts, memberships
from safehold.access.actor import Actor
from safehold.access.models import Agency
from safehold.access.roles import Role
from safehold.demo.people import SINCE
from safehold.partnership.actions import seats
from safehold.partnership.models import Seat

# the agency's code, a name, a job title
MEMBERS = (
    ("council-children", "Rosalind Achebe", "Director of children’s social care"),
    ("council-adults", "Desmond Hale", "Director of adult social care"),
    ("council-education", "Fiona Kettley", "Head of education and inclusion"),
    ("council-housing", "Imran Sadiq", "Head of housing"),
    ("council-public-health", "Bronwen Tudor", "Director of public health"),
    ("council-community-safety", "Leonard Quist", "Community safety manager"),
    ("council-youth-justice", "Yasmin Farouk", "Head of youth justice"),
    ("crime-commissioner", "Trevor Ashdown", "Head of commissioning"),
    ("fire-and-rescue", "Kirsty Langdale", "Group manager, prevention"),
    ("probation", "Anthony Okafor", "Head of probation delivery unit"),
    ("acute-trust", "Miriam Goldsworthy", "Chief nurse"),
    ("mental-health-trust", "Callum Redfearn", "Director of nursing"),
    ("community-health", "Sunita Rao", "Named nurse"),
    ("drug-and-alcohol", "Declan Moyes", "Service manager"),
    ("tarn-homes", "Angela Whitcombe", "Head of tenancies"),
    ("care-forum", "Bernard Osgood", "Chair of the forum"),
    ("haven", "Simone Laurent", "Chief executive"),
    ("idva-service", "Keira Donnelly", "Service lead"),
    ("lantern", "Jamal Pryce", "Project lead"),
    ("open-door", "Hilary Benbow", "Manager"),
    ("bridge-the-gap", "Noor Rahman", "Advocacy manager"),
    ("equality-matters", "Winston Blake", "Director"),
    ("healthwatch", "Patricia Selwyn", "Manager"),
    ("ashby-vale-partnership", "Rory Tennant", "Partnership manager"),
    ("northlake-partnership", "Celia Marchetti", "Partnership manager"),
    ("tarnshire-partnership", "Gwen Ollerton", "Partnership manager"),
    ("constabulary", "Philippa Stroud", "Head of safeguarding"),
)


def seat(*, by: Actor) -> None:
    """Let each in as the lead of their agency, and give them its empty seats."""
    agencies = {agency.code: agency for agency in Agency.objects.all()}
    for code, name, job_title in MEMBERS:
        email = "{}@westmere.example".format(name.lower().replace(" ", "."))
        user = accounts.open_account(by=by, email=email, name=name, is_demonstration=True)
        member = memberships.begin_membership(
            by=by, user=user, agency=agencies[code], from_on=SINCE, job_title=job_title
        )
        memberships.grant(member, by=by, role=Role.AGENCY_LEAD, from_on=SINCE)
        for each in (
            Seat.objects.on(by.on).filter(agency=agencies[code], holders=None).select_related("group", "agency")
        ):
            seats.fill_seat(each, by=by, user=user, from_on=max(each.from_on, SINCE))
