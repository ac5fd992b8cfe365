"""Journeys: a real browser, a real server, and a partnership that was really built."""

from datetime import date

import pytest

from tests.journeys.browser import Person
from tests.world import World, built_for_good


@pytest.fixture
def westmere(transactional_db, settings) -> World:
    """Westmere with its people, its figures, and its reports written and not yet approved."""
    settings.BUSINESS_DATE = date(2021, 4, 30)
    settings.DEMO = settings.INVENTED = True
    return built_for_good()


@pytest.fixture
def someone(chromium, live_server):
    """A new person at a browser of their own: ``someone()``, ``someone(width=320)``, ``someone(javascript=False)``."""
    made: list[Person] = []

    def at_a_browser(**how) -> Person:
        made.append(Person(chromium, live_server.url, **how))
        return made[-1]

    yield at_a_browser
    for person in made:
        person.context.close()
