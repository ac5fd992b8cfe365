"""Corrections to what was recorded, and the tokens that make a form count once."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from safehold.records.models.entry import Entry


class Correction(models.Model):
    """That a fact was recorded wrongly: what it said, what it says now, and why. The old words are never lost."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="corrections")
    field = models.CharField(max_length=60)
    was = models.TextField(blank=True)
    now = models.TextField(blank=True)
    corrected_at = models.DateTimeField()
    corrected_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    why = models.TextField()

    class Meta:
        ordering = ["-corrected_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="correction_says_why",
                condition=~Q(why=""),
                violation_error_message="Say why this is being corrected",
            ),
        ]

    class Privacy:
        plain = {"id", "entry", "field", "corrected_at", "corrected_by"}
        special = {"was", "now", "why"}

    def __str__(self) -> str:
        return f"{self.field} of {self.entry_id}"


class OnceToken(models.Model):
    """A form that has been sent. Its token is unique, so that a second press of the button does nothing.

    ``led_to`` is where the first press went, so that the second goes there too.
    """

    token = models.CharField(max_length=43, unique=True)
    used_at = models.DateTimeField(db_index=True)
    led_to = models.CharField(max_length=200, blank=True)

    class Privacy:
        plain = {"id", "used_at", "led_to"}
        personal = {"token"}

    def __str__(self) -> str:
        return str(self.pk)
