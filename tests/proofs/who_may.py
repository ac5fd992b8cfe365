"""Who may do what, asked of the running site: every address, by every role, to read and to post, there and absent.

``who_may.csv`` holds the answer for each, one letter a role. ``make who-may`` writes it anew: read what changed as one
reads code, for it is what the partnership promises.
"""

import csv
import io
from pathlib import Path

from django.db import transaction
from django.test import Client
from django.urls import resolve
from django.utils.html import escape

from safehold.access.roles import Role
from safehold.records.pages import ListPage
from tests.proofs.addresses import Place
from tests.world import World

TABLE = Path(__file__).with_suffix(".csv")
VERBS = ("GET", "POST")
WHO: tuple[Role | None, ...] = (None, *Role)
# what an answer is called in the table
LETTERS = {
    "opened": "o",  # the page, or its form again with what is missing
    "opened, empty": "e",  # a list in which nothing is theirs to see
    "onward": "w",  # sent on to another page, as after something done
    "sign in": "s",
    "refused": "r",  # told that they may not, or shown a card
    "absent": "-",  # exactly as if there were no such thing
    "no such act": "m",  # nothing is posted to this page
    "over": "x",  # was there, and is no longer
    "not now": "h",  # may, and something else stands in the way
}
SAID = {
    200: "opened", 204: "opened", 422: "opened", 403: "refused", 404: "absent", 405: "no such act", 409: "not now", 410: "over",
}  # fmt: skip
Row = dict[str, str]


class Fault(AssertionError):  # noqa: N818  it is the page that erred
    """A page answered with what no page may answer."""


def key(place: Place, verb: str) -> str:
    return f"{place.name} {'there' if place.there else 'absent'} {verb}"


def column(role: Role | None) -> str:
    return role.value if role else "stranger"


def ask(client: Client, place: Place, verb: str) -> tuple[str, str]:
    """The letter, and the words of a page that says no; what a post changed is undone."""
    with transaction.atomic():
        answer = client.get(place.path) if verb == "GET" else client.post(place.path, {})
        code = answer.status_code
        words = "" if answer.streaming else answer.content.decode()
        transaction.set_rollback(True)
    if code in (301, 302, 303):
        return LETTERS["sign in" if answer.headers["Location"].startswith("/account/login/") else "onward"], ""
    if code not in SAID:
        raise Fault(f"{verb} {place} answered {code}")
    if code == 200 and is_empty_list(place, words):
        return LETTERS["opened, empty"], ""
    return LETTERS[SAID[code]], words if code >= 400 else ""


def letter(client: Client, place: Place, verb: str) -> str:
    return ask(client, place, verb)[0]


def is_empty_list(place: Place, page: str) -> bool:
    view = getattr(resolve(place.path).func, "view_class", None)
    return isinstance(view, type) and issubclass(view, ListPage) and escape(view.empty) in page


def clients(world: World, roles: tuple[Role | None, ...] = WHO) -> dict[Role | None, Client]:
    found = {}
    for role in roles:
        found[role] = world.client(role)
        found[role].raise_request_exception = False
    return found


def read() -> dict[str, Row]:
    if not TABLE.exists():
        return {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row.pop("what"): row for row in csv.DictReader(file)}


def write(rows: dict[str, Row]) -> None:
    out = io.StringIO()
    writer = csv.DictWriter(out, ["what", *map(column, WHO)], lineterminator="\n")
    writer.writeheader()
    writer.writerows({"what": what, **row} for what, row in sorted(rows.items()))
    TABLE.write_text(out.getvalue(), encoding="utf-8")
