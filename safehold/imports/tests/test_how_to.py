"""What the how-to guide promises: every button, link and page that it names is on the site, under that name."""

import re
from html import unescape
from pathlib import Path

import pytest

from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.imports.door import look
from safehold.imports.reading_in import receive
from safehold.imports.tests.factories import EARLIER, HEADINGS, ROW, declared, sent
from safehold.measures.tests.factories import events, figures
from safehold.records.tests.promises import browser

pytestmark = pytest.mark.django_db
GUIDE = Path(__file__).parents[3] / "docs" / "how-to" / "take-in-figures.md"


def words_of(html: str) -> str:
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", html).split()))


def test_every_name_in_the_guide_is_on_the_site():
    named = set(re.findall(r"\*\*(.+?)\*\*", " ".join(GUIDE.read_text(encoding="utf-8").split())))
    who = actor(Role.BUSINESS_MANAGER)
    accepted = sent(by=who, accepted=True)
    ready = sent(HEADINGS + EARLIER, by=who)
    faulty = sent(HEADINGS + ROW.replace("200", "many"), by=who)
    begun = receive(
        look((HEADINGS + ROW + EARLIER).encode(), name="f.csv", data_set="figures"), declared=declared(), by=who
    )
    figures("sar.referrals,2020-21,4", by=who)
    events("sar_referral,2020-05-04", by=who)
    addresses = [
        "/submissions/",
        "/submissions/send/",
        "/submissions/send/figures/",
        "/figures/",
        "/figures/sar.referrals/",
    ]
    addresses += [each.get_absolute_url() for each in (accepted, ready, faulty, begun)]
    addresses += [f"{ready.get_absolute_url()}accept/", "/partnership/", "/partnership/rules/"]
    client = browser(who)
    pages = []
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, address
        pages.append(words_of(response.content.decode()))

    assert len(named) >= 15
    assert {name for name in named if not any(name in page for page in pages)} == set()
