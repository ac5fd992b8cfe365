"""What the pages of submissions promise: who sees what, what would change, and every problem by row and column."""

import csv
from datetime import UTC, date, datetime
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.urls import reverse

from safehold.access.models import AuditLine
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.asks import actions as asks
from safehold.asks.models import Submission
from safehold.govuk.tests.pages import faults
from safehold.imports import actions
from safehold.imports.door import look
from safehold.imports.reading_in import receive
from safehold.imports.tests.factories import EARLIER, HEADINGS, ROW, declared, sent
from safehold.records.tests.promises import browser

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.one_database]

FAULTY = HEADINGS + ROW.replace("200", "two hundred") + EARLIER.replace("printed", "guessed")


def page(submission, name="submission"):
    return reverse(f"imports:{name}", args=[submission.entry.uid])


def text(response) -> str:
    return response.content.decode()


def streamed(response) -> bytes:
    return b"".join(response.streaming_content)


# --- who sees what ---

PAGES = ("submission", "figures", "problems")
SEEN = {
    (Role.DATA_ANALYST, "police"): 200,
    (Role.BUSINESS_MANAGER, "police"): 200,
    (Role.INDEPENDENT_CHAIR, "police"): 200,
    (Role.AGENCY_LEAD, "council"): 200,
    (Role.AGENCY_CONTRIBUTOR, "council"): 200,
    (Role.AGENCY_LEAD, "police"): 404,
    (Role.AGENCY_CONTRIBUTOR, "police"): 404,
    (Role.DELEGATE, "council"): 404,
    (Role.TRAIL_AUDITOR, "council"): 404,
    (Role.SYSTEM_ADMINISTRATOR, "council"): 404,
}


@pytest.mark.parametrize(("role", "agency"), SEEN)
@pytest.mark.parametrize("name", PAGES)
def test_an_agencys_submission_is_not_there_for_its_neighbours(role, agency, name):
    submission = sent()

    assert browser(actor(role, agency=agency)).get(page(submission, name)).status_code == SEEN[role, agency]


@pytest.mark.parametrize(
    ("role", "agency", "many"), [(Role.DATA_ANALYST, "council", 2), (Role.AGENCY_LEAD, "police", 1)]
)
def test_the_list_and_its_file_hold_what_one_may_see_and_nothing_else(role, agency, many):
    sent(title="Council figures")
    sent(HEADINGS + EARLIER, agency="police", title="Police figures")
    client = browser(actor(role, agency=agency))

    shown = text(client.get(reverse("imports:list")))
    rows = list(csv.reader(StringIO(streamed(client.get(reverse("imports:list") + "?format=csv")).decode("utf-8-sig"))))

    assert ("Council figures" in shown) is (many == 2)
    assert "Police figures" in shown
    assert len(rows) == 1 + many
    assert f">{many} submission" in shown


def test_someone_who_neither_sends_nor_keeps_figures_is_told_so():
    response = browser(actor(Role.DELEGATE)).get(reverse("imports:list"))

    assert response.status_code == 403
    assert "Only people who send figures, keep them or scrutinise them" in text(response)


# --- the list ---


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("data_set=published_figures", {"Published"}),
        ("agency=police", {"Police"}),
        ("status=faulty", {"Faulty"}),
        ("status=faulty&status=accepted", {"Faulty", "Council"}),
        ("period=2017-18", {"Police", "Council", "Faulty"}),
        ("q=counc", {"Council"}),
        ("q=data.police.uk", {"Published"}),
        ("period=2099-00", set()),
    ],
)
def test_the_list_is_narrowed_by_its_filters(query, found):
    sent(accepted=True, title="Council")
    sent(HEADINGS + EARLIER, agency="police", title="Police")
    sent(FAULTY, title="Faulty")
    published = "report_figure,measure,period,value,source\nFig 1-6 (referrals),referrals,2020-04,55,DfE b1\n"
    covers = (date(2020, 4, 1), date(2021, 3, 31))
    sent(published, data_set="published_figures", title="Published", source="data.police.uk", covers=covers)
    names = {"Council", "Police", "Faulty", "Published"}

    shown = text(browser(actor(Role.DATA_ANALYST)).get(f"{reverse('imports:list')}?{query}"))

    assert {name for name in names if f">{name}</a>" in shown} == found


def test_a_filter_that_is_no_period_says_so_and_lists_nothing():
    sent(title="Council")

    response = browser(actor(Role.DATA_ANALYST)).get(reverse("imports:list") + "?period=sometime")

    assert response.status_code == 422
    assert "sometime is not a period" in text(response)
    assert ">Council</a>" not in text(response)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_leaves_as_a_file_with_one_line_in_the_trail(kind):
    sent(title="=HYPERLINK(1)")

    content = streamed(browser(actor(Role.DATA_ANALYST)).get(f"{reverse('imports:list')}?format={kind}"))

    if kind == "csv":
        assert "'=HYPERLINK(1)" in content.decode("utf-8-sig")
    else:
        assert openpyxl.load_workbook(BytesIO(content)).active["A2"].value == "'=HYPERLINK(1)"
    assert AuditLine.objects.filter(event="submissions.exported", count=1).count() == 1


def test_the_list_asks_as_many_questions_of_the_database_for_many_as_for_one(django_assert_max_num_queries):
    who = actor(Role.DATA_ANALYST)
    client = browser(who)
    sent(by=who)
    client.get(reverse("imports:list"))
    with django_assert_max_num_queries(12) as few:
        client.get(reverse("imports:list"))
    for value in range(30):
        sent(HEADINGS + ROW.replace("200", str(value)), by=who)
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("imports:list"))


# --- one submission ---


def test_what_accepting_would_change_is_counted_and_each_figure_stands_beside_what_counts_now():
    sent(HEADINGS + ROW + EARLIER, accepted=True)
    new = EARLIER.replace("2019-20", "2018-19").replace("264", "141")
    submission = sent(HEADINGS + ROW.replace("200", "201") + EARLIER + new)
    client = browser(actor(Role.DATA_ANALYST))

    summary, figures = text(client.get(page(submission))), text(client.get(page(submission, "figures")))
    changed = text(client.get(page(submission, "figures") + "?standing=changed"))

    for many, word in ((1, "New"), (1, "Changed"), (1, "Same as now")):
        assert f'<span class="app-tile__number">{many}</span>' in summary
        assert word in summary
    assert figures.count('<tr class="govuk-table__row"><th scope="row"') == 3
    assert changed.count('<tr class="govuk-table__row"><th scope="row"') == 1
    assert ">201</td>" in changed
    assert ">200</td>" in changed
    assert "/figures/lado.contacts/?period=2020-21&amp;geography=B%26NES" in changed


def test_an_accepted_figure_that_a_later_one_stands_over_is_marked_overtaken():
    first = sent(accepted=True)
    sent(HEADINGS + ROW.replace("200", "201"), accepted=True)

    shown = text(browser(actor(Role.DATA_ANALYST)).get(page(first, "figures")))

    assert "Overtaken" in shown


def test_a_submission_says_how_it_was_read_and_its_story():
    by = actor(Role.DATA_ANALYST)
    first = sent(by=by, title="First")
    asks.accept(first, by=by)
    second = sent((HEADINGS + ROW).replace(",", ";").replace("contacts;printed", "contacts;inferred"), by=by)
    asks.accept(second, by=by, replacing=first)
    client = browser(by)

    old, new = text(client.get(page(first))), text(client.get(page(second)))

    assert "UTF-8 text, separated by semicolons" in new
    assert "In place of First" in new
    assert [new.index(word) for word in ("Accepted<", "Read to the end", ">Sent<")] == sorted(
        new.index(word) for word in ("Accepted<", "Read to the end", ">Sent<")
    )
    assert "Another submission stands in its place" in old
    assert "Replaced by a later submission" in old


def test_withdrawing_says_that_what_it_replaced_does_not_count_again():
    """It said that earlier figures count again, and the page of the earlier one that this one stood in its place."""
    by = actor(Role.DATA_ANALYST)
    first = sent(by=by, title="First")
    asks.accept(first, by=by)
    second = sent(HEADINGS + ROW + EARLIER, by=by, title="Second")
    asks.accept(second, by=by, replacing=first)
    client = browser(by)

    asked = text(client.get(page(second, "withdraw")))
    asks.withdraw(second, by=by, why="The wrong year")
    old = text(client.get(page(first)))

    assert "which does not count again by itself" in asked
    assert "came in its place and was withdrawn since, so the figures of neither count" in old
    assert "stands in its place" not in old


def test_what_one_may_not_do_is_said_in_place_of_its_button():
    submission = sent()

    shown = text(browser(actor(Role.AGENCY_LEAD)).get(page(submission)))

    assert "Only a data analyst or the business manager can accept a submission" in shown
    assert ">Accept</a>" not in shown


def test_a_reading_that_was_interrupted_can_be_taken_up_again_from_its_page():
    by = actor(Role.DATA_ANALYST)
    looked = look((HEADINGS + ROW).encode(), name="figures.csv", data_set="figures")
    submission = receive(looked, declared=declared(), by=by)
    actions.begin_reading(submission, by=by)
    client = browser(by)
    assert "Read the file again" in text(client.get(page(submission)))

    shown = text(client.post(page(submission, "read-again"), follow=True))

    assert "1 row read, no problems found" in shown


# --- problems ---


def test_every_problem_is_listed_by_row_and_column_and_leaves_as_a_file():
    submission = sent(FAULTY)
    client = browser(actor(Role.AGENCY_LEAD))

    shown = text(client.get(page(submission, "problems")))
    rows = list(
        csv.reader(StringIO(streamed(client.get(page(submission, "problems") + "?format=csv")).decode("utf-8-sig")))
    )
    book = openpyxl.load_workbook(BytesIO(streamed(client.get(page(submission, "problems") + "?format=xlsx"))))

    assert "2 problems to put right" in shown
    assert "Value must be a number" in shown
    assert rows[0] == ["Row", "Column", "What to put right", "What was sent"]
    assert [row[:2] + row[3:] for row in rows[1:]] == [["2", "Value", "two hundred"], ["3", "Basis", "guessed"]]
    assert [cell.value for cell in book.active[2]][:2] == [2, "Value"]


def test_a_long_list_of_problems_is_turned_page_by_page():
    submission = sent(
        HEADINGS + "".join(ROW.replace("200", f"many{n}").replace("B&NES", f"Place {n}") for n in range(130))
    )
    client = browser(actor(Role.DATA_ANALYST))

    first, last = (client.get(page(submission, "problems") + f"?page={n}") for n in (1, 3))

    assert text(first).count('<th scope="row"') == 50
    assert text(last).count('<th scope="row"') == 30
    assert len(first.content) < 30_000


@pytest.mark.parametrize("name", ["submission", "figures", "problems", "accept", "discard"])
@pytest.mark.parametrize("body", [HEADINGS + ROW, FAULTY], ids=["ready", "faulty"])
def test_each_page_is_whole(name, body):
    response = browser(actor(Role.DATA_ANALYST)).get(page(sent(body), name))

    assert response.status_code in (200, 403)
    assert faults(text(response)) == []
    assert len(response.content) < 30_000


@pytest.mark.parametrize(
    ("data_set", "name", "body", "one"),
    [
        ("figures", "figures", HEADINGS, "10.3,lado.contacts,{period},B&NES,{n},contacts,printed,\n"),
        ("figures", "problems", HEADINGS, "10.3,lado.contacts,{period},B&NES,many{n},contacts,printed,\n"),
        ("counted_events", "counts", "Kind,Date,Place,Outcome\n", "sar_referral,{year}-05-0{day},B&NES,review\n"),
    ],
    ids=["figures", "problems", "counts"],
)
def test_a_page_of_one_submission_asks_at_most_12_questions_and_no_more_for_a_hundred_rows(
    data_set, name, body, one, django_assert_max_num_queries
):
    who = actor(Role.DATA_ANALYST)
    client = browser(who)

    def rows(many: int) -> str:
        lines = []
        for n in range(many):
            year, month = 2016 + n // 12 % 5, 1 + n % 12
            lines.append(one.format(n=n, year=year, day=1 + n % 9, period=f"{year}-M{month:02}"))
        return body + "".join(lines)

    few = sent(rows(1), by=who, data_set=data_set, title="One", covers=(date(2016, 1, 1), date(2022, 3, 31)))
    many = sent(rows(60), by=who, data_set=data_set, title="Many", covers=(date(2016, 1, 1), date(2022, 3, 31)))
    client.get(page(few, name))
    with django_assert_max_num_queries(12) as asked:
        assert client.get(page(few, name)).status_code == 200
    with django_assert_max_num_queries(len(asked)):
        assert client.get(page(many, name)).status_code == 200


def test_in_the_demonstration_it_was_sent_on_the_demonstrations_day(settings):
    settings.BUSINESS_DATE = date(2021, 4, 30)
    submission = sent()
    Submission.objects.filter(pk=submission.pk).update(made_at=datetime(2026, 11, 22, 21, 14, tzinfo=UTC))
    client = browser(actor(Role.DATA_ANALYST))

    for address in (page(submission), reverse("imports:list")):
        shown = text(client.get(address))
        assert "30 April 2021" in shown
        assert "22 November 2026" not in shown
    # the control: the trail keeps the real moment
    assert AuditLine.objects.latest("pk").at.date() == datetime.now(UTC).date()
