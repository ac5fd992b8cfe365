"""Who may send, see, accept and take back what partners send: each policy, asked by every role, against one table."""

from datetime import date

import pytest

from safehold.access.actor import Actor
from safehold.access.models import Agency, User
from safehold.access.roles import Role
from safehold.asks import policy
from safehold.asks.models import Submission

DAY = date(2021, 4, 30)
OURS, THEIRS, ME, OTHER = 1, 2, 10, 11
KEEPERS = {Role.DATA_ANALYST, Role.BUSINESS_MANAGER}
SENDERS = KEEPERS | {Role.AGENCY_LEAD, Role.AGENCY_CONTRIBUTOR}
SYSTEM = Actor.system("a test", on=DAY)


def who(role: Role) -> Actor:
    return Actor(name=role.label, on=DAY, roles=frozenset({role}), user=User(pk=ME, name="Me"), agency=Agency(pk=OURS))


def sent_by(user: int) -> Submission:
    return Submission(made_by_id=user)


def allowed(asked, *facts) -> set[Role]:
    answers = {role: asked(who(role), *facts) for role in Role}
    assert all(answer or answer.reason for answer in answers.values())
    return {role for role, answer in answers.items() if answer}


@pytest.mark.parametrize(
    ("asked", "facts", "roles"),
    [
        (
            policy.see_what_came,
            (),
            SENDERS | {Role.INDEPENDENT_CHAIR, Role.INDEPENDENT_SCRUTINEER, Role.BUSINESS_SUPPORT},
        ),
        (policy.send, (), SENDERS),
        (policy.send_for, (OURS,), SENDERS),
        (policy.send_for, (THEIRS,), KEEPERS),
        (policy.accept, (sent_by(ME),), KEEPERS),
        (policy.accept, (sent_by(OTHER),), KEEPERS),
        (policy.read, (sent_by(OTHER),), KEEPERS),
        (policy.read, (sent_by(ME),), set(Role)),
        (policy.discard, (sent_by(OTHER),), KEEPERS),
        (policy.discard, (sent_by(ME),), set(Role)),
        (policy.withdraw, (sent_by(ME),), KEEPERS),
    ],
)
def test_who_may_is_this_table(asked, facts, roles):
    assert allowed(asked, *facts) == roles


@pytest.mark.parametrize(
    ("asked", "facts", "may"),
    [
        (policy.send, (), True),
        (policy.send_for, (THEIRS,), True),
        (policy.accept, (sent_by(OTHER),), True),
        (policy.read, (sent_by(OTHER),), True),
        (policy.discard, (sent_by(OTHER),), True),
        (policy.withdraw, (sent_by(OTHER),), False),
        (policy.see_what_came, (), False),
    ],
)
def test_safehold_itself_takes_in_and_never_takes_back(asked, facts, may):
    assert bool(asked(SYSTEM, *facts)) is may
