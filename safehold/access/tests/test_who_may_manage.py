"""Who may manage accounts, give roles and read the trail: each policy, asked by every role, against one table.

Nobody here is in the database: a policy is asked about facts, and answers from them.
"""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from safehold.access import policies
from safehold.access.actor import Actor
from safehold.access.models import Agency, Grant, Invitation, Membership, User
from safehold.access.policy import YES, Refused, no, require
from safehold.access.roles import Role

DAY = date(2021, 4, 30)
OURS, THEIRS = 1, 2
ME, OTHER = 10, 11
ADMINISTRATOR, MANAGER, LEAD, AUDITOR = (
    Role.SYSTEM_ADMINISTRATOR, Role.BUSINESS_MANAGER, Role.AGENCY_LEAD, Role.TRAIL_AUDITOR,
)  # fmt: skip
KEEPERS = {ADMINISTRATOR, MANAGER}
EVERYBODY = set(Role)
SYSTEM = Actor.system("a test", on=DAY)


def who(role: Role, *, agency: int = OURS) -> Actor:
    return Actor(
        name=role.label, on=DAY, roles=frozenset({role}), user=User(pk=ME, name="Me"), agency=Agency(pk=agency)
    )


def membership(agency: int = OURS, user: int = OTHER) -> Membership:
    return Membership(agency_id=agency, user_id=user)


def allowed(policy, *facts, agency: int = OURS) -> set[Role]:
    """The roles that ``policy`` says yes to; each no says why, as a sentence."""
    answers = {role: policy(who(role, agency=agency), *facts) for role in Role}
    for role, answer in answers.items():
        assert answer or len(answer.reason) > 15, role
    return {role for role, answer in answers.items() if answer}


TABLE = [
    (policies.see_people, (), KEEPERS | {LEAD, AUDITOR}),
    (policies.invite, (), KEEPERS | {LEAD}),
    (policies.see_trail, (), {AUDITOR}),
    (policies.retitle_roles, (), KEEPERS),
    (policies.see_roles, (), EVERYBODY),
    (policies.manage_agency, (OURS,), KEEPERS | {LEAD}),
    (policies.manage_agency, (THEIRS,), KEEPERS),
    (policies.manage_invitation, (Invitation(agency_id=OURS),), KEEPERS | {LEAD}),
    (policies.manage_invitation, (Invitation(agency_id=THEIRS),), KEEPERS),
    (policies.give_roles_through, (membership(),), KEEPERS | {LEAD}),
    (policies.give_roles_through, (membership(THEIRS),), KEEPERS),
    (policies.give_roles_through, (membership(user=ME),), set()),
    (policies.end_membership, (membership(),), KEEPERS | {LEAD}),
    (policies.let_in_again, (User(is_active=False),), KEEPERS | {LEAD}),
    (policies.let_in_again, (User(),), set()),
    (policies.end_membership, (membership(user=ME),), set()),
    (policies.cover, (membership(),), KEEPERS | {LEAD}),
    (policies.cover, (membership(THEIRS),), KEEPERS),
    (policies.end_sessions, (User(pk=OTHER),), KEEPERS),
    (policies.end_sessions, (User(pk=ME),), EVERYBODY),
    (policies.reset_second_factor, (User(pk=OTHER),), {ADMINISTRATOR}),
    (policies.reset_second_factor, (User(pk=ME),), set()),
    (policies.add_agency, (User(pk=OTHER, is_active=True),), KEEPERS | {LEAD}),
    (policies.add_agency, (User(pk=OTHER, is_active=False),), set()),
    (
        policies.see_readers,
        (OURS,),
        {LEAD, MANAGER, Role.ADULTS_MANAGER, Role.LADO, Role.MARAC_COORDINATOR, Role.CALDICOTT},
    ),
    (policies.see_readers, (THEIRS,), set()),
    (policies.see_readers, (None,), set()),
]


@pytest.mark.parametrize(("policy", "facts", "roles"), TABLE, ids=lambda each: getattr(each, "__name__", ""))
def test_who_may_is_this_table(policy, facts, roles):
    assert allowed(policy, *facts) == roles


def test_every_policy_of_accounts_is_in_a_table():
    asked = {policy.__name__ for policy, _, _ in TABLE}
    elsewhere = {"give", "grant", "end_grant", "invite_to", "together", "close_account"}
    written = {
        name
        for name, thing in vars(policies).items()
        if getattr(thing, "__module__", "") == policies.__name__ and callable(thing)
    }

    assert written == asked | elsewhere


# --- which roles may be given ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", list(Role))
def test_a_role_is_given_by_those_who_may(role):
    guarded = {ADMINISTRATOR, AUDITOR, Role.CALDICOTT, Role.LADO, Role.DEPUTY_LADO, Role.MARAC_COORDINATOR}
    of_a_lead = {Role.AGENCY_CONTRIBUTOR, Role.SCHOOL_LEAD, Role.DELEGATE}

    givers = {giver for giver in (ADMINISTRATOR, MANAGER, LEAD) if policies.give(who(giver), role)}

    assert (ADMINISTRATOR in givers) is True
    assert (MANAGER in givers) is (role not in guarded)
    assert (LEAD in givers) is (role in of_a_lead)
    assert policies.give(SYSTEM, role)


def test_a_role_is_given_only_where_one_manages_the_agency_and_never_to_oneself():
    assert policies.grant(who(LEAD), membership(), Role.DELEGATE)
    assert not policies.grant(who(LEAD), membership(), Role.ADULTS_MANAGER)
    assert not policies.grant(who(LEAD), membership(THEIRS), Role.DELEGATE)
    assert not policies.grant(who(ADMINISTRATOR), membership(user=ME), Role.DELEGATE)
    assert not policies.grant(who(Role.DELEGATE), membership(), Role.DELEGATE)


@pytest.mark.parametrize(
    ("actor", "agency", "role", "may"),
    [
        (LEAD, OURS, Role.DELEGATE, True),
        (LEAD, THEIRS, Role.DELEGATE, False),
        (LEAD, OURS, Role.LADO, False),
        (MANAGER, THEIRS, Role.ADULTS_MANAGER, True),
        (MANAGER, OURS, Role.LADO, False),
        (ADMINISTRATOR, THEIRS, Role.LADO, True),
    ],
)
def test_whoever_could_give_a_role_can_end_it(actor, agency, role, may):
    assert bool(policies.end_grant(who(actor), Grant(membership=membership(agency), role=role))) is may


def test_an_invitation_gives_what_its_sender_could_give():
    assert policies.invite_to(who(LEAD), OURS, frozenset({Role.DELEGATE, Role.SCHOOL_LEAD}))
    assert not policies.invite_to(who(LEAD), THEIRS, frozenset({Role.DELEGATE}))
    assert not policies.invite_to(who(LEAD), OURS, frozenset({Role.DELEGATE, Role.ADULTS_MANAGER}))
    assert not policies.invite_to(who(ADMINISTRATOR), OURS, frozenset({ADMINISTRATOR, AUDITOR}))
    assert policies.invite_to(who(ADMINISTRATOR), OURS, frozenset({ADMINISTRATOR, MANAGER}))


def test_who_checks_whom_is_held_apart_whatever_else_they_hold():
    assert policies.together(frozenset({ADMINISTRATOR, MANAGER}))
    assert not policies.together(frozenset({ADMINISTRATOR, AUDITOR}))
    assert not policies.together(frozenset({ADMINISTRATOR, AUDITOR, MANAGER}))
    assert "checks the other" in policies.together(frozenset({ADMINISTRATOR, AUDITOR})).reason


# --- closing an account ----------------------------------------------------------------------------------------------------


class Somebody:
    """A user with the memberships that they are given."""

    def __init__(self, *agencies: int, active: bool = True, ended: tuple[int, ...] = ()) -> None:
        self.pk, self.is_active = OTHER, active
        held = [(agency, True) for agency in agencies] + [(agency, False) for agency in ended]
        rows = [SimpleNamespace(agency_id=agency, holds_on=lambda on, now=now: now) for agency, now in held]
        self.memberships = SimpleNamespace(all=lambda: rows)


@pytest.mark.parametrize(
    ("somebody", "roles"),
    [
        (Somebody(OURS), KEEPERS | {LEAD}),
        (Somebody(OURS, ended=(THEIRS,)), KEEPERS | {LEAD}),
        (Somebody(OURS, THEIRS), KEEPERS),
        (Somebody(THEIRS), KEEPERS),
        (Somebody(), KEEPERS),
        (Somebody(OURS, active=False), set()),
    ],
)
def test_an_account_is_closed_by_keepers_or_by_the_lead_of_the_only_agency(somebody, roles):
    assert allowed(policies.close_account, somebody) == roles


def test_nobody_closes_their_own_account():
    for role in Role:
        answer = policies.close_account(who(role), User(pk=ME))
        assert answer.reason == "Someone else must close your account"


# --- safehold itself, and answers ---------------------------------------------------------------------------------------------


def test_safehold_itself_may_manage_accounts_and_reads_nothing():
    assert policies.manage_agency(SYSTEM, THEIRS)
    assert policies.close_account(SYSTEM, Somebody(THEIRS))
    assert not policies.see_trail(SYSTEM)
    assert not policies.see_people(SYSTEM)
    assert not policies.see_roles(SYSTEM)


def test_somebody_without_an_agency_answers_for_no_record():
    nobodys = replace(who(Role.CALDICOTT), agency=None)

    assert not policies.see_readers(nobodys, None)
    assert not policies.see_readers(nobodys, OURS)


def test_an_answer_is_true_where_it_is_yes_and_its_words_are_raised_where_it_is_no():
    assert YES
    assert not YES.reason
    assert not no("Not this")
    require(YES)
    with pytest.raises(Refused, match="Not this"):
        require(no("Not this"))
