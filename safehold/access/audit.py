"""Writing the audit trail. Only actions and the doors (page shapes, sign-in, commands) call ``record``.

A line is written in the transaction of the act it speaks of, so that there is never one without the other. It holds no
word about the person a case is about: subjects are given by kind and ``uid``, and facts are codes, counts and dates.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from safehold.access.actor import Actor
from safehold.access.models import AuditLine

PLAIN = (str, int, bool, type(None))


def record(by: Actor, event: str, subject: Any = None, *, count: int | None = None, **facts: Any) -> AuditLine:
    """Add one line: ``by`` did ``event`` (``module.past_tense``) to ``subject``.

    ``subject`` is a record, an entry, any saved model instance, or a pair (kind, uid). ``facts`` are JSON scalars or
    lists of them; anything else is a fault of the caller and raises ``TypeError``.
    """
    for name, fact in facts.items():
        if not all(isinstance(value, PLAIN) for value in (fact if isinstance(fact, list) else [fact])):
            raise TypeError(f"The trail keeps plain values only: {name} is a {type(fact).__name__}")
    kind, uid = identify(subject)
    line = AuditLine(
        at=timezone.now(),
        event=event,
        by_id=by.user_id,
        by_name=by.name,
        agency_id=by.agency_id,
        roles=" ".join(sorted(by.roles)),
        where_from=by.where,
        subject_kind=kind,
        subject_uid=uid,
        count=count,
        facts=facts,
    )
    line.pk = kept(line)
    line._state.adding = False
    return line


# In SQL, since every act and every look comes through here: Django takes as long to write it as a database to do it.
COLUMNS = [str(field.column) for field in AuditLine._meta.concrete_fields if not field.primary_key]
INSERT = "INSERT INTO {} ({}) VALUES ({}) RETURNING id".format(  # noqa: S608  names of our own columns alone
    AuditLine._meta.db_table, ", ".join(COLUMNS), ", ".join(["%s"] * len(COLUMNS))
)


def kept(line: AuditLine) -> int:
    """Put a line into the database, and say its number. What is neither a time nor facts goes as it is."""
    values = {
        **vars(line),
        "at": connection.ops.adapt_datetimefield_value(line.at),
        "facts": json.dumps(line.facts),
    }
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [values[column] for column in COLUMNS])
        return int(cursor.fetchone()[0])


@transaction.atomic
def refused(by: Actor, event: str, subject: Any = None, *, why: str) -> AuditLine:
    """Add one line for something that was tried and refused: called by the door, after the act was rolled back."""
    return record(by, "refused", subject, tried=event, why=why[:200])


def identify(subject: Any) -> tuple[str, str]:
    """The kind and the uid that the trail knows ``subject`` by: its entry's where it has one, its number where not."""
    if subject is None:
        return "", ""
    if isinstance(subject, tuple):
        return subject
    entry = getattr(subject, "entry", subject if hasattr(subject, "uid") else None)
    if entry is not None:
        return entry.kind, str(entry.uid)
    return subject._meta.label_lower, str(subject.pk)


def words_digest(words: str) -> str:
    """Search words as the trail keeps them: an HMAC, so that the same search can be recognised and none can be read."""
    return hmac.new(settings.AUDIT_KEY.encode(), words.strip().lower().encode(), hashlib.sha256).hexdigest()[:24]


def uids_digest(uids: Iterable[str]) -> str:
    """A hash of the records that one bulk act touched, in any order."""
    return hashlib.sha256("\n".join(sorted(map(str, uids))).encode()).hexdigest()
