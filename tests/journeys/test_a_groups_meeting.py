"""A group's meeting, from its agenda to minutes that the chair agreed, by four people; one of them recused from an item."""

import pytest

from safehold.access.roles import Role

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]

GROUP = "Strategic Board"
HIDDEN, OPEN = "What was learned about one stay in custody", "The strategic plan"


def test_a_meeting_goes_from_its_agenda_to_minutes_that_the_chair_agreed(westmere, someone):
    support = given_a_meeting_with_two_items(westmere, someone)
    when_a_member_is_recused_from_one(westmere, support)
    then_that_member_finds_neither_the_item_nor_its_gap(westmere, someone, support)
    when_the_meeting_is_held_and_decides(westmere, support)
    then_the_chair_agrees_the_minutes_on_a_telephone(westmere, someone, support)


def given_a_meeting_with_two_items(westmere, someone):
    """Business support, without JavaScript."""
    support = someone(javascript=False)
    support.signs_in(westmere.user(Role.BUSINESS_SUPPORT))
    support.goes_to("/meetings/plan/")
    support.chooses("Which group meets?", GROUP)
    support.enters_date("When is it held?", 30, 4, 2021)
    support.enters("When does it start?", "half ten")
    support.enters("Where is it held? (optional where it is online)", "Town hall")
    support.presses("Plan it")
    support.sees("The time it starts must be a real time, like 10:30 or 2pm")
    support.enters("When does it start?", "10.30")
    support.presses("Plan it")
    support.sees("10:30am")
    support.meeting = support.page.url.removeprefix(support.base)
    for title in (HIDDEN, OPEN):
        support.follows("Add an item")
        support.enters("What is the item called?", title)
        support.picks("For decision")
        support.presses("Add it")
    support.sees(f"2. {OPEN}")
    return support


def when_a_member_is_recused_from_one(westmere, support):
    support.follows(f"1. {HIDDEN}")
    support.follows("Declare an interest")
    support.chooses("Whose interest is it?", westmere.user(Role.DELEGATED_PARTNER).name)
    support.picks("Professional: their own practice or their team’s")
    support.enters("What is it?", "The service is theirs")
    support.picks("No. They are recused, and see neither the item nor its papers and minutes")
    support.presses("Save")
    support.sees(f"1. {HIDDEN}")


def then_that_member_finds_neither_the_item_nor_its_gap(westmere, someone, support):
    member = someone()
    member.signs_in(westmere.user(Role.DELEGATED_PARTNER))
    member.goes_to(support.meeting)
    member.sees(f"1. {OPEN}")
    member.does_not_see(HIDDEN)


def when_the_meeting_is_held_and_decides(westmere, support):
    support.goes_to(f"{support.meeting}attendance/record/")
    for seat in support.page.locator("main fieldset").all():
        member = seat.locator("option[value=member]")
        if member.count():
            seat.locator("select").select_option("member")
    support.presses("Save")
    support.goes_to(f"{support.meeting}hold/")
    support.presses("It was held")
    support.follows(f"2. {OPEN}")
    support.follows("Record a decision")
    support.enters("What was decided?", "Adopt the plan")
    support.picks("Safeguarding Adults Board")
    support.enters("What were the reasons?", "It follows from the needs assessment")
    support.presses("Record it")
    support.sees("Adopt the plan")
    support.goes_to(f"{support.meeting}minutes/")
    support.follows("Draft the minutes")
    support.presses("Draft them")
    support.sees(f"2. {OPEN}")


def then_the_chair_agrees_the_minutes_on_a_telephone(westmere, someone, support):
    chair = someone(width=320)
    chair.signs_in(westmere.user(Role.INDEPENDENT_CHAIR))
    chair.goes_to(f"{support.meeting}minutes/")
    chair.follows("Agree them as chair")
    chair.presses("Agree them")
    chair.sees("Minutes agreed by the chair")
    chair.sees("Adopt the plan")
    assert chair.downloads("Minutes as PDF").startswith(b"%PDF")
