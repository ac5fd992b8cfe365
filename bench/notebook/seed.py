"""``python -m bench.notebook.seed ROWS``: an installation with so many notebooks, and two people signed in to it.

Cases are opened one after another, a month either way. The manager's agency owns seven in ten of them, so that what the
manager sees grows with the whole. The contributor is in five circles of forty notebooks each, whatever the whole: a
caseload stays a caseload. Prints their sessions.
"""

import json
import random
import sys
import uuid
from datetime import date, timedelta
from typing import Any

import django

AGENCIES, DAYS, IN_A_CIRCLE = 10, 2700, 40
OURS = (7, 40, 81, 122, 163)
STATUSES = ("open", "closed", "closed", "closed", "review")
SOURCES = ("provider", "known", "unknown", "self")
HARMS = ("Neglect", "Physical", "Financial", "Self-neglect", "Psychological")
PLACES = ("Own home", "Care home", "Hospital", "Community")


def circles_for(count: int) -> int:
    return max(200, count // IN_A_CIRCLE)


def opened(number: int, count: int, chance: random.Random) -> date:
    """The day that the case of this number was opened: in their order, a month either way."""
    return date(2019, 1, 1) + timedelta(days=DAYS * number // count + chance.randrange(-30, 30))


def rows_of(count: int) -> None:
    """Copy the rows in as PostgreSQL reads them fastest, in the order in which their days fall at random."""
    from django.db import connection
    from django.utils import timezone

    chance, now = random.Random(7), timezone.now()
    entries = "id, uid, kind, owner_id, team, tier, circle_id, sealed, made_at, in_error_why"
    notebooks = (
        "entry_id, version, made_at, changed_at, reference, person, status, source, harm, place, worker, opened_on"
    )
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY records_entry ({entries}) FROM STDIN") as copy:
            for number in range(1, count + 1):
                owner = 1 if chance.random() < 0.7 else 2 + number % (AGENCIES - 1)
                uid = uuid.UUID(int=chance.getrandbits(128), version=4)
                circle = 1 + number % circles_for(count)
                copy.write_row((number, uid, "notebook.notebook", owner, "", "C4", circle, False, now, ""))
        with cursor.copy(f"COPY notebook_notebook ({notebooks}) FROM STDIN") as copy:
            for number in range(1, count + 1):
                facts = [chance.choice(each) for each in (STATUSES, SOURCES, HARMS, PLACES)]
                names = (f"N{number:07d}", f"Person {number % 400_000}")
                copy.write_row(
                    (number, 1, now, now, *names, *facts, f"Worker {number % 300}", opened(number, count, chance))
                )
        names_of(cursor, count)
        cursor.execute("SELECT setval('records_entry_id_seq', %s)", [count])
        cursor.execute("VACUUM ANALYZE")


def names_of(cursor: Any, count: int) -> None:
    """What search holds of each: a name with a word that every fifth has, and one that three in the whole have."""
    from safehold.records.search import spelled

    chance = random.Random(11)
    with cursor.copy(
        "COPY records_searchname (entry_id, kind, name, words, beginnings, reference, code) FROM STDIN"
    ) as copy:
        for number in range(1, count + 1):
            harm, place = chance.choice(HARMS), chance.choice(PLACES)
            words = f"{harm} {place} rare{number % (count // 3)}x".lower().replace("-", " ")
            reference = f"N{number:07d}"
            copy.write_row((number, "notebook.notebook", words, words, spelled(words), reference, reference))


def session_of(user: object) -> str:
    """A session in which ``user`` has signed in and shown a second factor."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    if "allauth" in settings.INSTALLED_APPS:
        from allauth.account.internal.flows.login import record_authentication
        from django.test import RequestFactory

        request = RequestFactory().get("/")
        request.session, request.user = session, user
        record_authentication(request, user, "mfa", type="totp")
    session.save()
    return session.session_key


def main(count: int) -> None:
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from bench.notebook.models import Notebook
    from safehold.access.models import Circle
    from safehold.access.roles import Role
    from safehold.access.tests.factories import AgencyFactory, UserFactory, actor, join

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(Notebook)
    for number in range(AGENCIES):
        AgencyFactory(code="council" if not number else f"agency-{number}")
    Circle.objects.bulk_create(
        Circle(pk=number, name=f"Circle {number}") for number in range(1, circles_for(count) + 1)
    )
    rows_of(count)
    day = date.today()
    manager = actor(Role.ADULTS_MANAGER, user=UserFactory(), on=day)
    contributor = actor(Role.AGENCY_CONTRIBUTOR, agency="agency-3", user=UserFactory(), on=day)
    for number in OURS:
        join(Circle.objects.get(pk=number), contributor)
    uids = Notebook.objects.visible_to(manager).order_by("-pk").values_list("entry__uid", flat=True)[:500]
    facts = {
        "manager": session_of(manager.user),
        "contributor": session_of(contributor.user),
        "uids": [str(uid) for uid in uids],
    }
    print(json.dumps(facts))


if __name__ == "__main__":
    main(int(sys.argv[1]))
