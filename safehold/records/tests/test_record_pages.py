"""What the page of one record promises: opened only by those who may, written down first, a card for those who may know."""

import pytest

from safehold.access.roles import Role
from safehold.access.tests.factories import actor, join
from safehold.records import writing
from safehold.records.actions import need_to_know
from safehold.records.models import Entry
from safehold.records.tests import promises
from safehold.records.tests.promises import browser
from tests.invented import queries
from tests.invented.factories import allegation, notebook

pytestmark = pytest.mark.django_db


def test_opening_a_record_is_one_line_in_the_trail():
    book = notebook(owner := actor(Role.REVIEW_OFFICER))

    shown = browser(owner).get(book.get_absolute_url())

    assert shown.status_code == 200
    (line,) = promises.lines("invented.notebook.opened")
    assert (line.by_id, line.subject_uid, line.agency_id) == (owner.user_id, str(book.uid), owner.agency_id)


@pytest.mark.django_db(transaction=True)
def test_a_record_whose_opening_cannot_be_written_down_is_not_shown():
    book = notebook(owner := actor(Role.REVIEW_OFFICER), title="The contents")
    page = browser(owner)
    page.raise_request_exception = False

    assert "The contents" in page.get(book.get_absolute_url()).text  # the control
    with promises.a_trail_that_cannot_be_written():
        refused = page.get(book.get_absolute_url())

    assert refused.status_code == 500
    assert "The contents" not in refused.text


def test_a_record_page_makes_few_queries_whatever_hangs_on_it():
    book = notebook(owner := actor(Role.REVIEW_OFFICER))
    page = browser(owner)
    page.get(book.get_absolute_url())

    assert promises.queries_of(lambda: page.get(book.get_absolute_url())) <= 11


def test_someone_who_may_know_of_a_case_gets_its_card_without_a_name_and_can_ask():
    book = notebook(title="A name that is nobody’s business")
    lead = actor(Role.AGENCY_LEAD, agency="police")

    shown = browser(lead).get(book.get_absolute_url())

    assert shown.status_code == 403
    assert "Westmere council" in shown.text
    assert "nobody’s business" not in shown.text
    assert f"/records/{book.uid}/ask/" in shown.text
    assert [line.event for line in promises.lines()][-1] == "invented.notebook.card_shown"


def test_someone_whose_role_never_meets_cases_gets_nothing_at_all():
    book = notebook()

    promises.answers_like_absent(browser(actor(Role.DATA_ANALYST)), address_of_a_notebook, book.uid)


def test_a_record_in_a_compartment_answers_exactly_like_one_that_never_was():
    hidden = allegation()

    for who in (actor(Role.REVIEW_OFFICER), actor(Role.INDEPENDENT_CHAIR), actor(Role.CALDICOTT)):
        promises.answers_like_absent(browser(who), lambda uid: f"/invented/allegations/{uid}/", hidden.uid)
        promises.answers_like_absent(browser(who), lambda uid: f"/records/{uid}/ask/", hidden.uid)
        promises.answers_like_absent(browser(who), lambda uid: f"/records/{uid}/people/", hidden.uid)
        promises.answers_like_absent(browser(who), lambda uid: f"/records/{uid}/open/", hidden.uid)
    assert browser(actor(Role.LADO)).get(hidden.get_absolute_url()).status_code == 200  # the control


def test_a_conflict_of_interest_answers_exactly_like_absent_on_every_page():
    book = notebook(owner := actor(Role.REVIEW_OFFICER))
    torn = actor(Role.ADULTS_MANAGER)
    page = browser(torn)
    assert page.get(book.get_absolute_url()).status_code == 200  # the control

    need_to_know.declare_conflict(book.entry, by=owner, user=torn.user, why="A neighbour")

    promises.answers_like_absent(page, address_of_a_notebook, book.uid)
    for part in ("ask", "emergency", "people", "documents/add", "seal", "conflicts/declare", "open"):
        promises.answers_like_absent(page, lambda uid, part=part: f"/records/{uid}/{part}/", book.uid)
        promises.answers_like_absent(page, lambda uid, part=part: f"/records/{uid}/{part}/", book.uid, "post")


def test_a_sealed_record_is_not_there_for_anyone_outside_its_circle():
    book = notebook(owner := actor(Role.REVIEW_OFFICER))
    manager = browser(actor(Role.ADULTS_MANAGER))
    assert manager.get(book.get_absolute_url()).status_code == 200  # the control

    need_to_know.seal(book.entry, by=owner, why="A relative works here")

    promises.answers_like_absent(manager, address_of_a_notebook, book.uid)
    promises.answers_like_absent(browser(actor(Role.AGENCY_LEAD)), address_of_a_notebook, book.uid)
    assert browser(owner).get(book.get_absolute_url()).status_code == 200


def test_a_try_at_what_is_not_there_is_written_down_alike_whether_or_not_it_is():
    hidden = allegation()
    page = browser(actor(Role.REVIEW_OFFICER))

    page.get(hidden.get_absolute_url())
    page.get("/invented/allegations/00000000-0000-4000-8000-000000000000/")

    one, other = promises.lines("refused")
    assert one.facts == other.facts
    assert (one.subject_kind, one.subject_uid) == ("lado.invented_allegation", str(hidden.uid))


def test_a_record_made_in_error_can_be_read_and_says_so():
    book = notebook(owner := actor(Role.REVIEW_OFFICER))
    writing.enter_in_error(book, by=owner, why="It was the wrong notebook")

    shown = browser(owner).get(book.get_absolute_url())

    assert "Recorded in error: It was the wrong notebook" in shown.text
    assert "Add a document" not in shown.text


def test_the_rows_a_module_shows_are_those_of_the_entries_one_may_see():
    everyone = [actor(role) for role in Role] + [actor(role, agency="police") for role in Role]
    mine = notebook(everyone[0] if everyone[0].is_any(Role.REVIEW_OFFICER) else actor(Role.REVIEW_OFFICER))
    join(mine.entry.circle, everyone[3])
    sealed = notebook(title="Sealed")
    Entry.objects.filter(pk=sealed.entry.pk).update(sealed=True)
    allegation()

    promises.sees_as_its_entry_does(queries.visible_to, everyone)
    promises.sees_as_its_entry_does(queries.allegations_visible_to, everyone)


def address_of_a_notebook(uid):
    return f"/invented/notebooks/{uid}/"
