"""Which of it an actor may see. What is the same for all of it stands here."""

from datetime import date

from django.db.models import QuerySet

from safehold.access.actor import Actor
from safehold.access.models import User
from safehold.meetings.models import Decision, Standing
from safehold.meetings.queries.deciding import decisions_visible_to
from safehold.partnership.models import Chair, Group, GroupKind

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


def decided_by(group: Group, actor: Actor, *, since: date) -> QuerySet[Decision]:
    """What a group decided with its quorum since a day, and that stands: never what it only recommended."""
    rows = decisions_visible_to(actor).filter(item__meeting__group=group, standing=Standing.DECIDED, replacement=None)
    return rows.filter(decided_on__gte=since).order_by("-decided_on", "-pk")
