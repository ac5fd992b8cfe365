"""``python -m bench.tracker.seed ROWS``: an installation with so many actions, and two people signed in to it.

One action is agreed as people agree it, for each of ten agencies; PostgreSQL then copies it, with another number, another
day and another state. The manager sees all of them, and an agency's lead asks for their own. Prints their sessions.
"""

import json
import sys
from datetime import date

import django

AGENCIES, DAYS = 10, 2700
# no constraint asks more of these than of the one that is copied
STATES = ("not_started", "in_progress")


def copied(row, times: int) -> None:
    """Copy an action and its entry ``times`` over, each due on another day."""
    from django.db import connection

    table = row._meta.db_table
    states = ", ".join(f"'{state}'" for state in STATES)
    with connection.cursor() as cursor:
        last = {}
        for each in ("records_entry", table):
            cursor.execute(f"SELECT MAX(id) FROM {each}")
            last[each] = cursor.fetchone()[0]
        entry = f"{last['records_entry']} + g"
        other = {name: f'"{name}" + (g * 7 % {DAYS})' for name in ("agreed_on", "first_due_on", "due_on")}
        other |= {"id": f"{last[table]} + g", "entry_id": entry, "status": f"(ARRAY[{states}])[1 + g % {len(STATES)}]"}
        of_entry = {"id": entry, "uid": "gen_random_uuid()"}
        for each, number, said in (("records_entry", row.entry_id, of_entry), (table, row.pk, other)):
            cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = %s", [each])
            names = [name for (name,) in cursor.fetchall()]
            into, values = (
                ", ".join(parts) for parts in ((f'"{n}"' for n in names), (said.get(n, f'"{n}"') for n in names))
            )
            cursor.execute(
                f"INSERT INTO {each} ({into}) SELECT {values} FROM {each}, generate_series(1, {times}) g WHERE id = {number}"
            )
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{each}', 'id'), (SELECT MAX(id) FROM {each}))")


def main(count: int) -> None:
    django.setup()
    from dataclasses import replace

    from django.core.management import call_command
    from django.db import connection

    from bench.notebook.seed import session_of
    from safehold.access.roles import Role
    from safehold.access.tests.factories import AgencyFactory, UserFactory, actor
    from safehold.plans.models import PlannedAction
    from safehold.plans.tests.factories import AGREED_ON, accepted, action

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    manager = actor(Role.BUSINESS_MANAGER, agency="office", user=UserFactory(), on=AGREED_ON)
    agreed = accepted(by=manager)
    for number in range(AGENCIES):
        copied(action(agreed, manager, AgencyFactory(code=f"agency-{number}")), count // AGENCIES)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    lead = actor(Role.AGENCY_LEAD, agency="agency-3", user=UserFactory(), on=AGREED_ON)
    seen = PlannedAction.objects.visible_to(replace(manager, on=date.today())).order_by("-pk")
    facts = {
        "manager": session_of(manager.user),
        "lead": session_of(lead.user),
        "uids": [str(uid) for uid in seen.values_list("entry__uid", flat=True)[:500]],
    }
    print(json.dumps(facts))


if __name__ == "__main__":
    main(int(sys.argv[1]))
