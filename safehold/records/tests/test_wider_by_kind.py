"""A role whose work needs more of one kind of record than its tier gives sees that kind further, and nothing else."""

from itertools import product

import pytest

from safehold.access.actor import Actor
from safehold.access.reach import BY_KIND, TABLE, Reach, Tier
from safehold.access.roles import Role
from safehold.access.tests.factories import DAY, actor
from safehold.records.models import Entry
from safehold.records.tests.test_visibility import Case, World, may_see

pytestmark = pytest.mark.django_db

TIERS = (Tier.C2, Tier.C3, Tier.C4, Tier.C5)
CASES = [
    Case(tier, own, False, sealed, conflict, False, kind)
    for kind in sorted(BY_KIND)
    for tier, own, sealed, conflict in product(TIERS, *[(True, False)] * 3)
]


def may_see_wider(role: Role, case: Case) -> bool:
    """The same rule as for every kind, and what the role is given of this one, up to C4."""
    far = BY_KIND[case.kind].get(role, Reach.NONE)
    widened = far == Reach.ALL or (far == Reach.OWN and case.own)
    open_to_it = case.tier != Tier.C5 and not case.sealed and not case.conflict
    return may_see(role, case) or (widened and open_to_it)


@pytest.mark.parametrize("role", list(Role))
def test_a_kind_is_seen_as_far_as_the_role_is_given_it_and_no_further(role):
    world = World(CASES)
    who = actor(role)
    world.bend_towards(who)

    assert world.cases_of(Entry.objects.visible_to(who)) == {case for case in CASES if may_see_wider(role, case)}


def test_each_wider_reach_shows_something_that_the_tier_alone_does_not():
    """The control: a line of the table that widened nothing would be a line too many."""
    for kind, given in BY_KIND.items():
        for role in given:
            assert any(may_see_wider(role, case) and not may_see(role, case) for case in CASES if case.kind == kind), (
                kind,
                role,
            )


@pytest.mark.parametrize("role", [role for given in BY_KIND.values() for role in given])
def test_somebody_who_acts_for_no_agency_owns_nothing(role):
    world = World(CASES)
    nobodys = Actor(name="Nobody’s", on=DAY, roles=frozenset({role}))

    sees = world.cases_of(Entry.objects.visible_to(nobodys))
    unsealed = [case for case in CASES if not case.sealed]
    everything = {case for case in unsealed if TABLE[role][list(Tier).index(case.tier)] == Reach.ALL}
    everything |= {case for case in unsealed if BY_KIND[case.kind].get(role) == Reach.ALL and case.tier != Tier.C5}

    assert sees == everything
