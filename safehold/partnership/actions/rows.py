"""What can be done to any dated row about the partnership: it ends, is corrected, or is taken out.

Ending says that something came to an end. Correcting says that it was written down wrongly. Taking out says that it
should never have been written down. The last two keep what was said before, with the reason.
"""

from datetime import date
from typing import Any

from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.models import Agency, AgencyBody, AgencyName
from safehold.access.policy import Refused, require
from safehold.partnership import circles, fitting, labels, policy, queries, rules, succession
from safehold.partnership.models import Amendment, AnswersTo, Chair, Group, GroupName, Rule, Seat, SeatHolder
from safehold.partnership.words import capital
from safehold.records import writing


@transaction.atomic
def end(row: Any, *, by: Actor, to_on: date) -> Any:
    """Record the last day of a dated row. A seat ends with whoever fills it."""
    require(policy.keep(by, row))
    if row.to_on is not None and row.to_on <= to_on:
        raise Refused(f"This already ended on {queries.in_words(row.to_on)}")
    if isinstance(row, Seat):
        succession.end_with(row.holders.all(), by=by, to_on=to_on)
    writing.change(row, by=by, to_on=to_on)
    _settle(row, by=by)
    audit.record(by, f"partnership.{row._meta.model_name}_ended", row, to_on=to_on.isoformat())
    return row


@transaction.atomic
def correct(row: Any, *, by: Actor, why: str, **facts: Any) -> Amendment:
    """Put right what was written down wrongly. What it said, who put it right and why are kept."""
    require(policy.keep(by, row))
    changed = {name: fact for name, fact in facts.items() if getattr(row, name) != fact}
    if not changed:
        raise Refused("This is what is already recorded")
    if isinstance(row, Rule) and (why_not := rules.refusal(row.key, changed.get("value", row.value))):
        raise Refused(why_not)
    was = queries.said(row, changed)
    writing.change(row, by=by, **changed)
    _settle(row, by=by)
    made = _amend(row, by=by, was=was, now=queries.said(row, changed), why=why)
    audit.record(by, f"partnership.{row._meta.model_name}_corrected", row, facts=sorted(changed))
    return made


@transaction.atomic
def take_out(row: Any, *, by: Actor, why: str) -> Amendment:
    """Take out a row that should never have been there. What it said, who took it out and why are kept."""
    require(policy.keep(by, row))
    made = _amend(row, by=by, was=queries.said(row), now="", why=why)
    subject = (row._meta.label_lower, str(row.pk))
    owner = _owner(row)
    if isinstance(row, AgencyName | GroupName) and owner is not None and owner.names.count() == 1:
        raise Refused("This is its only name. Correct it instead")
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError as needed:
        raise Refused("Something else depends on this, so it cannot be taken out. End it instead") from needed
    _settle(row, by=by)
    audit.record(by, f"partnership.{row._meta.model_name}_taken_out", subject)
    return made


def _amend(row: Any, *, by: Actor, was: str, now: str, why: str) -> Amendment:
    if not why.strip():
        raise Refused("Say why this is being corrected")
    owner = _owner(row)
    return writing.create(
        Amendment,
        by=by,
        group=owner if isinstance(owner, Group) else None,
        agency=owner if isinstance(owner, Agency) else None,
        about=f"{capital(labels.called(row))}: {row}"[:240],
        was=was,
        now=now,
        amended_at=timezone.now(),
        amended_by=by.user,
        why=why,
    )


def _owner(row: models.Model) -> Group | Agency | None:
    """The group or the agency that ``row`` is about."""
    if isinstance(row, Group | Agency):
        return row
    if isinstance(row, SeatHolder):
        return row.seat.group
    for name in ("group", "agency"):
        if hasattr(row, name):
            return getattr(row, name)
    return None


def _settle(row: Any, *, by: Actor) -> None:
    """Bring what is kept from ``row`` up to date: circles, current names, and nobody answering to themselves."""
    owner = _owner(row)
    if row.pk:
        fitting.must_fit(row)
        fitting.must_have_happened(row, on=by.on)
    if isinstance(row, Group | Agency):
        fitting.must_hold(row)
    if isinstance(row, Group | Seat | SeatHolder | Chair) and isinstance(owner, Group):
        circles.refresh(owner)
    if isinstance(row, AgencyName | GroupName) and owner is not None:
        succession.name_of_the_day(owner, by=by)
    if isinstance(row, AnswersTo) and row.pk and queries.circular(row.group, row.from_on):
        raise Refused(f"{row.to_group} answers to {row.group}, so {row.group} cannot answer to it")
    if isinstance(row, AgencyName | AgencyBody) and row.pk:
        same = row.agency.names.all() if isinstance(row, AgencyName) else row.agency.bodies.filter(body=row.body)
        words = "Another row about this agency says something else on some of those days"
        succession.stand_clear(same, from_on=row.from_on, to_on=row.to_on, words=words, but=row.pk)
