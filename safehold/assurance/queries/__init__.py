"""Which of it an actor may see. What is the same for all of it stands here."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from safehold.access.actor import Actor
from safehold.access.models import User
from safehold.meetings.models import Decision, Standing
from safehold.meetings.queries.deciding import decisions_visible_to
from safehold.partnership.models import Chair, Group, GroupKind
from safehold.records.models import Conflict, Entry

ABOVE = (GroupKind.EXECUTIVE, GroupKind.OPERATIONAL)


def groups_above(on: date) -> QuerySet[Group]:
    """The groups that others report to: the Executive, and the operational group."""
    return Group.objects.on(on).filter(outside=False, kind__in=ABOVE)


def executive(on: date) -> list[Group]:
    """The groups that are the Executive on a day: one, in most partnerships."""
    return list(Group.objects.on(on).filter(outside=False, kind=GroupKind.EXECUTIVE))


def chair_of(group: Group, on: date) -> User | None:
    """Who chairs a group on a day."""
    found = Chair.objects.on(on).filter(group=group, user__is_active=True).select_related("user").first()
    return found.user if found else None


def decided_by(group: Group, actor: Actor, *, since: date, about: Iterable[Entry]) -> QuerySet[Decision]:
    """What a group decided with its quorum since a day, and that stands: never what it only recommended.

    What it decides of ``about``, a record and the item at which it is taken, is read by whoever reads that record. So nothing of
    a confidential item is among it, nor of an item that somebody is kept from who is not kept from ``about`` as well.
    """
    rows = decisions_visible_to(actor).filter(item__meeting__group=group, standing=Standing.DECIDED, replacement=None)
    kept = Conflict.objects.on(actor.on)
    from_it = kept.filter(entry__in=[each.pk for each in about]).values("user")
    from_item = kept.filter(entry=OuterRef("item__entry")).exclude(user__in=from_it)
    rows = rows.filter(~Exists(from_item), item__confidential=False)
    return rows.filter(decided_on__gte=since).order_by("-decided_on", "-pk")
