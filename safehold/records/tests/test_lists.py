"""What a list promises: it shows what one may see, says what it was asked, and writes down that it did."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.records import writing
from safehold.records.pages import counting, lists
from safehold.records.tests import promises
from tests.invented import actions
from tests.invented.factories import many, notebook

pytestmark = pytest.mark.django_db
HERE = "/invented/notebooks/"
# session, user, memberships, what is the actor’s own, rows, the line in the trail; and a count where one page is not all
QUERIES = 7


@pytest.fixture
def page(client, officer):
    """A browser in which the officer is signed in."""
    return promises.sign_in(client, officer)


def test_a_list_shows_what_one_may_see_and_nothing_else(page, officer):
    notebook(officer, title="Mine")
    notebook(actor(Role.REVIEW_OFFICER), title="Theirs")

    shown = page.get(HERE)

    assert shown.status_code == 200
    assert "Mine" in shown.text
    assert "Theirs" not in shown.text
    assert shown.headers["Cache-Control"].startswith("no-store")


def test_what_was_listed_is_in_the_trail_by_uid_and_searched_words_only_as_a_digest(page, officer):
    book = notebook(officer)

    page.get(HERE, {"q": "the fir"})

    (line,) = promises.lines("notebooks.searched")
    assert (line.count, line.facts["uids"], line.by_id) == (1, [str(book.uid)], officer.user_id)
    assert "the fir" not in str(line.facts)
    assert line.facts["searched"]


@pytest.mark.django_db(transaction=True)
def test_a_list_that_cannot_be_written_down_is_not_shown(page, officer):
    notebook(officer)
    page.raise_request_exception = False

    assert page.get(HERE).status_code == 200  # the control: the same list with a trail that works
    with promises.a_trail_that_cannot_be_written():
        refused = page.get(HERE)

    assert refused.status_code == 500
    assert "The first" not in refused.text


@pytest.mark.parametrize("number", [1, 25, 100])
def test_a_list_makes_the_same_few_queries_however_long_it_is(page, officer, number):
    many(officer, number)
    page.get(HERE)

    made = promises.queries_of(lambda: page.get(HERE))

    assert made == QUERIES
    assert len(page.get(HERE).content) < 60_000


def test_filters_are_read_from_the_address_and_each_can_be_taken_away(page, officer):
    notebook(officer, title="Red", opened_on=date(2021, 2, 1))
    notebook(officer, title="Blue", opened_on=date(2021, 4, 1))

    shown = page.get(HERE, {"q": "", "status": "open", "since-day": "1", "since-month": "3", "since-year": "2021"})

    assert "Blue" in shown.text
    assert "Red" not in shown.text
    assert "Opened since: 1 March 2021" in shown.text
    assert 'href="?q=&amp;since-day=1&amp;since-month=3&amp;since-year=2021"' in shown.text


def test_a_filter_that_makes_no_sense_lists_nothing_and_says_so(page, officer):
    notebook(officer, title="Red")

    shown = page.get(HERE, {"since-day": "31", "since-month": "2", "since-year": "2021"})

    assert shown.status_code == 422
    assert "Opened since must be a real date" in shown.text
    assert "<title>Error: " in shown.text
    assert "Red" not in shown.text


def test_an_export_of_a_filter_that_makes_no_sense_holds_no_row(page, officer):
    notebook(officer, title="Red")

    shown = page.get(HERE, {"since-day": "31", "since-month": "2", "since-year": "2021", "format": "csv"})

    assert b"Red" not in b"".join(shown)


def test_sorting_by_a_heading_and_back(page, officer):
    for title in ("Beta", "Alpha"):
        notebook(officer, title=title)

    up, down = page.get(HERE, {"sort": "title"}), page.get(HERE, {"sort": "-title"})

    assert up.text.index("Alpha") < up.text.index("Beta")
    assert down.text.index("Beta") < down.text.index("Alpha")
    assert 'aria-sort="ascending"><a class="app-sort" href="?sort=-title"' in up.text


def test_what_has_no_value_stands_last_either_way_on_both_databases(page, officer):
    notebook(officer, title="Still open")
    actions.close(notebook(officer, title="Closed"), by=officer, closed_on=date(2021, 4, 20))

    for sort in ("closed_on", "-closed_on"):
        shown = page.get(HERE, {"sort": sort}).text
        assert shown.index(">Closed</a>") < shown.index(">Still open</a>"), sort


def test_sorting_by_what_is_no_column_is_left_alone(page, officer):
    notebook(officer)

    assert page.get(HERE, {"sort": "made_by__password"}).status_code == 200


def test_pages_of_twenty_five_and_a_page_too_far_leads_back_to_the_first(page, officer):
    many(officer, 30)

    second, beyond = page.get(HERE, {"page": "2", "sort": "title"}), page.get(HERE, {"page": "9", "sort": "title"})

    assert "26 to 30 of 30 notebooks" in second.text
    assert "Notebook 029" in second.text
    assert (beyond.status_code, beyond.headers["Location"]) == (302, "?sort=title")


def test_beyond_the_cap_a_count_is_not_exact(page, officer, monkeypatch):
    monkeypatch.setattr(counting, "CAP", 30)
    many(officer, 31)

    for query in ({}, {"sort": "title"}, {"sort": "title", "page": "2"}, {"page": "2"}):
        assert "30+ notebooks" in page.get(HERE, query).text, query


@pytest.mark.parametrize("query", [{}, {"sort": "-title"}], ids=["in its own order", "sorted"])
@pytest.mark.parametrize(("number", "pages"), [(24, 1), (25, 1), (26, 2), (50, 2), (51, 3)])
def test_every_page_says_how_many_there_are_in_all(page, officer, number, pages, query):
    many(officer, number)

    for each in range(1, pages + 1):
        shown = page.get(HERE, {**query, "page": str(each)}).text
        assert f"{number} notebooks" in shown, each


def test_a_filter_is_counted_with_the_list_and_not_the_rest(page, officer):
    many(officer, 60)
    for each in range(30):
        notebook(officer, title=f"Red {each}")

    assert "1 to 25 of 30 notebooks" in page.get(HERE, {"q": "red"}).text
    assert "1 to 25 of 90 notebooks" in page.get(HERE).text


def test_a_choice_is_said_in_its_words_and_what_is_no_choice_as_it_stands(officer):
    book = notebook(officer)
    assert book.get_status_display() == "Open"

    book.status = "mislaid"

    assert book.get_status_display() == "mislaid"


def test_a_list_reads_no_more_of_its_records_than_it_shows(page, officer):
    many(officer, 2)

    with CaptureQueriesContext(connection) as made:
        page.get(HERE)

    asked, _counted = [query["sql"] for query in made if 'FROM "invented_notebook"' in query["sql"]]
    assert '"title"' in asked
    assert '"changed_at"' not in asked
    assert '"in_error_why"' not in asked


def test_records_made_in_error_are_not_listed(page, officer):
    book = notebook(officer, title="Twice")
    writing.enter_in_error(book, by=officer, why="It was opened twice")

    assert "Twice" not in page.get(HERE).text


def test_an_export_holds_what_the_list_holds_with_formulas_defused(page, officer):
    notebook(officer, title="=HYPERLINK(1)")
    notebook(officer, title="Plain")

    csv = b"".join(page.get(HERE, {"format": "csv", "sort": "title"})).decode("utf-8-sig").splitlines()
    book = openpyxl.load_workbook(BytesIO(b"".join(page.get(HERE, {"format": "xlsx", "sort": "title"}))))

    assert csv == [
        "Title,Status,Opened,Closed,Version",
        "'=HYPERLINK(1),Open,2021-04-01,,1",
        "Plain,Open,2021-04-01,,1",
    ]
    assert [[cell.value for cell in row] for row in book.active.iter_rows(min_row=2, max_col=1)] == [
        ["'=HYPERLINK(1)"],
        ["Plain"],
    ]


def test_an_export_is_one_line_with_its_count_and_a_hash_of_what_left(page, officer):
    many(officer, 3)

    page.get(HERE, {"format": "csv"})

    (line,) = promises.lines("notebooks.exported")
    assert (line.count, line.facts["format"], len(line.facts["uids_hash"])) == (3, "csv", 64)
    assert not promises.lines("notebooks.listed")


def test_more_than_may_leave_at_once_is_refused_in_words_and_in_the_trail(page, officer, monkeypatch):
    monkeypatch.setattr(lists, "MOST_EXPORTED", 2)
    many(officer, 3)

    shown = page.get(HERE, {"format": "xlsx"})

    assert shown.status_code == 422
    assert "At most 2 rows can be downloaded at once" in shown.text
    assert promises.lines("refused")[-1].facts["tried"] == "notebooks.exported"


@pytest.mark.django_db(transaction=True)
def test_an_export_that_cannot_be_written_down_does_not_leave(page, officer):
    notebook(officer, title="Plain")
    page.raise_request_exception = False
    with promises.a_trail_that_cannot_be_written():
        refused = page.get(HERE, {"format": "csv"})

    assert refused.status_code == 500
    assert not refused.streaming
