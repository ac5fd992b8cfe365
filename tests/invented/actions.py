"""What can be done with a notebook."""

from datetime import date
from typing import Any

from django.db import transaction

from safehold import clocks
from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.models import Circle
from safehold.access.policy import require
from safehold.records import circles, timing, writing
from safehold.records.models import Correction
from tests.invented import policy
from tests.invented.models import Allegation, Notebook

CHECK = clocks.Rule(
    key="invented.check",
    title="Check the notebook",
    basis=clocks.Basis.LOCAL,
    source="Invented for tests",
    provenance=clocks.Provenance.REPORT,
    trigger="opening it",
    unit=clocks.Unit.WORKING_DAY,
    length=15,
    extendable_by=10,
    effective_from=date(2020, 1, 1),
)


@transaction.atomic
def open_one(*, by: Actor, title: str, opened_on: date) -> Notebook:
    """Open a notebook, with its own circle and the clock by which it must be checked."""
    require(policy.open_one(by))
    circle = circles.begin("Those who write in a notebook", by=by, on=opened_on)
    made = writing.create(Notebook, by=by, circle=circle, title=title, opened_on=opened_on)
    timing.start(made, CHECK, by=by, on=opened_on, fact="opened_on")
    audit.record(by, "invented.opened", made)
    return made


@transaction.atomic
def rename(notebook: Notebook, *, by: Actor, title: str) -> Notebook:
    """Give a notebook another title."""
    require(policy.write(by, notebook))
    writing.change(notebook, by=by, title=title)
    audit.record(by, "invented.renamed", notebook)
    return notebook


@transaction.atomic
def close(notebook: Notebook, *, by: Actor, closed_on: date) -> Notebook:
    """Close a notebook."""
    require(policy.write(by, notebook))
    writing.move(notebook, "close", by=by, closed_on=closed_on)
    audit.record(by, "invented.closed", notebook)
    return notebook


@transaction.atomic
def correct(notebook: Notebook, *, by: Actor, field: str, value: Any, why: str) -> Correction:
    """Put right what was recorded wrongly about a notebook."""
    require(policy.write(by, notebook))
    correction = writing.correct(notebook, by=by, field=field, value=value, why=why)
    audit.record(by, "invented.corrected", notebook, field=field)
    return correction


@transaction.atomic
def enter_in_error(notebook: Notebook, *, by: Actor, why: str) -> Correction:
    """Say that a notebook should never have been opened."""
    require(policy.enter_in_error(by, notebook))
    marked = writing.enter_in_error(notebook, by=by, why=why)
    audit.record(by, "invented.entered_in_error", notebook)
    return marked


@transaction.atomic
def reinstate(notebook: Notebook, *, by: Actor, why: str) -> Correction:
    """Say that a notebook stands after all."""
    require(policy.reinstate(by, notebook))
    taken_back = writing.reinstate(notebook, by=by, why=why)
    audit.record(by, "invented.reinstated", notebook)
    return taken_back


@transaction.atomic
def allege(*, by: Actor, title: str) -> Allegation:
    """Write down an allegation, in its compartment, with a circle in which nobody is yet."""
    require(policy.allege(by))
    made = writing.create(Allegation, by=by, circle=Circle.objects.create(name=title), title=title)
    audit.record(by, "invented.alleged", made)
    return made
