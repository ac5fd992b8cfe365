"""Figures as partners reported them, and which of two figures under one code prints."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from safehold.access.models.dated import DatedQuerySet
from safehold.asks.models import Submission
from safehold.records.models import Row


class State(models.TextChoices):
    """What a figure is: a number (nought included), hidden, not supplied, or left blank. Four different things."""

    NUMBER = "number", "A number"
    SUPPRESSED = "suppressed", "Hidden, because it is small"
    NOT_SUPPLIED = "not_supplied", "Not supplied"
    BLANK = "blank", "Left blank"


class Basis(models.TextChoices):
    """How a figure came to be."""

    PRINTED = "printed", "Printed by the source"
    INFERRED = "inferred", "Inferred from what the source prints"
    COMPUTED = "computed", "Computed here from records"
    INVENTED = "invented", "Invented for the demonstration"


class ReportedFigure(models.Model):
    """One figure of one submission: its code, period and place, and what the sender said it was.

    Rows land in chunks while a file is read; they count only while their submission is accepted. ``value`` is exact, and
    ``places`` is how many decimal places the sender wrote.
    """

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="figures")
    row = models.PositiveIntegerField()
    code = models.CharField(max_length=100)
    period = models.CharField(max_length=24)
    first_on = models.DateField()
    last_on = models.DateField()
    geography = models.CharField(max_length=80)
    state = models.CharField(max_length=12, choices=State, default=State.NUMBER)
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    places = models.PositiveSmallIntegerField(default=0)
    unit = models.CharField(max_length=40)
    basis = models.CharField(max_length=10, choices=Basis)
    note = models.CharField(max_length=240, blank=True)
    # where exactly the sender took it from, such as a table of a publication
    taken_from = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [models.Index(fields=["code", "period", "geography"], name="figure_key")]
        constraints = [
            models.UniqueConstraint(
                "submission", "code", "period", "geography", name="figure_once_in_a_submission",
                violation_error_message="This figure is already in this submission",
            ),
            models.CheckConstraint(
                name="figure_number_has_a_value",
                condition=(Q(state=State.NUMBER) & Q(value__isnull=False)) | (~Q(state=State.NUMBER) & Q(value=None)),
                violation_error_message="A number has a value, and nothing else has",
            ),
        ]  # fmt: skip

    class Privacy:
        plain = {
            "id", "submission", "row", "code", "period", "first_on", "last_on", "geography", "state", "value", "places", "unit",
            "basis", "note", "taken_from",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"{self.code} {self.period} {self.geography}"


class Prints(models.TextChoices):
    REPORTED = "reported", "The reported figure"
    COMPUTED = "computed", "The figure computed here"


class PrintDecision(Row):
    """Which figure prints under a code from a day on, decided by a person with a reason. Until then: the reported one."""

    code = models.CharField(max_length=100)
    prints = models.CharField(max_length=10, choices=Prints)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_why = models.CharField(max_length=240)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["code", "-from_on"]
        constraints = [
            models.UniqueConstraint(
                "code",
                "from_on",
                name="print_decision_once_a_day",
                violation_error_message="There is already a decision from that day",
            ),
            models.CheckConstraint(
                name="print_decision_says_why",
                condition=~Q(decided_why=""),
                violation_error_message="Say why this figure is to print",
            ),
        ]

    class Privacy:
        plain = Row.ROW_FIELDS | {"code", "prints", "from_on", "to_on", "decided_on", "decided_by", "decided_why"}

    def __str__(self) -> str:
        return f"{self.code}: {self.get_prints_display()}"
