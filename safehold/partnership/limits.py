"""The time limits that hold here: the country’s, and in their place or beside them those this partnership set itself.

``rule_book`` is what the setting ``RULE_BOOK`` names, so that every deadline starts under it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from safehold.clocks import NATIONAL, Basis, Provenance, Rule, RuleBook, Start, Unit
from safehold.partnership.models import TimeLimit
from safehold.partnership.spans import ONE_DAY, Span

COUNTRYS = {rule.key: rule for rule in NATIONAL}  # the latest of each key


def rule_book() -> RuleBook:
    """Every time limit of this partnership, in one query."""
    return with_ours(NATIONAL, TimeLimit.objects.all())


def with_ours(country: Iterable[Rule], ours: Iterable[TimeLimit]) -> RuleBook:
    """The country’s limits and a partnership’s own. On the days that an own limit holds, the country’s of its key does not."""
    own = [as_rule(limit) for limit in ours]
    spans: dict[str, list[Span]] = {}
    for rule in own:
        spans.setdefault(rule.key, []).append(Span(rule.effective_from, rule.effective_to))
    kept = [left for rule in country for left in without(rule, spans.get(rule.key, ()))]
    return RuleBook([*kept, *own])


def as_rule(limit: TimeLimit) -> Rule:
    """A limit that the partnership set, as a clock reads it."""
    return Rule(
        key=limit.key,
        title=limit.title,
        basis=Basis.LOCAL,
        source=limit.source,
        provenance=Provenance.ONE_AREA,
        trigger=limit.trigger,
        unit=Unit(limit.unit),
        length=limit.length,
        start=Start.COUNTED if limit.first_day_counts else Start.NOT_COUNTED,
        effective_from=limit.from_on,
        effective_to=limit.to_on,
        note=limit.note,
    )


def without(rule: Rule, spans: Iterable[Span]) -> Iterator[Rule]:
    """What is left of a rule outside ``spans``: it as it was, or a version for each stretch of days between them."""
    begins = rule.effective_from
    for span in sorted(spans, key=lambda each: each.from_on):
        if rule.effective_to is not None and span.from_on > rule.effective_to:
            break
        if span.from_on > begins:
            yield replace(rule, effective_from=begins, effective_to=span.from_on - ONE_DAY)
        if span.to_on is None:
            return
        begins = max(begins, span.to_on + ONE_DAY)
    if rule.effective_to is None or begins <= rule.effective_to:
        yield replace(rule, effective_from=begins)
