"""Who may do what about the partnership's assurance. What is the same for all of it stands here."""

from typing import Any

from safehold.access.actor import Actor
from safehold.access.policy import Answer, not_now
from safehold.meetings.policy import OFFICE, chairs
from safehold.partnership import policy as partnership
from safehold.partnership.models import Chair, Group
from safehold.records import policy as records


def see(actor: Actor) -> Answer:
    """Reports, risks and the assurance framework are for whoever is in the partnership."""
    return partnership.see(actor)


def chairs_now(actor: Actor, group: Group) -> bool:
    """Whether the actor chairs a group today."""
    return chairs(actor, group)


def is_chaired(group: Group, actor: Actor) -> bool:
    """Whether anybody chairs a group on the actor's day."""
    return Chair.objects.on(actor.on).filter(group=group).exists()


def is_office(actor: Actor) -> bool:
    return actor.is_any(*OFFICE)


def standing(recorded: Any, but: Answer) -> Answer:
    """``but``, unless it was recorded in error: then nothing can be done to it, whoever asks."""
    return not_now(records.MADE_IN_ERROR) if recorded.entry.in_error_on else but
