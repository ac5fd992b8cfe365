"""What the partnership is called, where it works, and what it has chosen for itself."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from safehold.access.models.dated import ends_after_it_begins
from safehold.clocks import Unit
from safehold.govuk.filters import day
from safehold.partnership.models.dated import DatedRow, NoOverlap
from safehold.records.models import Row

MONTHS = [
    (1, "January"),
    (2, "February"),
    (3, "March"),
    (4, "April"),
    (5, "May"),
    (6, "June"),
    (7, "July"),
    (8, "August"),
    (9, "September"),
    (10, "October"),
    (11, "November"),
    (12, "December"),
]


class Partnership(Row):
    """The one partnership that this installation serves."""

    name = models.CharField(max_length=160)
    short_name = models.CharField(max_length=40)
    website = models.URLField(blank=True)
    invented = models.BooleanField(default=False)  # said on every page, and in every file that leaves
    financial_year_month = models.PositiveSmallIntegerField(choices=MONTHS, default=4)
    academic_year_month = models.PositiveSmallIntegerField(choices=MONTHS, default=9)
    only = models.BooleanField(default=True, unique=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="partnership_is_one",
                condition=Q(only=True),
                violation_error_message="One installation serves one partnership",
            ),
        ]

    class Privacy:
        plain = {"name", "short_name", "website", "invented", "financial_year_month", "academic_year_month", "only"}
        plain |= Row.ROW_FIELDS

    def __str__(self) -> str:
        return self.name


class Area(Row):
    """A place that the partnership works in, as published figures name it."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    ons_code = models.CharField(max_length=9, blank=True)

    class Meta:
        ordering = ["name"]

    class Privacy:
        plain = {"code", "name", "ons_code"} | Row.ROW_FIELDS

    def __str__(self) -> str:
        return self.name


class ClosedDay(Row):
    """A day that the library of bank holidays cannot know: closed though others work, or worked though others rest."""

    day_on = models.DateField(unique=True)
    working = models.BooleanField(default=False)
    reason = models.CharField(max_length=160)

    class Meta:
        ordering = ["-day_on"]

    class Privacy:
        plain = {"day_on", "working", "reason"} | Row.ROW_FIELDS

    def __str__(self) -> str:
        return f"{day(self.day_on)}: {self.reason}"


class Word(Row):
    """What something is called from a day on, until the next row of the same code."""

    code = models.SlugField(max_length=60)
    from_on = models.DateField()
    singular = models.CharField(max_length=120)
    plural = models.CharField(max_length=120)

    class Meta:
        ordering = ["code", "from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "from_on"],
                name="word_once_a_day",
                violation_error_message="There is already a word for this from that day",
            ),
        ]

    class Privacy:
        plain = {"code", "from_on", "singular", "plural"} | Row.ROW_FIELDS

    def __str__(self) -> str:
        return self.singular


class Choice(DatedRow):
    """One answer of a list that is chosen locally. Its code is what records keep; its label may be renamed."""

    of = models.SlugField(max_length=60)  # the list it belongs to
    code = models.SlugField(max_length=60)
    label = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["of", "position", "code", "from_on"]
        constraints = [
            ends_after_it_begins("choice"),
            NoOverlap(
                name="choice_one_label",
                fields=("of", "code"),
                violation_error_message="This choice already has a label on some of those days",
            ),
        ]

    class Privacy:
        plain = {"of", "code", "label", "position"} | DatedRow.ROW_FIELDS

    def __str__(self) -> str:
        return self.label


class Rule(Row):
    """A number, a word or a yes or no that the partnership has chosen, from a day on until the next row of its key."""

    key = models.CharField(max_length=80)
    from_on = models.DateField()
    value = models.JSONField()
    source = models.CharField(max_length=240)

    class Meta:
        ordering = ["key", "from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "from_on"],
                name="rule_once_a_day",
                violation_error_message="This rule is already set from that day",
            ),
            models.CheckConstraint(
                name="rule_has_source",
                condition=~Q(source=""),
                violation_error_message="Say where the rule was decided",
            ),
        ]

    class Privacy:
        plain = {"key", "from_on", "value", "source"} | Row.ROW_FIELDS

    def __str__(self) -> str:
        return self.key


class TimeLimit(DatedRow):
    """A time limit that the partnership set itself: in place of the country's of the same key, or of its own.

    ``length`` is a number of ``unit``; below nought it counts back from the ``trigger``, which ends a sentence (“within 3
    working days of the application”). ``from_on`` and ``to_on`` are the days on which a clock may start under it.
    """

    UNITS = [(unit.value, f"{unit.value}s") for unit in (Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.MONTH, Unit.HOUR)]

    key = models.CharField(max_length=80)
    title = models.CharField(max_length=160)
    trigger = models.CharField(max_length=160)
    length = models.SmallIntegerField()
    unit = models.CharField(max_length=20, choices=UNITS)
    first_day_counts = models.BooleanField(default=False)  # whether the day of the trigger is day 1
    source = models.CharField(max_length=240)  # where it was decided or is published
    note = models.CharField(max_length=240, blank=True)

    class Meta:
        ordering = ["key", "from_on"]
        constraints = [
            ends_after_it_begins("time_limit"),
            NoOverlap(
                name="time_limit_once",
                fields=("key",),
                violation_error_message="There is already a time limit of our own for this on some of those days",
            ),
            models.CheckConstraint(
                name="time_limit_is_some_time",
                condition=Q(length__gte=-400, length__lte=400) & ~Q(length=0),
                violation_error_message="A time limit is 1 to 400 working days, days, months or hours",
            ),
            models.CheckConstraint(
                name="time_limit_counts_days_forward",
                condition=Q(first_day_counts=False) | (Q(length__gt=0) & ~Q(unit=Unit.HOUR.value)),
                violation_error_message="Only days or months counted forward can count the first day",
            ),
            models.CheckConstraint(
                name="time_limit_has_source",
                condition=~Q(source=""),
                violation_error_message="Say where the time limit was decided",
            ),
        ]

    class Privacy:
        plain = {"key", "title", "trigger", "length", "unit", "first_day_counts", "source", "note"}
        plain |= DatedRow.ROW_FIELDS

    def __str__(self) -> str:
        return self.title


class PackFile(Row):
    """A pack that was sent here, kept as it came: first shown as differences, then loaded, or left."""

    file_name = models.CharField(max_length=160)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(null=True, blank=True)
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    changes = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="pack_file_loaded_when",
                condition=Q(loaded_by=None) | Q(loaded_at__isnull=False),
                violation_error_message="A pack that someone loaded says when",
            ),
        ]

    class Privacy:
        plain = {"file_name", "text", "sha256", "loaded_at", "loaded_by", "changes"} | Row.ROW_FIELDS

    def __str__(self) -> str:
        return self.file_name
