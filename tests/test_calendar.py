"""The calendar that the partnership keeps on its pages is the one that deadlines are counted by."""

from datetime import date

import pytest
from django.test import Client

from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.records.models import Deadline
from safehold.records.tests import promises
from tests.invented.factories import notebook

pytestmark = pytest.mark.django_db
CALENDAR = "/partnership/calendar/"


def due(title: str) -> date:
    """When a notebook opened on 1 April 2021 must be checked: 15 working days."""
    return Deadline.objects.get(entry=notebook(actor(Role.REVIEW_OFFICER), title=title).entry).due_on


def leads_to(html: str, part: str) -> str:
    """The address of the only link on a page that leads to ``part``."""
    (found,) = {link.split('"')[0] for link in html.split('href="')[1:] if part in link.split('"')[0]}
    return found


def test_a_day_marked_on_its_page_counts_for_clocks_that_start_until_it_is_taken_out():
    page = promises.sign_in(Client(), actor(Role.BUSINESS_MANAGER))
    assert due("Before") == date(2021, 4, 26)

    promises.ask_and_answer(page, f"{CALENDAR}add/", day_on=date(2021, 4, 6), working="no", reason="Offices closed")
    shown = page.get(CALENDAR).text

    assert due("Closed") == date(2021, 4, 27)
    assert "6 April 2021" in shown
    assert "Offices closed" in shown
    correct = leads_to(shown, "/correct/")
    promises.ask_and_answer(page, leads_to(page.get(correct).text, "/take-out/"), why="The count was called off")
    assert due("Open again") == date(2021, 4, 26)
    assert [each.due_on for each in Deadline.objects.order_by("pk")] == [
        date(2021, 4, 26),
        date(2021, 4, 27),  # worked out once, and never rewritten
        date(2021, 4, 26),
    ]


def test_a_bank_holiday_can_be_marked_as_worked():
    page = promises.sign_in(Client(), actor(Role.BUSINESS_MANAGER))

    promises.ask_and_answer(page, f"{CALENDAR}add/", day_on=date(2021, 4, 5), working="yes", reason="A count")

    assert due("Worked") == date(2021, 4, 23)
