"""What reading a file in promises: all problems at once, nothing counted before it is accepted, nothing done twice."""

from datetime import date
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from safehold.access.models import AuditLine
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.asks import actions as asks
from safehold.asks.lifecycle import Status
from safehold.asks.models import Submission
from safehold.imports import actions
from safehold.imports.reading_in import Declared, read_in
from safehold.measures import queries
from safehold.measures.models import ReportedFigure

pytestmark = pytest.mark.django_db

DATA = Path(__file__).parents[3] / "data" / "bnes"
YEARS = (date(2016, 4, 1), date(2022, 3, 31))
HEADINGS = "section,measure,period,geography,value,unit,basis,note\n"
DAY = date(2021, 4, 30)


def declared(data_set="figures", covers=YEARS, **facts):
    told = {
        "data_set": data_set,
        "agency": AgencyFactory(),
        "title": "Figures of 2020-21",
        "covers": covers,
        "source": "The annual report 2020-21",
        "source_on": date(2021, 4, 30),
        "geography": "B&NES",
    }
    return Declared(**(told | facts))


def read(text: str, by=None, **facts):
    return read_in(text.encode(), name="figures.csv", declared=declared(**facts), by=by or actor(Role.DATA_ANALYST))


ROW = "10.3,lado.contacts,2020-21,B&NES,200,contacts,printed,\n"


def test_nothing_is_counted_until_a_person_accepts_it():
    by = actor(Role.DATA_ANALYST)
    submission = read(HEADINGS + ROW, by)
    assert (submission.status, submission.row_count) == (Status.READY, 1)
    assert len(queries.book(on=DAY)) == 0

    asks.accept(submission, by=by)

    figure = queries.book(on=DAY).find("lado.contacts", "2020-21", "B&NES")
    assert (figure.value, figure.shown, figure.source) == (200, "200", "The annual report 2020-21")


def test_every_problem_is_said_at_once_by_row_and_column():
    faults = [
        "10.3,lado.contact,2020-21,B&NES,200,contacts,printed,",
        "10.3,lado.contacts,2021-2021,B&NES,200,contacts,printed,",
        "10.3,lado.contacts,2019-20,B&NES,two hundred,contacts,printed,",
        "10.3,lado.contacts,2018-19,Atlantis,200,contacts,printed,",
        "10.3,lado.contacts,2017-18,B&NES,200,contacts,guessed,",
        "10.3,lado.contacts,1999-00,B&NES,200,contacts,printed,",
        ",,,,,,,",
        "10.3,lado.contacts,2020-21,B&NES,200,contacts,printed,",
        "10.3,lado.contacts,2020-21,B&NES,201,contacts,printed,",
        "10.3,lado.contacts,2020-21,B&NES,31/02/2021,contacts,printed,",
    ]

    by = actor(Role.DATA_ANALYST)
    submission = read_in(
        (HEADINGS + "\n".join(faults)).encode(),
        name="f.csv",
        declared=declared(),
        by=by,
        geographies=frozenset({"B&NES"}),
    )

    said = {(problem["row"], problem["column"]): problem["message"] for problem in submission.problems}
    assert submission.status == Status.FAULTY
    assert said[2, "Measure"] == "Measure must be a code of the catalogue. Did you mean lado.contacts?"
    assert "a year ends one after it starts" in said[3, "Period"]
    assert "must be a number" in said[4, "Value"]
    assert said[5, "Geography"] == "Write the place as one of the partnership's areas: B&NES"
    assert "must be printed" in said[6, "Basis"]
    assert said[7, "Period"].startswith(
        "Period must lie inside the days that you said the file covers, 1/4/2016 to 31/3/2022"
    )
    assert "repeats row" in said[10, ""]
    assert "must be a number" in said[11, "Value"]
    assert len(queries.book(on=DAY)) == 0


def test_a_repeat_is_said_beside_the_other_faults_of_its_row_and_of_the_row_it_repeats():
    faults = [
        "10.3,lado.contacts,2020-21,B&NES,200,contacts,guessed,",
        "10.3,lado.contacts,2020-21,b&nes,many,contacts,printed,",
    ]
    submission = read_in(
        (HEADINGS + "\n".join(faults)).encode(),
        name="f.csv",
        declared=declared(),
        by=actor(Role.DATA_ANALYST),
        geographies=frozenset({"B&NES"}),
    )

    said = [(problem["row"], problem["column"]) for problem in submission.problems]
    assert said == [(2, "Basis"), (3, "Value"), (3, "")]
    assert "Row 3 repeats row 2" in submission.problems[-1]["message"]


def test_a_file_with_problems_cannot_be_accepted():
    by = actor(Role.DATA_ANALYST)
    submission = read(HEADINGS + ROW.replace("200", "many"), by)

    with pytest.raises(Refused, match="marked ‘Has problems’"):
        asks.accept(submission, by=by)


def test_the_same_file_twice_changes_nothing():
    by = actor(Role.DATA_ANALYST)
    asks.accept(read(HEADINGS + ROW, by), by=by)
    before = (Submission.objects.count(), ReportedFigure.objects.count())

    with pytest.raises(Refused, match=r"already here as ‘Figures of 2020-21’ \(accepted\)\."):
        read(HEADINGS + ROW, by)

    assert (Submission.objects.count(), ReportedFigure.objects.count()) == before


def test_a_later_submission_counts_where_two_overlap_and_withdrawing_it_brings_the_earlier_back():
    by = actor(Role.DATA_ANALYST)
    asks.accept(read(HEADINGS + ROW, by), by=by)
    later = read(HEADINGS + ROW.replace("200", "201"), by)
    asks.accept(later, by=by)
    assert queries.book(on=DAY).find("lado.contacts", "2020-21", "B&NES").value == 201

    asks.withdraw(later, by=by, why="Sent in error")

    assert queries.book(on=DAY).find("lado.contacts", "2020-21", "B&NES").value == 200


def test_a_replaced_submission_stays_and_no_longer_counts():
    by = actor(Role.DATA_ANALYST)
    first = read(HEADINGS + ROW + ROW.replace("2020-21", "2019-20"), by)
    asks.accept(first, by=by)
    second = read(HEADINGS + ROW, by)

    asks.accept(second, by=by, replacing=first)

    first.refresh_from_db()
    assert (first.status, second.replaces) == (Status.REPLACED, first)
    assert queries.book(on=DAY).find("lado.contacts", "2019-20", "B&NES") is None


def test_a_killed_reading_is_taken_up_again_by_the_same_file(monkeypatch):
    by = actor(Role.DATA_ANALYST)
    text = HEADINGS + ROW + ROW.replace("2020-21", "2019-20")

    class Killed(BaseException):
        pass

    def killed(*args, **kwargs):
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(asks, "read_to_the_end", killed)
        with pytest.raises(Killed):
            read(text, by)
    left = Submission.objects.get()
    assert left.status == Status.RECEIVED
    assert len(queries.book(on=DAY)) == 0

    again = read(text, by)

    assert (again.pk, again.status, ReportedFigure.objects.count()) == (left.pk, Status.READY, 2)


def test_discarding_takes_the_rows_and_the_file_and_keeps_the_history(django_capture_on_commit_callbacks):
    by = actor(Role.DATA_ANALYST)
    submission = read(HEADINGS + ROW, by)
    name = submission.held_as
    assert default_storage.exists(name)

    with django_capture_on_commit_callbacks(execute=True):
        actions.discard(submission, by=by, why="The wrong year")

    assert not ReportedFigure.objects.exists()
    assert not default_storage.exists(name)
    assert Submission.objects.get().ended_why == "The wrong year"


def test_files_are_destroyed_on_schedule_and_figures_stand(django_capture_on_commit_callbacks):
    by = actor(Role.DATA_ANALYST)
    submission = read(HEADINGS + ROW, by)
    asks.accept(submission, by=by)
    later = actor(Role.DATA_ANALYST, on=date(2021, 6, 30))

    with django_capture_on_commit_callbacks(execute=True):
        assert actions.destroy_files(by=by) == 0
        assert actions.destroy_files(by=later) == 1

    submission.refresh_from_db()
    assert submission.held_as == ""
    assert len(queries.book(on=DAY)) == 1


@pytest.mark.parametrize(
    ("role", "agency", "reason"),
    [
        (Role.DELEGATE, "council", "Only a data analyst"),
        (Role.AGENCY_LEAD, "police", "your own agency only"),
    ],
)
def test_sending_refused(role, agency, reason):
    with pytest.raises(Refused, match=reason):
        read(HEADINGS + ROW, actor(role, agency=agency))

    assert not Submission.objects.exists()
    assert not AuditLine.objects.filter(event="asks.received").exists()


def test_an_agency_sees_its_own_submission_and_not_its_neighbours():
    from safehold.asks.queries import visible_to

    by = actor(Role.DATA_ANALYST)
    read(HEADINGS + ROW, by)

    assert visible_to(by).count() == 1
    assert visible_to(actor(Role.AGENCY_LEAD)).count() == 1
    assert visible_to(actor(Role.AGENCY_LEAD, agency="police")).count() == 0
    assert visible_to(actor(Role.DELEGATE)).count() == 0


@pytest.mark.parametrize(
    ("name", "data_set", "rows", "kept"),
    [
        ("report_2020_21_figures.csv", "figures", 160, 160),
        ("bnes_children_and_police_published_figures.csv", "published_figures", 184, 180),
    ],
)
def test_the_real_files_are_read_without_a_problem(name, data_set, rows, kept):
    submission = read_in(
        (DATA / name).read_bytes(), name=name, declared=declared(data_set), by=actor(Role.DATA_ANALYST)
    )

    assert submission.problems == []
    assert (submission.row_count, submission.figures.count()) == (rows, kept)
