"""What runs by itself: each job at its time, once, whoever else is running, and again after a crash."""

from datetime import timedelta
from functools import partial

import pytest
from django.core.checks import run_checks
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from safehold.access.models import AuditLink
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.records import files, housekeeping, schedule, writing
from safehold.records.actions import documents
from safehold.records.models import Job, OnceToken, Pulse
from safehold.records.tests import samples
from tests.invented.factories import notebook

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
RAN: list[str] = []


def well() -> None:
    RAN.append("well")


def badly() -> None:
    RAN.append("badly")
    raise OSError("the disk is full")


@pytest.fixture(autouse=True)
def _jobs(settings):
    RAN.clear()
    here = "safehold.records.tests.test_worker"
    settings.SCHEDULE = {"well": (60, f"{here}.well"), "badly": (60, f"{here}.badly")}


def test_a_job_runs_at_its_time_and_not_before():
    now = timezone.now()

    schedule.run_due(clock=lambda: now)
    schedule.run_due(clock=lambda: now + timedelta(seconds=59))
    schedule.run_due(clock=lambda: now + timedelta(seconds=60))

    assert RAN.count("well") == 2
    assert Job.objects.get(name="well").finished_at == now + timedelta(seconds=60)


def test_a_run_that_another_scheduler_claimed_is_left_to_it():
    now = timezone.now()
    seen = Job.objects.create(name="well", next_at=now)
    assert schedule.run("well", seen, lambda: now)

    assert not schedule.run("well", seen, lambda: now)  # as another scheduler saw it, before it was claimed

    assert RAN == ["well"]


def test_a_job_that_fails_stops_no_other_and_is_tried_again_less_and_less_often():
    now = timezone.now()

    assert schedule.run_due(clock=lambda: now) == ["well"]
    failed = Job.objects.get(name="badly")
    assert (failed.failures, failed.next_at) == (1, now + timedelta(seconds=120))
    for _ in range(12):
        now = Job.objects.get(name="badly").next_at
        schedule.run_due(clock=partial(lambda moment: moment, now))

    failed.refresh_from_db()
    assert failed.next_at - now == schedule.MOST_BACK_OFF


def test_the_schedule_that_is_served_names_functions_that_exist(settings):
    assert not [each for each in run_checks() if each.id == "records.E002"]
    settings.SCHEDULE = {"gone": (60, "safehold.records.nowhere")}
    assert [each.id for each in run_checks() if each.id == "records.E002"] == ["records.E002"]


def test_an_installation_that_would_keep_unscanned_files_is_told_so(settings):
    assert not [each for each in run_checks() if each.id == "records.E001"]
    settings.SCANNER_MAY_BE_NONE = False
    assert [each.id for each in run_checks() if each.id == "records.E001"] == ["records.E001"]


def test_spent_tokens_are_forgotten_after_a_week_and_not_before():
    writing.once("old")
    writing.once("new")
    OnceToken.objects.filter(token="old").update(used_at=timezone.now() - timedelta(days=8))

    assert housekeeping.forget_tokens() == 1
    assert not writing.once("new")


def test_files_that_no_document_points_at_are_swept_after_a_day():
    by = actor(Role.REVIEW_OFFICER)
    kept = files.examine(SimpleUploadedFile("kept.pdf", samples.PDF))
    loose = files.examine(SimpleUploadedFile("loose.txt", b"loose"))
    documents.add_document(notebook(by), by=by, file=kept, title="Kept")

    assert housekeeping.sweep_files() == 0
    assert housekeeping.sweep_files(timezone.now() + timedelta(days=2)) == 1
    assert files.read(kept.sha256) == samples.PDF
    with pytest.raises(files.Damaged):
        files.read(loose.sha256)


def test_what_else_the_storage_holds_is_left_alone():
    default_storage.save("exports/report.pdf", ContentFile(b"x"))

    housekeeping.sweep_files(timezone.now() + timedelta(days=2))

    assert default_storage.exists("exports/report.pdf")


@pytest.mark.parametrize(
    ("workers", "alive", "status"),
    [
        (["dead"], [], "READY"),
        (["dead"], ["other"], "READY"),
        (["dead", "living"], ["living"], "RUNNING"),
        (["one", "two", "three"], [], "FAILED"),
    ],
)
def test_what_a_dead_worker_began_is_given_to_another_three_times_at_most(workers, alive, status):
    now = timezone.now()
    task = DBTaskResult.objects.create(
        status="RUNNING",
        started_at=now - timedelta(minutes=5),
        args_kwargs={"args": [], "kwargs": {}},
        task_path="x",
        worker_ids=workers,
        backend_name="default",
        run_after=now,
        exception_class_path="",
        traceback="",
    )
    for each in alive:
        housekeeping.beat(each, now)

    housekeeping.take_over(now)

    task.refresh_from_db()
    assert task.status == status


@pytest.mark.django_db(transaction=True)  # the worker minds its own connection
def test_one_turn_of_the_worker_does_what_is_due(settings, capsys):
    settings.SCHEDULE = {"seal": (60, "safehold.access.seal.seal")}
    notebook()

    call_command("work", "--once")

    assert AuditLink.objects.exists()
    assert Pulse.objects.count() == 1
