"""Several people, or several workers, at one moment: run in a process of its own on a real database.

``python -m safehold.records.tests.together CASE`` does one case on the database that ``TOGETHER`` names and prints what
came of it as JSON. Each thread has a connection of its own, as web processes and workers have.
"""

import json
import os
import sys
import threading
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safehold.config.settings.test")

import dj_database_url
import django
from django.conf import settings


def set_up() -> None:
    """Point the settings at the database that ``TOGETHER`` names."""
    database = dj_database_url.parse(os.environ["TOGETHER"])
    if database["ENGINE"].endswith("sqlite3"):
        database["OPTIONS"] = settings.SQLITE_OPTIONS
    settings.DATABASES["default"] = database
    settings.ROOT_URLCONF = "tests.invented.site"
    settings.BUSINESS_DATE = date(2021, 4, 30)
    django.setup()


def at_once(number: int, act: Callable[[int], Any]) -> Counter[str]:
    """``act`` in ``number`` threads that start together: how often it ended in which way."""
    from django.db import connections

    from safehold.access.policy import Refused

    start, ended = threading.Barrier(number), []

    def one(which: int) -> None:
        start.wait(30)
        try:
            ended.append(str(act(which)))
        except Refused as refused:
            ended.append(type(refused).__name__)
        except Exception as error:
            ended.append(f"{type(error).__name__}: {error}")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=(which,)) for which in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return Counter(ended)


def while_open(first: Callable[[], Any], second: Callable[[], Any]) -> dict[str, Any]:
    """``second`` begun by somebody else when ``first`` is done and not yet kept: how ``second`` ended, and whether it ``waited``
    for the first to be kept."""
    from django.db import connections, transaction

    from safehold.access.policy import Refused

    done, ended = threading.Event(), threading.Event()
    came: list[str] = []

    def other() -> None:
        done.wait(30)
        try:
            second()
            came.append("done")
        except Refused as refused:
            came.append(f"Refused: {refused}")
        except Exception as error:
            came.append(f"{type(error).__name__}: {error}")
        finally:
            ended.set()
            connections.close_all()

    thread = threading.Thread(target=other)
    thread.start()
    with transaction.atomic():
        first()
        done.set()
        waited = not ended.wait(1.5)
    thread.join(60)
    return {"ended": came, "waited": waited}


def one_move() -> dict[str, Any]:
    """Eight people close one notebook."""
    from safehold.access.models import AuditLine
    from safehold.access.roles import Role
    from safehold.access.tests.factories import actor
    from tests.invented import actions
    from tests.invented.factories import notebook
    from tests.invented.models import Notebook

    book = notebook(by := actor(Role.REVIEW_OFFICER))
    shown = [Notebook.objects.select_related("entry").get(pk=book.pk) for _ in range(8)]

    def close(which: int) -> str:
        actions.close(shown[which], by=by, closed_on=date(2021, 4, 1 + which))
        return "closed"

    ended = at_once(8, close)
    return {"ended": ended, "lines": AuditLine.objects.filter(event="invented.closed").count()}


def one_form() -> dict[str, Any]:
    """One form arrives six times."""
    from django.test import Client

    from safehold.access.roles import Role
    from safehold.access.tests.factories import actor
    from safehold.records.tests import promises
    from tests.invented.models import Notebook

    who = actor(Role.REVIEW_OFFICER)
    page = promises.sign_in(Client(), who)
    form = promises.hidden_of(page.get("/invented/notebooks/open/").text)
    form |= promises.typed({"title": "Once", "opened_on": date(2021, 4, 1)})
    browsers = [promises.sign_in(Client(), who) for _ in range(6)]

    def send(which: int) -> str:
        answer = browsers[which].post("/invented/notebooks/open/", form)
        return f"{answer.status_code} {answer.headers.get('Location')}"

    ended = at_once(6, send)
    return {"ended": list(ended.values()), "kinds": len(ended), "made": Notebook.objects.count(), "said": str(ended)}


def one_outbox() -> dict[str, Any]:
    """Four workers send forty messages."""
    from django.core import mail

    from safehold.access.roles import Role
    from safehold.access.tests.factories import UserFactory, actor
    from safehold.records import delivery, outbox
    from safehold.records.models import Message

    by, notice = actor(Role.REVIEW_OFFICER), outbox.Notice("invented.x", "Something is waiting", "Look by {day}.")
    for _ in range(40):
        outbox.put(notice, to=UserFactory(), by=by, day=by.on)
    mail.outbox = []
    ended = at_once(4, lambda _: delivery.send_waiting() >= 0)
    while delivery.send_waiting():  # a worker that met another at one message stops; its next turn goes on
        pass
    ids = Counter(each.extra_headers["Message-ID"] for each in mail.outbox)
    return {
        "ended": ended,
        "sent": len(ids),
        "twice": [each for each, times in ids.items() if times > 1],
        "states": Counter(Message.objects.values_list("state", flat=True)),
    }


def fill_an_outbox() -> dict[str, Any]:
    """Thirty messages to send."""
    from safehold.access.roles import Role
    from safehold.access.tests.factories import UserFactory, actor
    from safehold.records import outbox

    by, notice = actor(Role.REVIEW_OFFICER), outbox.Notice("invented.x", "Something is waiting", "Look by {day}.")
    return {"put": sum(bool(outbox.put(notice, to=UserFactory(), by=by, day=by.on)) for _ in range(30))}


def send_them() -> dict[str, Any]:
    """Send what is due by the mail server on ``MAIL_PORT``, as of ``LATER`` minutes from now."""
    from datetime import timedelta

    from django.utils import timezone

    from safehold.records import delivery

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(os.environ["MAIL_PORT"])
    later = timedelta(minutes=int(os.environ.get("LATER", "0")))
    return {"sent": delivery.send_waiting(clock=lambda: timezone.now() + later)}


def states() -> dict[str, Any]:
    from safehold.records.models import Message

    return dict(Counter(Message.objects.values_list("state", flat=True)))


def one_schedule() -> dict[str, Any]:
    """Six schedulers come to one job."""
    from safehold.records import schedule
    from safehold.records.tests import test_worker

    settings.SCHEDULE = {"well": (3600, "safehold.records.tests.test_worker.well")}
    ended = at_once(6, lambda _: schedule.run_due())
    return {"ended": sum(ended.values()), "ran": len(test_worker.RAN), "said": str(ended)}


def one_decision() -> dict[str, Any]:
    """Two people in charge decide on one request."""
    from safehold.access.roles import Role
    from safehold.access.tests.factories import actor
    from safehold.records.actions import need_to_know
    from safehold.records.models import AccessRequest
    from tests.invented.factories import notebook

    book = notebook(actor(Role.REVIEW_OFFICER))
    asking = need_to_know.ask_for_access(book.entry, by=actor(Role.AGENCY_LEAD, agency="police"), why="A joint visit")
    managers = [actor(Role.ADULTS_MANAGER) for _ in range(4)]
    shown = [AccessRequest.objects.select_related("entry").get(pk=asking.pk) for _ in managers]

    def decide(which: int) -> str:
        need_to_know.decide_access(shown[which], by=managers[which], granted=which % 2 == 0, why="Because")
        return "decided"

    ended = at_once(4, decide)
    return {"ended": ended}


if __name__ == "__main__":
    set_up()
    if sys.argv[1] == "migrate":
        from django.apps import apps
        from django.core.management import call_command

        # tables made at once, from the models as they are: migration by migration takes half a minute
        settings.MIGRATION_MODULES = {each.label: None for each in apps.get_app_configs()}
        call_command("migrate", run_syncdb=True, verbosity=0)
    else:
        print(json.dumps(globals()[sys.argv[1]]()))  # noqa: T201  the test that started this process reads it
