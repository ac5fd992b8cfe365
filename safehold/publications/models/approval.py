"""What approval leaves behind: the small numbers and failing checks that are printed, why a report was sent back, and the
files that were kept."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from safehold.publications.models.report import Publication
from safehold.records.models import Row


class ShownSmall(models.Model):
    """A small number that a publication shows all the same, listed one by one under its override."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="shown_small")
    code = models.CharField(max_length=100)
    period = models.CharField(max_length=24)
    geography = models.CharField(max_length=80)
    value = models.DecimalField(max_digits=18, decimal_places=4)

    class Meta:
        ordering = ["code", "period", "geography"]
        constraints = [
            models.UniqueConstraint(
                "publication",
                "code",
                "period",
                "geography",
                name="shown_small_once",
                violation_error_message="This number is already listed",
            ),
        ]

    class Privacy:
        plain = {"id", "publication", "code", "period", "geography", "value"}

    def __str__(self) -> str:
        return f"{self.code} {self.period} {self.geography}"


class AcceptedFinding(Row):
    """A check that fails and may be printed all the same: what it found, and who accepted that, when and why.

    ``key`` is that of the finding (``claims.verdicts.Finding``): where its numbers or words change, it is another
    finding, and has to be accepted anew.
    """

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="accepted_findings")
    key = models.CharField(max_length=24)
    section = models.CharField(max_length=200)
    finding = models.TextField()
    accepted_on = models.DateField()
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    accepted_why = models.CharField(max_length=400)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                "publication",
                "key",
                name="accepted_finding_once",
                condition=Q(withdrawn_on=None),
                violation_error_message="This finding is already accepted",
            ),
            models.CheckConstraint(
                name="accepted_finding_says_why",
                condition=~Q(accepted_why=""),
                violation_error_message="Enter why it may be printed all the same",
            ),
            models.CheckConstraint(
                name="accepted_finding_withdrawal_is_whole",
                condition=Q(withdrawn_on=None, withdrawn_by=None)
                | Q(withdrawn_on__isnull=False, withdrawn_by__isnull=False),
                violation_error_message="Say who took the acceptance back and when",
            ),
        ]

    class Privacy:
        plain = Row.ROW_FIELDS | {
            "publication", "key", "section", "finding", "accepted_on", "accepted_by", "accepted_why", "withdrawn_on",
            "withdrawn_by",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.finding


class SentBack(Row):
    """One time that a publication was sent back to its writers instead of being published, and why."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="sent_back")
    sent_back_on = models.DateField()
    sent_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_back_why = models.CharField(max_length=240)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="sent_back_says_why",
                condition=~Q(sent_back_why=""),
                violation_error_message="Enter the reason",
            ),
        ]

    class Privacy:
        plain = Row.ROW_FIELDS | {"publication", "sent_back_on", "sent_back_by", "sent_back_why"}

    def __str__(self) -> str:
        return self.sent_back_why


class Kind(models.TextChoices):
    HTML = "html", "Web page"
    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"
    CSV = "csv", "Figures as CSV"


class PublishedFile(models.Model):
    """One file of a published publication: where its bytes are, and the hash that proves they have not changed."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=4, choices=Kind)
    kept_as = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "publication",
                "kind",
                name="published_file_once",
                violation_error_message="There is already a file of this kind",
            ),
        ]

    class Privacy:
        plain = {"id", "publication", "kind", "kept_as", "size", "sha256", "made_at"}

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.publication_id}"
