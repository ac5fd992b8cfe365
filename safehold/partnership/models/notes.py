"""What was put right: corrections to rows about groups, agencies and the partnership itself."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from safehold.access.models import Agency
from safehold.partnership.models.groups import Group


class Amendment(models.Model):
    """That something was recorded wrongly: what it said, what it says now, who put it right and why.

    ``now`` is empty where a row was taken out because it should never have been there.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="amendments")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="amendments")
    about = models.CharField(max_length=240)
    was = models.TextField()
    now = models.TextField(blank=True)
    amended_at = models.DateTimeField()
    amended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    why = models.CharField(max_length=240)

    class Meta:
        ordering = ["-amended_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="amendment_says_why",
                condition=~Q(why=""),
                violation_error_message="Say why this is being corrected",
            ),
        ]

    class Privacy:
        plain = {"id", "group", "agency", "amended_at", "amended_by"}
        personal = {"about", "was", "now", "why"}

    def __str__(self) -> str:
        return self.about
