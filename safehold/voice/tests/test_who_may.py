"""Who may do what with what somebody said: a table of role by verb."""

import pytest

from safehold.access.roles import Role
from safehold.access.tests.factories import actor, join
from safehold.voice import policy as may
from safehold.voice.models import Use
from safehold.voice.tests.factories import agreed, gatherer

pytestmark = pytest.mark.django_db

GATHER = {
    Role.BUSINESS_MANAGER, Role.BUSINESS_SUPPORT, Role.REVIEW_OFFICER, Role.TRAINING_COORDINATOR, Role.SUBGROUP_CHAIR,
    Role.INDEPENDENT_CHAIR, Role.AGENCY_LEAD, Role.AGENCY_CONTRIBUTOR, Role.ADULTS_PRACTITIONER, Role.ADULTS_MANAGER,
}  # fmt: skip
KEEP = {Role.BUSINESS_MANAGER, Role.BUSINESS_SUPPORT}
ONLY_READ = {Role.CASE_FILE_AUDITOR, Role.TRAIL_AUDITOR, Role.INDEPENDENT_SCRUTINEER, Role.SYSTEM_ADMINISTRATOR}


@pytest.mark.parametrize("role", Role)
def test_each_role_may_do_what_the_table_says(role):
    who, made = actor(role, agency="police"), agreed()

    allowed = {
        "gather": bool(may.gather(who)),
        "keep": bool(may.keep(who, made)),
        "use": bool(may.use(who, made)),
        "withdraw": bool(may.withdraw(who, made)),
    }

    assert allowed == {
        "gather": role in GATHER,
        "keep": role in KEEP,
        "use": role not in ONLY_READ,
        "withdraw": role not in ONLY_READ,
    }


def test_whoever_heard_it_keeps_it_and_whoever_was_let_in_does_not():
    by, friend = gatherer(), actor(Role.AGENCY_CONTRIBUTOR, agency="police")
    made = agreed(by=by)
    join(made.entry.circle, friend)

    assert may.keep(by, made)
    assert not may.keep(friend, made)


@pytest.mark.parametrize("use", Use.values)
def test_every_use_is_refused_with_its_name(use):
    other = next(each for each in Use.values if each != use)
    made = agreed(other)

    refusal = may.agreed(made, use, actor(Role.BUSINESS_MANAGER))

    assert not refusal
    assert Use(use).label.lower() in refusal.reason
