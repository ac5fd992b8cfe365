"""Rows that hold from one day to another: the last day is included, and no last day means still."""

from datetime import date
from typing import Self

from django.conf import settings
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


class Given(Dated):
    """What somebody is given and somebody ends. ``ended_on`` is the day on which that was done and ``ended_by`` who did
    it, none for the system; neither is there where the last day was set from the beginning.

    What was ended at once on the day it began is kept, for it was in force: its last day is then the day before its
    first, so that it holds on no day and can still be read.
    """

    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True

    def ended_at_once(self) -> bool:
        """Whether it was ended on the day it began, and holds on no whole day."""
        return self.to_on is not None and self.to_on < self.from_on


def ends_after_it_begins(name: str) -> models.CheckConstraint:
    """The constraint that every dated row carries, under a name of its own."""
    return models.CheckConstraint(
        name=f"{name}_ends_after_it_begins",
        condition=Q(to_on=None) | Q(to_on__gte=F("from_on")),
        violation_error_message="The last day must be the same as or after the first day",
    )


def ends_as_given(name: str) -> list[models.CheckConstraint]:
    """The constraints of what is given and ended, under names of its own."""
    return [
        models.CheckConstraint(
            name=f"{name}_ends_after_it_begins",
            # a comparison with nothing is neither true nor false, and a check lets that pass
            condition=Q(to_on=None) | Q(to_on__gte=F("from_on")) | Q(ended_on__isnull=False, ended_on=F("from_on")),
            violation_error_message="The last day must be the same as or after the first day",
        ),
        models.CheckConstraint(
            name=f"{name}_ended_by_on_a_day",
            condition=Q(ended_by=None) | Q(ended_on__isnull=False),
            violation_error_message="Who ended something ended it on a day",
        ),
    ]
