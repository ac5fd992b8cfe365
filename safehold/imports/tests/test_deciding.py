"""What accepting, discarding and withdrawing promise: one person wins, a reason is kept, and the numbers follow."""

from datetime import date

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from safehold.access.models import AuditLine
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.asks import actions as asks
from safehold.asks.lifecycle import Status
from safehold.asks.models import Submission
from safehold.imports import actions
from safehold.imports.door import look
from safehold.imports.reading_in import SENT_AGAIN, read_in, read_on, receive
from safehold.imports.tests.factories import EARLIER, HEADINGS, ROW, declared, errors, sent
from safehold.measures import queries
from safehold.measures.models import ReportedFigure
from safehold.records.tests.promises import browser
from safehold.records.writing import Changed

pytestmark = pytest.mark.django_db
DAY = date(2021, 4, 30)


def post(who, submission, name, **told):
    return browser(who).post(reverse(f"imports:{name}", args=[submission.entry.uid]), told, follow=True)


def test_accepted_beside_what_is_there_the_later_one_counts_and_the_rest_stays():
    by = actor(Role.DATA_ANALYST)
    sent(HEADINGS + ROW + EARLIER, by=by, accepted=True)
    later = sent(HEADINGS + ROW.replace("200", "201"), by=by)

    page = post(by, later, "accept", how="beside").content.decode()

    assert "Accepted. It counts from now on." in page
    book = queries.book(on=DAY)
    assert [book.find("lado.contacts", year, "B&NES").value for year in ("2020-21", "2019-20")] == [201, 264]


def test_accepted_in_place_of_an_earlier_one_nothing_of_the_earlier_counts():
    by = actor(Role.DATA_ANALYST)
    first = sent(HEADINGS + ROW + EARLIER, by=by, accepted=True)
    later = sent(HEADINGS + ROW.replace("200", "201"), by=by)

    post(by, later, "accept", how="instead", replacing=first.pk, _checked=first.pk)

    book = queries.book(on=DAY)
    assert book.find("lado.contacts", "2019-20", "B&NES") is None
    assert Submission.objects.get(pk=first.pk).status == Status.REPLACED


def test_accepting_asks_how_and_which():
    by = actor(Role.DATA_ANALYST)
    sent(by=by, accepted=True)
    later = sent(HEADINGS + EARLIER, by=by)

    assert errors(post(by, later, "accept")) == [("how", "Select how it should count")]
    assert errors(post(by, later, "accept", how="instead")) == [("replacing", "Select the submission that it replaces")]


def test_submissions_of_one_title_are_told_apart_by_file_rows_and_day():
    by = actor(Role.DATA_ANALYST)
    sent(HEADINGS + ROW + EARLIER, by=by, accepted=True)
    later = sent(HEADINGS + ROW.replace("200", "201"), by=by)

    page = browser(by).get(reverse("imports:accept", args=[later.entry.uid])).content.decode()

    assert "figures.csv, 2 rows, accepted on 30 April 2021</option>" in page


def test_the_later_accepted_counts_though_it_was_sent_first():
    by = actor(Role.DATA_ANALYST)
    first, second = sent(by=by), sent(HEADINGS + ROW.replace("200", "201"), by=by)
    asks.accept(second, by=by)
    asks.accept(first, by=by)

    assert queries.book(on=DAY).find("lado.contacts", "2020-21", "B&NES").value == 200


def test_only_one_of_the_same_kind_and_agency_can_be_replaced():
    by = actor(Role.DATA_ANALYST)
    council, police = sent(by=by, accepted=True), sent(by=by, agency="police")

    with pytest.raises(Refused, match="one of the same kind from the same agency"):
        asks.accept(police, by=by, replacing=council)

    police.refresh_from_db()
    council.refresh_from_db()
    assert (police.status, council.status) == (Status.READY, Status.ACCEPTED)


@pytest.mark.parametrize("name", ["discard", "withdraw"])
def test_taking_back_needs_a_reason(name):
    by = actor(Role.DATA_ANALYST)
    submission = sent(by=by, accepted=name == "withdraw")

    response = post(by, submission, name, why="")

    assert response.status_code == 422
    assert errors(response)[0][0] == "why"
    submission.refresh_from_db()
    assert submission.ended_on is None


def test_withdrawing_stops_the_figures_and_keeps_the_reason():
    by = actor(Role.DATA_ANALYST)
    submission = sent(by=by, accepted=True)

    page = post(by, submission, "withdraw", why="The wrong year").content.decode()

    assert "The wrong year" in page
    assert len(queries.book(on=DAY)) == 0
    assert ReportedFigure.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "role", "agency", "status"),
    [
        ("accept", Role.AGENCY_LEAD, "council", 403),
        ("accept", Role.AGENCY_LEAD, "police", 404),
        ("accept", Role.INDEPENDENT_CHAIR, "council", 403),
        ("discard", Role.AGENCY_CONTRIBUTOR, "council", 403),
        ("discard", Role.AGENCY_LEAD, "police", 404),
        ("read-again", Role.AGENCY_LEAD, "police", 404),
    ],
)
def test_whoever_may_not_is_refused_and_the_try_is_written_down(name, role, agency, status):
    submission = sent()

    response = post(actor(role, agency=agency), submission, name, how="beside", why="Because")

    submission.refresh_from_db()
    assert (response.status_code, submission.status) == (status, Status.READY)
    assert AuditLine.objects.filter(event="refused").count() == 1


def test_whoever_sent_it_may_take_it_back_before_it_counts():
    lead = actor(Role.AGENCY_LEAD)
    submission = sent(by=lead)

    post(lead, submission, "discard", why="The wrong file")

    submission.refresh_from_db()
    assert (submission.status, ReportedFigure.objects.count()) == (Status.DISCARDED, 0)


def test_what_somebody_else_has_just_withdrawn_can_no_longer_be_replaced_and_nothing_is_half_done():
    by, other = actor(Role.DATA_ANALYST), actor(Role.BUSINESS_MANAGER)
    first = sent(by=by, accepted=True)
    later = sent(HEADINGS + ROW.replace("200", "201"), by=by)
    as_shown = Submission.objects.get(pk=first.pk)
    asks.withdraw(first, by=other, why="Sent in error")

    with pytest.raises(Refused, match="This is marked ‘Withdrawn’"):
        asks.accept(later, by=by, replacing=as_shown)
    response = post(by, later, "accept", how="instead", replacing=first.pk)

    later.refresh_from_db()
    assert (later.status, len(queries.book(on=DAY))) == (Status.READY, 0)
    assert errors(response) == [("replacing", "Select the submission that it replaces")]


def test_discarding_forgets_what_the_problems_repeated_of_the_rows():
    lead = actor(Role.AGENCY_LEAD)
    submission = sent(HEADINGS + ROW.replace("200", "MARKED"), by=lead)
    assert "MARKED" in str(submission.problems)

    post(lead, submission, "discard", why="The wrong file")

    submission.refresh_from_db()
    assert (submission.problems, submission.problem_count) == ([], 1)


def test_what_was_accepted_already_is_refused_in_a_sentence():
    by = actor(Role.DATA_ANALYST)
    submission = sent(by=by, accepted=True)

    response = post(by, submission, "accept", how="beside")

    assert response.status_code == 409
    assert "This is marked ‘Accepted’. It must be marked ‘Ready to accept’ first." in response.content.decode()


# --- reading, interrupted and begun again ---


def begun(by, text=HEADINGS + ROW):
    looked = look(text.encode(), name="figures.csv", data_set="figures")
    return receive(looked, declared=declared(), by=by)


def test_of_two_readings_at_once_the_one_that_began_later_goes_on():
    by = actor(Role.DATA_ANALYST)
    first = begun(by)
    actions.begin_reading(first, by=by)
    second = Submission.objects.get(pk=first.pk)
    read_on(second, by=by)

    with pytest.raises((Changed, Refused)):
        actions.land(first, by=by, facts=[], so_far=1)

    second.refresh_from_db()
    assert (second.status, second.row_count) == (Status.READY, 1)


def test_the_same_file_with_other_answers_discards_what_was_begun_and_starts_anew():
    by = actor(Role.DATA_ANALYST)
    first = begun(by)

    again = read_in((HEADINGS + ROW).encode(), name="f.csv", declared=declared(source="Another source"), by=by)

    first.refresh_from_db()
    assert (first.status, first.ended_why, again.status) == (Status.DISCARDED, SENT_AGAIN, Status.READY)


def test_a_file_that_breaks_off_is_faulty_with_the_row_named_and_its_good_rows_never_count():
    by = actor(Role.DATA_ANALYST)
    months = [f"20{year}-{month:02}" for year in (17, 18, 19) for month in range(1, 13)]
    good = "".join(ROW.replace("2020-21", month) for month in months)
    submission = sent(HEADINGS + good + '10.3,"lado.contacts,2019-20,B&NES,264,contacts,printed,\n', by=by)

    assert submission.status == Status.FAULTY
    assert "Row 38 cannot be read because a quotation mark" in submission.problems[0]["message"]
    assert len(queries.book(on=DAY)) == 0


def test_a_held_file_that_is_gone_is_said_in_a_sentence():
    by = actor(Role.DATA_ANALYST)
    submission = begun(by)
    default_storage.delete(submission.held_as)

    with pytest.raises(Refused, match="no longer held here"):
        read_on(submission, by=by)
