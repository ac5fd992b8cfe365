"""Whether this installation may start to serve: asked of the database once, by each web process and each worker.

Django's checks of the database run only where a command asks for them, and a web server runs no command. So the doors
(``config.wsgi`` and ``manage.py work``) call ``refuse_unless_safe`` before they do anything else.
"""

import time

from django.conf import settings
from django.core.checks import ERROR, Tags, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connections

from safehold.access.models import User

PATIENCE = 30  # seconds: a database that is starting, or giving over to its standby, is waited for


def refuse_unless_safe(*, using: str = "default", patience: float = PATIENCE) -> None:
    """Raise ``ImproperlyConfigured``, one sentence or more, where the database must not be served.

    Does nothing where the setting ``CHECKED_AT_START`` is off, as in the demonstration and in tests. Costs a handful of
    queries, none of which grows with the records.
    """
    if not settings.CHECKED_AT_START:
        return
    _wait_for(using, patience)
    if User._meta.db_table not in connections[using].introspection.table_names():
        raise ImproperlyConfigured("The database has not been migrated. Run manage.py migrate as its owner.")
    faults = [each for each in run_checks(tags=[Tags.database], databases=[using]) if each.is_serious(ERROR)]
    if faults:
        faults.sort(key=lambda fault: fault.id or "")
        raise ImproperlyConfigured(" ".join(f"{fault.msg}. {fault.hint}." for fault in faults))


def _wait_for(using: str, patience: float) -> None:
    until = time.monotonic() + patience
    while True:
        try:
            return connections[using].ensure_connection()
        except OperationalError:
            if time.monotonic() >= until:
                raise ImproperlyConfigured(
                    "The database that DATABASE_URL names does not answer, and nothing is served unchecked. "
                    "Start it, or mend DATABASE_URL."
                ) from None
            time.sleep(min(1.0, patience))
