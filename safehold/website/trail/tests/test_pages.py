"""What the trail's pages promise."""

import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.models import AuditLine, RoleTitle
from safehold.access.reach import Tier
from safehold.access.roles import Role
from safehold.access.tests.browsing import signed_in, title_of, with_second_factor
from safehold.access.tests.factories import DAY, CircleFactory, account, actor, join
from safehold.asks.models import Submission
from safehold.partnership.tests.factories import group
from safehold.publications import actions as reports
from safehold.records import writing
from safehold.website.trail.subjects import NAMED
from tests.invented.models import Notebook

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.one_database]

MARKED = "Marked-Value-Zebedee"


def browse(*roles: Role, agency: str = "council") -> Client:
    return signed_in(with_second_factor(account(*roles, agency=agency, name="Rita Reader")))


@pytest.fixture
def notebook():
    """A notebook of the council's, opened once by the police."""
    by = actor(Role.REVIEW_OFFICER)
    circle = CircleFactory()
    join(circle, by)
    made = writing.create(Notebook, by=by, circle=circle, title=MARKED, opened_on=DAY)
    reader = actor(Role.ADULTS_PRACTITIONER, agency="police").at("192.0.2.7")
    audit.record(reader, "invented.notebook.opened", made)
    audit.record(reader, "notebooks.listed", count=2, uids=[str(made.uid), str(uuid.uuid4())])
    return made


@pytest.mark.parametrize("role", list(Role))
def test_who_reads_the_trail_is_one_table(role):
    response = browse(role).get(reverse("trail:list"))

    assert response.status_code == (200 if role == Role.TRAIL_AUDITOR else 403)


def test_the_trail_names_who_for_whom_from_where_and_what(notebook):
    page = browse(Role.TRAIL_AUDITOR).get(reverse("trail:list"))

    for said in ("invented.notebook.opened", "Westmere police", "192.0.2.7", str(notebook.uid)):
        assert said in page.content.decode()
    assert title_of(page).startswith("Audit trail")


@pytest.mark.parametrize("path", ["", "?format=csv", "?event=invented."])
def test_the_trail_holds_no_word_of_what_a_record_says(notebook, path):
    response = browse(Role.TRAIL_AUDITOR).get(reverse("trail:list") + path)
    body = response.getvalue() if response.streaming else response.content

    assert str(notebook.uid).encode() in body, "the control: the record itself is there"
    assert MARKED.encode() not in body


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"event": "invented.notebook.opened"}, 1),
        ({"event": "invented."}, 1),
        ({"where_from": "192.0.2.7"}, 2),
        ({"where_from": "192.0.2.8"}, 0),
        ({"who": "no such person"}, 0),
        ({"from_on-day": "1", "from_on-month": "1", "from_on-year": "2099"}, 0),
        ({"to_on-day": "1", "to_on-month": "1", "to_on-year": "2001"}, 0),
    ],
)
def test_the_trail_is_narrowed_by_its_filters(notebook, asked, found):
    response = browse(Role.TRAIL_AUDITOR).get(reverse("trail:list"), asked | {"format": "csv"})

    assert len(response.getvalue().decode().strip().splitlines()) == found + 1


def test_reading_and_taking_the_trail_away_are_in_the_trail(notebook):
    client = browse(Role.TRAIL_AUDITOR)

    client.get(reverse("trail:list"))
    client.get(reverse("trail:list"), {"event": "invented."})
    client.get(reverse("trail:list"), {"format": "xlsx"})

    read = AuditLine.objects.filter(event__startswith="trail.").order_by("pk").values_list("event", flat=True)
    assert list(read) == ["trail.listed", "trail.searched", "trail.exported"]


def test_the_trail_takes_as_many_queries_for_many_lines_as_for_few():
    client = browse(Role.TRAIL_AUDITOR)
    client.get(reverse("trail:list"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("trail:list"))
    for number in range(30):
        audit.record(Actor.system("tests", on=DAY), f"invented.done_{number}", ("access.user", str(number)))

    with CaptureQueriesContext(connection) as many:
        client.get(reverse("trail:list"))

    assert len(many) == len(few)


# --- who looked at this ---------------------------------------------------------------------------------------------


def readers(client: Client, uid: object, **asked: str):
    return client.get(reverse("trail:readers", args=[uid]), asked)


def reader_of(notebook: Notebook, *roles: Role) -> Client:
    """Somebody of the owner's who is in the notebook's circle."""
    user = with_second_factor(account(*roles, name="Olga Owner"))
    join(notebook.entry.circle, Actor.of(user.memberships.get(), on=DAY))
    return signed_in(user)


def test_those_who_answer_for_a_record_see_who_looked_at_it(notebook):
    page = readers(reader_of(notebook, Role.AGENCY_LEAD), notebook.uid).content.decode()

    for said in ("Westmere police", "192.0.2.7", "invented.notebook.opened"):
        assert said in page
    assert MARKED not in page
    assert "notebooks.listed" not in page


def test_it_is_reached_from_the_page_of_who_can_see_the_record_by_those_who_may(notebook):
    address = reverse("trail:readers", args=[notebook.uid])
    people = reverse("records:people", args=[notebook.uid])

    offered = reader_of(notebook, Role.AGENCY_LEAD).get(people).content.decode()
    not_offered = reader_of(notebook, Role.ADULTS_PRACTITIONER).get(people).content.decode()

    assert (address in offered, address in not_offered) == (True, False)


def test_a_refused_try_is_told_in_words(notebook):
    audit.refused(actor(Role.DELEGATE), "invented.write", notebook, why="Your role reads this record")

    page = readers(reader_of(notebook, Role.AGENCY_LEAD), notebook.uid).content.decode()

    assert "Refused<span" in page
    assert "Your role reads this record" in page


def test_lists_that_a_record_appeared_in_are_looked_through_when_asked(notebook):
    page = readers(reader_of(notebook, Role.AGENCY_LEAD), notebook.uid, lists="yes").content.decode()

    assert "notebooks.listed" in page


def test_others_who_see_the_record_do_not_see_who_looked_at_it(notebook):
    assert readers(reader_of(notebook, Role.ADULTS_PRACTITIONER), notebook.uid).status_code == 403


@pytest.mark.parametrize("role", [Role.AGENCY_LEAD, Role.BUSINESS_MANAGER, Role.CALDICOTT])
def test_a_record_that_one_may_not_see_answers_like_one_that_is_not_there(notebook, role):
    client = browse(role, agency="police")

    hidden, absent = readers(client, notebook.uid), readers(client, uuid.uuid4())

    assert (hidden.status_code, absent.status_code) == (404, 404)


def test_a_trail_auditor_sees_who_looked_at_anything(notebook):
    assert "192.0.2.7" in readers(browse(Role.TRAIL_AUDITOR), notebook.uid).content.decode()


def test_looking_at_who_looked_is_in_the_trail(notebook):
    readers(reader_of(notebook, Role.AGENCY_LEAD), notebook.uid)

    line = AuditLine.objects.get(event="trail.readers_shown")
    assert (line.subject_uid, line.facts) == (str(notebook.uid), {"with_lists": False})


# --- in words ---


def cells_of(page):
    return page.content.decode()[page.content.decode().index("<main") :]


def test_a_role_has_its_own_title_in_the_trail_and_its_code_beside_it_in_a_file(notebook):
    RoleTitle.objects.create(role=Role.ADULTS_PRACTITIONER, title="Safeguarding worker", description="Works.")
    web = browse(Role.TRAIL_AUDITOR)

    page = cells_of(web.get(reverse("trail:list")))
    assert "Safeguarding worker" in page
    assert "adults practitioner" not in page
    rows = web.get(reverse("trail:list") + "?format=csv").getvalue().decode()
    assert "Safeguarding worker,adults_practitioner" in rows


def test_why_something_was_refused_is_told_in_the_partnerships_words():
    RoleTitle.objects.create(role=Role.BUSINESS_MANAGER, title="Partnership manager", description="Runs it.")
    audit.refused(actor(Role.DELEGATE), "partnership.say", why="Only the business manager can do this")

    page = cells_of(browse(Role.TRAIL_AUDITOR).get(reverse("trail:list")))

    assert "Only the partnership manager can do this" in page


def test_what_the_partnership_names_is_called_by_its_name_and_a_record_about_a_person_is_not(notebook):
    manager = actor(Role.BUSINESS_MANAGER)
    report = reports.begin(by=manager, title="Annual report", period="2020-21", geography="Here", profile="public")
    board = group("board", by=manager, kind="executive")
    audit.record(manager, "access.role_retitled", ("access.role", Role.LADO))
    audit.record(manager, "access.account_opened", manager.user)
    audit.record(manager, "access.agency_changed", manager.agency)

    page = cells_of(browse(Role.TRAIL_AUDITOR).get(reverse("trail:list")))

    for kind, name in (
        ("Publication", "Annual report, 2020-21"),
        ("Group", board.current_name),
        ("Role", "Local authority designated officer (LADO)"),
        ("User", manager.name),
        ("Agency", manager.agency.current_name),
        ("Notebook", f"Number {notebook.uid}"),
    ):
        assert re.search(rf">{kind}<span[^>]*>{re.escape(name)}<", page), kind
    assert f"Number {report.uid}" in page
    assert "publications.publication<" not in page
    assert MARKED not in page


def test_no_kind_that_is_about_a_person_is_called_by_a_name():
    """What is named in the trail is open to the whole partnership, or is somebody who works in it."""
    for model, _, _ in NAMED.values():
        assert getattr(model, "TIER", Tier.C2) in {Tier.C1, Tier.C2} or model is Submission
    # of a submission only the kind of file is told, never the words of whoever sent it
    assert str(NAMED[Submission.KIND][2]) == "F(data_set)"


def test_however_many_kinds_a_page_of_the_trail_asks_at_most_a_dozen_questions(django_assert_max_num_queries, notebook):
    manager = actor(Role.BUSINESS_MANAGER)
    for title in "abc":
        reports.begin(by=manager, title=title, period="2020-21", geography="Here", profile="public")
        group(f"board-{title}", by=manager, kind="executive")
        audit.record(manager, "access.account_opened", actor().user)
        audit.record(manager, "access.role_retitled", ("access.role", Role.LADO))
        audit.refused(manager, "partnership.say", why="Only the business manager can do this")
    web = browse(Role.TRAIL_AUDITOR)
    web.get("/")

    with django_assert_max_num_queries(12):
        assert web.get(reverse("trail:list")).status_code == 200
