"""Clocks that run on an entry, as they were worked out when they started."""

from dataclasses import asdict
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from safehold import clocks
from safehold.access.actor import Actor
from safehold.records import visibility
from safehold.records.models.entry import Entry, Row


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    def visible_to(self, actor: Actor) -> Self:
        """The deadlines of the entries that ``actor`` may see."""
        return self.filter(visibility.sees(actor, "entry__")).select_related("entry")

    def standing(self) -> Self:
        """Those that no later working-out replaced."""
        return self.filter(replacement=None)

    def overdue(self, *, on: date) -> Self:
        """Those not met whose last day, extensions included, is past. Deadlines in hours are asked with their time.

        Nothing is due on a record that was made in error.
        """
        return self.standing().filter(met_on=None, met_at=None, due_on__lt=on, entry__in_error_on=None)


class Deadline(Row):
    """One clock that started on an entry: the rule as it then stood, the first due date and the present one.

    Worked out once. An extension moves ``due_on`` and leaves ``first_due_on``; a corrected start makes a new row that
    ``replaces`` this one. ``fact`` names the field of the record whose day started the clock.
    """

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="deadlines")
    rule_key = models.CharField(max_length=80)
    rule = models.JSONField()
    title = models.CharField(max_length=200)
    fact = models.CharField(max_length=60, blank=True)
    started_on = models.DateField()
    first_due_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    met_on = models.DateField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    met_at = models.DateTimeField(null=True, blank=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replacement")

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["due_on"], name="deadline_due", condition=Q(met_on=None, met_at=None))]
        constraints = [
            models.CheckConstraint(
                name="deadline_never_due_before_first",
                condition=Q(first_due_on=None, due_on=None) | Q(due_on__gte=F("first_due_on")),
                violation_error_message="The new due date must be after the one it had",
            ),
            models.CheckConstraint(
                name="deadline_in_hours_is_whole",
                condition=Q(started_at=None, due_at=None, met_at=None)
                | Q(started_at__isnull=False, due_at__isnull=False),
                violation_error_message="Enter the time at which it started",
            ),
        ]

    class Privacy:
        plain = {"entry", "rule_key", "rule", "title", "fact", "started_on", "first_due_on", "due_on", "met_on"}
        plain |= {"started_at", "due_at", "met_at", "replaces"} | Row.ROW_FIELDS

    def __str__(self) -> str:
        return self.title

    @property
    def in_hours(self) -> bool:
        return self.started_at is not None

    def as_clock(self) -> clocks.Deadline:
        """The clock that this row keeps, with its extensions (read them with the row to save a query)."""
        extensions = tuple(
            clocks.Extension(
                due_on=each.due_on, reason=each.why, agreed_by=str(each.agreed_by), agreed_on=each.agreed_on
            )
            for each in self.extensions.all()
        )
        return clocks.Deadline(
            rule=rule_from(self.rule),
            started_on=self.started_on,
            first_due_on=self.first_due_on,
            extensions=extensions,
            met_on=self.met_on,
        )

    def as_hours(self) -> clocks.HourDeadline:
        """The clock of a deadline in hours; raises ``ValueError`` for one in days."""
        if self.started_at is None or self.due_at is None:
            raise ValueError(f"{self.title} is not counted in hours")
        return clocks.HourDeadline(
            rule=rule_from(self.rule), started_at=self.started_at, due_at=self.due_at, met_at=self.met_at
        )


class Extension(models.Model):
    """More time for one deadline: until when, why, and who agreed to it on which day."""

    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="extensions")
    due_on = models.DateField()
    why = models.TextField()
    agreed_on = models.DateField()
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["due_on"]
        constraints = [
            models.CheckConstraint(
                name="extension_says_why",
                condition=~Q(why=""),
                violation_error_message="Say why there is more time",
            ),
            models.UniqueConstraint(
                "deadline",
                "due_on",
                name="extension_once",
                violation_error_message="It is already extended to that day",
            ),
        ]

    class Privacy:
        plain = {"id", "deadline", "due_on", "agreed_on", "agreed_by"}
        special = {"why"}

    def __str__(self) -> str:
        return f"to {self.due_on}"


def rule_as_kept(rule: clocks.Rule) -> dict[str, Any]:
    """A rule as plain values: a deadline keeps the rule it was worked out by, whatever the book says later."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(rule).items()}


def rule_from(kept: dict[str, Any]) -> clocks.Rule:
    """The rule that ``rule_as_kept`` kept."""
    facts = kept | {
        "basis": clocks.Basis(kept["basis"]),
        "provenance": clocks.Provenance(kept["provenance"]),
        "unit": clocks.Unit(kept["unit"]),
        "start": clocks.Start(kept["start"]),
        "fixed_day": tuple(kept["fixed_day"]) if kept["fixed_day"] else None,
        "effective_from": date.fromisoformat(kept["effective_from"]),
        "effective_to": date.fromisoformat(kept["effective_to"]) if kept["effective_to"] else None,
    }
    return clocks.Rule(**facts)
