"""A subgroup's quarter, from its agenda to the Executive's answer: by four people, one of them on a telephone."""

import pytest

from safehold.access.roles import Role
from safehold.partnership.models import Chair, Group, GroupKind

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]

PROGRESS, ASK = (
    "The audit of forty files was finished",
    "Will the Executive have the three agencies send their figures?",
)


def test_a_subgroups_quarter_goes_from_its_agenda_to_the_executives_answer(westmere, someone):
    group = the_group_that_somebody_chairs(westmere)
    support = given_a_meeting_of_the_group_that_decided(westmere, someone, group)
    chair = when_its_chair_reports_the_quarter_and_asks(westmere, someone, group)
    when_the_office_puts_it_on_the_executives_agenda(support, chair)
    then_the_executives_chair_answers_on_a_telephone(westmere, someone, chair)
    then_the_groups_chair_takes_the_answer_back(chair)


def the_group_that_somebody_chairs(westmere) -> Group:
    mine = Chair.objects.filter(user=westmere.user(Role.SUBGROUP_CHAIR), group__kind=GroupKind.SUBGROUP)
    return mine.select_related("group").order_by("pk")[0].group


def given_a_meeting_of_the_group_that_decided(westmere, someone, group):
    """Business support, without JavaScript."""
    support = someone(javascript=False)
    support.signs_in(westmere.user(Role.BUSINESS_SUPPORT))
    support.goes_to("/meetings/plan/")
    support.chooses("Which group meets?", group.current_name)
    support.enters_date("When is it held?", 30, 4, 2021)
    support.enters("When does it start?", "10am")
    support.enters("Where is it held? (optional where it is online)", "Town hall")
    support.presses("Plan it")
    support.meeting = support.page.url.removeprefix(support.base)
    support.follows("Add an item")
    support.enters("What is the item called?", "The quarter’s audit")
    support.picks("For decision")
    support.presses("Add it")
    support.goes_to(f"{support.meeting}attendance/record/")
    for seat in support.page.locator("main fieldset").all():
        member = seat.locator("option[value=member]")
        if member.count():
            seat.locator("select").select_option("member")
    support.presses("Save")
    support.goes_to(f"{support.meeting}hold/")
    support.presses("It was held")
    support.follows("1. The quarter’s audit")
    support.follows("Record a decision")
    support.enters("What was decided?", "Ask the Executive for the figures")
    if support.page.get_by_label("None: it is the group’s own business").count():
        support.picks("None: it is the group’s own business")
    support.enters("What were the reasons?", "Three agencies have sent none")
    support.presses("Record it")
    support.sees("Ask the Executive for the figures")
    return support


def when_its_chair_reports_the_quarter_and_asks(westmere, someone, group):
    chair = someone(javascript=False)
    chair.signs_in(westmere.user(Role.SUBGROUP_CHAIR))
    chair.goes_to("/assurance/reports/")
    chair.follows("Begin a report")
    chair.chooses("Which group reports?", group.current_name)
    chair.chooses("To which group?", "Strategic Board")
    chair.enters_date("First day of the period", 1, 1, 2021)
    chair.enters_date("Last day of the period", 31, 3, 2021)
    chair.presses("Begin it")
    chair.sees("Nothing is written yet.")
    chair.report = chair.page.url.removeprefix(chair.base)
    chair.follows("Write it")
    chair.enters("What progress was made?", PROGRESS)
    chair.picks("Direct action")
    chair.presses("Save")
    chair.sees("Enter what exactly is asked for")
    chair.enters("What exactly? (optional where nothing is asked for)", ASK)
    chair.presses("Save")
    chair.follows("Submit it")
    chair.presses("Submit it")
    chair.sees("Waiting for an answer")
    chair.does_not_see("Write it")
    return chair


def when_the_office_puts_it_on_the_executives_agenda(support, chair):
    support.goes_to("/meetings/plan/")
    support.chooses("Which group meets?", "Strategic Board")
    support.enters_date("When is it held?", 8, 6, 2021)
    support.enters("When does it start?", "10am")
    support.enters("Where is it held? (optional where it is online)", "Town hall")
    support.presses("Plan it")
    support.goes_to(chair.report)
    support.follows("Put it on an agenda")
    support.page.get_by_label("On which meeting’s agenda?").select_option(index=1)
    support.presses("Put it on")
    support.sees("On the agenda of")


def then_the_executives_chair_answers_on_a_telephone(westmere, someone, chair):
    above = someone(width=320)
    above.signs_in(westmere.user(Role.INDEPENDENT_CHAIR))
    above.goes_to("/assurance/")
    above.sees(ASK)
    above.goes_to(chair.report)
    above.follows("Answer it")
    above.presses("Answer it")
    above.sees("Select whether it is given")
    above.picks("Given")
    above.enters("What is the answer?", "The chair writes to the three agencies by Friday")
    above.presses("Answer it")
    above.sees("Answered. The group that asked is told.")
    above.goes_to("/assurance/")
    above.does_not_see(ASK)


def then_the_groups_chair_takes_the_answer_back(chair):
    chair.goes_to("/")
    chair.sees("Take the answer back to your group")
    chair.goes_to(chair.report)
    chair.sees("The chair writes to the three agencies by Friday")
    chair.follows("Take the answer back")
    chair.presses("The group was told")
    chair.sees("Answer taken back to the group")
