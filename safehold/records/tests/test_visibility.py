"""Who sees what, as one table: every role by tier, owner, circle, seal, conflict of interest and emergency.

The rule is written again here in plain words (``may_see``, ``may_know``) from the decisions, over the same table of reach,
and held against what the database answers for every combination.
"""

import uuid
from datetime import date, timedelta
from itertools import product
from typing import NamedTuple

import pytest
from django.db.models import Q
from django.utils import timezone

from safehold.access.actions import memberships
from safehold.access.actor import Actor
from safehold.access.models import Circle, CircleMember
from safehold.access.reach import DUTY_HOLDERS, TABLE, Reach, Tier
from safehold.access.roles import Role
from safehold.access.tests.factories import DAY, SINCE, AgencyFactory, CircleFactory, actor, join, membership
from safehold.records import policy, visibility, writing
from safehold.records.models import Conflict, EmergencyAccess, Entry
from tests.invented.models import Notebook

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

KIND = "invented.notebook"


class Case(NamedTuple):
    """One combination, from the point of view of one actor."""

    tier: Tier
    own: bool
    in_circle: bool
    sealed: bool
    conflict: bool
    emergency: bool
    kind: str = KIND


CASES = [Case(*each) for each in product(Tier, *[(True, False)] * 5)]
COMPARTMENTS = [
    Case(Tier.C5, own, in_circle, sealed, conflict, False, kind)
    for kind in ("lado.allegation", "marac.referral")
    for own, in_circle, sealed, conflict in product((True, False), repeat=4)
]


def may_see(role: Role, case: Case) -> bool:
    """Whether the content is for someone in ``role``, by the decisions."""
    far = TABLE[role][list(Tier).index(case.tier)]
    if case.conflict:
        return False
    if case.in_circle and far != Reach.NONE:
        return True
    if case.sealed:
        return False
    if case.emergency:
        return True
    if case.tier == Tier.C5 and role in DUTY_HOLDERS.get(case.kind.split(".")[0], {}):
        return True
    return far == Reach.ALL or (far == Reach.OWN and case.own)


def may_know(role: Role, case: Case) -> bool:
    """Whether they may know that there is such a record: a card, where it is neither hidden nor in conflict."""
    far = TABLE[role][list(Tier).index(case.tier)]
    card = far >= Reach.CARD and case.tier in (Tier.C2, Tier.C3, Tier.C4) and not case.sealed and not case.conflict
    return may_see(role, case) or card


class World:
    """Every case as an entry, and a way to bend each towards one actor."""

    def __init__(self, cases: list[Case]) -> None:
        owners = {True: AgencyFactory(code="council"), False: AgencyFactory(code="police")}
        self.circles = {True: CircleFactory(name="In"), False: CircleFactory(name="Out")}
        self.entries = {case: self.entry(case, owners, self.circles) for case in cases}

    @staticmethod
    def entry(case: Case, owners: dict, circles: dict[bool, Circle]) -> Entry:
        return Entry.objects.create(
            uid=uuid.uuid4(),
            kind=case.kind,
            owner=owners[case.own],
            tier=case.tier,
            circle=circles[case.in_circle],
            sealed=case.sealed,
            made_at=timezone.now(),
        )

    def bend_towards(self, who: Actor) -> None:
        """Put ``who`` into the circle, with conflicts and emergencies where the cases say so."""
        join(self.circles[True], who)
        why = {"why": "Invented", "declared_on": DAY, "declared_by": who.user}
        for case, entry in self.entries.items():
            if case.conflict:
                Conflict.objects.create(entry=entry, user=who.user, from_on=SINCE, **why)
            if case.emergency:
                until = timezone.now() + timedelta(hours=1)
                EmergencyAccess.objects.create(
                    entry=entry, user=who.user, agency=who.agency, why="Now", taken_at=timezone.now(), until_at=until
                )

    def cases_of(self, entries) -> set[Case]:
        found = set(entries.values_list("pk", flat=True))
        return {case for case, entry in self.entries.items() if entry.pk in found}


def may_see_in_cover(role: Role, case: Case) -> bool:
    """The same for whoever is in the circle only while a colleague is away: not where it is sealed or in a compartment."""
    kept_out = case.sealed or case.tier == Tier.C5
    return may_see(role, case._replace(in_circle=case.in_circle and not kept_out))


@pytest.mark.parametrize("role", list(Role))
def test_whoever_covers_for_a_colleague_sees_nothing_sealed_and_no_compartment(role):
    world = World(CASES + COMPARTMENTS)
    who = actor(role)
    world.bend_towards(who)
    absent = membership(role)
    CircleMember.objects.filter(user=who.user).update(cover_for=absent, to_on=DAY)

    sees = world.cases_of(Entry.objects.visible_to(who))

    assert sees == {case for case in world.entries if may_see_in_cover(role, case)}
    # what they work on is what they see, and no more
    inside = {case for case, entry in world.entries.items() if policy.is_in_circle(who, entry)}
    assert inside == {case for case in world.entries if case.in_circle and not case.sealed and case.tier != Tier.C5}


def test_cover_opens_what_the_absent_colleague_sees_but_the_sealed():
    """The control: the same place held in their own right opens the sealed ones and the compartment too."""
    world = World(CASES)
    absent, stands_in = membership(Role.AGENCY_LEAD), membership(Role.AGENCY_LEAD)
    join(world.circles[True], Actor.of(absent, on=DAY))
    inside = {case for case in CASES if case.in_circle and not case.emergency and not case.conflict}
    before = world.cases_of(Entry.objects.visible_to(Actor.of(stands_in, on=DAY)))
    administrator = actor(Role.SYSTEM_ADMINISTRATOR)

    memberships.cover(
        stands_in, by=administrator, absent=absent, roles=[Role.AGENCY_LEAD], from_on=DAY, to_on=DAY + timedelta(days=7)
    )

    in_cover = world.cases_of(Entry.objects.visible_to(Actor.of(stands_in, on=DAY))) & inside
    in_own_right = world.cases_of(Entry.objects.visible_to(Actor.of(absent, on=DAY))) & inside
    assert in_own_right == inside
    assert in_cover - before, "the control: cover opens something"
    assert in_cover == {case for case in inside if not case.sealed and case.tier != Tier.C5}

    # somebody in both ways is in, in their own right
    join(world.circles[True], Actor.of(stands_in, on=DAY))
    assert world.cases_of(Entry.objects.visible_to(Actor.of(stands_in, on=DAY))) & inside == inside


@pytest.mark.parametrize("role", list(Role))
def test_what_each_role_sees_and_knows_of_is_one_table(role):
    world = World(CASES + COMPARTMENTS)
    who = actor(role)
    world.bend_towards(who)
    # somebody else's conflicts and emergencies, which must change nothing
    world.bend_towards(actor(Role.AGENCY_LEAD, agency="police"))

    sees = world.cases_of(Entry.objects.visible_to(who))
    knows = world.cases_of(Entry.objects.known_to(who))

    assert sees == {case for case in world.entries if may_see(role, case)}
    assert knows == {case for case in world.entries if may_know(role, case)}
    assert sees <= knows


def test_data_outside_every_scope_is_there():
    """The control: each role leaves something unseen that is there, and every tier is seen by somebody."""
    world = World(CASES)

    for role in Role:
        assert any(not may_see(role, case) for case in world.entries), role
    for tier in Tier:
        assert any(may_see(role, case) for role in Role for case in CASES if case.tier == tier), tier
    assert Entry.objects.count() == len(CASES) == 160


def test_two_roles_reach_as_far_as_the_further_of_them():
    world = World(CASES)
    both = actor(Role.ADULTS_MANAGER, Role.INDEPENDENT_CHAIR)

    sees = world.cases_of(Entry.objects.visible_to(both))

    further = {
        case
        for case in CASES
        if any(may_see(role, case._replace(in_circle=False, conflict=False, emergency=False)) for role in both.roles)
    }
    assert sees == further


@pytest.mark.parametrize("roles", [(), (Role.SYSTEM_ADMINISTRATOR,), (Role.TRAIL_AUDITOR,)])
def test_those_who_run_and_audit_the_system_see_no_case_not_even_from_a_circle(roles):
    world = World(CASES)
    who = actor(*roles)
    join(world.circles[True], who)

    sees = world.cases_of(Entry.objects.visible_to(who))

    assert {case.tier for case in sees} <= {Tier.C1}


def test_someone_who_acts_for_another_agency_today_is_not_in_the_circle_they_joined_for_the_first():
    user_there = actor(Role.REVIEW_OFFICER)
    circle = CircleFactory()
    join(circle, user_there)
    made = writing.create(Notebook, by=user_there, circle=circle, title="First", opened_on=DAY)
    elsewhere = actor(Role.REVIEW_OFFICER, agency="police", user=user_there.user)

    assert Entry.objects.visible_to(user_there).filter(pk=made.entry_id).exists()
    assert not Entry.objects.visible_to(elsewhere).filter(pk=made.entry_id).exists()


@pytest.mark.parametrize(
    ("on", "sees"),
    [(date(2021, 3, 31), False), (date(2021, 4, 1), True), (date(2021, 4, 30), True), (date(2021, 5, 1), False)],
)
def test_a_place_in_a_circle_counts_from_its_first_day_to_its_last(on, sees):
    by = actor(Role.REVIEW_OFFICER)
    circle = CircleFactory()
    CircleMember.objects.create(
        circle=circle, user=by.user, agency=by.agency, from_on=date(2021, 4, 1), to_on=date(2021, 4, 30)
    )
    writing.create(Notebook, by=by, circle=circle, title="First", opened_on=DAY)

    that_day = Actor(name=by.name, on=on, user=by.user, agency=by.agency, roles=by.roles)

    assert Entry.objects.visible_to(that_day).exists() is sees


def test_emergency_access_ends_by_itself():
    who = actor(Role.ADULTS_PRACTITIONER)
    case = Case(Tier.C4, own=False, in_circle=False, sealed=False, conflict=False, emergency=True)
    world = World([case])
    world.bend_towards(who)
    assert Entry.objects.visible_to(who).exists()

    then = timezone.now() - timedelta(hours=2)
    EmergencyAccess.objects.update(taken_at=then, until_at=then + timedelta(hours=1))

    assert not Entry.objects.visible_to(who).exists()


def test_a_conflict_outweighs_every_other_way_in():
    who = actor(*Role)
    case = Case(Tier.C4, own=True, in_circle=True, sealed=False, conflict=True, emergency=True)
    world = World([case, case._replace(conflict=False)])
    world.bend_towards(who)

    assert world.cases_of(Entry.objects.visible_to(who)) == {case._replace(conflict=False)}
    assert world.cases_of(Entry.objects.known_to(who)) == {case._replace(conflict=False)}


@pytest.mark.parametrize("role", list(Role))
def test_a_modules_rows_are_the_entries_that_are_seen(role):
    by = actor(Role.REVIEW_OFFICER)
    who = actor(role)
    for number, inside in enumerate((True, False)):
        circle = CircleFactory()
        join(circle, by)
        if inside:
            join(circle, who)
        writing.create(Notebook, by=by, circle=circle, title=f"Notebook {number}", opened_on=DAY)

    rows = set(Notebook.objects.visible_to(who).values_list("entry", flat=True))

    assert rows == set(Entry.objects.visible_to(who).values_list("pk", flat=True))


def test_seeing_is_two_queries_whatever_the_role(django_assert_num_queries):
    world = World(CASES)
    who = actor(*Role)
    join(world.circles[True], who)

    with django_assert_num_queries(2):  # what is the actor's own, and then the entries
        list(Entry.objects.visible_to(who))


def test_without_the_condition_everything_would_be_seen(monkeypatch):
    """The control: taken out, the protection's absence shows."""
    World(CASES)
    who = actor(Role.DELEGATE)
    monkeypatch.setattr(visibility, "sees", lambda actor, prefix="": Q())

    assert Entry.objects.visible_to(who).count() == len(CASES)
