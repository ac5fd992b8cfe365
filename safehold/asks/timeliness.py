"""How an ask stands against its day, in words."""

from datetime import date

from safehold.govuk.filters import day, plural

SOON = 7


def standing(due_on: date, *, on: date, settled: bool, answered_on: date | None) -> str:
    """“Overdue by 3 days”, “Due today”, “Due in 4 days”; of what was answered, whether that was in time."""
    if settled and answered_on is None:
        return "Nothing owed"
    until = answered_on if settled and answered_on else on
    late = (until - due_on).days
    if settled:
        return f"{plural(late, 'day')} late" if late > 0 else "In time"
    if late > 0:
        return f"Overdue by {plural(late, 'day')}"
    if late == 0:
        return "Due today"
    return f"Due in {plural(-late, 'day')}"


def due_said(due_on: date, first_due_on: date) -> str:
    """The day it is due, and the one that was first asked for where there is more time."""
    return day(due_on) if due_on == first_due_on else f"{day(due_on)} (first asked for by {day(first_due_on)})"
