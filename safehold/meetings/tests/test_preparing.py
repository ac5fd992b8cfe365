"""Preparing a meeting: who may, what is on its agenda, and what is refused."""

from datetime import date, time

import pytest

from safehold.access.actor import Actor
from safehold.access.models import AgencyKind
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.meetings import actions, queries
from safehold.meetings.lifecycle import Status
from safehold.meetings.models import ItemKind, Referral
from safehold.meetings.tests.factories import (
    HELD_ON,
    NEXT_ON,
    SINCE,
    board,
    chair,
    held,
    item,
    meeting,
    member,
    seat_of,
    secretary,
)
from safehold.partnership.tests.factories import group, manager
from safehold.records.models import Correction
from safehold.records.tests.promises import lines

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def titles(of, who) -> list[str]:
    return [str(each) for each in queries.agenda(of, who)]


# --- when and where ---


def test_a_meeting_is_numbered_in_its_series_and_says_by_when_papers_are_due():
    by = secretary()
    first, second = meeting(by), meeting(by, meets_on=NEXT_ON)

    assert (first.number, second.number) == (1, 2)
    # five working days before, the early May bank holiday among the days that are not counted
    assert second.papers_due_on == date(2021, 5, 11)
    assert first.status == Status.DRAFT_AGENDA
    assert lines("meetings.planned")[-1].facts["group"] == "board"


def test_what_stands_on_every_agenda_is_on_those_planned_while_it_does():
    by = secretary()
    told = {"by": by, "item_kind": ItemKind.INFORMATION, "from_on": SINCE}
    actions.add_standing_item(board(), title="Minutes of the last meeting", position=20, **told)
    welcome = actions.add_standing_item(board(), title="Welcome and apologies", position=10, **told)
    before = meeting(by)
    actions.end_standing_item(welcome, by=by, to_on=HELD_ON)

    after = meeting(by, meets_on=NEXT_ON)

    assert titles(before, by) == ["Welcome and apologies", "Minutes of the last meeting"]
    assert titles(after, by) == ["Minutes of the last meeting"]
    with pytest.raises(Refused, match="ends by then already"):
        actions.end_standing_item(welcome, by=by, to_on=NEXT_ON)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"place": ""}, "Enter where it is held, or the link to join it"),
        ({"ends_at": time(9)}, "The time it ends must be after the time it starts"),
    ],
)
def test_a_meeting_that_could_not_be_held_is_not_planned(facts, reason):
    with pytest.raises(Refused, match=reason):
        meeting(**facts)


def test_a_group_meets_only_while_it_is_there():
    young = group("young", by=manager(), founded_on=NEXT_ON)

    with pytest.raises(Refused, match="was not there on that day"):
        meeting(group=young)
    made = meeting(group=young, meets_on=NEXT_ON)
    with pytest.raises(Refused, match="was not there on that day"):
        actions.rearrange(made, by=secretary(), meets_on=HELD_ON, starts_at=time(9), place="Hall", why="Sooner")


def test_a_group_meets_once_a_day():
    by = secretary()
    first = meeting(by)
    with pytest.raises(Refused, match="has a meeting on that day already"):
        meeting(by)

    actions.cancel(first, by=by, why="Snow")
    assert meeting(by).number == 2


@pytest.mark.parametrize("who", [secretary, manager, chair])
def test_the_office_and_the_chair_keep_a_groups_meetings(who):
    board()

    assert meeting(who()).number == 1


@pytest.mark.parametrize(
    "who",
    [
        lambda: member("police"),
        lambda: actor(Role.SUBGROUP_CHAIR, agency="police"),
        lambda: actor(Role.INDEPENDENT_SCRUTINEER, agency="team"),
    ],
    ids=["a member", "the chair of another group", "the scrutineer"],
)
def test_nobody_else_does(who):
    board()
    by = who()

    with pytest.raises(Refused, match="Only the group’s chair, the business manager or business support"):
        meeting(by)


def test_the_partnerships_own_agency_owns_a_meeting_whoever_plans_it():
    office = AgencyFactory(code="office", kind=AgencyKind.PARTNERSHIP)
    by = chair()

    assert meeting(by).entry.owner == office


def test_a_meeting_moved_to_another_day_says_why_and_papers_are_due_anew():
    by = secretary()
    made = meeting(by)
    facts = {"meets_on": NEXT_ON, "starts_at": time(14), "place": "Town hall"}
    with pytest.raises(Refused, match="Enter why the meeting is moved"):
        actions.rearrange(made, by=by, **facts)

    actions.rearrange(made, by=by, why="The hall is flooded", **facts)

    made.refresh_from_db()
    assert (made.meets_on, made.papers_due_on) == (NEXT_ON, date(2021, 5, 11))
    noted = Correction.objects.get(entry=made.entry)
    assert (noted.was, noted.now, noted.why) == ("2021-04-20", "2021-05-18", "The hall is flooded")


def test_papers_are_issued_once_there_is_an_agenda():
    by = secretary()
    made = meeting(by)
    with pytest.raises(Refused, match="There is nothing on the agenda"):
        actions.issue(made, by=by)

    item(made, by=by)
    actions.issue(made, by=by)

    assert made.status == Status.PAPERS_ISSUED


def test_a_meeting_is_cancelled_with_a_reason_and_only_before_it_was_held():
    by = secretary()
    made = held(by)
    with pytest.raises(Refused, match="marked ‘Held’"):
        actions.cancel(made, by=by, why="Too late")

    other = meeting(by, meets_on=NEXT_ON)
    with pytest.raises(Refused, match="Enter why the meeting is cancelled"):
        actions.cancel(other, by=by, why=" ")


# --- the agenda ---


def test_items_stand_in_the_order_they_are_put_in():
    by = secretary()
    made = meeting(by)
    one, two, three = (item(made, name, by) for name in ("One", "Two", "Three"))

    actions.move_item(three, by=by, after=None)
    assert titles(made, by) == ["Three", "One", "Two"]
    actions.move_item(three, by=by, after=one)
    assert titles(made, by) == ["One", "Three", "Two"]
    actions.move_item(one, by=by, after=two)
    assert titles(made, by) == ["Three", "Two", "One"]


def test_items_can_be_put_between_two_others_as_often_as_one_likes():
    by = secretary()
    made = meeting(by)
    first, *rest = (item(made, name, by) for name in ("First", "A", "B"))
    for turn in range(30):
        moved = rest[turn % 2]
        moved.refresh_from_db()
        actions.move_item(moved, by=by, after=first)

    assert titles(made, by) == ["First", "B", "A"]


def test_an_item_goes_only_where_its_own_agenda_is():
    by = secretary()
    one, other = item(meeting(by), by=by), item(meeting(by, meets_on=NEXT_ON), by=by)

    for after in (other, one):
        with pytest.raises(Refused, match="Choose an item of the same agenda"):
            actions.move_item(one, by=by, after=after)


def test_an_item_taken_off_is_on_no_agenda_and_says_why():
    by = secretary()
    made = meeting(by)
    one = item(made, by=by)
    actions.withdraw_item(one, by=by, why="The audit is late")

    assert titles(made, by) == []
    with pytest.raises(Refused, match="taken off the agenda"):
        actions.withdraw_item(one, by=by, why="Again")


def test_the_agenda_of_a_meeting_that_was_held_stays_and_other_business_can_be_added():
    by = secretary()
    made = held(by)
    (one,) = queries.agenda(made, by)
    with pytest.raises(Refused, match="its agenda stays as it was"):
        actions.move_item(one, by=by, after=None)

    item(made, "Any other business", by)
    assert titles(made, by) == ["The audit of files", "Any other business"]


# --- referrals ---


def test_what_is_referred_reaches_the_other_group_by_its_own_words():
    by = secretary()
    quality = group("quality", by=manager())
    one = item(by=by, title="A quiet matter")
    asked = actions.refer(one, by=by, to_group=quality, title="Look at the form", words="Is the form used?")

    (waiting,) = queries.referred_to(quality, by)
    assert waiting == asked
    other = meeting(by, group=quality, meets_on=NEXT_ON)
    taken = actions.take_up(asked, by=by, meeting=other, item_kind=ItemKind.DISCUSSION)

    assert str(taken) == "Look at the form"
    assert queries.referred_to(quality, by) == []
    with pytest.raises(Refused, match="on an agenda already"):
        actions.take_up(asked, by=by, meeting=other, item_kind=ItemKind.DISCUSSION)


def test_what_is_referred_goes_to_another_group_and_on_its_own_agenda_alone():
    by = secretary()
    quality = group("quality", by=manager())
    one = item(by=by)
    with pytest.raises(Refused, match="Choose another group"):
        actions.refer(one, by=by, to_group=board(), title="Us", words="Ask")
    asked = actions.refer(one, by=by, to_group=quality, title="Look", words="Ask")
    with pytest.raises(Refused, match="referred to that group already"):
        actions.refer(one, by=by, to_group=quality, title="Look", words="Ask")

    with pytest.raises(Refused, match="Choose a meeting of the group that it was referred to"):
        actions.take_up(asked, by=by, meeting=meeting(by, meets_on=NEXT_ON), item_kind=ItemKind.DISCUSSION)
    assert Referral.objects.get().item is None


def test_the_forward_plan_holds_what_is_to_come_on_agendas_that_one_sees():
    by = secretary()
    to_come = item(meeting(by, meets_on=NEXT_ON), "To come", by)
    held(by)
    police = Actor.of(seat_of("police").holders.get().user.memberships.get(), on=by.on)

    assert list(queries.forward_plan(by)) == [to_come]
    assert list(queries.forward_plan(police)) == [to_come]
    assert list(queries.forward_plan(actor(Role.AGENCY_LEAD, agency="fire"))) == []
