"""What lived experience waits for somebody to do."""

from collections.abc import Iterator
from datetime import timedelta

from safehold.access.actor import Actor
from safehold.records import waiting
from safehold.voice import policy, queries

AHEAD = timedelta(days=14)
"""So long before somebody should have been told what became of it, that waits for whoever heard them."""


def parts(actor: Actor, *, most: int | None = None) -> Iterator[waiting.Part]:
    """What waits for ``actor``: words to take out of where they stand without consent, or to see taken out, and people to be told
    what became of what they said. At most ``most`` of each. A line says the reference and nothing else."""
    if not actor.user_id or not policy.works(actor):
        return
    whose = "entry__owner__current_name"
    yield waiting.part(
        queries.to_take_out(actor),
        "voice.take_out",
        words="reference",
        on=queries.ended_since(actor.on),
        whose=whose,
        most=most,
    )
    due = queries.visible_to(actor).standing().filter(queries.kept_for(actor), told=False)
    yield waiting.part(
        due.filter(feedback_due_on__lte=actor.on + AHEAD),
        "voice.feed_back",
        words="reference",
        on="feedback_due_on",
        whose=whose,
        most=most,
    )
