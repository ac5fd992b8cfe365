"""What a record made in error promises: it is found no more where records are, and nothing of it is ever lost."""

from datetime import date

import pytest

from safehold.access.models import AuditLine
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import actor, join
from safehold.records import policy, writing
from safehold.records.models import Correction, Deadline
from safehold.records.tests import promises
from safehold.records.tests.promises import browser
from tests.invented import actions
from tests.invented.factories import notebook
from tests.invented.models import Notebook

pytestmark = pytest.mark.django_db
LIST = "/invented/notebooks/"


@pytest.fixture
def book(officer):
    return notebook(officer, title="The wrong notebook")


def fresh():
    return Notebook.objects.select_related("entry").get()


def test_marking_a_record_says_first_what_follows_then_who_when_and_why(officer, book):
    page, address = browser(officer), f"{book.get_absolute_url()}in-error/"

    asked = page.get(address).text
    promises.ask_and_answer(page, address, why="Opened for the wrong person")
    shown = page.get(book.get_absolute_url()).text

    assert "it is not deleted" in asked
    assert "Recorded in error: Opened for the wrong person" in shown
    assert f"Marked on 30 April 2021 by {officer.name}" in shown
    assert "Marked as recorded in error" in shown  # a line of its history too
    (line,) = promises.lines("invented.entered_in_error")
    assert (line.subject_uid, line.by_id) == (str(book.uid), officer.user_id)
    assert "wrong person" not in str(line.facts)


def test_a_reason_is_asked_for_and_nothing_happens_without_one(officer, book):
    shown = promises.ask_and_answer(browser(officer), f"{book.get_absolute_url()}in-error/", why=" ")

    assert (shown.status_code, "Say why this was recorded in error" in shown.text) == (422, True)
    assert fresh().entry.in_error_on is None
    with pytest.raises(Refused, match="Say why"):
        actions.enter_in_error(book, by=officer, why=" ")


def test_it_is_listed_by_itself_and_not_among_the_others_nor_in_their_export(officer, book):
    notebook(officer, title="A good one")
    actions.enter_in_error(book, by=officer, why="x")
    page = browser(officer)

    others, by_itself = page.get(LIST).text, page.get(LIST, {"in-error": "yes"}).text

    assert "The wrong notebook" not in others
    assert "A good one" in others
    assert "The wrong notebook" in by_itself
    assert "A good one" not in by_itself
    assert "These were recorded in error" in by_itself
    assert b"The wrong notebook" not in b"".join(page.get(LIST, {"format": "csv"}))


def test_nothing_is_due_on_it_and_its_deadlines_can_still_be_read(officer, book):
    late = date(2021, 6, 1)
    assert Deadline.objects.overdue(on=late).count() == 1  # the control

    actions.enter_in_error(book, by=officer, why="x")

    shown = browser(officer).get(book.get_absolute_url()).text
    assert not Deadline.objects.overdue(on=late).exists()
    assert "No longer runs" in shown
    assert "/extend/" not in shown


def test_nothing_about_it_is_changed_moved_corrected_or_added(officer, book):
    actions.enter_in_error(book, by=officer, why="x")
    marked = fresh()

    for act in (
        lambda: actions.rename(marked, by=officer, title="Another"),
        lambda: actions.close(marked, by=officer, closed_on=date(2021, 4, 30)),
        lambda: actions.correct(marked, by=officer, field="title", value="Another", why="x"),
        lambda: writing.change(marked, by=officer, title="Another"),
        lambda: writing.move(marked, "close", by=officer, closed_on=date(2021, 4, 30)),
    ):
        with pytest.raises(Refused, match="recorded in error, so it cannot be changed"):
            act()
    assert not policy.add_document(officer, marked.entry)
    assert not policy.extend_deadline(officer, marked.entry)
    assert (fresh().title, fresh().status) == ("The wrong notebook", "open")


def test_the_buttons_of_its_page_are_those_that_can_be_used(officer, book):
    page = browser(officer)
    before = page.get(book.get_absolute_url()).text
    actions.enter_in_error(book, by=officer, why="x")
    after = page.get(book.get_absolute_url()).text

    assert (">Close</a>" in before, ">Reinstate</a>" in before) == (True, False)
    assert (">Close</a>" in after, ">Reinstate</a>" in after) == (False, True)


def test_someone_who_only_works_on_it_is_told_who_can_mark_it(book):
    helper = actor(Role.AGENCY_CONTRIBUTOR)
    join(book.entry.circle, helper)
    page = browser(helper)

    shown, opened = page.get(book.get_absolute_url()).text, page.get(f"{book.get_absolute_url()}in-error/")

    assert "Only someone in charge of this record can do this" in shown
    assert f"{book.get_absolute_url()}in-error/" not in shown
    assert opened.status_code == 403
    with pytest.raises(Refused, match="in charge"):
        actions.enter_in_error(book, by=helper, why="x")


def test_it_can_be_taken_back_and_both_acts_stay_in_its_history(officer, book):
    actions.enter_in_error(book, by=officer, why="I took it for another")

    promises.ask_and_answer(browser(officer), f"{book.get_absolute_url()}reinstate/", why="It was the right one")

    page = browser(officer)
    shown = page.get(book.get_absolute_url()).text
    assert "Recorded in error:" not in shown
    assert "I took it for another" in shown
    assert "It was the right one" in shown
    assert "The wrong notebook" in page.get(LIST).text
    assert Deadline.objects.overdue(on=date(2021, 6, 1)).count() == 1
    assert [each.why for each in Correction.objects.order_by("pk")] == [
        "I took it for another",
        "It was the right one",
    ]


@pytest.mark.parametrize("twice", ["enter_in_error", "reinstate"])
def test_neither_is_done_twice(officer, book, twice):
    actions.enter_in_error(book, by=officer, why="x")
    if twice == "reinstate":
        actions.reinstate(fresh(), by=officer, why="x")
    before = AuditLine.objects.count()

    with pytest.raises(Refused, match=r"already marked|not marked"):
        getattr(actions, twice)(fresh(), by=officer, why="y")
    with pytest.raises(Refused, match=r"already marked|not marked"):
        getattr(writing, twice)(fresh(), by=officer, why="y")

    assert AuditLine.objects.count() == before


def test_of_someone_who_marks_it_and_someone_who_changes_it_the_second_loses_nothing_typed(officer, book):
    page, address = browser(officer), f"{book.get_absolute_url()}rename/"
    form = promises.hidden_of(page.get(address).text)
    actions.enter_in_error(fresh(), by=officer, why="x")

    second = page.post(address, form | {"title": "Typed at length"})

    assert second.status_code == 403
    assert "This was recorded in error, so it cannot be changed" in second.text
    assert "Typed at length" in second.text
