"""Telling those in charge of a sealed record that somebody else tried to open it.

Whoever tries is answered as if there were no such record, and the answer must take the same time whether there is one or
not. So every such try is put before the worker, and only the worker looks up what was tried.
"""

import uuid

from django_tasks import task

from safehold.access.actor import Actor
from safehold.access.today import business_date
from safehold.records import queries
from safehold.records.actions import need_to_know


def tried(by: Actor, uid: object) -> None:
    """Let the worker find out whether what ``by`` asked for in vain is sealed. What has no uid is no record."""
    if by.user_id and is_uid(str(uid)):
        look_up.enqueue(str(uid), by.user_id)


def is_uid(words: str) -> bool:
    try:
        return bool(uuid.UUID(words))
    except ValueError:
        return False


@task
def look_up(uid: str, user_id: int) -> None:
    """Tell those in charge, where ``uid`` is a sealed record's or a document's of one."""
    entry, user = queries.sealed_entry(uid), queries.user_numbered(user_id)
    if entry is not None and user is not None:
        by = Actor.system("watch sealed records", on=business_date())
        need_to_know.tell_of_a_try(entry, by=by, user=user)
