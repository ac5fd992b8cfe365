"""How actions begin the circle of a case. Like ``writing``, it is called by actions, which write the trail."""

from datetime import date

from safehold.access.actor import Actor
from safehold.access.models import Agency, Circle, CircleMember, User
from safehold.access.policy import Refused
from safehold.records.models import Entry


def begin(name: str, *, by: Actor, on: date) -> Circle:
    """A new circle with whoever begins it inside, from the day ``on``: those who work on one case.

    ``name`` is plain, and says what kind of circle it is, never whom the case is about. Others are let in and out on the
    record's own page (``records.actions.need_to_know``). Refused for somebody who acts for no agency.
    """
    if by.user is None or by.agency is None:
        raise Refused("Only someone who acts for an agency can begin this")
    circle = Circle.objects.create(name=name[:160])
    CircleMember.objects.create(circle=circle, user=by.user, agency=by.agency, from_on=on, why="Began it")
    return circle


def let_in(entry: Entry, *, user: User, agency: Agency, on: date, why: str) -> None:
    """Let somebody into the circle of a case whose keeping they take over; nothing where they are in already."""
    if entry.circle_id is None:
        raise Refused("This record has no circle")
    there = CircleMember.objects.filter(circle=entry.circle_id, user=user, agency=agency, cover_for=None)
    if not there.on(on).exists():
        CircleMember.objects.create(circle_id=entry.circle_id, user=user, agency=agency, from_on=on, why=why[:160])
