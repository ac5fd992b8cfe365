"""What a question page promises: nothing is done twice, nothing is lost, and a refusal is a sentence on the page."""

from datetime import date

import pytest

from safehold.access.models import AuditLine
from safehold.access.roles import Role
from safehold.access.tests.factories import actor, join
from safehold.access.today import told
from safehold.govuk.filters import day_and_time
from safehold.records.models import Correction, Deadline
from safehold.records.tests import promises
from safehold.records.tests.promises import browser
from tests.invented import actions
from tests.invented.factories import notebook
from tests.invented.models import Notebook, Status

pytestmark = pytest.mark.django_db
OPEN = "/invented/notebooks/open/"


def test_a_question_is_answered_by_an_action_and_leads_to_what_was_made(officer):
    done = promises.ask_and_answer(browser(officer), OPEN, title="New", opened_on=date(2021, 4, 1))

    made = Notebook.objects.get()
    assert (done.status_code, done.headers["Location"]) == (302, made.get_absolute_url())
    assert [line.by_id for line in promises.lines("invented.opened")] == [officer.user_id]


def test_pressing_the_button_twice_does_one_thing_and_leads_to_the_same_place(officer):
    page = browser(officer)
    form = promises.hidden_of(page.get(OPEN).text) | promises.typed({"title": "New", "opened_on": date(2021, 4, 1)})

    first, second = page.post(OPEN, form), page.post(OPEN, form)

    assert Notebook.objects.count() == 1
    assert first.headers["Location"] == second.headers["Location"]
    assert len(promises.lines("invented.opened")) == 1
    assert "Nothing was done twice" in page.get(second.headers["Location"]).text


def test_a_refused_try_does_not_spend_the_token(officer):
    notebook(officer, title="Taken")
    page = browser(officer)
    form = promises.hidden_of(page.get(OPEN).text)

    refused = page.post(OPEN, form | promises.typed({"title": "Taken", "opened_on": date(2021, 4, 1)}))
    mended = page.post(OPEN, form | promises.typed({"title": "Free", "opened_on": date(2021, 4, 1)}))

    assert (refused.status_code, mended.status_code) == (409, 302)


def test_a_mistake_is_pointed_at_and_what_was_typed_stays(officer):
    shown = promises.ask_and_answer(browser(officer), OPEN, title="Kept as typed", opened_on=date(2021, 5, 1))

    assert shown.status_code == 422
    assert "The date must be today or in the past" in shown.text
    assert 'value="Kept as typed"' in shown.text
    assert "<title>Error: " in shown.text
    assert not Notebook.objects.exists()


def test_a_refusal_by_the_database_is_its_own_sentence_and_what_was_typed_stays(officer):
    notebook(officer, title="Taken")

    shown = promises.ask_and_answer(browser(officer), OPEN, title="Taken", opened_on=date(2021, 4, 1))

    assert shown.status_code == 409
    assert "There is already a notebook with this title" in shown.text
    assert 'value="Taken"' in shown.text
    assert promises.lines("refused")[-1].facts["tried"] == "invented.open_one"


def test_someone_who_may_not_is_told_why_and_the_try_is_in_the_trail():
    page = browser(actor(Role.BUSINESS_SUPPORT))

    for answer in (page.get(OPEN), page.post(OPEN, {"title": "New"})):
        assert answer.status_code == 403
        assert "Only those who write in notebooks can open one" in answer.text
    assert [line.facts["tried"] for line in promises.lines("refused")] == ["invented.open_one"] * 2


def test_of_two_people_who_change_one_record_the_second_sees_what_changed_beside_what_they_typed(officer):
    book = notebook(officer, title="Before")
    colleague = actor(Role.ADULTS_PRACTITIONER)
    join(book.entry.circle, colleague)
    page, address = browser(officer), f"{book.get_absolute_url()}rename/"
    form = promises.hidden_of(page.get(address).text)
    promises.ask_and_answer(browser(colleague), address, title="Theirs")

    second = page.post(address, form | {"title": "Mine, typed at length"})

    assert second.status_code == 409
    assert Notebook.objects.get().title == "Theirs"
    assert "Mine, typed at length" in second.text
    assert "Theirs" in second.text
    when = day_and_time(told(Notebook.objects.get().changed_at))
    assert f"{colleague.name} changed this on {when}. Everything you typed is still below" in second.text
    assert "Someone else changed this while you were working on it" in second.text
    assert "in another window" not in second.text
    again = page.post(address, promises.hidden_of(second.text) | {"title": "Mine, typed at length"})
    assert (again.status_code, Notebook.objects.get().title) == (302, "Mine, typed at length")


def test_whoever_changed_it_themselves_in_another_window_is_told_that_and_when(officer):
    book = notebook(officer, title="Before")
    page, address = browser(officer), f"{book.get_absolute_url()}rename/"
    form = promises.hidden_of(page.get(address).text)
    promises.ask_and_answer(browser(officer), address, title="Typed elsewhere")

    second = page.post(address, form | {"title": "Typed here"})

    when = day_and_time(told(Notebook.objects.get().changed_at))
    assert second.status_code == 409
    assert f"You changed this in another window on {when}." in second.text
    assert "You changed this in another window while you were working on it here" in second.text
    assert "omeone else" not in second.text
    assert "Typed elsewhere" in second.text
    assert "Typed here" in second.text


def test_a_change_to_what_the_page_does_not_ask_is_shown_as_well(officer):
    book = notebook(officer, title="Before")
    page, address = browser(officer), f"{book.get_absolute_url()}close/"
    form = promises.hidden_of(page.get(address).text)
    actions.rename(Notebook.objects.get(), by=officer, title="After")

    second = page.post(address, form | promises.typed({"closed_on": date(2021, 4, 20)}))

    assert second.status_code == 409
    assert "<strong>Title</strong> is now After" in second.text
    assert Notebook.objects.get().status == Status.OPEN


def test_of_two_people_who_make_one_move_the_second_is_told_where_it_stands_now(officer):
    book = notebook(officer)
    page, address = browser(officer), f"{book.get_absolute_url()}close/"
    form = promises.hidden_of(page.get(address).text)
    actions.close(Notebook.objects.get(), by=officer, closed_on=date(2021, 4, 10))

    second = page.post(address, form | promises.typed({"closed_on": date(2021, 4, 20)}))

    assert second.status_code == 409
    assert "This is marked ‘Closed’. It must be marked ‘Open’ or ‘Checked’ first." in second.text
    assert 'value="20"' in second.text
    assert Notebook.objects.get().closed_on == date(2021, 4, 10)


def test_a_version_that_was_tampered_with_is_never_more_than_a_conflict(officer):
    book = notebook(officer)
    address = f"{book.get_absolute_url()}rename/"

    for version in ("999", "-1", "x", "²", "9" * 40):
        shown = browser(officer).post(address, {"title": "New", "_version": version, "_shown": "[1,2"})
        assert shown.status_code in (302, 409)


def test_correcting_keeps_what_was_there_and_works_deadlines_out_anew(officer):
    book = notebook(officer, opened_on=date(2021, 4, 1))
    page = browser(officer)
    listed = page.get(f"{book.get_absolute_url()}correct/")
    assert "Opened" in listed.text

    done = promises.ask_and_answer(
        page, f"{book.get_absolute_url()}correct/opened_on/", value=date(2021, 4, 8), why="Read from the wrong letter"
    )

    assert done.status_code == 302
    kept = Correction.objects.get()
    assert (kept.was, kept.now, kept.why) == ("2021-04-01", "2021-04-08", "Read from the wrong letter")
    assert [each.due_on for each in Deadline.objects.order_by("pk")] == [date(2021, 4, 26), date(2021, 4, 29)]
    assert Deadline.objects.standing().get().due_on == date(2021, 4, 29)


@pytest.mark.parametrize("field", ["status", "entry", "id", "made_by"])
def test_only_the_facts_that_a_module_names_can_be_corrected(officer, field):
    book = notebook(officer)
    address = f"{book.get_absolute_url()}correct/{field}/"

    assert browser(officer).get(address).status_code == 404
    assert browser(officer).post(address, {"value": "closed", "why": "x"}).status_code == 404


def test_asking_about_a_record_is_a_line_in_the_trail(officer):
    book = notebook(officer)
    before = AuditLine.objects.count()

    browser(officer).get(f"{book.get_absolute_url()}rename/")

    (line,) = AuditLine.objects.order_by("pk")[before:]
    assert (line.event, line.facts) == ("invented.notebook.asked", {"page": "Rename"})
