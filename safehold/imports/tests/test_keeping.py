"""What the schedule promises of submissions that nobody accepts: a notice first, then they go whole, and their story stays."""

from datetime import date

import pytest
from django.core.files.storage import default_storage

from safehold.access.actor import Actor
from safehold.access.models import AuditLine
from safehold.access.roles import Role
from safehold.access.tests.factories import UserFactory, actor, membership
from safehold.asks import actions as asks
from safehold.asks.lifecycle import Status
from safehold.asks.models import Submission
from safehold.imports import actions, keeping, queries
from safehold.imports.door import look
from safehold.imports.reading_in import receive
from safehold.imports.tests.factories import EARLIER, HEADINGS, ROW, declared, sent
from safehold.measures.models import ReportedFigure
from safehold.partnership.models import Rule
from safehold.records import writing
from safehold.records.models import Message
from safehold.records.outbox import words_of
from safehold.records.tests.promises import browser

pytestmark = pytest.mark.django_db
# sent on 30 April 2021, by the rules that Safehold comes with: told 7 days before, discarded after 30 May
BEFORE, TOLD, LAST, AFTER = date(2021, 5, 22), date(2021, 5, 23), date(2021, 5, 30), date(2021, 5, 31)
FAULTY = HEADINGS + ROW + EARLIER.replace("264", "many")


def on(day: date, settings) -> int:
    """What the job does on one day."""
    settings.BUSINESS_DATE = day
    return keeping.discard_unaccepted()


def status(submission: Submission) -> str:
    return Submission.objects.get(pk=submission.pk).status


@pytest.fixture
def waiting():
    """What nobody accepts: ready, faulty, and one whose reading was killed."""
    by = actor(Role.AGENCY_LEAD)
    killed = receive(look((HEADINGS + EARLIER).encode(), name="f.csv", data_set="figures"), declared=declared(), by=by)
    return {"ready": sent(by=by), "faulty": sent(FAULTY, by=by), "received": killed}


def test_what_nobody_accepted_is_discarded_with_its_rows_and_its_file(
    waiting, settings, django_capture_on_commit_callbacks
):
    files = [submission.held_as for submission in waiting.values()]
    assert ReportedFigure.objects.count() == 2

    on(TOLD, settings)
    assert [status(each) for each in waiting.values()] == list(waiting)
    with django_capture_on_commit_callbacks(execute=True):
        assert on(AFTER, settings) == 3

    assert {status(each) for each in waiting.values()} == {Status.DISCARDED}
    assert not ReportedFigure.objects.exists()
    assert not any(default_storage.exists(name) for name in files)
    ended = Submission.objects.get(pk=waiting["faulty"].pk)
    assert (ended.ended_on, ended.ended_by, ended.ended_why) == (AFTER, None, "Nobody accepted it by 30 May 2021")
    assert AuditLine.objects.filter(event="imports.discarded").count() == 3
    assert on(AFTER, settings) == 0


def test_the_page_of_one_that_was_discarded_says_who_did_and_why(waiting, settings):
    on(TOLD, settings)
    on(AFTER, settings)

    page = browser(actor(Role.DATA_ANALYST)).get(waiting["ready"].get_absolute_url()).content.decode()

    assert "Nobody accepted it by 30 May 2021" in page
    assert "Safehold" in page
    assert "None" not in page.partition("What has happened")[2].partition("</main>")[0]


def test_its_page_says_until_when_it_waits(waiting):
    page = browser(actor(Role.DATA_ANALYST)).get(waiting["ready"].get_absolute_url()).content.decode()

    assert "Discarded after 30 May 2021, with its rows and its file" in page


def test_whoever_sent_it_and_the_analysts_are_told_once_before(waiting, settings):
    analyst = membership(Role.DATA_ANALYST, user=UserFactory(email="analyst@example.org")).user
    left = membership(Role.DATA_ANALYST, user=UserFactory(email="left@example.org", is_active=False)).user

    on(BEFORE, settings)
    assert not Message.objects.exists()
    on(TOLD, settings)
    on(LAST, settings)

    for submission in waiting.values():
        told = Message.objects.filter(entry=submission.entry)
        assert {message.to_user for message in told} == {submission.made_by, analyst}
        assert "by 30 May 2021" in words_of(told[0])
        assert submission.title not in words_of(told[0])
    assert left not in {message.to_user for message in Message.objects.all()}


def test_nothing_is_discarded_without_its_notice_though_the_worker_slept_for_a_year(waiting, settings):
    assert on(date(2022, 5, 1), settings) == 0
    assert {status(each) for each in waiting.values()} == set(waiting)
    assert on(date(2022, 5, 8), settings) == 0

    assert on(date(2022, 5, 9), settings) == 3


def test_what_was_accepted_stays_and_only_its_file_goes(settings, django_capture_on_commit_callbacks):
    accepted = sent(accepted=True)

    on(TOLD, settings)
    with django_capture_on_commit_callbacks(execute=True):
        assert on(AFTER, settings) == 0
        keeping.destroy_held_files()

    assert status(accepted) == Status.ACCEPTED
    assert ReportedFigure.objects.count() == 1
    assert not default_storage.exists(accepted.held_as)
    assert not Message.objects.exists()


def test_a_file_is_not_destroyed_under_a_submission_that_still_waits(waiting, settings):
    settings.BUSINESS_DATE = AFTER

    keeping.destroy_held_files()

    assert all(default_storage.exists(submission.held_as) for submission in waiting.values())


def test_the_days_are_the_partnerships_own(settings):
    by = actor(Role.DATA_ANALYST)
    for key, days in (("submissions.held_days", 10), ("submissions.notice_days", 2)):
        writing.create(Rule, by=by, key=key, value=days, from_on=date(2021, 4, 1), source="Strategic Board")
    submission = sent(by=by)
    assert submission.held_until_on == date(2021, 5, 10)

    on(date(2021, 5, 7), settings)
    assert not Message.objects.exists()
    on(date(2021, 5, 8), settings)
    assert Message.objects.filter(to_user=by.user).count() == 1
    assert on(date(2021, 5, 11), settings) == 1


@pytest.mark.parametrize("chosen", ["a month", 0, True, 10**9])
def test_a_rule_that_is_no_number_of_days_is_passed_over(chosen):
    by = actor(Role.DATA_ANALYST)
    writing.create(
        Rule, by=by, key="submissions.held_days", value=chosen, from_on=date(2021, 4, 1), source="Strategic Board"
    )

    assert sent(by=by).held_until_on == LAST


def test_one_that_is_accepted_at_the_last_moment_is_left_alone_and_the_others_still_go(waiting, settings, monkeypatch):
    on(TOLD, settings)
    found = keeping.unaccepted_until

    def found_and_then_accepted(day):
        rows = list(found(day))
        asks.accept(Submission.objects.get(pk=waiting["ready"].pk), by=actor(Role.DATA_ANALYST))
        return rows

    monkeypatch.setattr(keeping, "unaccepted_until", found_and_then_accepted)

    assert on(AFTER, settings) == 2
    assert status(waiting["ready"]) == Status.ACCEPTED
    assert ReportedFigure.objects.count() == 1


def test_only_those_who_accept_on_the_day_are_told():
    on_day = membership(Role.DATA_ANALYST, user=UserFactory(email="a@example.org")).user
    membership(Role.AGENCY_LEAD, user=UserFactory(email="b@example.org"))

    assert queries.keepers(date(2021, 4, 30)) == [on_day]


def test_a_person_may_not_end_a_submission_without_their_name():
    """The control: only what Safehold itself discards may be without one."""
    submission = sent(accepted=True)

    with pytest.raises(writing.Refused, match="Say who ended it"):
        writing.move(
            submission,
            "withdraw",
            by=Actor.system("a test", on=LAST),
            ended_on=LAST,
            ended_by=None,
            ended_why="For no reason",
        )


def test_a_warning_is_an_act_with_a_line_in_the_trail(waiting, settings):
    actions.warn(waiting["ready"], by=Actor.system("a test", on=TOLD))

    line = AuditLine.objects.get(event="imports.warned")
    assert line.count == 1
