"""The audit trail: lines that say what was done and seen, and links that chain them so that no change stays hidden.

Neither has foreign keys: the trail outlives what it speaks of and never stands in its way. The database refuses to
change or remove either (``guards``).
"""

from django.db import models


class AuditLine(models.Model):
    """One act, refusal or look. It names who, for which agency, when, from where and what; never a case's person."""

    at = models.DateTimeField()
    event = models.CharField(max_length=80)
    by_id = models.BigIntegerField(null=True)  # none for the system itself and for strangers
    by_name = models.CharField(max_length=120)
    agency_id = models.BigIntegerField(null=True)
    roles = models.CharField(max_length=240, blank=True)
    where_from = models.CharField(max_length=64, blank=True)
    subject_kind = models.CharField(max_length=60, blank=True)
    subject_uid = models.CharField(max_length=40, blank=True)
    count = models.PositiveIntegerField(null=True)
    facts = models.JSONField(default=dict)

    class Meta:
        # Every act pays for each of these. None for where_from: a million lines are read through in a tenth of a second.
        indexes = [
            models.Index(fields=["-at", "-id"], name="trail_newest"),
            models.Index(fields=["subject_uid", "-id"], name="trail_subject"),
            models.Index(fields=["by_id", "-id"], name="trail_person"),
            models.Index(fields=["event", "-id"], name="trail_event"),
            models.Index(fields=["agency_id", "-id"], name="trail_agency"),
        ]

    class Privacy:
        plain = {"id", "at", "event", "by_id", "agency_id", "roles", "subject_kind", "subject_uid", "count", "facts"}
        personal = {"by_name", "where_from"}

    def __str__(self) -> str:
        return f"{self.pk} {self.event}"


class AuditLink(models.Model):
    """The place of one line in the chain: an HMAC over the line and the link before it, under a key kept elsewhere."""

    position = models.BigIntegerField(primary_key=True)
    line_id = models.BigIntegerField(unique=True)
    mac = models.CharField(max_length=64)

    class Privacy:
        plain = {"position", "line_id", "mac"}

    def __str__(self) -> str:
        return str(self.position)
