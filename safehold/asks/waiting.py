"""What is asked waits for somebody to do."""

from collections.abc import Iterator

from django.db.models import Q

from safehold.access.actor import Actor
from safehold.asks import policy, queries
from safehold.asks.lifecycle import Stage
from safehold.records import waiting


def parts(actor: Actor, *, most: int | None = None) -> Iterator[waiting.Part]:
    """What waits for ``actor``: what their agency is asked for, given to them or to nobody where they answer for it; and of the
    calls that they keep, what came back and who asks for more time. At most ``most`` of each."""
    if not actor.user_id:
        return
    if policy.see_inbox(actor):
        whose = Q(handler=actor.user_id)
        if actor.is_any(*policy.ANSWER_FOR):
            whose |= Q(handler=None) | Q(~queries.still_has(actor.on))
        owed = queries.inbox(actor).filter(whose, settled=False)
        for what, rows in (
            ("asks.clear_up", owed.filter(status=Stage.QUERIED)),
            ("asks.answer", owed.exclude(status=Stage.QUERIED)),
        ):
            yield waiting.part(rows, what, words="call__title", on="due_on", whose="agency__current_name", most=most)
    if policy.see_calls(actor):
        yield waiting.part(
            queries.to_check(actor),
            "asks.check",
            words="call__title",
            on="answered_on",
            whose="agency__current_name",
            most=most,
            within="call__",
        )
        yield waiting.part(
            queries.to_see_to(actor).exclude(wants_until_on=None),
            "asks.time",
            words="call__title",
            on="due_on",
            whose="agency__current_name",
            most=most,
        )
