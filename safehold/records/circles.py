"""How actions begin the circle of a case. Like ``writing``, it is called by actions, which write the trail."""

from datetime import date, timedelta

from safehold.access.actor import Actor
from safehold.access.models import Agency, Circle, CircleMember, User
from safehold.access.policy import Refused


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


def let_in(circle: Circle, user: User, agency: Agency, *, on: date, why: str) -> bool:
    """Let somebody into the circle of a case from the day ``on``, as part of an act that gives them its work. Says whether they
    were not in already."""
    there = CircleMember.objects.on(on).filter(circle=circle, user=user, agency=agency, cover_for=None)
    if there.exists():
        return False
    CircleMember.objects.create(circle=circle, user=user, agency=agency, from_on=on, why=why[:160])
    return True


def let_out(circle: Circle, user: User, agency: Agency, *, on: date) -> None:
    """Let somebody out of the circle of a case, from the day ``on``: they see nothing of it that day already."""
    there = CircleMember.objects.on(on).filter(circle=circle, user=user, agency=agency, cover_for=None)
    there.filter(from_on=on).delete()
    there.update(to_on=on - timedelta(days=1))
