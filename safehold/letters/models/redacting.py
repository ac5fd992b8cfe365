"""Copies of a letter or a document with passages removed, and what was removed from them and why."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from safehold.access.reach import Tier
from safehold.govuk.addresses import reverse
from safehold.letters.choices import Reason
from safehold.letters.lifecycle import COPIES, Copying
from safehold.letters.models.letters import Proof
from safehold.letters.models.papers import Paper, somebody
from safehold.records.models import Document, Entry, Record, Row


class RedactedCopy(Record):
    """A copy with passages removed, of one document or of one proof of a letter.

    Until a second person releases it, it is seen by those alone who see the original's record. The copy is built anew from
    the words that stay: what was removed is neither in its files nor in its rows.
    """

    KIND = "letters.redacted"
    TIER = Tier.C3
    LIFECYCLE = COPIES

    title = models.CharField(max_length=160)
    about = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="redacted_copies")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    proof = models.ForeignKey(Proof, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    purpose = models.CharField(max_length=500)
    status = models.CharField(max_length=9, choices=Copying, default=Copying.DRAFT)
    pdf = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    docx = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    finished_on = models.DateField(null=True, blank=True)
    finished_by = somebody()
    looked_on = models.DateField(null=True, blank=True)
    looked_by = somebody()
    sent_back_on = models.DateField(null=True, blank=True)
    sent_back_by = somebody()
    sent_back_why = models.CharField(max_length=500, blank=True)
    released_on = models.DateField(null=True, blank=True)
    released_by = somebody()
    ended_on = models.DateField(null=True, blank=True)
    ended_by = somebody()
    ended_why = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = "redacted copy"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="redacted_of_one_thing",
                condition=Q(document__isnull=False, proof=None) | Q(document=None, proof__isnull=False),
                violation_error_message="Choose one document or one letter",
            ),
            models.CheckConstraint(
                name="redacted_has_title", condition=~Q(title=""), violation_error_message="Enter what it is called"
            ),
            models.CheckConstraint(
                name="redacted_finish_is_whole",
                condition=Q(finished_on=None, finished_by=None, pdf=None, docx=None)
                | Q(finished_on__isnull=False, finished_by__isnull=False, pdf__isnull=False, docx__isnull=False),
                violation_error_message="Say who finished it and when",
            ),
            models.CheckConstraint(
                name="redacted_look_is_whole",
                condition=Q(looked_on=None, looked_by=None) | Q(looked_on__isnull=False, looked_by__isnull=False),
                violation_error_message="Say who looked at it and when",
            ),
            models.CheckConstraint(
                name="redacted_release_is_whole",
                condition=Q(released_on=None, released_by=None)
                | Q(released_on__isnull=False, released_by__isnull=False, finished_on__isnull=False),
                violation_error_message="Say who released it and when",
            ),
            models.CheckConstraint(
                name="redacted_released_by_another",
                condition=Q(released_by=None) | ~Q(released_by=F("finished_by")),
                violation_error_message="Somebody else must release it, because you finished it",
            ),
            models.CheckConstraint(
                name="redacted_sent_back_is_whole",
                condition=Q(sent_back_on=None, sent_back_by=None, sent_back_why="")
                | (Q(sent_back_on__isnull=False, sent_back_by__isnull=False) & ~Q(sent_back_why="")),
                violation_error_message="Say who sent it back, when and why",
            ),
            models.CheckConstraint(
                name="redacted_end_is_whole",
                condition=Q(ended_on=None, ended_by=None, ended_why="")
                | (Q(ended_on__isnull=False, ended_by__isnull=False) & ~Q(ended_why="")),
                violation_error_message="Say who withdrew it, when and why",
            ),
        ]

    class Privacy:
        plain = {
            "about", "document", "proof", "status", "pdf", "docx", "finished_on", "finished_by", "looked_on", "looked_by",
            "released_on", "released_by", "sent_back_on", "sent_back_by", "ended_on", "ended_by",
        } | Record.ROW_FIELDS  # fmt: skip
        special = {"title", "purpose", "sent_back_why", "ended_why"}

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("letters:redacted", args=[self.uid])


class Removal(Row):
    """That a passage was removed from a copy: where it stood (paragraph, first and last letter), why, by whom and when. What
    it said is not here."""

    copy = models.ForeignKey(RedactedCopy, on_delete=models.PROTECT, related_name="removals")
    paragraph = models.PositiveIntegerField()
    begins = models.PositiveIntegerField()
    ends = models.PositiveIntegerField()
    reason = models.CharField(max_length=12, choices=Reason)
    removed_on = models.DateField()
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    put_back_on = models.DateField(null=True, blank=True)
    put_back_by = somebody()

    class Meta:
        ordering = ["paragraph", "begins", "id"]
        constraints = [
            models.CheckConstraint(
                name="removal_takes_something",
                condition=Q(ends__gt=F("begins")),
                violation_error_message="Say which words are removed",
            ),
            models.CheckConstraint(
                name="removal_put_back_is_whole",
                condition=Q(put_back_on=None, put_back_by=None)
                | Q(put_back_on__isnull=False, put_back_by__isnull=False),
                violation_error_message="Say who put it back and when",
            ),
        ]

    class Privacy:
        plain = {
            "copy", "paragraph", "begins", "ends", "reason", "removed_on", "removed_by", "put_back_on", "put_back_by",
        } | Row.ROW_FIELDS  # fmt: skip

    def __str__(self) -> str:
        return f"Paragraph {self.paragraph}, {self.begins} to {self.ends}"


class Finishing(Row):
    """That somebody finished a copy. It stays when the copy is sent back: whoever finished it once never releases it."""

    copy = models.ForeignKey(RedactedCopy, on_delete=models.PROTECT, related_name="finishings")
    finished_on = models.DateField()
    finished_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    class Privacy:
        plain = {"copy", "finished_on", "finished_by"} | Row.ROW_FIELDS

    def __str__(self) -> str:
        return f"Finished on {self.finished_on}"
