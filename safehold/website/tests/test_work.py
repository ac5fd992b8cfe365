"""What waits for somebody on the front page: requests to see a record and emergency access, for whoever decides."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from safehold.access.actor import Actor
from safehold.access.roles import Role
from safehold.access.tests.factories import DAY, AgencyFactory, CircleFactory, actor, join
from safehold.asks.tests.factories import ISSUED_ON, issued, office, returned
from safehold.imports.reading_in import Declared, read_in
from safehold.publications import actions as reports
from safehold.publications.tests.factories import HEADINGS, built, report
from safehold.records import writing
from safehold.records.actions import need_to_know
from safehold.records.models import AccessRequest, EmergencyAccess
from safehold.records.tests.promises import browser
from safehold.website import work
from tests.invented.models import Notebook

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Actor:
    return actor(Role.ADULTS_MANAGER)


def case(manager: Actor, title: str = "A case") -> Notebook:
    circle = CircleFactory()
    join(circle, manager)
    made = writing.create(Notebook, by=manager, circle=circle, title=title, opened_on=DAY)
    need_to_know.ask_for_access(made.entry, by=actor(Role.REVIEW_OFFICER, agency="police"), why="For a review")
    need_to_know.take_emergency_access(
        made.entry, by=actor(Role.ADULTS_PRACTITIONER, agency="health"), why="Tonight", hours=2
    )
    return made


def titles(who: Actor) -> list[str]:
    return [task.title for task in work.waiting(who)]


BOTH = ["Review emergency access to a record", "Decide on a request to see a record"]


def test_whoever_is_in_charge_is_shown_both_and_led_to_them(manager):
    case(manager)

    found = work.waiting(manager)

    assert [task.title for task in found] == BOTH
    assert all("/records/" in task.href for task in found)
    assert "A case" not in str(found)


@pytest.mark.parametrize(
    ("role", "agency", "waits"),
    [
        (Role.ADULTS_MANAGER, "police", []),
        (Role.ADULTS_PRACTITIONER, "council", []),
        (Role.CALDICOTT, "health", BOTH[:1]),
        (Role.SYSTEM_ADMINISTRATOR, "council", []),
    ],
)
def test_others_are_shown_what_they_decide_and_no_more(manager, role, agency, waits):
    case(manager)

    assert titles(actor(role, agency=agency)) == waits


def test_what_was_decided_waits_no_longer(manager):
    made = case(manager)
    asked = AccessRequest.objects.get(entry=made.entry)
    taken = EmergencyAccess.objects.get(entry=made.entry)
    need_to_know.decide_access(asked, by=manager, granted=False, why="No need")
    need_to_know.review_emergency(taken, by=manager, justified=True, why="It was")

    assert titles(manager) == []


def test_many_take_as_many_queries_as_one(manager):
    case(manager)
    with CaptureQueriesContext(connection) as one:
        work.waiting(manager)
    for number in range(5):
        case(manager, f"Case {number}")

    with CaptureQueriesContext(connection) as many:
        work.waiting(manager)

    assert len(many) == len(one)


def test_what_came_back_on_one_call_is_one_line_that_leads_to_all_of_it():
    """Ten lines that said the same hid what else waited."""
    keeper = replace(office(on=ISSUED_ON), on=DAY)
    call, alone = (
        issued(by=replace(keeper, on=ISSUED_ON)),
        issued(by=replace(keeper, on=ISSUED_ON), title="Of one alone"),
    )
    for ask in call.asks.all():
        returned(ask)
    returned(alone.asks.order_by("pk")[0])

    one, several = (each for each in work.waiting(keeper) if each.title.startswith("Check what came back"))
    assert several.hint == "2 agencies, the first since 30 April 2021"
    assert one.title == "Check what came back on ‘Of one alone’"
    assert "agencies" not in one.hint
    page = browser(keeper).get(several.href).content.decode()
    assert page.count("Returned</strong>") == 2


def test_a_file_of_one_row_is_said_to_have_one():
    manager = actor(Role.BUSINESS_MANAGER)
    given = Declared("figures", AgencyFactory(), "Figures", (date(2020, 4, 1), date(2021, 3, 31)), "The source", DAY)
    row = "10.3,lado.contacts,2020-21,Here,200,contacts,printed,\n"
    read_in((HEADINGS + row).encode(), name="f.csv", declared=given, by=manager)

    assert [task.hint.endswith(", 1 row") for task in work.waiting(manager)] == [True]


def test_a_report_waits_for_whoever_asks_for_its_approval_once_it_is_written_and_when_it_is_sent_back():
    """Sent back, it was nobody's: every section stood finished, and nothing on the front page led to it."""
    manager, chair = actor(Role.BUSINESS_MANAGER), actor(Role.INDEPENDENT_CHAIR)
    draft = report(manager, "Welcome.")

    assert titles(manager) == ["Check ‘Annual report, 2020-21’ and ask for approval"]
    reports.submit(draft, by=manager, made=built(draft))
    assert titles(manager) == []
    reports.send_back(draft, by=chair, why="The welcome speaks of last year")

    waits = work.waiting(manager)
    assert [task.title for task in waits] == ["Change ‘Annual report, 2020-21’ and ask for approval"]
    assert waits[0].hint.startswith("Sent back by")
    assert titles(chair) == []
