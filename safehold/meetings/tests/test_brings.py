"""A standing item appears in a pack with what it needs: what is due, referred, or to be agreed, as its reader may see it."""

from datetime import date

import pytest
from django.urls import reverse

from safehold.access.tests.factories import AgencyFactory
from safehold.meetings import actions, packs, queries
from safehold.meetings.models import Brings, ItemKind
from safehold.meetings.queries import minutes
from safehold.meetings.tests.factories import (
    HELD_ON,
    NEXT_ON,
    SINCE,
    board,
    chair,
    first,
    held,
    holder,
    item,
    meeting,
    minuted,
    recused,
    secretary,
)
from safehold.partnership.tests.factories import group, manager
from safehold.records.tests.promises import ask_and_answer, browser

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
EVERY = [each for each in Brings if each.value]


@pytest.fixture
def by():
    return secretary()


def standing(by) -> None:
    for number, each in enumerate(EVERY):
        actions.add_standing_item(
            board(),
            by=by,
            title=f"Standing: {each.label}",
            item_kind=ItemKind.INFORMATION,
            brings=each,
            from_on=SINCE,
            position=number * 10 + 10,
        )


def pack_for(made, who) -> str:
    return str(packs.pack_of(made, who, partnership="Westmere")[0].blocks)


def test_each_standing_item_brings_what_it_needs(by):
    before = minuted(by)
    health = AgencyFactory(code="health")
    actions.challenge(
        first(before), by=by, challenger=health, challenged=AgencyFactory(code="police"), words="How many?"
    )
    actions.write_passage(first(before).passage, by=by, words="The board talked for long.")
    quality = group("quality", by=manager())
    asks = item(meeting(by, group=quality, meets_on=HELD_ON), "Their audit", by)
    actions.refer(asks, by=by, to_group=board(), title="Look at the rota", words="Is it filled?")
    actions.decide(
        held(by, on=date(2021, 4, 27), police="absent").items.get(), by=by, words="Buy it", reasons="It works"
    )
    standing(by)

    made = meeting(by, meets_on=NEXT_ON)
    said = pack_for(made, by)

    for words in ("Write it", "The board talked for long.", "Look at the rota", "How many?", "Buy it"):
        assert words in said, words
    agenda = [str(each) for each in queries.agenda(made, by)]
    assert agenda == [f"Standing: {each.label}" for each in EVERY]


def test_a_standing_item_with_nothing_to_bring_says_so(by):
    standing(by)

    said = pack_for(meeting(by, meets_on=NEXT_ON), by)

    for words in (
        "No minutes of an earlier meeting wait",
        "No action is due",
        "No other group has referred",
        "Every challenge that was recorded has been answered",
        "Nothing waits to be confirmed",
    ):
        assert words in said


def test_what_is_brought_is_what_its_reader_may_see(by):
    """Neither the minutes, the actions nor the challenges of an item tell of it to whoever was recused from it."""
    before = minuted(by)
    actions.write_passage(first(before).passage, by=by, words="The board talked for long.")
    one = item(before, "A second matter", by)
    actions.write_passage(one.passage, by=by, words="And of something else.")
    standing(by)
    made = meeting(by, meets_on=NEXT_ON)
    police = holder("police")
    assert "The board talked for long." in pack_for(made, police)

    recused(first(before), police, by)

    said = pack_for(made, police)
    assert "And of something else." in said
    for words in ("The board talked for long.", "Write it", "Why so late?", "Adopt the protocol", "The audit of files"):
        assert words not in said, words
        assert words in pack_for(made, by), words


def test_the_confidential_part_of_the_last_minutes_is_not_in_a_pack(by):
    before = minuted(by)
    quiet = item(before, "A quiet matter", by, confidential=True)
    actions.write_passage(quiet.passage, by=by, words="In confidence.")
    standing(by)

    assert "In confidence." not in pack_for(meeting(by, meets_on=NEXT_ON), by)


def test_the_minutes_that_are_brought_are_those_that_the_chair_agreed(by):
    before = minuted(by)
    leads = chair()
    before.refresh_from_db()
    actions.agree_as_chair(before, by=leads, read=minutes.state_of(before, leads))
    standing(by)
    said = pack_for(meeting(by, meets_on=NEXT_ON), by)

    assert "Minutes agreed by the chair" in said
    assert "Adopt the protocol" in said


def test_what_an_item_brings_is_chosen_in_a_browser(by):
    made = meeting(by, meets_on=NEXT_ON)
    added = {"title": "Matters arising", "item_kind": ItemKind.DISCUSSION, "brings": Brings.ACTIONS}
    ask_and_answer(browser(by), reverse("meetings:add_item", args=[made.uid]), **added)

    one = queries.agenda(made, by)[0]
    assert one.brings == Brings.ACTIONS
    assert "The actions that are due" in browser(by).get(one.get_absolute_url()).content.decode()
