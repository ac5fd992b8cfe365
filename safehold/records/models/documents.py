"""Documents: files that belong to an entry and are seen by whoever sees the entry."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from safehold.access.actor import Actor
from safehold.records import visibility
from safehold.records.models.entry import Entry


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, actor: Actor) -> Self:
        """The documents of the entries whose content ``actor`` may see."""
        return self.filter(visibility.sees(actor, "entry__")).select_related("entry")


class Document(models.Model):
    """One file on an entry. Its bytes are kept once, under their SHA-256; it is withdrawn with a reason, never deleted.

    One that was handed over says with what in ``kept_as`` (a receipt), and is not even withdrawn any more.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="documents")
    title = models.CharField(max_length=160)
    file_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    scan = models.CharField(max_length=40)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    kept_as = models.CharField(max_length=40, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_why = models.TextField(blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-added_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="document_has_title",
                condition=~Q(title=""),
                violation_error_message="Say what this document is",
            ),
            models.CheckConstraint(
                name="document_withdrawal_is_whole",
                condition=Q(withdrawn_on=None, withdrawn_by=None, withdrawn_why="")
                | (Q(withdrawn_on__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_why="")),
                violation_error_message="Say why the document is withdrawn",
            ),
            models.CheckConstraint(
                name="document_handed_over_stays",
                condition=Q(kept_as="") | Q(withdrawn_on=None),
                violation_error_message="What was handed over is not withdrawn",
            ),
            models.UniqueConstraint(
                "entry",
                "sha256",
                condition=Q(withdrawn_on=None),
                name="document_once_on_an_entry",
                violation_error_message="This file is already here",
            ),
        ]

    class Privacy:
        plain = {"id", "uid", "entry", "kind", "size", "sha256", "scan", "added_at", "added_by", "kept_as"}
        plain |= {"withdrawn_on", "withdrawn_by"}
        special = {"title", "file_name", "withdrawn_why"}

    def __str__(self) -> str:
        return self.title
