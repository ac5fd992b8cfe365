"""What runs by itself, how often, and how two schedulers never do one run twice.

``SCHEDULE`` in the settings names each job: how many seconds apart, and the function. A run is claimed by moving the
job's ``next_at`` on in one guarded UPDATE. Every job is safe to run again, so one that was killed half way is simply run
at its next time.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from safehold.records.models import Job

log = logging.getLogger("safehold.schedule")

MOST_BACK_OFF = timedelta(minutes=10)


def run_due(*, clock: Callable[[], datetime] = timezone.now) -> list[str]:
    """Run every job whose time has come, one after another, and say which ran well."""
    known = {job.name: job for job in Job.objects.all()}
    return [name for name in settings.SCHEDULE if run(name, known.get(name), clock)]


def run(name: str, job: Job | None, clock: Callable[[], datetime]) -> bool:
    """Claim and run one job, if it is due. True where it ran and ended well."""
    every, path = settings.SCHEDULE[name]
    at, apart = clock(), timedelta(seconds=every)
    if job is None:
        job, _ = Job.objects.get_or_create(name=name, defaults={"next_at": at})
    if job.next_at > at:
        return False
    claimed = Job.objects.filter(pk=job.pk, next_at=job.next_at).update(next_at=at + apart, started_at=at)
    if not claimed:
        return False
    ours = Job.objects.filter(pk=job.pk)
    try:
        import_string(path)()
    except Exception as error:
        log.warning("%s failed: %s", name, type(error).__name__, exc_info=not is_expected(error))
        failures = job.failures + 1
        wait = min(apart * 2 ** min(failures, 10), max(MOST_BACK_OFF, apart))
        ours.update(failed_at=clock(), failures=failures, next_at=clock() + wait)
        return False
    ours.update(finished_at=clock(), failures=0)
    return True


def is_expected(error: Exception) -> bool:
    """Whether the failure is one that comes and goes, such as a mail server that is down: no traceback is kept for it."""
    from safehold.records.delivery import MailDown

    return isinstance(error, MailDown)
