"""The strictest source governs: what came out of a record is seen by those alone who see that record too."""

from typing import Any

import pytest

from safehold.access.actor import Actor
from safehold.access.policy import Refused
from safehold.access.reach import Tier
from safehold.access.roles import Role
from safehold.access.tests.factories import DAY, CircleFactory, actor, join
from safehold.records import writing
from safehold.records.models import Conflict, Entry
from safehold.records.tests.test_visibility import CASES, COMPARTMENTS, Case, World, may_know, may_see
from tests.invented.models import Notebook

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# what comes out of a source: open to the partnership, and within the circle
OUT = [Case(Tier.C2, True, False, False, False, False), Case(Tier.C4, False, True, False, False, False)]


@pytest.mark.parametrize("role", list(Role))
def test_who_sees_what_came_out_of_a_record_is_one_table(role):
    world = World(CASES + COMPARTMENTS)
    who = actor(role)
    world.bend_towards(who)
    owners = {True: who.agency, False: actor(role, agency="police").agency}
    came_out = {
        writing.create(
            Notebook,
            by=who,
            circle=world.circles[case.in_circle],
            tier=case.tier,
            owner=owners[case.own],
            out_of=source,
            title=f"Out of {source.uid} {case.tier}",
            opened_on=DAY,
        ).entry_id: (case, of)
        for of, source in world.entries.items()
        for case in OUT
    }

    sees = set(Entry.objects.visible_to(who).filter(pk__in=came_out).values_list("pk", flat=True))
    knows = set(Entry.objects.known_to(who).filter(pk__in=came_out).values_list("pk", flat=True))
    as_rows = set(Notebook.objects.visible_to(who).filter(entry__in=came_out).values_list("entry", flat=True))

    both = {pk for pk, (case, of) in came_out.items() if may_see(role, case) and may_see(role, of)}
    assert sees == as_rows == both
    assert knows == both | {
        pk
        for pk, (case, of) in came_out.items()
        if may_know(role, case) and may_see(role, of) and not may_see(role, case)
    }


def test_the_control_without_its_source_the_same_record_is_seen():
    circle = CircleFactory()
    begun_by, other = actor(Role.REVIEW_OFFICER), actor(Role.AGENCY_LEAD)
    join(circle, begun_by)
    source = writing.create(Notebook, by=begun_by, circle=circle, title="The source", opened_on=DAY)
    facts = {"by": begun_by, "circle": circle, "tier": Tier.C2, "opened_on": DAY}
    governed = writing.create(Notebook, out_of=source.entry, title="Out of it", **facts)
    free = writing.create(Notebook, title="Of itself", **facts)

    assert set(Notebook.objects.visible_to(other)) == {free}
    assert set(Notebook.objects.visible_to(begun_by)) == {source, governed, free}


def test_nothing_comes_out_of_something_that_came_out_of_a_record_itself():
    """But for the last of a row, such as a letter about an agenda item, out of which nothing comes."""
    by = actor(Role.REVIEW_OFFICER)
    first = writing.create(Notebook, by=by, circle=CircleFactory(), title="First", opened_on=DAY)
    second = writing.create(Notebook, by=by, circle=CircleFactory(), out_of=first.entry, title="Second", opened_on=DAY)

    with pytest.raises(Refused, match="came out of another record itself"):
        writing.create(Notebook, by=by, circle=CircleFactory(), out_of=second.entry, title="Third", opened_on=DAY)
    told = {"by": by, "circle": CircleFactory(), "opened_on": DAY, "in_a_row": True}
    last = writing.create(Notebook, out_of=second.entry, title="Third", **told)
    with pytest.raises(Refused, match="came out of another record itself"):
        writing.create(Notebook, out_of=last.entry, title="Fourth", **told)


def a_row(by: Actor, of: str = "row") -> list[Notebook]:
    """Three records in a row, each open to the partnership but for its source; the last is seen by whoever sees all."""
    facts: dict[str, Any] = {"by": by, "tier": Tier.C2, "opened_on": DAY}
    first = writing.create(Notebook, title=f"First of the {of}", **facts)
    second = writing.create(Notebook, title=f"Second of the {of}", out_of=first.entry, **facts)
    return [
        first,
        second,
        writing.create(Notebook, title=f"Third of the {of}", out_of=second.entry, in_a_row=True, **facts),
    ]


@pytest.mark.parametrize("closed", [0, 1, 2])
def test_whoever_may_not_see_one_of_a_row_sees_nothing_behind_it(closed):
    by, other = actor(Role.REVIEW_OFFICER), actor(Role.AGENCY_LEAD)
    row = a_row(by)
    control = a_row(by, "control")  # the same, closed to nobody
    told = {"entry": row[closed].entry, "user": other.user, "why": "Their sister", "declared_on": DAY, "from_on": DAY}
    Conflict.objects.create(**told, declared_by=by.user)

    assert set(Notebook.objects.visible_to(other)) == {*row[:closed], *control}
    assert set(Entry.objects.known_to(other)) == {each.entry for each in (*row[:closed], *control)}
    assert set(Notebook.objects.visible_to(by)) == {*row, *control}


def test_what_came_out_of_something_freed_is_held_with_it_again():
    by, other = actor(Role.REVIEW_OFFICER), actor(Role.AGENCY_LEAD)
    source = writing.create(Notebook, by=by, circle=CircleFactory(), title="The source", opened_on=DAY)
    facts: dict[str, Any] = {"by": by, "tier": Tier.C2, "opened_on": DAY}
    out = writing.create(Notebook, out_of=source.entry, title="Out of it", **facts)
    writing.free(out.entry, by=by)
    behind = writing.create(Notebook, out_of=out.entry, title="Behind it", **facts)
    assert set(Notebook.objects.visible_to(other)) == {out, behind}

    writing.hold(out.entry)

    assert not Notebook.objects.visible_to(other).exists()


def test_what_was_freed_keeps_where_it_came_from_and_can_be_held_again():
    begun_by, other = actor(Role.REVIEW_OFFICER), actor(Role.AGENCY_LEAD)
    source = writing.create(Notebook, by=begun_by, circle=CircleFactory(), title="The source", opened_on=DAY)
    facts = {"by": begun_by, "tier": Tier.C2, "opened_on": DAY}
    out = writing.create(Notebook, out_of=source.entry, title="Out of it", **facts)

    writing.free(out.entry, by=begun_by)
    assert Entry.objects.visible_to(other).filter(pk=out.entry_id).exists()
    out.entry.refresh_from_db()
    assert (out.entry.freed_from, out.entry.freed_by) == (source.entry, begun_by.user)

    writing.hold(out.entry)
    assert not Entry.objects.visible_to(other).filter(pk=out.entry_id).exists()


def test_the_longest_row_that_there_can_be_is_asked_to_its_end():
    by, other = actor(Role.REVIEW_OFFICER), actor(Role.AGENCY_LEAD)
    *row, last = a_row(by)
    writing.free(last.entry, by=by)
    facts: dict[str, Any] = {"by": by, "tier": Tier.C2, "opened_on": DAY}
    behind = writing.create(Notebook, out_of=last.entry, title="Behind it", **facts)
    writing.hold(last.entry)
    assert set(Notebook.objects.visible_to(other)) == {*row, last, behind}

    told = {"entry": row[0].entry, "user": other.user, "why": "Their sister", "declared_on": DAY, "from_on": DAY}
    Conflict.objects.create(**told, declared_by=by.user)

    assert not Notebook.objects.visible_to(other).exists()
