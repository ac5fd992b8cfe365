"""How an ask stands against its day, in words.

In time is judged on the first answer, against the day in force then. A query starts a second clock, for its question.
"""

from datetime import date
from typing import Any

from safehold.govuk.filters import day, plural


def standing(ask: Any, on: date) -> str:
    """“Overdue by 3 days”, “Due today”, “Due in 4 days”; of what was answered, whether that was in time, and after a query
    how its question stands beside it."""
    if ask.first_answered_on is None:
        return "Nothing owed" if ask.settled else owed(ask.due_on, on)
    first = answered(ask.first_answered_on, ask.judged_due_on)
    if not ask.settled:
        question = owed(ask.due_on, on)
        return f"{first}. The question about it: {question[:1].lower()}{question[1:]}"
    if ask.answered_on > ask.first_answered_on and ask.answered_on > ask.due_on:
        return f"{first}. The question about it: {answered(ask.answered_on, ask.due_on)}"
    return first


def owed(due_on: date, on: date) -> str:
    late = (on - due_on).days
    if late > 0:
        return f"Overdue by {plural(late, 'day')}"
    return "Due today" if late == 0 else f"Due in {plural(-late, 'day')}"


def answered(answered_on: date, due_on: date) -> str:
    late = (answered_on - due_on).days
    return f"{plural(late, 'day')} late" if late > 0 else "In time"


def due_said(ask: Any) -> str:
    """The day it is due, the one that was first asked for where there is more time, and a question’s own day."""
    by = ask.judged_due_on or ask.due_on
    said = day(by) if by == ask.first_due_on else f"{day(by)} (first asked for by {day(ask.first_due_on)})"
    if ask.judged_due_on is None or ask.due_on == ask.judged_due_on:
        return said
    return f"{said}. The question about it: {day(ask.due_on)}"
