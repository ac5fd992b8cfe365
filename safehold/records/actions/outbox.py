"""What becomes of a message: how a try to deliver it ended, and sending one again."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.models import User
from safehold.access.policy import Refused, require
from safehold.records import outbox, policy
from safehold.records.models import Attempt, Message
from safehold.records.models.outbox import State


def _named(message: Message) -> tuple[str, str]:
    """What the trail calls a message."""
    return message.kind, str(message.uid)


@transaction.atomic
def settle(
    message: Message,
    *,
    by: Actor,
    at: datetime,
    said: str = "",
    sent_to: str = "",
    again_in: timedelta | None = None,
    over: State = State.GIVEN_UP,
) -> None:
    """Write down how this try ended: over, in the state ``over``, or to be tried again in ``again_in``.

    A claim that ran out meanwhile belongs to another worker, and is left to it.
    """
    ends = State.WAITING if again_in is not None else over
    delivered = ends == State.SENT
    ours = Message.objects.filter(pk=message.pk, state=State.SENDING, tried=message.tried)
    settled = ours.update(
        state=ends, send_after_at=at + (again_in or timedelta()), sent_at=at if delivered else None, sent_to=sent_to
    )
    Attempt.objects.create(message=message, at=at, delivered=delivered, said=said)
    audit.record(
        by, f"records.message_{'sent' if delivered else 'not_sent'}", _named(message), said=said, ours=bool(settled)
    )


@transaction.atomic
def tell(notice: outbox.Notice, *, to: User, by: Actor, key: str, **facts: outbox.Fact) -> bool:
    """Let the schedule tell somebody something that is about no one record, once for each ``key``. False where they were
    told already."""
    require(policy.tell(by))
    message = outbox.put(notice, to=to, by=by, about=None, key=key, **facts)
    if message is None:
        return False
    audit.record(by, "records.told", _named(message), to=to.pk)
    return True


@transaction.atomic
def resend(message: Message, *, by: Actor) -> Message:
    """Try once more to deliver a message that was given up, from the beginning."""
    require(policy.resend(by, message))
    again = Message.objects.filter(pk=message.pk, state__in=(State.GIVEN_UP, State.NOT_NEEDED)).update(
        state=State.WAITING, tried=0, send_after_at=timezone.now()
    )
    message.refresh_from_db()
    if not again:
        raise Refused(
            f"This message is marked ‘{message.get_state_display()}’. Only one that was not delivered can be sent again."
        )
    audit.record(by, "records.message_resent", _named(message))
    return message
