"""Who may do what to a policy: a table of role by verb, which a new role must be put into."""

import pytest

from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.policies import policy as may
from safehold.policies.models import Policy, PolicyVersion
from safehold.policies.tests.factories import approved, in_force, policy, ready

pytestmark = pytest.mark.django_db

# who keeps every policy, who begins one, who approves one they did not write, and who ties what was decided
KEEP = {Role.BUSINESS_MANAGER, Role.BUSINESS_SUPPORT, Role.INDEPENDENT_CHAIR}
BEGIN = KEEP | {Role.REVIEW_OFFICER, Role.SUBGROUP_CHAIR, Role.TRAINING_COORDINATOR}
APPROVE = {Role.INDEPENDENT_CHAIR, Role.DELEGATED_PARTNER}  # and whoever chairs in the group that owns it
ADOPT = {Role.BUSINESS_MANAGER, Role.AGENCY_LEAD, Role.DELEGATED_PARTNER, Role.SCHOOL_LEAD}
NEVER_TIES = {
    Role.CASE_FILE_AUDITOR, Role.TRAIL_AUDITOR, Role.INDEPENDENT_SCRUTINEER, Role.SYSTEM_ADMINISTRATOR, Role.DELEGATE,
}  # fmt: skip


@pytest.mark.parametrize("role", Role)
def test_each_role_may_do_what_the_table_says(role):
    who = actor(role, agency="police")
    kept, draft, dated = policy(title="One"), ready(policy(title="Two")), in_force(policy(title="Three"))

    allowed = {
        "begin": bool(may.begin(who)),
        "keep": bool(may.keep(who, kept)),
        "approve": bool(may.approve(who, draft)),
        "adopt": bool(may.adopt(who, dated)),
        "tie": bool(may.tie(who, dated)),
    }

    assert allowed == {
        "begin": role in BEGIN,
        "keep": role in KEEP,
        "approve": role in APPROVE,
        "adopt": role in ADOPT,
        "tie": role not in NEVER_TIES,
    }


def test_the_lead_of_the_agency_that_owns_one_keeps_it_and_another_lead_does_not():
    owner = actor(Role.AGENCY_LEAD, agency="police")
    kept = policy(agency=owner.agency)

    assert may.keep(owner, kept)
    assert not may.keep(actor(Role.AGENCY_LEAD, agency="health"), kept)


def test_whoever_sits_in_the_group_that_owns_one_keeps_it_in_a_role_that_writes():
    from safehold.meetings.tests.factories import member

    kept = policy()
    assert may.keep(member("council", Role.SUBGROUP_CHAIR), kept)
    assert not may.keep(member("health", Role.AGENCY_LEAD), kept)
    assert not may.keep(actor(Role.SUBGROUP_CHAIR, agency="police"), kept)


def test_a_subgroups_chair_approves_what_that_group_owns_and_nothing_of_others():
    from safehold.access.tests.factories import AgencyFactory
    from safehold.meetings.tests.factories import member

    ours, theirs = ready(), ready(policy(title="Theirs", agency=AgencyFactory(code="health")))
    chair = member("council", Role.SUBGROUP_CHAIR)

    assert may.approve(chair, ours)
    assert not may.approve(chair, theirs)
    assert not may.approve(actor(Role.SUBGROUP_CHAIR, agency="council"), ours)
    assert may.approve(actor(Role.INDEPENDENT_CHAIR, agency="team"), theirs)


def test_nothing_is_done_to_what_was_recorded_in_error():
    from safehold.policies import actions
    from safehold.policies.tests.factories import manager

    by = manager()
    made = approved()
    actions.enter_in_error(Policy.objects.get(), by=by, why="Twice")
    made = PolicyVersion.objects.select_related("entry", "policy__entry", "policy__group").get()

    for verb in (may.consult, may.withdraw, may.date_it, may.discard):
        assert not verb(by, made), verb
    assert not may.interpret(by, made.policy)
