"""Keeping somebody from an item, and from whatever follows from it. Like ``writing``, it is called by actions, which write
the trail."""

from safehold.access.actor import Actor
from safehold.access.models import User
from safehold.access.policy import Refused
from safehold.meetings.models import Item
from safehold.records import writing
from safehold.records.models import Conflict, Entry


def recuse(item: Item, whose: User, *, by: Actor, why: str) -> Conflict:
    """The conflict of interest that keeps an item from somebody: a new one, or one that stands without a declaration."""
    standing = Conflict.objects.on(by.on).filter(entry=item.entry, user=whose).first()
    if standing is None:
        return _keep_apart(item.entry, whose.pk, by=by, why=why)
    if hasattr(standing, "declaration"):
        raise Refused(f"{whose} is recused from this item already")
    return standing


def carry(earlier: Entry, later: Entry, *, by: Actor) -> None:
    """Keep from ``later`` whoever is kept from ``earlier``: it is the same matter."""
    there = Conflict.objects.on(by.on).filter(entry=later).values("user")
    for each in Conflict.objects.on(by.on).filter(entry=earlier).exclude(user__in=there):
        _keep_apart(later, each.user_id, by=by, why=each.why)


def _keep_apart(entry: Entry, user: int, *, by: Actor, why: str) -> Conflict:
    return writing.create(
        Conflict,
        by=by,
        entry=entry,
        user_id=user,
        why=why.strip(),
        from_on=by.on,
        declared_on=by.on,
        declared_by=by.user,
    )
