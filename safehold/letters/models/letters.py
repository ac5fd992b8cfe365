"""Letters: drafts of their words, proofs, who looked at a proof, and what was sent."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from safehold.access.models import Agency
from safehold.access.reach import Tier
from safehold.govuk.addresses import reverse
from safehold.letters.choices import How
from safehold.letters.lifecycle import LETTERS, Status
from safehold.letters.models.papers import Paper, PaperKind, somebody
from safehold.letters.models.templates import TemplateVersion
from safehold.records.models import Entry, Record, Row

REPLACED = "Another letter was begun in the place of this one already. Send or discard that one"


class Letter(Record):
    """A letter about one record, to one user, one agency, or one person whom ``people`` found safe to contact
    (``to_recipient``).

    It came out of the record that it is ``about``: whoever may not see that sees nothing of this. Its circle is those who
    write it and those it was sent to. ``filled`` is what was put into each field when it was begun.
    """

    KIND = "letters.letter"
    TIER = Tier.C3
    LIFECYCLE = LETTERS

    reference = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=160)
    about = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="letters")
    template_version = models.ForeignKey(TemplateVersion, on_delete=models.PROTECT, related_name="letters")
    to_user = somebody()
    to_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    to_recipient = models.UUIDField(null=True, blank=True)
    to_name = models.CharField(max_length=160)
    to_address = models.TextField(max_length=500, blank=True)
    dated_on = models.DateField()
    filled = models.JSONField(default=dict, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    ended_on = models.DateField(null=True, blank=True)
    ended_by = somebody()
    ended_why = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = "letter"
        ordering = ["-id"]
        indexes = [models.Index(fields=["about", "-id"], name="letter_about")]
        constraints = [
            models.CheckConstraint(
                name="letter_has_one_recipient",
                condition=Q(to_user__isnull=False, to_agency=None, to_recipient=None)
                | Q(to_user=None, to_agency__isnull=False, to_recipient=None)
                | Q(to_user=None, to_agency=None, to_recipient__isnull=False),
                violation_error_message="Choose either an agency or a person",
            ),
            models.CheckConstraint(
                name="letter_has_title",
                condition=~Q(title=""),
                violation_error_message="Enter what the letter is about",
            ),
            models.CheckConstraint(
                name="letter_end_is_whole",
                condition=Q(ended_on=None, ended_by=None, ended_why="")
                | (Q(ended_on__isnull=False, ended_by__isnull=False) & ~Q(ended_why="")),
                violation_error_message="Say who ended it, when and why",
            ),
            models.UniqueConstraint(
                fields=["replaces"],
                condition=~Q(status=Status.DISCARDED),
                name="letter_replaced_once",
                violation_error_message=REPLACED,
            ),
        ]

    class Privacy:
        plain = {
            "reference", "about", "template_version", "to_user", "to_agency", "to_recipient", "dated_on", "status",
            "replaces", "ended_on", "ended_by",
        } | Record.ROW_FIELDS  # fmt: skip
        personal = {"to_name", "to_address"}
        special = {"title", "filled", "ended_why"}

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("letters:letter", args=[self.uid])


class Draft(Row):
    """The words of a letter as somebody saved them, by number, with what it was about then and whom it was for: none is ever
    lost. ``why`` is why it was given to somebody else, or another title, once a proof had been made."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="drafts")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    to_name = models.CharField(max_length=160)
    to_address = models.TextField(max_length=500, blank=True)
    words = models.TextField(max_length=40_000)
    why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                "letter",
                "number",
                name="draft_once",
                violation_error_message="Somebody else has just changed the words. Look at them first",
            ),
        ]

    class Privacy:
        plain = {"letter", "number"} | Row.ROW_FIELDS
        personal = {"to_name", "to_address"}
        special = {"title", "words", "why"}

    def __str__(self) -> str:
        return f"Draft {self.number}"


class Proof(Row):
    """One draft as it would leave: its PDF and its Word file, and the day on which they were made."""

    draft = models.OneToOneField(Draft, on_delete=models.PROTECT, related_name="proof")
    pdf = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")
    docx = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")
    proved_on = models.DateField()

    class Privacy:
        plain = {"draft", "pdf", "docx", "proved_on"} | Row.ROW_FIELDS

    def __str__(self) -> str:
        return f"Proof of draft {self.draft_id}"


class Look(models.Model):
    """That somebody opened a proof, and in which form: nobody sends what they have not looked at."""

    proof = models.ForeignKey(Proof, on_delete=models.PROTECT, related_name="looks")
    kind = models.CharField(max_length=4, choices=PaperKind)
    looked_at = models.DateTimeField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-looked_at", "-id"]
        indexes = [models.Index(fields=["proof", "user"], name="look_of_proof")]

    class Privacy:
        plain = {"id", "proof", "kind", "looked_at", "user"}

    def __str__(self) -> str:
        return f"{self.user_id} looked at {self.proof_id}"


class Sending(Row):
    """That a letter was sent: which proof, how, on which day, by whom, to whom, and the digests of the very bytes."""

    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="sending")
    proof = models.ForeignKey(Proof, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=6, choices=How)
    sent_on = models.DateField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    to_name = models.CharField(max_length=160)
    detail = models.CharField(max_length=240, blank=True)
    pdf_sha256 = models.CharField(max_length=64)
    docx_sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["-sent_on", "-id"]
        indexes = [models.Index(fields=["sent_on", "id"], name="sending_by_day")]

    class Privacy:
        plain = {"letter", "proof", "how", "sent_on", "sent_by", "pdf_sha256", "docx_sha256"} | Row.ROW_FIELDS
        personal = {"to_name"}
        special = {"detail"}

    def __str__(self) -> str:
        return f"Sent on {self.sent_on}"
