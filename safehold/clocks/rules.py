"""Time limits as they are laid down: how long, from what, on whose authority, and between which dates."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from safehold.clocks.months import days_in, months_after, months_beginning_with
from safehold.clocks.working_days import Calendar, in_words


class Basis(StrEnum):
    """On whose authority a limit stands."""

    STATUTE = "statute"
    GUIDANCE = "guidance"
    LOCAL = "local"


class Provenance(StrEnum):
    """How we know a limit. One that is only KNOWN is to be read at its source before anybody relies on it."""

    READ = "S"
    ONE_AREA = "L"
    REPORT = "R"
    KNOWN = "K"


class Unit(StrEnum):
    """What a limit is counted in."""

    WORKING_DAY = "working day"
    CALENDAR_DAY = "day"
    MONTH = "month"
    HOUR = "hour"
    FIXED_DAY = "fixed day of the year"
    PROMPTLY = "as soon as possible"


class Start(StrEnum):
    """Whether the day of the trigger is counted. The two differ by a day, and by that day people are called late."""

    NOT_COUNTED = "the day of the trigger is day 0"
    COUNTED = "the day of the trigger is day 1"


COUNTED_UNITS = {Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.MONTH, Unit.HOUR}


class NoRuleInForce(LookupError):  # noqa: N818 - named for what went wrong
    """Nothing in the rule book answers for this key on this day."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One time limit, dated.

    ``trigger`` names the event whose day starts the clock, as the end of a sentence ("the notification"). ``length`` is
    a number of ``unit``; below nought it counts back from the trigger (copies go out 7 working days *before*
    publication). ``fixed_day`` is the month and day of a `Unit.FIXED_DAY`. ``extendable_by`` caps what may be added, in
    the same unit, where the law has a cap. ``effective_to`` is the last day on which a clock may start under the rule;
    None while it is in force.
    """

    key: str
    title: str
    basis: Basis
    source: str
    provenance: Provenance
    trigger: str
    unit: Unit
    length: int | None = None
    fixed_day: tuple[int, int] | None = None
    start: Start = Start.NOT_COUNTED
    extendable_by: int | None = None
    effective_from: date
    effective_to: date | None = None
    note: str = ""

    def __post_init__(self) -> None:
        for field in ("key", "title", "source", "trigger"):
            if not getattr(self, field).strip():
                raise ValueError(f"Enter the {field} of the rule {self.key or self.title!r}")
        if self.effective_to and self.effective_to < self.effective_from:
            raise ValueError(f"{self.key}: a rule cannot end before it begins")
        if (self.unit in COUNTED_UNITS) != bool(self.length):
            raise ValueError(
                f"{self.key}: give a length with {', '.join(sorted(COUNTED_UNITS))}, and with nothing else"
            )
        if (self.unit is Unit.FIXED_DAY) != (self.fixed_day is not None):
            raise ValueError(f"{self.key}: give a month and day with a fixed day of the year, and with nothing else")
        if self.fixed_day is not None:
            month, day = self.fixed_day
            if not (1 <= month <= 12 and 1 <= day <= days_in(2021, month)):
                raise ValueError(f"{self.key}: a fixed day is a month and a day that every year has, like (9, 30)")
        if self.start is Start.COUNTED and (self.unit in {Unit.HOUR, Unit.FIXED_DAY} or (self.length or 0) < 1):
            raise ValueError(f"{self.key}: only days or months counted forward can begin with the day of the trigger")
        if self.extendable_by is not None and (self.unit not in COUNTED_UNITS or self.extendable_by < 1):
            raise ValueError(f"{self.key}: a cap on extending is a number of {self.unit}s, 1 or more")

    def __str__(self) -> str:
        return f"{self.title}: {self.limit}"

    @property
    def limit(self) -> str:
        """The limit in words, its start convention showing: "within 15 working days of the notification, …"."""
        if self.unit is Unit.PROMPTLY:
            return f"as soon as possible after {self.trigger}"
        if self.fixed_day is not None:
            month, day = self.fixed_day
            return f"by {day} {date(2021, month, 1):%B} after {self.trigger}"
        length = self.length or 0
        many = f"{abs(length)} {self.unit}{'' if abs(length) == 1 else 's'}"
        if self.unit is Unit.HOUR:
            return f"within {many} of {self.trigger}"
        if self.start is Start.COUNTED:
            return f"within {many} beginning with the day of {self.trigger}"
        how = f"at least {many} before" if length < 0 else f"within {many} of"
        return f"{how} {self.trigger}, that day not counted"

    def in_force(self, on: date) -> bool:
        """Whether a clock that starts on this day starts under this rule."""
        return self.effective_from <= on and (self.effective_to is None or on <= self.effective_to)

    def due_on(self, started_on: date, calendar: Calendar, *, extended_by: int = 0) -> date | None:
        """The last day that keeps the limit, or None where the law says only "as soon as possible".

        A limit in hours has no last day: use `due_at`.
        """
        length = (self.length or 0) + extended_by
        counted = self.start is Start.COUNTED
        match self.unit:
            case Unit.WORKING_DAY:
                day_nought = started_on - timedelta(days=1) if counted else started_on
                return calendar.working_days_after(day_nought, length)
            case Unit.CALENDAR_DAY:
                return started_on + timedelta(days=length - 1 if counted else length)
            case Unit.MONTH:
                return months_beginning_with(started_on, length) if counted else months_after(started_on, length)
            case Unit.FIXED_DAY:
                assert self.fixed_day is not None
                this_year = date(started_on.year, *self.fixed_day)
                return this_year if this_year > started_on else date(started_on.year + 1, *self.fixed_day)
            case Unit.PROMPTLY:
                return None
        raise ValueError(f"{self.key} is counted in hours: it needs the time at which it started")

    def due_at(self, started_at: datetime, *, extended_by: int = 0) -> datetime:
        """The last moment that keeps a limit in hours. Hours are hours gone by, also on the night the clocks change."""
        if self.unit is not Unit.HOUR:
            raise ValueError(f"{self.key} is not counted in hours: it needs the day on which it started")
        if started_at.tzinfo is None:
            raise ValueError(f"{self.key} is counted in hours: say in which time zone it started")
        hours = timedelta(hours=(self.length or 0) + extended_by)
        return (started_at.astimezone(UTC) + hours).astimezone(started_at.tzinfo)


class RuleBook:
    """Dated rules, at most one of a key in force on any day."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._by_key: dict[str, list[Rule]] = {}
        for rule in sorted(rules, key=lambda rule: (rule.key, rule.effective_from)):
            versions = self._by_key.setdefault(rule.key, [])
            if versions and (versions[-1].effective_to is None or versions[-1].effective_to >= rule.effective_from):
                raise ValueError(f"Two rules {rule.key} are in force on {in_words(rule.effective_from)}: end the first")
            versions.append(rule)

    def __iter__(self) -> Iterator[Rule]:
        return (rule for versions in self._by_key.values() for rule in versions)

    def __len__(self) -> int:
        return sum(map(len, self._by_key.values()))

    def replaced_by(self, rules: Iterable[Rule]) -> "RuleBook":
        """This book with a partnership's own rules: a key that they name is theirs alone, every other key stays."""
        rules = tuple(rules)
        theirs = {rule.key for rule in rules}
        return RuleBook((*(rule for rule in self if rule.key not in theirs), *rules))

    def rule(self, key: str, on: date) -> Rule:
        """The rule that governs a clock started on this day, whatever the law became later.

        Raises `NoRuleInForce`, in words that say which rules there are.
        """
        versions = self._by_key.get(key)
        if versions is None:
            raise NoRuleInForce(f"There is no rule {key}. The book holds {', '.join(self._by_key)}.")
        for rule in versions:
            if rule.in_force(on):
                return rule
        dates = " and ".join(
            f"from {in_words(rule.effective_from)}"
            + (f" to {in_words(rule.effective_to)}" if rule.effective_to else "")
            for rule in versions
        )
        raise NoRuleInForce(f"No rule {key} was in force on {in_words(on)}: it is written {dates}.")
