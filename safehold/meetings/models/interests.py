"""Declarations of interest, and who was kept from an item because of one."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from safehold.meetings.models.meetings import Item
from safehold.records.models import Conflict, Row


class Nature(models.TextChoices):
    """What kind of interest somebody has in an item."""

    PERSONAL = "personal", "Personal: somebody they know or are related to"
    PROFESSIONAL = "professional", "Professional: their own practice or their team’s"
    FINANCIAL = "financial", "Financial: money, a contract or property"
    OTHER = "other", "Something else"


class Declaration(Row):
    """That somebody has an interest in an item, and whether they were recused. ``recusal`` is the conflict that keeps the item
    from them; none where they declared and took part."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="declarations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    nature = models.CharField(max_length=12, choices=Nature)
    words = models.CharField(max_length=240)
    declared_on = models.DateField()
    recusal = models.OneToOneField(
        Conflict, on_delete=models.PROTECT, null=True, blank=True, related_name="declaration"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="declaration_says_what",
                condition=~Q(words=""),
                violation_error_message="Say what the interest is",
            ),
        ]

    class Privacy:
        plain = {"item", "user", "nature", "declared_on", "recusal"} | Row.ROW_FIELDS
        special = {"words"}

    def __str__(self) -> str:
        return f"{self.user}: {self.get_nature_display()}"
