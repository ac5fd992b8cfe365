"""Who may bring in a tracker that was kept elsewhere, and who says that what it said is right."""

from safehold.access.actor import Actor
from safehold.access.policy import YES, Answer, not_now
from safehold.plans.lifecycle import Brought
from safehold.plans.models import BroughtTracker, PlannedAction
from safehold.plans.policy import RECORDERS, do, record, standing
from safehold.records import policy as records


def bring(actor: Actor) -> Answer:
    """Bring in a tracker: those who record."""
    return record(actor)


def work_on(actor: Actor, tracker: BroughtTracker) -> Answer:
    """Say how a tracker is read, and bring it in: those who work on it, until it was undone."""
    if tracker.status == Brought.UNDONE:
        return not_now("This was undone. Send the file again to bring it in")
    return record(actor) and records.change(actor, tracker.entry)


def bring_in(actor: Actor, tracker: BroughtTracker) -> Answer:
    """Bring in its rows, once it is known which column is which."""
    if not (may := work_on(actor, tracker)):
        return may
    return YES if tracker.columns else not_now("Say first which column holds what")


def undo(actor: Actor, tracker: BroughtTracker) -> Answer:
    """Take back all that was brought in and that nobody has worked on since."""
    if tracker.status == Brought.RECEIVED:
        return not_now("Nothing has been brought in yet")
    return work_on(actor, tracker)


def verify(actor: Actor, action: PlannedAction) -> Answer:
    """Say that what was brought in about an action is right: those who do it, or those who record."""
    found = getattr(action, "brought", None)
    if found is None or found.verified_on:
        return not_now("Nothing that was brought in about this waits to be checked")
    return do(actor, action) if not actor.is_any(*RECORDERS) else standing(action.entry)
