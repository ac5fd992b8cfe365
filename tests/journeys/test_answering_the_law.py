"""A report that the law asks for: its editor names where it answers, and the chair signs what is not in it, on a telephone."""

import pytest

from safehold.access.roles import Role

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]
WHY = "no review was going on"


def test_what_the_law_asks_is_named_or_signed_before_a_report_goes_on(westmere, someone):
    report = westmere.reports["2020-21"].get_absolute_url()
    manager = given_an_editor_who_says_that_it_is_the_adults_boards(westmere, someone, report)
    when_they_name_a_heading_of_a_section(manager, report)
    and_the_chair_signs_what_is_not_there(westmere, someone, report)
    then_both_stand_in_the_matrix_its_file_and_the_report(manager, report)


def given_an_editor_who_says_that_it_is_the_adults_boards(westmere, someone, report):
    manager = someone()
    manager.signs_in(westmere.user(Role.BUSINESS_MANAGER))
    manager.goes_to(report)
    manager.follows("What the law asks")
    manager.sees("nothing in law is asked of it")
    manager.follows("Change which duties it answers")
    manager.picks("Safeguarding Adults Board")
    manager.presses("Save")
    manager.sees("0 of 7 things that the law asks are in this report. 7 are empty")
    return manager


def when_they_name_a_heading_of_a_section(manager, report):
    manager.follows("Name a section What the board did about the findings of its reviews", exact=False)
    manager.presses("Save")
    manager.sees("Choose the part of the report that says it")
    manager.chooses("Which part of the report says it?", "3. Learning and practice development: What is different now")
    manager.presses("Save")
    manager.sees("1 of 7 things that the law asks are in this report. 6 are empty")
    manager.goes_to(f"{report}ask-for-approval/")
    manager.sees("6 things that the law asks are not in this report")


def and_the_chair_signs_what_is_not_there(westmere, someone, report):
    chair = someone(width=320)
    chair.signs_in(westmere.user(Role.INDEPENDENT_CHAIR))
    chair.goes_to(f"{report}what-the-law-asks/?state=empty")
    chair.does_not_see("What is different now")
    chair.follows("Sign that it is not there Which safeguarding adult reviews", exact=False)
    chair.enters("Why is it not in the report?", WHY)
    chair.presses("Sign")
    chair.sees("1 gap is signed. 5 are empty")


def then_both_stand_in_the_matrix_its_file_and_the_report(manager, report):
    manager.goes_to(f"{report}what-the-law-asks/")
    manager.sees(f"Because: {WHY}. Signed by")
    rows = manager.downloads("CSV").decode("utf-8-sig")
    assert "Gap signed" in rows
    assert "What is different now" in rows
    manager.goes_to(f"{report}read/")
    manager.sees(f"Not in this report, because: {WHY}")
