"""What policies wait for somebody to do."""

from collections.abc import Iterator
from datetime import timedelta

from safehold.access.actor import Actor
from safehold.policies import policy, queries
from safehold.records import waiting

AHEAD = timedelta(days=60)
"""So long before it is due a review waits for whoever keeps the policy. Not the rule of reminders: the front page asks little."""


def parts(actor: Actor, *, most: int | None = None) -> Iterator[waiting.Part]:
    """What waits for ``actor``: policies that they keep and that are due for review, answers that wait for them as a chair,
    drafts that their agency is asked about, and what their agency is bound by and has not taken up. At most ``most`` of each."""
    if not actor.user_id or not policy.see(actor):
        return
    soon = actor.on + AHEAD
    mine = queries.to_review(actor.on).filter(keeper=actor.user_id, review_due_on__lte=soon)
    yield waiting.part(
        mine, "policies.review", words="title", on="review_due_on", whose="entry__owner__current_name", most=most
    )
    yield waiting.part(
        queries.to_confirm(actor),
        "policies.confirm",
        words="question",
        on="recorded_on",
        whose="policy__title",
        most=most,
    )
    if actor.agency_id is None or not actor.is_any(*policy.LEADS):
        return
    yield waiting.part(
        queries.owed_answers(actor),
        "policies.answer",
        words="of__policy__title",
        on="of__consult_until_on",
        whose="agency__current_name",
        most=most,
        to="of__",
    )
    yield waiting.part(
        queries.to_adopt(actor),
        "policies.adopt",
        words="policy__title",
        on="from_on",
        whose="entry__owner__current_name",
        most=most,
    )
