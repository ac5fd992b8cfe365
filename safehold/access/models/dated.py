"""Rows that hold from one day to another: the last day is included, and no last day means still."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q


class DatedQuerySet(models.QuerySet):
    def on(self, day: date) -> Self:
        """Rows in force on ``day``."""
        return self.filter(Q(to_on=None) | Q(to_on__gte=day), from_on__lte=day)


class Dated(models.Model):
    """In force from ``from_on`` to ``to_on``, both included."""

    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    def holds_on(self, day: date) -> bool:
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


def ends_after_it_begins(name: str) -> models.CheckConstraint:
    """The constraint that every dated row carries, under a name of its own."""
    return models.CheckConstraint(
        name=f"{name}_ends_after_it_begins",
        condition=Q(to_on=None) | Q(to_on__gte=F("from_on")),
        violation_error_message="The last day must be the same as or after the first day",
    )
