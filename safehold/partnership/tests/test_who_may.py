"""Who may see how the partnership is made up, and change it: each policy, asked by every role, against one table."""

from datetime import date

import pytest

from safehold.access.actor import Actor
from safehold.access.models import Agency, AgencyContact, User
from safehold.access.roles import Role
from safehold.partnership import policy
from safehold.partnership.models import Chair, Group, Seat, SeatHolder

DAY = date(2021, 4, 30)
OURS, THEIRS = 1, 2
MANAGER, LEAD = {Role.BUSINESS_MANAGER}, {Role.AGENCY_LEAD}
CONFIGURE = MANAGER | {Role.SYSTEM_ADMINISTRATOR}
NO_NAMES = {
    Role.EXTERNAL_REVIEWER, Role.SCHOOL_LEAD, Role.DELEGATE, Role.TRAINER, Role.TRAIL_AUDITOR, Role.CASE_FILE_AUDITOR,
    Role.SYSTEM_ADMINISTRATOR,
}  # fmt: skip


def who(role: Role) -> Actor:
    return Actor(name=role.label, on=DAY, roles=frozenset({role}), user=User(pk=10), agency=Agency(pk=OURS))


def allowed(asked, *facts) -> set[Role]:
    answers = {role: asked(who(role), *facts) for role in Role}
    assert all(answer or answer.reason for answer in answers.values())
    return {role for role, answer in answers.items() if answer}


def holder(agency: int) -> SeatHolder:
    return SeatHolder(seat=Seat(agency_id=agency))


@pytest.mark.parametrize(
    ("asked", "facts", "roles"),
    [
        (policy.see, (), set(Role) - {Role.DELEGATE}),
        (policy.see_names, (), set(Role) - NO_NAMES),
        (policy.see_names, (THEIRS,), set(Role) - NO_NAMES),
        (policy.see_names, (OURS,), set(Role) - NO_NAMES | {Role.SCHOOL_LEAD}),
        (policy.configure, (), CONFIGURE),
        (policy.load_pack, (), CONFIGURE),
        (policy.appoint, (), MANAGER),
        (policy.keep_contacts, (Agency(pk=OURS),), MANAGER | LEAD),
        (policy.keep_contacts, (Agency(pk=THEIRS),), MANAGER),
        (policy.keep_agency, (OURS,), MANAGER | LEAD),
        (policy.keep_agency, (None,), MANAGER),
        (policy.fill, (Seat(agency_id=OURS),), MANAGER | LEAD),
        (policy.fill, (Seat(agency_id=THEIRS),), MANAGER),
        (policy.keep, (AgencyContact(agency_id=OURS),), MANAGER | LEAD),
        (policy.keep, (AgencyContact(agency_id=THEIRS),), MANAGER),
        (policy.keep, (holder(OURS),), MANAGER | LEAD),
        (policy.keep, (holder(THEIRS),), MANAGER),
        (policy.keep, (Chair(group=Group()),), MANAGER),
        (policy.keep, (Seat(agency_id=OURS),), CONFIGURE),
    ],
)
def test_who_may_is_this_table(asked, facts, roles):
    assert allowed(asked, *facts) == roles


@pytest.mark.parametrize(
    "asked", [policy.see, policy.configure, policy.appoint, lambda by: policy.keep_agency(by, THEIRS)]
)
def test_safehold_itself_sets_a_partnership_up(asked):
    assert asked(Actor.system("a test", on=DAY))


def test_safehold_itself_needs_nobodys_name():
    assert not policy.see_names(Actor.system("a test", on=DAY))
