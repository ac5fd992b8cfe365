"""Messages about accounts: invitations, resets, codes. They leave by the worker, never inside a request.

So a page takes the same time whether or not there was anybody to write to, and an act and its message stand or fall
together. A waiting message may hold a link that opens an account: it is kept through the vault. A mail server that does
not answer is tried again, for about a day.
"""

import json
import uuid
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from django_tasks import task

from safehold.access import vault

CODE = "access.mail"
# minutes before each further try
AGAIN = (1, 2, 5, 15, 30, 60, 120, 240, 480, 720)


def send_later(to: str, subject: str, body: str) -> None:
    """Queue one plain message, in the transaction that is open."""
    uid = str(uuid.uuid4())
    sealed = vault.encrypt(json.dumps({"to": to, "subject": subject, "body": body}), code=CODE, uid=uid)
    send.enqueue(uid, sealed, 0)


@task
def send(uid: str, sealed: str, tried: int) -> None:
    """Send one message; where the mail server fails, queue it again for later."""
    message = json.loads(vault.decrypt(sealed, code=CODE, uid=uid))
    mail = EmailMessage(message["subject"], message["body"], settings.DEFAULT_FROM_EMAIL, [message["to"]])
    mail.extra_headers["Message-ID"] = f"<{uid}@{settings.DEFAULT_FROM_EMAIL.partition('@')[2] or 'localhost'}>"
    try:
        mail.send()
    except OSError:  # smtplib's errors are these too
        if tried >= len(AGAIN):
            raise
        later = timezone.now() + timedelta(minutes=AGAIN[tried])
        send.using(run_after=later).enqueue(uid, sealed, tried + 1)
