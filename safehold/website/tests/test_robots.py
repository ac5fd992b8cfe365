"""What search engines are told: the front page, help and what is published for everybody, and nothing else."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.addresses import ADDRESSES, OPEN

pytestmark = pytest.mark.django_db
UID = "00000000-0000-4000-8000-000000000000"
PUBLISHED = {
    "plans:public": "/plans/progress/",
    "website:home": "/",
    "website:about": "/help/about/",
    "website:accessibility": "/help/accessibility/",
    "publications:public": f"/annual-reports/{UID}/public/",
    "publications:public_file": f"/annual-reports/{UID}/public/report.pdf",
}


def allowed(path: str, rules: str) -> bool:
    """Whether a robot may read ``path``: the longest rule that fits it decides, as RFC 9309 has it."""
    fitting = [(0, True)]
    for verb, pattern in re.findall(r"^(Allow|Disallow): (\S+)$", rules, re.MULTILINE):
        if re.match(re.escape(pattern).replace(r"\*", ".*").replace(r"\$", "$"), path):
            fitting.append((len(pattern), verb == "Allow"))
    return max(fitting)[1]


@pytest.fixture
def rules() -> str:
    answer = Client().get("/robots.txt")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/plain")
    return answer.text


def test_robots_may_read_what_is_published_and_nothing_else(rules):
    words = {"uid": UID, "name": "report.pdf"}
    assert {path for name, path in PUBLISHED.items() if allowed(path, rules)} == set(PUBLISHED.values())
    for name, path in PUBLISHED.items():
        assert name in OPEN
        assert reverse(name, kwargs={word: words[word] for word in ADDRESSES[name]}) == path
    assert allowed("/static/site.css", rules)
    plain = [reverse(name) for name, needs in ADDRESSES.items() if not needs and name not in PUBLISHED]
    assert len(plain) > 20
    assert [path for path in [*plain, f"/annual-reports/{UID}/", f"/records/{UID}/"] if allowed(path, rules)] == []
