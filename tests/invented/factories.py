"""Notebooks to look at. Each is opened by its action, so that it has the history a real one would have."""

from datetime import date

from safehold.access.actor import Actor
from safehold.access.models import Circle
from safehold.access.roles import Role
from safehold.access.tests.factories import actor, join
from safehold.records import writing
from tests.invented import actions
from tests.invented.models import Allegation, Notebook

OPENED_ON = date(2021, 4, 1)


def notebook(by: Actor | None = None, *, title: str = "The first", opened_on: date = OPENED_ON) -> Notebook:
    """A notebook opened by ``by``, or by a review officer of the council, who is in its circle."""
    return actions.open_one(by=by or actor(Role.REVIEW_OFFICER), title=title, opened_on=opened_on)


def many(by: Actor, number: int) -> None:
    """``number`` notebooks, all in circles that ``by`` is in."""
    for each in range(number):
        notebook(by, title=f"Notebook {each:03}")


def allegation(by: Actor | None = None, *, title: str = "What was said") -> Allegation:
    """A record in the LADO's compartment."""
    by = by or actor(Role.LADO)
    circle = Circle.objects.create(name="Compartment")
    join(circle, by)
    return writing.create(Allegation, by=by, circle=circle, title=title)
