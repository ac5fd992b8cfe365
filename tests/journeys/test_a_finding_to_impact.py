"""A finding is walked to assurance and to impact by four people in four agencies: nobody marks their own work."""

from datetime import date

import pytest

from safehold.access.models import Agency, Membership, User
from safehold.access.roles import Role
from safehold.partnership.models import Capacity, Group, SeatHolder

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]

DAY, LATER = date(2021, 4, 30), date(2021, 9, 15)
FOUND = "Assessments of mental capacity are not about one decision"
RECOMMENDED = "Assess mental capacity for each decision, and date it"
TO_DO = "Train every sergeant in assessing capacity for one decision"


def agency_of(user: User) -> Agency:
    return Membership.objects.filter(user=user).on(DAY).order_by("pk")[0].agency


def two_of_one_group(besides: list[Agency]) -> tuple[Group, list[User]]:
    """A group, and two who fill seats in it for different agencies, neither of them among those named."""
    for group in Group.objects.filter(outside=False, closed_on=None).order_by("pk"):
        seats = SeatHolder.objects.on(DAY).filter(seat__group=group, capacity=Capacity.MAIN).select_related("user")
        found = {}
        for each in seats:
            theirs = agency_of(each.user)
            if theirs not in besides and Membership.objects.filter(user=each.user).count() == 1:
                found.setdefault(theirs.pk, each.user)
        if len(found) >= 2:
            return group, list(found.values())[:2]
    raise AssertionError("No group has two in its seats who are of other agencies")


def test_a_finding_is_walked_to_impact_by_four_people_of_four_agencies(westmere, someone, settings):
    office, doer = westmere.user(Role.BUSINESS_MANAGER), westmere.user(Role.AGENCY_LEAD)
    group, (assurer, tester) = two_of_one_group([agency_of(office), agency_of(doer)])
    thread = given_a_finding_with_a_recommendation_and_an_action(westmere, someone, group, agency_of(doer))
    when_the_agency_does_it_and_cannot_be_assured_of_itself(someone, doer, thread)
    when_another_agency_is_assured(someone, assurer, thread)
    then_months_later_a_fourth_says_what_it_changed(someone, tester, assurer, thread, settings)


def given_a_finding_with_a_recommendation_and_an_action(westmere, someone, group, agency):
    """The office records what was found, what the group was asked to do, and who undertook it."""
    office = someone()
    office.signs_in(westmere.user(Role.BUSINESS_MANAGER))
    office.goes_to("/plans/findings/record/")
    office.enters("What was found, in one line?", FOUND)
    office.enters("What is known about it?", "Nine of twelve files named no decision.")
    office.picks("Audit")
    office.enters_date("When was it found?", 11, 1, 2021)
    office.presses("Save")
    office.sees(FOUND)
    finding = office.page.url.removeprefix(office.base)
    office.follows("Add a recommendation")
    office.enters("What is recommended?", RECOMMENDED)
    office.picks("One agency")
    office.chooses("Which group is it made to?", group.name_on(DAY))
    office.enters_date("When was it made?", 25, 1, 2021)
    office.presses("Save")
    office.sees(RECOMMENDED)
    office.follows("Record the answer")
    office.picks("Accepted")
    office.enters_date("When?", 1, 2, 2021)
    office.presses("Save")
    office.follows("Add an action")
    office.enters("What will be done?", TO_DO)
    office.enters("How will you know that it made a difference?", "An audit of ten assessments")
    office.chooses("Which agency does it?", agency.current_name)
    office.enters("Which role leads it?", "Head of public protection")
    office.enters_date("When was it agreed?", 8, 2, 2021)
    office.enters_date("When is it due?", 12, 5, 2021)
    office.presses("Save")
    office.sees(TO_DO)
    return {"finding": finding, "action": office.page.url.removeprefix(office.base)}


def when_the_agency_does_it_and_cannot_be_assured_of_itself(someone, doer, thread):
    lead = someone(width=320)
    lead.signs_in(doer)
    lead.picks(agency_of(doer).current_name)
    lead.presses("Continue")
    lead.goes_to(thread["action"])
    lead.follows("Give evidence")
    lead.enters("What shows that it was done?", "Sixty sergeants were trained in March.")
    lead.presses("Give the evidence")
    lead.sees("Evidence given, waiting for assurance")
    lead.goes_to(f"{thread['action']}assure/")
    lead.sees("Somebody else must be assured of it, because you did it or gave its evidence")


def when_another_agency_is_assured(someone, assurer, thread):
    colleague = someone()
    colleague.signs_in(assurer)
    colleague.goes_to(thread["action"])
    colleague.follows("Be assured of it")
    colleague.enters("What in the evidence assures you?", "The register names them all.")
    colleague.picks("Audit")
    colleague.enters_date("When will its impact be tested?", 1, 9, 2021)
    colleague.presses("I am assured")
    colleague.sees("Assured")
    # done and assured is not yet impact, which nobody says before three months have passed
    colleague.does_not_see("Impact shown")


def then_months_later_a_fourth_says_what_it_changed(someone, tester, assurer, thread, settings):
    settings.BUSINESS_DATE = LATER
    fourth = someone()
    fourth.signs_in(tester)
    fourth.goes_to(thread["action"])
    fourth.follows("Say whether it made a difference")
    fourth.picks("Impact shown")
    fourth.picks("Audit")
    fourth.enters_date("When?", 14, 9, 2021)
    fourth.enters("What shows it?", "Nine of ten assessments name the decision.")
    fourth.presses("Save")
    fourth.sees("Nine of ten assessments name the decision.")

    # and from either end the whole of it is two clicks away
    fourth.follows("See the whole thread")
    for words in (FOUND, RECOMMENDED, TO_DO, "Sixty sergeants", f"Assurance: {assurer.name}", "Impact: Impact shown"):
        fourth.sees(words)
    fourth.goes_to(thread["finding"])
    fourth.follows("See the whole thread")
    fourth.sees(TO_DO)
