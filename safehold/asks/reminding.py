"""Reminders that come by themselves: one some days before something is due, one after, and none once it is answered."""

from datetime import date

from safehold.access.actor import Actor
from safehold.access.today import business_date
from safehold.asks import actions, notices, queries
from safehold.records import timing

BEFORE = 3
"""So many working days before the day it is due."""


def remind_due(on: date | None = None) -> int:
    """Remind of everything that is owed and due within the next working days, or overdue; and say how many messages that
    made. Safe to run as often as one likes: each reminder is sent once for each due day."""
    on = on or business_date()
    by = Actor.system("remind of what is owed", on=on)
    last = timing.calendar().working_days_after(on, BEFORE)
    sent = 0
    for ask in queries.to_remind(on).filter(due_on__lte=last):
        sent += actions.remind(ask, by=by, notice=notices.AFTER if ask.due_on < on else notices.BEFORE)
    return sent
