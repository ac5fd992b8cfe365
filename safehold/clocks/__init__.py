"""Clocks: by when, and who says so.

Six words, from the smallest up:

- a `Calendar` knows which days are working days in England, with the partnership's own closures;
- a `Rule` is one time limit as statute, guidance or local practice puts it, with the dates it was in force;
- a `RuleBook` picks the rule in force on the day a clock starts (`NATIONAL` holds the country's own);
- a `Deadline` is one clock that has started: worked out once, stored, and never rewritten;
- an `Extension` stands beside the first due date with its reason, never in its place;
- a `Period` is a year, quarter, month or day that a figure is about; `Years` reads one from words.

Nothing here reads today's date: callers pass it in.
"""

from safehold.clocks.deadlines import Deadline, Extension, HourDeadline
from safehold.clocks.months import months_after, months_beginning_with
from safehold.clocks.national import NATIONAL
from safehold.clocks.periods import BadPeriod, Period, PeriodKind, Years, day_of, month_of
from safehold.clocks.rules import Basis, NoRuleInForce, Provenance, Rule, RuleBook, Start, Unit
from safehold.clocks.working_days import ENGLAND, Calendar, NotInCalendar

__all__ = [
    "ENGLAND",
    "NATIONAL",
    "BadPeriod",
    "Basis",
    "Calendar",
    "Deadline",
    "Extension",
    "HourDeadline",
    "NoRuleInForce",
    "NotInCalendar",
    "Period",
    "PeriodKind",
    "Provenance",
    "Rule",
    "RuleBook",
    "Start",
    "Unit",
    "Years",
    "day_of",
    "month_of",
    "months_after",
    "months_beginning_with",
]
