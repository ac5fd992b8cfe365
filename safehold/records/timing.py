"""How actions start and meet deadlines. Like ``writing``, it is called by actions, which write the trail.

A deadline is worked out once, when its clock starts, and kept with the rule as it then stood. An extension is a row
with its reason. A corrected start is worked out anew as a new row, and the old row stays.
"""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django.utils.module_loading import import_string

from safehold import clocks
from safehold.access.actor import Actor
from safehold.access.policy import Refused
from safehold.records.models import Deadline, Entry, Extension
from safehold.records.models.clocks import rule_as_kept, rule_from


def calendar() -> clocks.Calendar:
    """The working days of England as this partnership keeps them, from the function that ``CALENDAR`` names."""
    named = settings.CALENDAR
    return import_string(named)() if named else clocks.ENGLAND


def rule_book() -> clocks.RuleBook:
    """The national rules with the partnership's own in their place, from the function that ``RULE_BOOK`` names."""
    named = settings.RULE_BOOK
    return import_string(named)() if named else clocks.NATIONAL


def start(record: Any, rule: clocks.Rule, *, by: Actor, on: date | datetime, fact: str = "") -> Deadline:
    """Start the clock of ``rule`` on ``record`` on the day ``on`` (a time, for a rule in hours) and keep its due date.

    ``fact`` names the field whose day this is: correcting that field works the deadline out anew. Raises ``ValueError``
    for a rule that was not in force on that day, which is a fault of the caller.
    """
    return Deadline.objects.create(**worked_out(rule, on=on), **made(record, by), fact=fact)


def worked_out(rule: clocks.Rule, *, on: date | datetime) -> dict[str, Any]:
    """The facts of a deadline of ``rule`` that starts on ``on``."""
    facts: dict[str, Any] = {"rule_key": rule.key, "rule": rule_as_kept(rule), "title": rule.title[:200]}
    if rule.unit is clocks.Unit.HOUR:
        if not isinstance(on, datetime):
            raise ValueError(f"{rule.key} is counted in hours: it needs the time at which it started")
        hours = clocks.HourDeadline.start(rule, at=on)
        day = day_of(hours.due_at)
        return facts | {
            "started_on": day_of(on),
            "started_at": on,
            "due_at": hours.due_at,
            "due_on": day,
            "first_due_on": day,
        }
    day = day_of(on)
    due_on = clocks.Deadline.start(rule, on=day, calendar=calendar()).first_due_on
    return facts | {"started_on": day, "first_due_on": due_on, "due_on": due_on}


def day_of(on: date | datetime) -> date:
    """The day of a moment by the clocks of the United Kingdom: half past midnight in summer is not the day before."""
    return timezone.localtime(on).date() if isinstance(on, datetime) else on


def meet(deadline: Deadline, *, by: Actor, on: date | datetime) -> None:
    """Record that what was due was done: a day, or a moment for a deadline in hours. Refused where it was met before."""
    met = {"met_at": on, "met_on": day_of(on)} if isinstance(on, datetime) else {"met_on": on}
    waiting = Deadline.objects.filter(pk=deadline.pk, met_on=None, met_at=None)
    done = waiting.update(**met, version=F("version") + 1, changed_at=timezone.now(), changed_by=by.user_id)
    deadline.refresh_from_db()
    if not done:
        raise Refused("This deadline has already been met")


def corrected(record: Any, fact: str, *, by: Actor, on: date | datetime | None) -> list[Deadline]:
    """Work out anew every standing deadline that ``fact`` of ``record`` started, now that it is ``on``."""
    if not isinstance(on, date) and on is not None:
        return []
    old_rows = list(Deadline.objects.standing().filter(entry=record.entry, fact=fact).prefetch_related("extensions"))
    if old_rows and on is None:
        raise Refused("A deadline was worked out from this date, so it cannot be empty")
    return [anew(old, record, by=by, on=on) for old in old_rows if on is not None]


def anew(old: Deadline, record: Any, *, by: Actor, on: date | datetime) -> Deadline:
    """A new row in place of ``old``. Time that was agreed until a day after the new due date is kept."""
    day = day_of(on)
    rule = rule_from(old.rule)
    if not rule.in_force(day):
        try:
            rule = rule_book().rule(old.rule_key, day)
        except clocks.NoRuleInForce as none:
            raise Refused(f"No time limit was in force that day for this deadline: {old.title}") from none
    facts = worked_out(rule, on=on)
    agreed = [each for each in old.extensions.all() if facts["due_on"] and each.due_on > facts["due_on"]]
    if agreed:
        facts["due_on"] = agreed[-1].due_on
    kept = {"fact": old.fact, "met_on": old.met_on, "met_at": old.met_at, "replaces": old}
    new = Deadline.objects.create(**facts, **made(record, by), **kept)
    for each in agreed:
        Extension.objects.create(
            deadline=new, due_on=each.due_on, why=each.why, agreed_on=each.agreed_on, agreed_by_id=each.agreed_by_id
        )
    return new


def made(record: Any, by: Actor) -> dict[str, Any]:
    now = timezone.now()
    entry = record if isinstance(record, Entry) else record.entry
    return {"entry": entry, "made_at": now, "made_by": by.user, "changed_at": now, "changed_by": by.user}
