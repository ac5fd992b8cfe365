"""The outbox: messages written in the transaction of the act that sends them, and every attempt to deliver one."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from safehold.access.models import AgencyContact
from safehold.records.models.entry import Entry


class State(models.TextChoices):
    """Where a message stands."""

    WAITING = "waiting", "Waiting"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    GIVEN_UP = "given_up", "Not delivered"
    NOT_NEEDED = "not_needed", "Not sent"


class Message(models.Model):
    """One message to one user or one contact of an agency. It says that there is something to read, never what.

    ``calendar`` is an entry for the recipient's calendar that goes with it, as iCalendar (RFC 5545), where there is one.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=80)
    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    to_contact = models.ForeignKey(AgencyContact, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, blank=True, related_name="messages")
    subject = models.CharField(max_length=120)
    body = models.TextField()  # the words, through the vault
    calendar = models.TextField(blank=True)  # through the vault too
    key = models.CharField(max_length=120, null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    send_after_at = models.DateTimeField()
    tried = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_to = models.EmailField(blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [
            models.Index(
                fields=["send_after_at", "id"], name="message_to_send", condition=Q(state__in=["waiting", "sending"])
            ),
            models.Index(fields=["state", "-id"], name="message_state"),
        ]
        constraints = [
            models.CheckConstraint(
                name="message_has_one_recipient",
                condition=Q(to_user__isnull=False, to_contact=None) | Q(to_user=None, to_contact__isnull=False),
                violation_error_message="A message goes to one user or one agency contact",
            ),
            models.CheckConstraint(
                name="message_sent_says_when",
                condition=(Q(state="sent", sent_at__isnull=False) & ~Q(sent_to=""))
                | (~Q(state="sent") & Q(sent_at=None, sent_to="")),
                violation_error_message="A sent message says when it was sent and where",
            ),
            models.UniqueConstraint(
                "key",
                name="message_key_once",
                violation_error_message="This message has already been sent",
            ),
        ]

    class Privacy:
        plain = {"id", "uid", "kind", "to_user", "to_contact", "entry", "key", "made_at", "made_by", "state"}
        plain |= {"send_after_at", "tried", "sent_at"}
        personal = {"subject", "body", "calendar", "sent_to"}

    def __str__(self) -> str:
        return self.subject

    @property
    def recipient(self) -> str:
        """Who it is for, by name."""
        if self.to_user is not None:
            return self.to_user.name
        assert self.to_contact is not None
        return f"{self.to_contact.agency}: {self.to_contact.purpose}"


class Attempt(models.Model):
    """One try to deliver a message, and how it ended. ``said`` is a code of ours or the mail server's, never an address."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="attempts")
    at = models.DateTimeField()
    delivered = models.BooleanField()
    said = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["id"]

    class Privacy:
        plain = {"id", "message", "at", "delivered", "said"}

    def __str__(self) -> str:
        return f"{'Sent' if self.delivered else 'Not sent'} {self.said}".strip()
