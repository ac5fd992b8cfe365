"""Delivering the outbox: claim one message, hand it to the mail server, write down how it ended; and again.

Two workers never send one message: a claim is a guarded UPDATE, made under SKIP LOCKED where the database has it. The
claim and the ending are short transactions, and none is open while the mail server is talked to. A worker that is killed
between the two leaves a claim that ends by itself; its message is sent again under the same Message-ID, so that a mail
server which already took it can tell.
"""

import logging
import re
import smtplib
from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from safehold.access.actor import Actor
from safehold.access.today import business_date
from safehold.records import outbox
from safehold.records.actions import outbox as actions
from safehold.records.models import Message
from safehold.records.models.outbox import State

log = logging.getLogger("safehold.outbox")

CLAIM = timedelta(minutes=5)  # longer than any mail server may take to answer (EMAIL_TIMEOUT)
MOST_AT_ONCE = 200
BACK_OFF = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440)]


class MailDown(Exception):  # noqa: N818  it is the server that is down, not we who erred
    """The mail server cannot be reached. Nothing was tried and nothing is lost."""


def send_waiting(*, clock: Callable[[], datetime] = timezone.now, most: int = MOST_AT_ONCE) -> int:
    """Send what is due, at most ``most`` messages, and say how many left. Raises ``MailDown`` where nothing can leave.

    Safe to run at once and as often as one likes.
    """
    if not ready(clock()).exists():
        return 0
    mail = open_mail()
    sent = 0
    try:
        for _ in range(most):
            message = claim(at=clock())
            if message is None:
                break
            sent += deliver(message, mail, clock)
    finally:
        mail.close()
    return sent


def ready(at: datetime) -> Any:
    """The messages that may be claimed at this moment: those waiting, and those whose claim has run out."""
    return Message.objects.filter(Q(state=State.WAITING) | Q(state=State.SENDING), send_after_at__lte=at)


def postman() -> Actor:
    """Safehold itself, delivering the outbox."""
    return Actor.system("deliver the outbox", on=business_date())


def claim(*, at: datetime) -> Message | None:
    """Take the next message that is due, so that no other worker does. Its ``tried`` is the number of this try."""
    with transaction.atomic():
        due = ready(at).order_by("send_after_at", "id")
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        found = due.values("pk", "tried").first()
        if found is None:
            return None
        claimed = Message.objects.filter(pk=found["pk"], tried=found["tried"]).update(
            state=State.SENDING, send_after_at=at + CLAIM, tried=F("tried") + 1
        )
    if not claimed:
        return None  # another worker was quicker; the next run finds the next message
    return Message.objects.select_related("to_user", "to_contact__agency").get(pk=found["pk"])


def open_mail() -> Any:
    mail = get_connection()
    try:
        mail.open()
    except (OSError, smtplib.SMTPException) as error:
        raise MailDown(type(error).__name__) from error
    return mail


def deliver(message: Message, mail: Any, clock: Callable[[], datetime]) -> bool:
    """Hand one claimed message to the mail server and write down how that ended. True where it left."""
    to = address_of(message)
    if not to:
        actions.settle(message, by=postman(), at=clock(), said="no address: they have left", over=State.NOT_NEEDED)
        return False
    try:
        mail_of(message, to, mail).send()
    except Exception as error:
        said, for_good = told(error)
        wait = None if for_good or message.tried > len(BACK_OFF) else BACK_OFF[message.tried - 1]
        actions.settle(message, by=postman(), at=clock(), said=said, again_in=wait)
        log.warning("message %s was not delivered: %s", message.uid, said)
        mail.close()  # whatever was left half said is unsaid; the next message opens anew
        if is_down(error):
            raise MailDown(said) from error
        return False
    actions.settle(message, by=postman(), at=clock(), sent_to=to, over=State.SENT)
    return True


def address_of(message: Message) -> str:
    """Where the recipient is reached today: never where they were reached once."""
    if message.to_user is not None:
        return message.to_user.email if message.to_user.is_active else ""
    assert message.to_contact is not None
    return message.to_contact.email if message.to_contact.to_on is None else ""


def mail_of(message: Message, to: str, mail: Any) -> EmailMessage:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
    headers = {"Message-ID": f"<{message.uid}@{domain}>", "Auto-Submitted": "auto-generated"}
    words, entry = outbox.words_of(message), outbox.calendar_of(message)
    made = EmailMultiAlternatives(message.subject, words, to=[to], headers=headers, connection=mail)
    if entry:  # beside the words, not as a file: that is how Outlook knows an invitation
        method = re.search(r"^METHOD:(\w+)\r?$", entry, re.MULTILINE)
        made.attach_alternative(entry, f"text/calendar; method={method[1] if method else 'PUBLISH'}; charset=UTF-8")
    return made


def told(error: Exception) -> tuple[str, bool]:
    """What went wrong as a code without any address, and whether trying again is useless."""
    name = type(error).__name__
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = max((code for code, _ in error.recipients.values()), default=0)
        return f"{name} {code}", code >= 500
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{name} {error.smtp_code}", isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= 500
    return name, False


def is_down(error: Exception) -> bool:
    """Whether it is the server that failed, so that trying the next message is useless."""
    if isinstance(error, smtplib.SMTPException):
        return isinstance(error, smtplib.SMTPServerDisconnected | smtplib.SMTPConnectError)
    return isinstance(error, OSError)
