"""What every record has, in the words of its page."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from django.db import models
from django.utils import timezone

from safehold import clocks
from safehold.access import vault
from safehold.govuk.filters import day, day_and_time, provided
from safehold.govuk.parts import Event, Tag
from safehold.records import outbox, timing
from safehold.records.models import Correction, Deadline, Message
from safehold.records.models.outbox import State


@dataclass(frozen=True)
class Clock:
    """One deadline as a line of a page: “Initial strategy meeting, due 26 April 2021, day 3 of 15”."""

    deadline: Deadline
    title: str
    due: Any
    stands: str
    overdue: bool
    source: str
    extensions: list[Any]

    @property
    def may_be_extended(self) -> bool:
        """Whether there is a date to move: not for what is met, counted in hours or due as soon as possible."""
        return bool(self.due) and not self.deadline.in_hours and self.deadline.met_on is None


def clocks_of(
    deadlines: Iterable[Deadline], *, on: date, at: datetime | None = None, stopped: bool = False
) -> list[Clock]:
    """Each deadline with where it stands on the day ``on`` (those in hours: at the moment ``at``).

    Those of a record that was made in error are ``stopped``: nothing is due on it.
    """
    deadlines = list(deadlines)
    calendar = timing.calendar() if deadlines else clocks.ENGLAND
    found = [clock_of(deadline, on=on, at=at, calendar=calendar) for deadline in deadlines]
    return [replace(each, stands="No longer runs", overdue=False) for each in found] if stopped else found


def clock_of(deadline: Deadline, *, on: date, at: datetime | None, calendar: clocks.Calendar) -> Clock:
    extensions = list(deadline.extensions.all())
    if deadline.in_hours:
        hours = deadline.as_hours()
        # without a moment, the end of the day is as far as anyone can say
        moment = at or datetime.combine(on, time.max, tzinfo=timezone.get_current_timezone())
        stands, late = hours.progress(at=moment), hours.is_overdue(at=moment)
        return Clock(deadline, deadline.title, hours.due_at, sentence(stands), late, hours.rule.source, extensions)
    days = deadline.as_clock()
    stands, late = days.progress(on=on, calendar=calendar), days.is_overdue(on=on)
    return Clock(deadline, deadline.title, days.due_on, sentence(stands), late, days.rule.source, extensions)


def sentence(words: str) -> str:
    """Words as a sentence begins."""
    return words[:1].upper() + words[1:]


STATES: dict[str, Tag] = {
    State.WAITING: Tag("Waiting", "yellow"),
    State.SENDING: Tag("Being sent", "yellow"),
    State.SENT: Tag("Sent", "green"),
    State.GIVEN_UP: Tag("Not delivered", "red"),
    State.NOT_NEEDED: Tag("Not sent", "grey"),
}


def state_of(message: Message) -> Tag:
    return STATES[message.state]


def words_of(message: Message) -> str:
    """What a message says, for its page; that it cannot be read, where the key it was kept under is gone."""
    try:
        return outbox.words_of(message)
    except vault.Unreadable:
        return "This cannot be read any more: the key it was kept under is gone."


# --- what was put right ------------------------------------------------------------------------------------------------


def corrections(record: Any, noted: Iterable[Correction]) -> list[Event]:
    """Each correction to ``record`` as a line of its history: what it said, what it says now, why, and by whom."""
    return [correction_of(record, each) for each in noted]


def correction_of(record: Any, noted: Correction) -> Event:
    by = str(noted.corrected_by) if noted.corrected_by else "Safehold"
    if noted.field == "in_error_on":
        title = "Marked as recorded in error" if noted.now else "Reinstated: not recorded in error after all"
        return Event(title, noted.corrected_at, by, noted.why)
    field = record._meta.get_field(noted.field)
    words = str(getattr(field, "verbose_name", noted.field)).removesuffix(" on")
    title = f"{words[:1].upper()}{words[1:]} corrected"
    if field.name in getattr(type(record).Privacy, "protected", ()):
        return Event(title, noted.corrected_at, by, noted.why)
    was, now = (kept_in_words(field, kept) for kept in (noted.was, noted.now))
    return Event(title, noted.corrected_at, by, f"From ‘{was}’ to ‘{now}’. {noted.why}")


def kept_in_words(field: Any, kept: str) -> str:
    """A fact as a correction keeps it, in the words that people read."""
    if kept == "":
        return str(provided(kept))
    if field.is_relation:
        found = field.related_model._default_manager.filter(pk=kept).first()
        return str(found) if found else kept
    if field.choices:
        return str({str(value): label for value, label in field.flatchoices}.get(kept, kept))
    if isinstance(field, models.DateTimeField):
        return day_and_time(datetime.fromisoformat(kept))
    if isinstance(field, models.DateField):
        return day(date.fromisoformat(kept))
    if isinstance(field, models.BooleanField):
        return "Yes" if kept == "True" else "No"
    return kept


def newest_first(events: Iterable[Event]) -> list[Event]:
    """Events in the order of a timeline. A day without a time stands above the moments of that day."""

    def when(event: Event) -> datetime:
        if isinstance(event.at, datetime):
            return event.at
        return datetime.combine(event.at, time.max, tzinfo=timezone.get_current_timezone())

    return sorted(events, key=when, reverse=True)
