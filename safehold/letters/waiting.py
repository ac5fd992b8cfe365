"""What letters wait for somebody to do."""

from collections.abc import Iterator

from safehold.access.actor import Actor
from safehold.letters import policy, queries
from safehold.records import waiting

OWNER = "entry__owner__current_name"


def parts(actor: Actor, *, most: int | None = None) -> Iterator[waiting.Part]:
    """What waits for ``actor``: proofs to read and send, copies that somebody else prepared to check, those that were sent back
    to them, and versions of templates to approve. At most ``most`` of each."""
    if not actor.user_id:
        return
    if actor.agency_id and policy.write_letters(actor):
        to = "draft__letter__"
        told = {"words": f"{to}title", "on": "proved_on", "whose": f"{to}{OWNER}", "to": to}
        yield waiting.part(queries.to_send(actor), "letters.send", most=most, **told)
    if policy.redact(actor):
        for what, rows, on in (
            ("letters.check", queries.to_check(actor), "finished_on"),
            ("letters.mend", queries.to_mend(actor), "sent_back_on"),
        ):
            yield waiting.part(rows, what, words="title", on=on, whose=OWNER, most=most)
    if actor.is_any(*policy.APPROVERS):
        to = "template__"
        # a version that waits is in force from no day yet, so that none is said
        told = {"words": f"{to}title", "on": "from_on", "whose": f"{to}{OWNER}", "to": to}
        yield waiting.part(queries.to_approve(actor), "letters.approve", most=most, **told)
