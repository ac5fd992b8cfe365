"""Figures as partners reported them, the rows that are counted here, and which of two figures under one code prints."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from safehold.access.models import Agency
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


class AgencyReturn(models.Model):
    """What one agency returned for one indicator and period: how many, of how many, or that there is nothing to say.

    Nothing to return (``nil``) and does not apply are answers; an agency without a row has not answered.
    """

    class Answer(models.TextChoices):
        GIVEN = "given", "Given"
        NIL = "nil", "Nothing to return"
        NOT_APPLICABLE = "not_applicable", "Does not apply"

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="returns")
    row = models.PositiveIntegerField()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="returns")
    indicator = models.CharField(max_length=60)
    period = models.CharField(max_length=24)
    first_on = models.DateField()
    last_on = models.DateField()
    geography = models.CharField(max_length=80)
    answer = models.CharField(max_length=14, choices=Answer, default=Answer.GIVEN)
    numerator = models.PositiveIntegerField(null=True, blank=True)
    denominator = models.PositiveIntegerField(null=True, blank=True)
    note = models.CharField(max_length=240, blank=True)

    class Meta:
        indexes = [models.Index(fields=["indicator", "period"], name="return_key")]
        constraints = [
            models.UniqueConstraint(
                "submission", "agency", "indicator", "period", name="return_once_in_a_submission",
                violation_error_message="This return is already in this submission",
            ),
            models.CheckConstraint(
                name="return_given_has_numbers",
                condition=Q(answer="given", numerator__isnull=False, denominator__gte=F("numerator"))
                | (~Q(answer="given") & Q(numerator=None, denominator=None)),
                violation_error_message="A return says how many of how many, and not more than all",
            ),
        ]  # fmt: skip

    class Privacy:
        plain = {
            "id", "submission", "row", "agency", "indicator", "period", "first_on", "last_on", "geography", "answer",
            "numerator", "denominator", "note",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"{self.indicator} {self.period} {self.agency_id}"


class CountedEvent(models.Model):
    """One thing that is counted here, and nobody it was about: what kind, on which day, where, in closed codes.

    What each of the codes and numbers may say, and means, is said by the table of its ``kind`` in ``measures.tables``. A
    row that is ``nil`` says that there was none of this kind in the year of its day, which is not the same as no row.
    """

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="events")
    row = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    happened_on = models.DateField()
    place = models.CharField(max_length=80)
    outcome = models.CharField(max_length=40, blank=True)
    category = models.CharField(max_length=40, blank=True)
    detail = models.CharField(max_length=40, blank=True)
    ground = models.CharField(max_length=40, blank=True)
    result = models.CharField(max_length=40, blank=True)
    offered = models.PositiveIntegerField(null=True, blank=True)
    booked = models.PositiveIntegerField(null=True, blank=True)
    attended = models.PositiveIntegerField(null=True, blank=True)
    nil = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["kind", "happened_on"], name="event_key")]
        constraints = [
            models.UniqueConstraint(
                "submission", "row", name="event_once_in_a_submission",
                violation_error_message="This row is already in this submission",
            ),
        ]  # fmt: skip

    class Privacy:
        plain = {"id", "submission", "row", "kind", "happened_on", "place", "offered", "booked", "attended", "nil"}
        # closed codes, but of allegations and reviews: they leave as counts alone
        criminal = {"outcome", "category", "detail", "ground", "result"}

    def __str__(self) -> str:
        return f"{self.kind} {self.happened_on}"


class Prints(models.TextChoices):
    REPORTED = "reported", "The reported figure"
    COMPUTED = "computed", "The figure computed here"


class PrintDecision(Row):
    """Which figure prints under a code from a day on, decided by a person with a reason. Until then: the reported one.

    Decisions are never changed, only ended: one that was taken back on its own first day ends the day before it began.
    """

    code = models.CharField(max_length=100)
    prints = models.CharField(max_length=10, choices=Prints)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_why = models.CharField(max_length=240)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["code", "-from_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "code",
                condition=Q(to_on=None),
                name="print_decision_one_in_force",
                violation_error_message="Somebody else has just decided this. Look at it again",
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
