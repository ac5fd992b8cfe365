"""A word that a pack changes is what the site's pages and the annual report say, from its day on."""

from datetime import date

import pytest
from django.test import Client

from safehold.access.actor import Actor
from safehold.access.roles import Role
from safehold.partnership.pack.loading import load, understand
from safehold.publications import queries as reports
from tests.world import World

pytestmark = pytest.mark.slow

PACK = """
words:
  - {code: business_manager, from_on: 2021-04-01, singular: partnership lead, plural: partnership leads}
  - {code: domestic_homicide_review, from_on: 2021-03-01, singular: domestic abuse related death review,
     plural: domestic abuse related death reviews}
  - {code: adult_review, from_on: 2021-03-01, singular: adult practice review, plural: adult practice reviews}
  - {code: child_practice_review, from_on: 2021-03-01, singular: child practice review, plural: child practice reviews}
"""


@pytest.fixture
def renamed(world: World):
    load(understand(PACK.encode()), by=Actor.system("tests", on=date(2021, 4, 30)))
    return world


@pytest.mark.parametrize("address", ["/", "/account/login/", "/help/accessibility/"])
@pytest.mark.django_db
def test_pages_for_strangers_say_whom_to_ask_in_the_partnerships_words(world, address):
    before = Client().get(address).text
    load(understand(PACK.encode()), by=Actor.system("tests", on=date(2021, 4, 30)))
    after = Client().get(address).text

    assert "the partnership manager" in before  # as Westmere’s own pack has it
    assert "the partnership lead" in after
    assert "partnership’s partnership" not in before + after


@pytest.mark.django_db
def test_a_refusal_and_the_door_for_files_say_it_too(renamed):
    refused = renamed.client(Role.TRAINING_COORDINATOR).get("/partnership/groups/add/")
    door = renamed.client(Role.DATA_ANALYST).get("/submissions/send/figures/")

    assert "Only the partnership lead or a system administrator can change" in refused.text
    assert "or the partnership lead accepts it" in door.text


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("dhr.published", "Domestic abuse related death reviews published"),
        ("sar.referrals", "Referrals for an adult practice review"),
        ("cspr.published", "Child practice reviews published"),
    ],
)
@pytest.mark.django_db
def test_measures_are_called_what_the_partnership_calls_what_they_count(renamed, code, words):
    client = renamed.client(Role.DATA_ANALYST)

    assert f'govuk-heading-l">{words}</h1>' in client.get(f"/figures/{code}/").text
    assert words in client.get("/figures/?section=3").text


@pytest.mark.django_db
def test_a_report_says_the_words_of_the_end_of_its_period(renamed):
    year, before = renamed.reports["2020-21"], renamed.reports["2019-20"]
    now, then = (str(reports.made(each, on=date(2021, 4, 30)).document) for each in (year, before))

    assert "Domestic abuse related death reviews published" in now
    assert "Domestic homicide reviews published" not in now
    assert "Domestic abuse related death reviews published" not in then
    assert "Domestic homicide reviews published" in then
