"""The table of who may what as a page that a person can read: ``docs/reference/who-may.md``."""

import inspect
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.urls import resolve

from safehold.access.roles import Role
from tests.proofs import who_may
from tests.proofs.addresses import Place

PAGE = Path(settings.ROOT) / "docs" / "reference" / "who-may.md"
INTRODUCTION = """<!-- Written by `make who-may`. Change the code, not this page. -->

# Who may open what

What the running site answered to somebody in each role, page by page. `tests/proofs/who_may.csv` has every answer, to
reading and to posting, and a test asks the site again. Where a page is about a record, it was asked about one record of an
invented partnership:

- the case is owned by the council; the practice manager is a member of it, a practitioner opened it in an emergency, the
  review officer has a conflict of interest, and the business manager has asked for access;
- the submission was sent by the partnership's own team, and the allegation is in the LADO's compartment;
- the person is an agency lead, and the invitation is to the partnership's own team.

*Not there* means that the answer is the same as for something that does not exist. Whoever has not signed in is asked to,
unless it says otherwise.
"""
PARTS = {
    "invented": "A case, and an allegation",
    "records": "What every record has: documents, deadlines, circle, seal, requests, messages",
    "imports": "What partners send",
    "measures": "Figures",
    "publications": "Annual reports",
    "partnership": "The partnership: agencies, groups, seats, words, rules",
    "people": "People, invitations and roles",
    "trail": "The audit trail",
    "access": "One’s own account and the way in",
    "website": "The front page and pages about the site",
    "components": "The gallery of components",
}
OPENS, EMPTY = {"opened", "onward", "not now", "over"}, {"opened, empty"}
HEAD = """| Page | Opens it | Opens it and finds nothing | Is told that they may not | Not there for |
| --- | --- | --- | --- | --- |
"""


def written(table: dict[str, who_may.Row], there: Iterable[Place]) -> str:
    """The page. One line for each of our addresses about a record that is there."""
    names = {letter: said for said, letter in who_may.LETTERS.items()}
    by_part: dict[str, list[str]] = {}
    for place in sorted({place.name: place for place in there if place.there}.values(), key=lambda each: each.name):
        row = {role: names[letter] for role, letter in table[who_may.key(place, "GET")].items()}
        if set(row.values()) <= {"sign in", "no such act"}:  # only posted to
            row = {role: names[letter] for role, letter in table[who_may.key(place, "POST")].items()}
        stranger = row.pop("stranger")
        cells = list(who(row, OPENS, EMPTY, {"refused"}, {"absent"}))
        if stranger in OPENS:
            cells[0] = "Anybody, signed in or not"
        by_part.setdefault(place.name.split(":")[0], []).append(f"| {words_of(place)} | {' | '.join(cells)} |\n")
    order = [part for part in [*PARTS, *sorted(by_part.keys() - PARTS.keys())] if part in by_part]
    parts = [f"\n## {PARTS.get(part, part)}\n\n{HEAD}{''.join(by_part[part])}" for part in order]
    return INTRODUCTION + "".join(parts)


def who(row: who_may.Row, *answers: set[str]) -> Iterator[str]:
    """The roles that got each of ``answers``, by name; the largest of several groups is ‘everybody else’."""
    groups = [[Role(role) for role, answer in row.items() if answer in wanted] for wanted in answers]
    largest = max(groups, key=len)
    for group in groups:
        if group is largest:
            yield "Everybody" if len(group) == len(row) else "Everybody else"
        else:
            yield ", ".join(role.label.split(" (")[0] for role in group)


def words_of(place: Place) -> str:
    """What the page is called, or does: its title where it has one of its own, and the first words of its docstring."""
    view = resolve(place.path).func
    page = getattr(view, "view_class", view)
    doc = (inspect.getdoc(page) or "") if page.__doc__ else ""
    title = getattr(page, "title", "")
    if not isinstance(title, str) or not title or title != title.strip():
        title = re.split(r"[.:;,]\s|\n", doc + " ")[0].rstrip(". ")
    name = place.name.split(":")[1].replace("_", " ").replace("-", " ")
    return f"{title or name[:1].upper() + name[1:]} (`{place.name}`)"
