"""Who writes and approves a report, and a draft with figures that cannot be."""

import pytest

from safehold.access.actor import Actor
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.publications import actions
from safehold.publications.models import Profile, Publication
from safehold.publications.tests import covering
from safehold.publications.tests.factories import FAILING, FIGURES, IMPOSSIBLE, WORDS, report, taken_in


@pytest.fixture
def manager() -> Actor:
    return actor(Role.BUSINESS_MANAGER, Role.DATA_ANALYST)


@pytest.fixture
def chair() -> Actor:
    return actor(Role.INDEPENDENT_CHAIR)


@pytest.fixture
def draft(manager: Actor) -> Publication:
    """Two sections, each finished; a check of the second fails."""
    taken_in(manager, FIGURES + IMPOSSIBLE)
    return report(manager, WORDS, FAILING, profile=Profile.INTERNAL)


@pytest.fixture
def board(manager: Actor) -> Publication:
    """A report that is an adults board's too, with one section."""
    made = report(manager, covering.WORDS)
    return actions.say_duties(made, by=manager, duties=["SAB"])
