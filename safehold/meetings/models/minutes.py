"""What the minutes say under each item, what they said before, and what was put right after they were agreed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from safehold.meetings.models.meetings import Item, Meeting
from safehold.records.models import Row


class Passage(Row):
    """The words of the minutes under one item. ``agreed`` is everything that they say of it, kept as it was when the chair
    agreed them: what is renamed or answered later changes nothing there."""

    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="passage")
    words = models.TextField(max_length=20_000, blank=True)
    agreed = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["item__position", "id"]

    class Privacy:
        plain = {"item"} | Row.ROW_FIELDS
        special = {"words", "agreed"}

    def __str__(self) -> str:
        return str(self.item)


class EarlierAgreement(models.Model):
    """Minutes that the chair agreed and that were taken back: what stood above their items, and why they were. What they
    said of each item is in its ``EarlierPassage``."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="earlier_agreements")
    agreed = models.JSONField()
    agreed_on = models.DateField()
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_back_on = models.DateField()
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_back_why = models.TextField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="taken_back_says_why",
                condition=~Q(taken_back_why=""),
                violation_error_message="Enter why the minutes are changed",
            ),
        ]

    class Privacy:
        plain = {"id", "meeting", "agreed_on", "agreed_by", "taken_back_on", "taken_back_by"}
        special = {"agreed", "taken_back_why"}

    def __str__(self) -> str:
        return f"{self.meeting} as agreed on {self.agreed_on}"


class EarlierPassage(models.Model):
    """What the minutes said under an item until somebody wrote something else there, or until they were taken back after the
    chair had agreed them (``agreement`` and all they said of it, ``agreed``). Nothing that was saved is lost."""

    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="earlier")
    agreement = models.ForeignKey(
        EarlierAgreement, on_delete=models.PROTECT, null=True, blank=True, related_name="passages"
    )
    words = models.TextField(blank=True)
    agreed = models.JSONField(null=True, blank=True)
    replaced_at = models.DateTimeField()
    replaced_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-id"]

    class Privacy:
        plain = {"id", "passage", "agreement", "replaced_at", "replaced_by"}
        special = {"words", "agreed"}

    def __str__(self) -> str:
        return f"{self.passage_id} until {self.replaced_at}"


class Preamble(Row):
    """What agreed minutes say above their items: when, where, who was there and whether they could decide, as it was then."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="preamble")
    agreed = models.JSONField()

    class Privacy:
        plain = {"meeting"} | Row.ROW_FIELDS
        special = {"agreed"}

    def __str__(self) -> str:
        return str(self.meeting)


class Erratum(Row):
    """Something in minutes that were agreed, put right by a new entry: the minutes themselves stay."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="errata")
    words = models.TextField(max_length=2000)
    found_on = models.DateField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="erratum_says_what", condition=~Q(words=""), violation_error_message="Enter what is put right"
            ),
        ]

    class Privacy:
        plain = {"item", "found_on"} | Row.ROW_FIELDS
        special = {"words"}

    def __str__(self) -> str:
        return self.words
