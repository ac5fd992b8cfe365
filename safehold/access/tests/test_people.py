"""What managing people promises: memberships, roles, cover and accounts."""

from datetime import date, timedelta

import pytest

from safehold.access.actions import accounts, memberships
from safehold.access.actor import Actor
from safehold.access.models import AuditLine, CircleMember, Grant, Membership, RoleTitle, User
from safehold.access.policy import Refused
from safehold.access.reach import Reach, Tier, compartments, reach
from safehold.access.roles import Role, needs_mfa
from safehold.access.signin import second_factor
from safehold.access.tests.factories import DAY, PASSWORD, AgencyFactory, account, actor, administrator, membership

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("tests", on=DAY)
YESTERDAY, TOMORROW = DAY - timedelta(days=1), DAY + timedelta(days=1)


# --- roles ----------------------------------------------------------------------------------------------------------


def test_a_role_given_counts_from_its_first_day_to_its_last():
    held = membership(Role.DELEGATE)

    memberships.grant(held, by=administrator(), role=Role.REVIEW_OFFICER, from_on=DAY, to_on=TOMORROW)

    days = (YESTERDAY, DAY, TOMORROW, TOMORROW + timedelta(days=1))
    assert [Actor.of(held, on=day).is_any(Role.REVIEW_OFFICER) for day in days] == [False, True, True, False]


def test_a_role_taken_away_at_once_is_gone_the_same_day():
    held = membership(Role.LADO)

    memberships.end_grant(held.grants.get(), by=administrator(), to_on=YESTERDAY)

    assert Actor.of(held, on=DAY).roles == frozenset()
    assert held.grants.get().to_on == YESTERDAY


def test_a_role_that_had_not_begun_is_taken_back():
    held = membership()
    granted = memberships.grant(held, by=administrator(), role=Role.LADO, from_on=TOMORROW)

    memberships.end_grant(granted, by=administrator_again(), to_on=DAY)

    assert not Grant.objects.filter(role=Role.LADO).exists()
    assert AuditLine.objects.filter(event="access.role_ended").exists()


def administrator_again() -> Actor:
    return Actor.of(Membership.objects.get(grants__role=Role.SYSTEM_ADMINISTRATOR), on=DAY)


def test_nobody_gives_a_role_to_themselves():
    by = administrator()
    mine = Membership.objects.get(pk=by.membership_id)

    with pytest.raises(Refused, match="Someone else must give you a role"):
        memberships.grant(mine, by=by, role=Role.LADO, from_on=DAY)


@pytest.mark.parametrize(
    ("role", "facts", "reason"),
    [
        (Role.LADO, {}, "They hold the role ‘Local authority designated officer \\(LADO\\)’ already"),
        (Role.EXTERNAL_REVIEWER, {}, "Enter the last day"),
        (Role.DELEGATE, {"to_on": YESTERDAY}, "The last day must be the same as or after the first day"),
        (Role.DELEGATE, {"from_on": date(2019, 1, 1)}, "They do not act for Westmere council on that day"),
    ],
)
def test_giving_a_role_refused(role, facts, reason):
    held = membership(Role.LADO)

    with pytest.raises(Refused, match=reason):
        memberships.grant(held, by=administrator(), role=role, **{"from_on": DAY, **facts})

    assert not AuditLine.objects.filter(event="access.role_given").exists()


def test_who_checks_whom_is_never_one_person():
    held = membership(Role.TRAIL_AUDITOR)

    with pytest.raises(Refused, match="cannot be ‘System administrator’ and ‘Trail auditor’"):
        memberships.grant(held, by=administrator(), role=Role.SYSTEM_ADMINISTRATOR, from_on=DAY)


def test_a_role_that_the_partnership_does_not_use_gives_nothing():
    held = membership(Role.TRAINER)
    by = administrator()
    titled = memberships.retitle_role(
        Role.TRAINER, by=by, title="Pool trainer", description="Trains.", switched_on=False
    )

    assert Actor.of(held, on=DAY).roles == frozenset()
    memberships.retitle_role(Role.TRAINER, by=by, title="Pool trainer", description="Trains.", switched_on=True)
    titled.refresh_from_db()
    assert Actor.of(held, on=DAY).roles == {Role.TRAINER}
    assert RoleTitle.objects.get().title == "Pool trainer"


def test_the_administrators_own_role_cannot_be_switched_off():
    with pytest.raises(Refused, match="always in use"):
        memberships.retitle_role(
            Role.SYSTEM_ADMINISTRATOR, by=administrator(), title="x", description="x", switched_on=False
        )


@pytest.mark.parametrize("role", list(Role))
def test_a_role_that_can_come_to_see_a_case_needs_a_second_step(role):
    """Whoever reaches a case or a compartment at all, if only where they are a member, sees people."""
    reaches = max(reach(frozenset({role}), tier) for tier in (Tier.C4, Tier.C5)) > Reach.NONE
    duty_holder = bool(compartments(frozenset({role})))

    assert not (reaches or duty_holder) or needs_mfa(frozenset({role}))


def test_a_password_alone_is_enough_only_where_nobody_is_seen():
    """The control: it is not simply asked of everybody."""
    assert {role for role in Role if not needs_mfa(frozenset({role}))} == {
        Role.DELEGATE,
        Role.SCHOOL_LEAD,
        Role.TRAINER,
    }


# --- memberships ----------------------------------------------------------------------------------------------------


def test_a_second_membership_for_the_same_agency_is_refused_in_the_constraints_words():
    held = membership(Role.DELEGATE)

    with pytest.raises(Refused, match="They already act for this agency"):
        memberships.begin_membership(by=administrator(), user=held.user, agency=held.agency, from_on=DAY)


def test_a_second_membership_beside_one_that_ends_later_is_refused_too():
    """Two for one agency in force at once would make somebody choose between two lines that say the same."""
    held = membership(Role.DELEGATE)
    by = administrator()
    memberships.end_membership(held, by=by, to_on=TOMORROW)

    with pytest.raises(Refused, match="They already act for this agency"):
        memberships.begin_membership(by=by, user=held.user, agency=held.agency, from_on=DAY)
    begun = memberships.begin_membership(
        by=by, user=held.user, agency=held.agency, from_on=TOMORROW + timedelta(days=1)
    )

    assert begun.from_on > TOMORROW


def test_ending_never_puts_an_end_off():
    held, by = membership(Role.DELEGATE), administrator()
    granted = held.grants.get()
    memberships.end_grant(granted, by=by, to_on=TOMORROW)
    memberships.end_membership(held, by=by, to_on=TOMORROW)
    later = DAY + timedelta(days=300)

    with pytest.raises(Refused, match="It ends on 1 May 2021 already"):
        memberships.end_grant(granted, by=by, to_on=later)
    with pytest.raises(Refused, match="It ends on 1 May 2021 already"):
        memberships.end_membership(held, by=by, to_on=later)
    memberships.end_grant(granted, by=by, to_on=DAY)

    assert (held.grants.get().to_on, Membership.objects.get(pk=held.pk).to_on) == (DAY, TOMORROW)


def test_ending_never_says_that_what_was_had_never_been():
    """A year mistyped once took away the membership, its roles and every seat held through it, without a word."""
    held, by = membership(Role.DELEGATE), administrator()
    granted, before = held.grants.get(), held.from_on - timedelta(days=400)

    with pytest.raises(Refused, match=r"It began on \d+ \w+ \d{4}\. Enter that day or a later one"):
        memberships.end_grant(granted, by=by, to_on=before)
    with pytest.raises(Refused, match=r"It began on \d+ \w+ \d{4}\. Enter that day or a later one"):
        memberships.end_membership(held, by=by, to_on=before)

    held.refresh_from_db()
    assert (held.to_on, held.grants.get().to_on) == (None, None)


def test_a_role_that_began_after_the_last_day_of_its_membership_was_held_until_yesterday():
    held, by = membership(Role.DELEGATE), administrator()
    began_on = DAY - timedelta(days=30)
    later = memberships.grant(held, by=by, role=Role.REVIEW_OFFICER, from_on=began_on)
    to_come = memberships.grant(held, by=by, role=Role.AGENCY_LEAD, from_on=TOMORROW)

    memberships.end_membership(held, by=by, to_on=began_on - timedelta(days=30))

    later.refresh_from_db()
    assert (later.from_on, later.to_on) == (began_on, YESTERDAY)
    assert not held.grants.filter(pk=to_come.pk).exists(), "what had not begun is taken back"


def test_nobody_left_before_they_began():
    held, by = membership(Role.DELEGATE), administrator()

    with pytest.raises(Refused, match=r"They began on .* Enter that day or a later one"):
        accounts.close_account(held.user, by=by, left_on=held.from_on - timedelta(days=1))
    accounts.close_account(held.user, by=by, left_on=held.from_on)

    assert User.objects.get(pk=held.user_id).left_on == held.from_on


def test_ending_a_membership_ends_every_role_held_through_it_and_no_other():
    user = account(Role.LADO, Role.AGENCY_LEAD)
    kept = membership(Role.SCHOOL_LEAD, agency="school", user=user)
    ended = Membership.objects.get(user=user, agency__code="council")

    memberships.end_membership(ended, by=administrator(), to_on=DAY)

    assert Actor.of(ended, on=TOMORROW).roles == frozenset()
    assert Actor.of(kept, on=TOMORROW).roles == {Role.SCHOOL_LEAD}


def test_nobody_ends_their_own_membership():
    by = administrator()

    with pytest.raises(Refused, match="Someone else must end your own membership"):
        memberships.end_membership(Membership.objects.get(pk=by.membership_id), by=by, to_on=DAY)


# --- cover ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("other", "roles", "reason"),
    [
        ("police", [Role.LADO], "someone in the same agency"),
        ("council", [], "Select the roles to cover"),
        ("council", [Role.REVIEW_OFFICER], "does not hold the role ‘Review officer’"),
    ],
)
def test_cover_refused(other, roles, reason):
    absent, cover = membership(Role.LADO), membership(Role.DELEGATE, agency=other)

    with pytest.raises(Refused, match=reason):
        memberships.cover(cover, by=administrator(), absent=absent, roles=roles, from_on=DAY, to_on=TOMORROW)

    assert not CircleMember.objects.exists()


def test_cover_ends_with_the_membership_that_it_covers():
    absent, cover = membership(Role.LADO), membership(Role.DELEGATE)
    by = administrator()
    memberships.cover(cover, by=by, absent=absent, roles=[Role.LADO], from_on=DAY, to_on=DAY + timedelta(days=90))

    memberships.end_membership(absent, by=by, to_on=TOMORROW)

    assert Grant.objects.get(membership=cover, role=Role.LADO).to_on == TOMORROW


def test_a_cover_that_overlaps_one_that_stands_is_refused_and_another_is_not():
    absent, cover = membership(Role.LADO, Role.REVIEW_OFFICER), membership(Role.DELEGATE)
    by, facts = administrator(), {"absent": absent, "from_on": DAY, "to_on": DAY + timedelta(days=14)}
    memberships.cover(cover, by=by, roles=[Role.LADO], **facts)

    for changed in ({}, {"from_on": DAY + timedelta(days=14), "to_on": DAY + timedelta(days=20)}):
        with pytest.raises(Refused, match=r"covers for .* from 30 April 2021 to 14 May 2021 already"):
            memberships.cover(cover, by=by, roles=[Role.REVIEW_OFFICER, Role.LADO], **facts | changed)

    assert Grant.objects.filter(cover_for=absent).count() == 1
    # another role, another colleague, later days
    memberships.cover(cover, by=by, roles=[Role.REVIEW_OFFICER], **facts)
    memberships.cover(membership(Role.DELEGATE), by=by, roles=[Role.LADO], **facts)
    later = {"from_on": DAY + timedelta(days=15), "to_on": DAY + timedelta(days=20)}
    memberships.cover(cover, by=by, roles=[Role.LADO], **facts | later)


def test_a_cover_ended_at_once_on_its_first_day_is_kept_with_who_ended_it():
    absent, cover = membership(Role.LADO), membership(Role.DELEGATE)
    by, facts = administrator(), {"absent": absent, "from_on": DAY, "to_on": TOMORROW}
    (given,) = memberships.cover(cover, by=by, roles=[Role.LADO], **facts)
    assert Actor.of(cover, on=DAY).is_any(Role.LADO)

    memberships.end_grant(given, by=by, to_on=YESTERDAY)

    given.refresh_from_db()
    assert (given.ended_at_once(), given.ended_on, given.ended_by) == (True, DAY, by.user)
    assert not any(Actor.of(cover, on=day).is_any(Role.LADO) for day in (YESTERDAY, DAY, TOMORROW))
    memberships.cover(cover, by=by, roles=[Role.LADO], **facts)  # one that was ended stands in nobody's way
    assert Actor.of(cover, on=DAY).is_any(Role.LADO)


def test_what_was_given_today_and_ended_today_by_leaving_is_kept_too():
    user, by = account(), administrator()
    held = memberships.begin_membership(by=by, user=user, agency=AgencyFactory(code="school"), from_on=DAY)
    given = memberships.grant(held, by=by, role=Role.SCHOOL_LEAD, from_on=DAY)

    accounts.close_account(user, by=by, left_on=DAY)

    for row in (held, given):
        row.refresh_from_db()
        assert (row.ended_at_once(), row.ended_by) == (True, by.user)
    assert not Membership.objects.filter(user=user).on(DAY).exists()


def test_a_role_that_ends_as_was_said_when_it_was_given_was_ended_by_nobody():
    held = membership()
    given = memberships.grant(held, by=administrator(), role=Role.LADO, from_on=DAY, to_on=TOMORROW)

    assert (given.ended_on, given.ended_by) == (None, None)


# --- accounts -----------------------------------------------------------------------------------------------------------


def test_accounts_are_opened_by_invitation_alone():
    with pytest.raises(Refused, match="by invitation"):
        accounts.open_account(by=administrator(), email="x@example.org", name="X", password=PASSWORD)
    assert (
        accounts.open_account(by=SYSTEM, email="X@example.org ", name="X", password=PASSWORD).email == "x@example.org"
    )


def test_a_lost_second_step_is_reset_by_an_administrator_and_by_nobody_else():

    user = account(Role.LADO)
    second_factor.set_up_code(user)
    with pytest.raises(Refused, match="Only a system administrator"):
        accounts.reset_second_factor(user, by=actor(Role.BUSINESS_MANAGER))

    accounts.reset_second_factor(user, by=administrator())

    assert not second_factor.has_one(user)
