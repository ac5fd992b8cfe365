"""What the partnership chooses for itself: its name and years, areas, calendar, words, choices, rules."""

from datetime import date
from typing import Any

from django.db import transaction

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.policy import Refused, require
from safehold.partnership import policy, rules, words
from safehold.partnership.limits import COUNTRYS
from safehold.partnership.models import Area, Choice, ClosedDay, Partnership, Rule, TimeLimit, Word
from safehold.records import writing


@transaction.atomic
def describe(*, by: Actor, partnership: Partnership | None = None, **facts: Any) -> Partnership:
    """Say what the partnership is called, where it can be read about, and when its years begin."""
    require(policy.configure(by))
    if partnership is None:
        partnership = writing.create(Partnership, by=by, **facts)
    else:
        writing.change(partnership, by=by, **facts)
    audit.record(by, "partnership.described", partnership, facts=sorted(facts))
    return partnership


@transaction.atomic
def add_area(*, by: Actor, code: str, name: str, ons_code: str = "") -> Area:
    """Add a place that the partnership works in."""
    require(policy.configure(by))
    made = writing.create(Area, by=by, code=code, name=name, ons_code=ons_code)
    audit.record(by, "partnership.area_added", made, code=code)
    return made


@transaction.atomic
def mark_day(*, by: Actor, day_on: date, reason: str, working: bool = False) -> ClosedDay:
    """Mark a day as closed, or as worked after all. Deadlines already worked out keep their days."""
    require(policy.configure(by))
    if day_on.weekday() >= 5 and not working:
        raise Refused("That day is at a weekend, so nobody counts it as a working day")
    made = writing.create(ClosedDay, by=by, day_on=day_on, reason=reason, working=working)
    audit.record(by, "partnership.day_marked", made, day_on=day_on.isoformat(), working=working)
    return made


@transaction.atomic
def say(*, by: Actor, code: str, from_on: date, singular: str, plural: str) -> Word:
    """Say what something is called from a day on. Earlier records keep the earlier word."""
    require(policy.configure(by))
    if code not in words.KNOWN:
        raise Refused(f"Nothing here is called ‘{code}’, so it cannot be renamed")
    made = writing.create(Word, by=by, code=code, from_on=from_on, singular=singular, plural=plural)
    audit.record(by, "partnership.word_said", made, code=code, from_on=from_on.isoformat())
    return made


@transaction.atomic
def offer(*, by: Actor, of: str, code: str, label: str, from_on: date, position: int = 0) -> Choice:
    """Add an answer to a list that is chosen locally."""
    require(policy.configure(by))
    made = writing.create(Choice, by=by, of=of, code=code, label=label, position=position, from_on=from_on)
    audit.record(by, "partnership.choice_offered", made, of=of, code=code)
    return made


@transaction.atomic
def choose(*, by: Actor, key: str, value: Any, from_on: date, source: str) -> Rule:
    """Choose a rule from a day on, and say where it was decided. What was done under the earlier rule stands."""
    require(policy.configure(by))
    if why_not := rules.refusal(key, value):
        raise Refused(why_not)
    made = writing.create(Rule, by=by, key=key, value=value, from_on=from_on, source=source)
    audit.record(by, "partnership.rule_chosen", made, key=key, from_on=from_on.isoformat())
    return made


@transaction.atomic
def set_limit(
    *,
    by: Actor,
    key: str,
    from_on: date,
    length: int,
    unit: str,
    source: str,
    title: str = "",
    trigger: str = "",
    to_on: date | None = None,
    first_day_counts: bool = False,
    note: str = "",
) -> TimeLimit:
    """Set a time limit of the partnership's own, from a day on.

    Under the key of one of the country's it holds in its place, and takes its title and trigger where none are given.
    Deadlines that are running keep the limit they began under.
    """
    require(policy.configure(by))
    country = COUNTRYS.get(key)
    title, trigger = title or (country.title if country else ""), trigger or (country.trigger if country else "")
    if not title or not trigger:
        raise Refused("Say what must be done, and from what the time is counted")
    made = writing.create(
        TimeLimit,
        by=by,
        key=key,
        title=title,
        trigger=trigger,
        length=length,
        unit=unit,
        first_day_counts=first_day_counts,
        source=source,
        note=note,
        from_on=from_on,
        to_on=to_on,
    )
    audit.record(by, "partnership.time_limit_set", made, key=key, from_on=from_on.isoformat())
    return made
