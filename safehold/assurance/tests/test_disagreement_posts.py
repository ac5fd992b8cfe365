"""Who is part of a disagreement by the post they hold today, and for whom alone it waits."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from safehold.access.actor import Actor
from safehold.access.models import CircleMember, Grant, Membership
from safehold.access.roles import Role
from safehold.access.tests.factories import actor, membership
from safehold.assurance import actions, waiting
from safehold.assurance.lifecycle import Held
from safehold.assurance.models import Outcome
from safehold.assurance.policy import disagreements as policy
from safehold.assurance.presenters import disagreements as presenters
from safehold.assurance.queries import disagreements as queries
from safehold.assurance.tests.factories import (
    DAY,
    a_group,
    chair_of,
    disagreement,
    lead_of,
    manager,
    practitioner,
    scrutineer,
)
from safehold.assurance.tests.test_disagreements import NO_PART, RISK, at_stage
from safehold.partnership.actions import groups
from safehold.partnership.models import Chair
from safehold.records.actions import need_to_know
from safehold.records.models import Entry
from safehold.records.tests.promises import knows, sees
from safehold.records.waiting import gather

pytestmark = pytest.mark.django_db


def moved_on(who, on=DAY):
    """That somebody is no lead any more, from a day on."""
    Grant.objects.filter(membership=who.membership_id, role=Role.AGENCY_LEAD).update(to_on=on - timedelta(days=1))
    return Actor.of(Membership.objects.get(pk=who.membership_id), on=on)


def test_whoever_takes_up_a_post_is_part_of_it_and_whoever_left_it_is_not():
    made, before = disagreement(), lead_of("police")
    assert sees(before, made)
    after = actor(Role.AGENCY_LEAD, agency="police")
    assert sees(after, made)

    gone = moved_on(before)
    assert not sees(gone, made)
    assert not knows(gone, made)
    assert queries.visible_to(gone).count() == 0
    assert gather(waiting.disagreements(gone)) == []
    assert not CircleMember.objects.filter(circle=made.entry.circle, user__in=[before.user, after.user]).exists()
    # acting for another agency of theirs they are no part of it
    elsewhere = membership(Role.AGENCY_LEAD, agency="health", user=after.user)
    assert not sees(Actor.of(elsewhere, on=DAY), made)


def test_a_lead_who_is_kept_from_it_by_a_conflict_is_no_part_of_it():
    made, lead = disagreement(), lead_of("police")
    need_to_know.declare_conflict(made.entry, by=lead, why="My brother")
    assert not sees(lead, made)


def test_whoever_comes_to_chair_the_executive_is_part_of_what_reached_its_stage_and_of_nothing_else():
    before = chair_of("executive")
    reached, not_yet = at_stage(4), disagreement()
    after = membership(Role.INDEPENDENT_CHAIR, agency="health")
    assert sees(before, reached)
    Chair.objects.update(to_on=DAY - timedelta(days=1))
    groups.appoint_chair(a_group("executive"), by=manager(), user=after.user, agency=after.agency, from_on=DAY)
    now = Actor.of(after, on=DAY)
    assert [sees(who, each) for who in (before, now) for each in (reached, not_yet)] == [False, False, True, False]


def test_a_new_scrutineer_is_part_of_what_reached_the_last_stage():
    last, executives = at_stage(5), at_stage(4)
    later = scrutineer()
    assert [sees(later, each) for each in (last, executives)] == [True, False]


def test_whoever_covers_for_a_lead_is_part_of_it_unless_it_is_sealed():
    made, lead = disagreement(), lead_of("police")
    other = membership(Role.AGENCY_CONTRIBUTOR, agency="police")
    told = {"role": Role.AGENCY_LEAD, "from_on": DAY, "to_on": DAY, "cover_for_id": lead.membership_id}
    Grant.objects.create(membership=other, **told)
    covers = Actor.of(other, on=DAY)
    assert sees(covers, made)
    Entry.objects.filter(pk=made.entry.pk).update(sealed=True)
    assert not sees(covers, made)
    assert sees(lead, made)


# --- its clocks wait for its parties, and for nobody else ---


def waits(who, on=DAY):
    return [(each.what.removeprefix("assurance."), each.on) for each in gather(waiting.parts(replace(who, on=on)))]


def test_each_thing_that_a_disagreement_waits_for_waits_for_its_parties():
    raiser, asked, lead, above = practitioner(), practitioner("police"), lead_of("police"), chair_of("executive")
    made, due = disagreement(), date(2021, 5, 4)
    for who in (asked, lead):
        assert waits(who) == [("answer_disagreement", due)]
    assert waits(raiser) == waits(above) == []

    late = due + timedelta(days=1)
    assert waits(raiser, late) == waits(lead_of("council"), late) == [("take_further", due)]
    assert waits(asked, late) == [("answer_disagreement", due)]

    actions.answer_disagreement(made, by=asked, answer="No")
    assert waits(asked) == []
    assert waits(raiser) == [("weigh", DAY)]

    actions.jump_disagreement(made, by=raiser, stage=4, **RISK)
    assert waits(raiser) == waits(asked) == []
    assert waits(above) == [("decide_disagreement", date(2021, 5, 10))]

    actions.decide_disagreement(made, by=above, outcome=Outcome.UPHELD, settled="It is met")
    assert waits(above) == waits(asked) == []
    assert waits(raiser) == [("close_disagreement", DAY)]
    actions.close_disagreement(made, by=raiser, told_on=DAY, learning="Ring first")
    assert waits(raiser) == []


def test_a_disagreement_waits_for_nobody_who_could_do_nothing_about_it():
    both, mine = chair_of("executive"), chair_of("executive")
    membership(Role.AGENCY_LEAD, agency="police", user=both.user)
    made = at_stage(4)
    assert waits(mine) == []
    assert not policy.decide(both, made, queries.stage_of(made))


NOBODY_ELSE = {
    **NO_PART,
    "business manager": (Role.BUSINESS_MANAGER, "team"),
    "business support": (Role.BUSINESS_SUPPORT, "council"),
}


@pytest.mark.parametrize("who", NOBODY_ELSE)
def test_it_waits_for_nobody_else_in_words_or_counts(who):
    role, agency = NOBODY_ELSE[who]
    disagreement()
    other = actor(role, agency=agency)
    answered = actions.answer_disagreement(disagreement(), by=practitioner("police"), answer="No")
    assert answered.status == Held.ANSWERED
    actions.resolve_disagreement(disagreement(), by=practitioner(), outcome="upheld", settled="Yes")
    late = replace(other, on=date(2021, 6, 1))
    assert [each for each in gather(waiting.parts(late)) if "disagree" in each.what or "ESC" in each.words] == []
    # the control: a party, that day
    assert len(waits(practitioner(), late.on)) == 3


def test_overdue_ones_are_found_by_those_who_see_them():
    made, late, by = disagreement(), date(2021, 5, 5), practitioner()
    rows = queries.visible_to(by)
    assert list(queries.overdue(rows, DAY)) == []
    assert list(queries.overdue(rows, late)) == [made]
    shown = rows.get()
    assert (str(presenters.answer_due(shown, late)), presenters.answer_due(shown, DAY)) == (
        "Overdue since 4 May 2021", date(2021, 5, 4),
    )  # fmt: skip
    actions.answer_disagreement(made, by=practitioner("police"), answer="No")
    assert list(queries.overdue(queries.visible_to(by), late)) == []
    assert presenters.answer_due(queries.visible_to(by).get(), late) is None
    assert not queries.overdue(queries.visible_to(lead_of("health")), late).exists()
