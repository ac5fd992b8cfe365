"""What every record has, in the words of its page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from safehold import clocks
from safehold.govuk.parts import Tag
from safehold.records import timing
from safehold.records.models import Deadline, Message
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


def clocks_of(deadlines: Iterable[Deadline], *, on: date, at: datetime | None = None) -> list[Clock]:
    """Each deadline with where it stands on the day ``on`` (those in hours: at the moment ``at``)."""
    deadlines = list(deadlines)
    calendar = timing.calendar() if deadlines else clocks.ENGLAND
    return [clock_of(deadline, on=on, at=at, calendar=calendar) for deadline in deadlines]


def clock_of(deadline: Deadline, *, on: date, at: datetime | None, calendar: clocks.Calendar) -> Clock:
    extensions = list(deadline.extensions.all())
    if deadline.in_hours:
        hours = deadline.as_hours()
        # without a moment, the end of the day is as far as anyone can say
        moment = at or datetime.combine(on, datetime.max.time(), tzinfo=hours.started_at.tzinfo)
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
