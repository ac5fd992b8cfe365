"""What the worker tidies: spent tokens, files that no document came to point at, and work that a dead worker left."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.files.storage import default_storage
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from safehold.records.files.keeping import FOLDER
from safehold.records.models import Document, OnceToken, Pulse

TOKENS_LAST = timedelta(days=7)
TASKS_LAST = timedelta(days=7)
LOOSE_FILES_LAST = timedelta(days=1)
ALIVE = timedelta(minutes=2)
MOST_TRIES = 3


def forget_tokens(at: datetime | None = None) -> int:
    """Forget the tokens of forms sent more than a week ago: nobody presses that button again."""
    at = at or timezone.now()
    forgotten, _ = OnceToken.objects.filter(used_at__lt=at - TOKENS_LAST).delete()
    return forgotten


def forget_tasks(at: datetime | None = None) -> int:
    """Forget the worker's tasks that ended more than a week ago: what they were told, links to accounts among it, goes
    with them."""
    at = at or timezone.now()
    forgotten, _ = DBTaskResult.objects.filter(finished_at__lt=at - TASKS_LAST).delete()
    return forgotten


def sweep_files(at: datetime | None = None) -> int:
    """Take away the bytes that were examined and then never made a document, once they are a day old."""
    at = at or timezone.now()
    swept = 0
    for digest, place in kept_files():
        if default_storage.get_modified_time(place) > at - LOOSE_FILES_LAST:
            continue
        if not Document.objects.filter(sha256=digest).exists():
            default_storage.delete(place)
            swept += 1
    return swept


def kept_files() -> Iterator[tuple[str, str]]:
    """Every kept file: its digest and its place."""

    def folders(place: str) -> list[str]:
        try:
            return [f"{place}/{name}" for name in sorted(default_storage.listdir(place)[0])]
        except FileNotFoundError:
            return []

    for outer in folders(FOLDER):
        for inner in folders(outer):
            for name in default_storage.listdir(inner)[1]:
                yield name.split("_")[0], f"{inner}/{name}"


def beat(worker: str, at: datetime | None = None) -> None:
    """Say that ``worker`` is alive."""
    Pulse.objects.update_or_create(worker=worker, defaults={"beat_at": at or timezone.now()})


def take_over(at: datetime | None = None) -> int:
    """Give the tasks of workers that died to those that live, three times at most. Tasks are safe to run again."""
    at = at or timezone.now()
    alive = set(Pulse.objects.filter(beat_at__gt=at - ALIVE).values_list("worker", flat=True))
    Pulse.objects.filter(beat_at__lt=at - timedelta(days=1)).delete()
    taken = 0
    for task in DBTaskResult.objects.filter(status="RUNNING"):
        if (task.started_at and task.started_at > at - ALIVE) or (task.worker_ids and task.worker_ids[-1] in alive):
            continue
        again = len(task.worker_ids) < MOST_TRIES
        left = DBTaskResult.objects.filter(pk=task.pk, status="RUNNING", worker_ids=task.worker_ids)
        if again:
            taken += left.update(status="READY")
        else:
            left.update(status="FAILED", finished_at=at, exception_class_path="builtins.RuntimeError")
    return taken
