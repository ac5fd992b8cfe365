"""What the tests of the pages of accounts share: another browser, and a form that is filled in and sent."""

from datetime import date
from typing import Any

import html5lib
from django.test import Client

from safehold.access.roles import Role
from safehold.access.tests.browsing import signed_in, with_second_factor
from safehold.access.tests.factories import DAY, account


def browse(*roles: Role, agency: str = "council") -> Client:
    """A browser in which somebody who holds ``roles`` for ``agency`` is signed in."""
    return signed_in(with_second_factor(account(*roles, agency=agency, name="Lena Lead")))


def send(client: Client, path: str, **typed: Any) -> Any:
    """Fill the page's own form in and send it, as a browser does."""
    page = html5lib.parse(client.get(path).content.decode(), namespaceHTMLElements=False)
    hidden = {each.get("name"): each.get("value", "") for each in page.findall(".//main//input[@type='hidden']")}
    return client.post(path, hidden | typed, follow=True)


def day(name: str, value: date = DAY) -> dict[str, int]:
    """A date as its three boxes send it."""
    return {f"{name}-day": value.day, f"{name}-month": value.month, f"{name}-year": value.year}
