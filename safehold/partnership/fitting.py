"""Whether a dated row stands within the days of what it is about: nobody has a seat in a group that is not there, and
nothing was approved on a day to come. Nothing new is said of a group that has closed."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from safehold.access.models import Agency
from safehold.access.policy import YES, Answer, Refused, not_now
from safehold.partnership.models import AnswersTo, Chair, Group, GroupBody, Quorum, Seat, TermsOfReference
from safehold.partnership.queries import in_words

Bounds = tuple[Any, date | None, date | None]


def bounds(row: Any) -> Iterator[Bounds]:
    """What ``row`` is about, each with its first and its last day where it has one."""
    if isinstance(row, Seat | Chair | AnswersTo | Quorum | GroupBody):
        yield row.group, row.group.founded_on, row.group.closed_on
    if isinstance(row, AnswersTo) and row.to_group is not None:
        yield row.to_group, row.to_group.founded_on, row.to_group.closed_on
    if isinstance(row, Seat):
        yield row.agency, None, row.agency.closed_on


def must_fit(row: Any) -> None:
    """Refuse a row that begins before what it is about was there, or after it was gone, or lasts longer."""
    for thing, first, last in bounds(row):
        if first is not None and row.from_on < first:
            raise Refused(f"{thing} was not there before {in_words(first)}")
        if last is not None and (row.to_on or row.from_on) > last:
            raise Refused(f"{thing} was not there after {in_words(last)}")


def still_there(group: Group, *, on: date) -> Answer:
    """Whether ``group`` can still get a name, a seat, a chair or anything else; what a closed one was is only corrected."""
    if group.closed_on is None or group.closed_on >= on:
        return YES
    return not_now(
        f"{group} closed on {in_words(group.closed_on)}, so nothing can be added to it now. "
        "What was recorded about it can still be corrected"
    )


def must_have_happened(row: Any, *, on: date) -> None:
    """Refuse a row that says something was done on a day to come: on ``on`` nobody can know it."""
    if isinstance(row, TermsOfReference) and row.approved_on is not None and row.approved_on > on:
        raise Refused("The date approved must be today or in the past")


def must_hold(thing: Group | Agency) -> None:
    """Refuse days of a group or an agency that what hangs on it goes beyond: seats, chairs, duties, whom it answers to."""
    hanging: list[Any] = [thing.seats]
    if isinstance(thing, Group):
        hanging += [thing.chairs, thing.answers_to, thing.answered_by, thing.bodies, thing.quorums]
    for rows in hanging:
        for row in rows.select_related("group"):
            must_fit(row)
