"""What somebody had typed when their time ran out."""

import uuid

from django.conf import settings
from django.db import models


class KeptDraft(models.Model):
    """A form that arrived after a time-out: kept encrypted for half an hour, and offered back to the same person."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=500)
    body = models.TextField()  # the posted fields, through the vault
    kept_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["-kept_at"]
        indexes = [models.Index(fields=["user", "expires_at"], name="kept_draft_waiting")]

    class Privacy:
        plain = {"id", "uid", "user", "path", "kept_at", "expires_at"}
        special = {"body"}

    def __str__(self) -> str:
        return str(self.uid)
