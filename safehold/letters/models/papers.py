"""The bytes of files that were made or sent, kept for ever."""

from django.conf import settings
from django.db import models


def somebody() -> models.ForeignKey:
    """A person who may not be known yet."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )


class PaperKind(models.TextChoices):
    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"


class Paper(models.Model):
    """One file, byte by byte, and the SHA-256 by which anybody can tell that it is the same. The database refuses to change
    it."""

    kind = models.CharField(max_length=4, choices=PaperKind)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="paper_is_not_empty",
                condition=models.Q(size__gt=0),
                violation_error_message="This file is empty",
            ),
        ]

    class Privacy:
        plain = {"id", "kind", "size", "sha256"}
        special = {"content"}

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.sha256[:8]}"
