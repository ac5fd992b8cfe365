"""What every test of records begins with: the invented pages, no files, and the people around one notebook."""

import pytest

from safehold.access.actor import Actor
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from tests.invented.factories import notebook
from tests.invented.models import Notebook


@pytest.fixture(autouse=True)
def _invented_pages(settings) -> None:
    settings.ROOT_URLCONF = "tests.invented.site"


@pytest.fixture(autouse=True)
def _empty_shelves(settings) -> None:
    """Every test begins with no file kept: setting the storages anew empties those in memory."""
    settings.STORAGES = dict(settings.STORAGES)


@pytest.fixture
def officer() -> Actor:
    return actor(Role.REVIEW_OFFICER)


@pytest.fixture
def book(officer: Actor) -> Notebook:
    """The officer's own."""
    return notebook(officer)


@pytest.fixture
def manager(book: Notebook) -> Actor:
    """In charge of the council's cases."""
    return actor(Role.ADULTS_MANAGER)


@pytest.fixture
def outsider() -> Actor:
    """A practitioner who may know that there is a case, and not what is in it."""
    return actor(Role.ADULTS_PRACTITIONER, agency="police")
