"""Sessions in the database, read with one plain question. Django takes ten times as long to write it as to ask it, and
every page begins with it. All else is Django's own. Named by the setting ``SESSION_ENGINE``."""

from typing import Any

from django.contrib.sessions.backends import db
from django.db import connection
from django.utils import timezone

FIND = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(db.SessionStore):
    """Named as Django's own is, for what it signs is signed with its name."""

    def load(self) -> dict[str, Any]:
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(FIND, [self.session_key, now])
            found = cursor.fetchone()
        if found is None:
            self._session_key = None  # what has run out is never taken up again under its old key
            return {}
        return self.decode(found[0])
