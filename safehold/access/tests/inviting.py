"""Invitations for tests: made, sent by the message that waits, and followed by its link."""

from django.core import mail as outbox
from django_tasks_db.models import DBTaskResult

from safehold.access.actions import invitations
from safehold.access.actor import Actor
from safehold.access.models import Invitation
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, administrator

TYPED = {"name": "Nia Owen", "password": "seven otters juggle"}


def invited(
    *roles: Role, by: Actor | None = None, email: str = "new@example.org", agency: str = "council"
) -> tuple[Invitation, str]:
    """An invitation and the link in its message."""
    made = invitations.invite(
        by=by or administrator(), email=email, name="Nia Owen", agency=AgencyFactory(code=agency), roles=roles
    )
    return made, link_in_mail()


def link_in_mail() -> str:
    """The link in the last of the messages that wait, which leave now."""
    outbox.outbox.clear()
    send_waiting_mail()
    line = next(line for line in reversed(outbox.outbox[-1].body.splitlines()) if "/invitation/" in line)
    return line.removeprefix("http://localhost:8000")


def send_waiting_mail() -> None:
    """What the worker does with the messages that wait."""
    for waiting in DBTaskResult.objects.all():
        waiting.task.call(*waiting.args_kwargs["args"])
