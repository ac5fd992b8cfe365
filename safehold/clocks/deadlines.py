"""Clocks that have started.

A deadline is worked out once, when its clock starts, and stored: a bank holiday announced later does not rewrite
whether a review was late. An extension is added beside the first due date and never in its place; a report needs both.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from safehold.clocks.rules import Basis, Rule, Start, Unit
from safehold.clocks.working_days import Calendar, in_words


@dataclass(frozen=True, kw_only=True)
class Extension:
    """More time, agreed by somebody for a reason. ``told`` names whoever the rule says must know of it."""

    due_on: date
    reason: str
    agreed_by: str
    agreed_on: date
    told: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError("Enter why there is more time")
        if not self.agreed_by.strip():
            raise ValueError("Enter who agreed to more time")


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """One clock counted in days or months: what started it, when it is due, when it was first due, and when it was met.

    Every field is a plain value, to be kept in a table and built again from it. ``first_due_on`` is None only where the
    law says "as soon as possible". Make one with `Deadline.start`; the rest of the methods give a new one and change
    nothing.
    """

    rule: Rule
    started_on: date
    first_due_on: date | None
    extensions: tuple[Extension, ...] = ()
    met_on: date | None = None

    @classmethod
    def start(cls, rule: Rule, *, on: date, calendar: Calendar) -> "Deadline":
        """The deadline of a clock that starts on this day under the rule in force on it.

        Raises ValueError for a rule that was not in force then, or that is counted in hours (see `HourDeadline`).
        """
        require_in_force(rule, on)
        return cls(rule=rule, started_on=on, first_due_on=rule.due_on(on, calendar))

    def __post_init__(self) -> None:
        due = self.first_due_on
        if due is None and self.extensions:
            raise ValueError("There is no due date to extend: it is due as soon as possible")
        for extension in self.extensions:
            assert due is not None
            if extension.due_on <= due:
                raise ValueError(f"The new due date must be after {in_words(due)}")
            due = extension.due_on

    @property
    def basis(self) -> Basis:
        """Statute, guidance or local practice."""
        return self.rule.basis

    @property
    def trigger(self) -> str:
        """The event that started the clock."""
        return self.rule.trigger

    @property
    def due_on(self) -> date | None:
        """The day it is due now: the last extension's, or else the first due date."""
        return self.extensions[-1].due_on if self.extensions else self.first_due_on

    def extended(self, extension: Extension, *, calendar: Calendar) -> "Deadline":
        """The same deadline with more time.

        Raises ValueError where the new date is no later, or is later than the rule's cap on extending allows.
        """
        if self.rule.extendable_by is not None:
            latest = self.rule.due_on(self.started_on, calendar, extended_by=self.rule.extendable_by)
            if latest is not None and extension.due_on > latest:
                raise ValueError(f"The new due date can be no later than {in_words(latest)}")
        return replace(self, extensions=(*self.extensions, extension))

    def met(self, *, on: date) -> "Deadline":
        """The same deadline, met on this day."""
        return replace(self, met_on=on)

    def is_overdue(self, *, on: date) -> bool:
        """Whether it is past its due date, extensions included, and still not met."""
        return self.met_on is None and self.due_on is not None and on > self.due_on

    @property
    def met_in_time(self) -> bool | None:
        """Whether it was met by its due date, extensions included; None while it is not met or has no date."""
        return self.met_on <= self.due_on if self.met_on and self.due_on else None

    @property
    def met_in_first_time(self) -> bool | None:
        """Whether it was met by its first due date, as if nobody had given more time."""
        return self.met_on <= self.first_due_on if self.met_on and self.first_due_on else None

    def progress(self, *, on: date, calendar: Calendar) -> str:
        """Where the clock stands on a day, in words: "day 3 of 15", "due today", "overdue by 2 working days"."""
        due = self.due_on
        if self.met_on:
            if due is None or self.met_on <= due:
                return f"met on {in_words(self.met_on)}"
            return f"met on {in_words(self.met_on)}, {self._late(self.met_on, due, calendar, 'late')}"
        if on < self.started_on and (due is None or due >= self.started_on):
            return f"starts on {in_words(self.started_on)}"
        if due is None:
            return f"day {self._days(self._day_nought, on, calendar)}, due as soon as possible"
        if on > due:
            return self._late(on, due, calendar, "overdue")
        if due < self.started_on:  # counted back from an event that is still to come
            return "due today" if on == due else f"{self._many(self._days(on, due, calendar))} left"
        day, of = (self._days(self._day_nought, until, calendar) for until in (on, due))
        extended = f", extended from {in_words(self.first_due_on)}" if self.extensions and self.first_due_on else ""
        return f"day {day} of {of}{extended}" + (", due today" if on == due else "")

    @property
    def _day_nought(self) -> date:
        return self.started_on - timedelta(days=1) if self.rule.start is Start.COUNTED else self.started_on

    def _days(self, start: date, end: date, calendar: Calendar) -> int:
        if self.rule.unit is Unit.WORKING_DAY:
            return calendar.working_days_between(start, end)
        return (end - start).days

    def _many(self, number: int) -> str:
        word = Unit.WORKING_DAY if self.rule.unit is Unit.WORKING_DAY else Unit.CALENDAR_DAY
        return f"{number} {word}{'' if number == 1 else 's'}"

    def _late(self, on: date, due: date, calendar: Calendar, word: str) -> str:
        number = self._days(due, on, calendar)
        if number:
            return f"{word} by {self._many(number)}"
        return f"{word}, due on {in_words(due)}"  # the weekend after: late, but not yet by a working day


@dataclass(frozen=True, kw_only=True)
class HourDeadline:
    """One clock counted in hours, like the 72 for a return home interview. Moments carry their time zone; none is
    extended."""

    rule: Rule
    started_at: datetime
    due_at: datetime
    met_at: datetime | None = None

    @classmethod
    def start(cls, rule: Rule, *, at: datetime) -> "HourDeadline":
        """The deadline of a clock that starts at this moment, under the rule in force on its day."""
        require_in_force(rule, at.date())
        return cls(rule=rule, started_at=at, due_at=rule.due_at(at))

    def met(self, *, at: datetime) -> "HourDeadline":
        """The same deadline, met at this moment."""
        return replace(self, met_at=at)

    def is_overdue(self, *, at: datetime) -> bool:
        """Whether its hours are over and it is still not met."""
        return self.met_at is None and at > self.due_at

    @property
    def met_in_time(self) -> bool | None:
        """Whether it was met within its hours; None while it is not met."""
        return self.met_at <= self.due_at if self.met_at else None

    def progress(self, *, at: datetime) -> str:
        """Where the clock stands at a moment: "hour 30 of 72", "overdue by 5 hours"; hours begun are not counted."""
        hour = timedelta(hours=1)
        if self.met_at:
            return "met in time" if self.met_in_time else f"met {(self.met_at - self.due_at) // hour} hours late"
        if at > self.due_at:
            late = (at - self.due_at) // hour
            return f"overdue by {late} hour{'' if late == 1 else 's'}" if late else "overdue by less than an hour"
        return f"hour {(at - self.started_at) // hour} of {(self.due_at - self.started_at) // hour}"


def require_in_force(rule: Rule, on: date) -> None:
    """Refuse to start a clock under a rule of another time."""
    if not rule.in_force(on):
        raise ValueError(f"The rule {rule.key} of {in_words(rule.effective_from)} was not in force on {in_words(on)}")
