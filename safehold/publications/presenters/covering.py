"""What the pages of what the law asks say, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from safehold.access.actor import Actor
from safehold.access.models import LegalBody
from safehold.govuk.filters import day, plural
from safehold.govuk.parts import Link, Tag
from safehold.publications import coverage, policy, queries
from safehold.publications.document.asked import Asked
from safehold.publications.document.parse import parse
from safehold.publications.law import edition_of
from safehold.publications.lifecycle import Status
from safehold.publications.models import Publication, Section
from safehold.records.pages import Column


def body_of(asked: Asked) -> str:
    return str(LegalBody(asked.body).label)


def state_of(asked: Asked) -> str:
    """How it stands, in a word or two."""
    return "Covered" if asked.covered else "Gap signed" if asked.signed else "Empty"


def tag_of(asked: Asked) -> Tag:
    return Tag(state_of(asked), "green" if asked.covered else "yellow" if asked.signed else "red")


def signed(asked: Asked) -> str:
    """Who signed that it is not there, when and why; nothing where nobody did."""
    if not asked.signed or asked.signed_on is None:
        return ""
    return f"Because: {asked.why}. Signed by {asked.signed_by}, {day(asked.signed_on)}"


COLUMNS = (
    Column("Code", lambda asked: asked.code),
    Column("What the law asks", lambda asked: asked.words),
    Column("Law", lambda asked: asked.law),
    Column("In force", lambda asked: asked.held),
    Column("Whose duty", body_of),
    Column("State", state_of),
    Column("Where it stands", lambda asked: "; ".join(spot.title for spot in asked.spots)),
    Column("What lacks", lambda asked: "; ".join(asked.missing)),
    Column("Gap signed", signed),
)
"""The columns of the matrix as a file."""


@dataclass(frozen=True)
class Line:
    """One line of the matrix on a page: what is asked, its state, where it stands, and what can be done about it."""

    asked: Asked
    body: str
    state: Tag
    spots: tuple[tuple[Link, Link | None], ...]
    signed: str
    acts: tuple[Link, ...]


def lines(actor: Actor, report: Publication, rows: Sequence[Asked], *, may_name: bool, may_sign: bool) -> list[Line]:
    """The matrix as ``actor`` sees it: what may be done stands beside each line."""
    uid = report.entry.uid
    gaps = {each.requirement: each.pk for each in queries.gaps_signed(report)}
    may_withdraw = bool(gaps) and bool(policy.withdraw_gap(actor, report))
    read = reverse("publications:read", args=[uid])
    found = []
    for each in rows:
        spots = tuple(
            (
                Link(spot.title, f"{read}#{spot.anchor}"),
                _link("Take off", "take_place_off", uid, spot.key, about=spot.title) if spot.key and may_name else None,
            )
            for spot in each.spots
        )
        acts = []
        if may_name and not each.covered:
            acts.append(_link("Name a section", "name_place", uid, each.code, about=each.words))
        if may_sign and each.empty:
            acts.append(_link("Sign that it is not there", "sign_gap", uid, each.code, about=each.words))
        if may_withdraw and each.code in gaps:
            acts.append(_link("Withdraw the signature", "withdraw_gap", uid, gaps[each.code], about=each.words))
        found.append(Line(each, body_of(each), tag_of(each), spots, signed(each), tuple(acts)))
    return found


def _link(text: str, name: str, uid: Any, key: Any, *, about: str) -> Link:
    return Link(text, reverse(f"publications:{name}", args=[uid, key]), about=about)


def told(asked: Sequence[Asked]) -> str:
    """How much of all that the law asks is there, in a sentence."""
    if not asked:
        return ""
    covered = sum(each.covered for each in asked)
    gaps, empty = sum(each.signed for each in asked), sum(each.empty for each in asked)
    said = f"{covered} of {len(asked)} things that the law asks are in this report."
    if gaps:
        said += f" {plural(gaps, 'gap')} {'is' if gaps == 1 else 'are'} signed."
    if empty:
        said += f" {empty} {'is' if empty == 1 else 'are'} empty, and until none is the report cannot be submitted."
    edition = edition_of(each.law for each in asked)
    return f"{said} {edition}".rstrip()


def why_not(actor: Actor, report: Publication, asked: Sequence[Asked], may_sign: Any) -> str:
    """Why this person does not sign what is empty, where something is; nothing where they can or nothing is."""
    if may_sign or report.status != Status.DRAFTING or not coverage.empty(asked):
        return ""
    return str(may_sign.reason)


def acts(report: Publication) -> list[Link]:
    return [Link("Change which duties it answers", reverse("publications:duties", args=[report.entry.uid]))]


def places(sections: Sequence[Section]) -> list[tuple[str, str]]:
    """Every section and every heading in it, to choose from: by the section's key and the words of the heading."""
    found = []
    for section in sections:
        found.append((f"{section.pk}:", str(section)))
        headings = dict.fromkeys(coverage.headings(parse(section.words).blocks))
        found += [(f"{section.pk}:{heading}", f"{section}: {heading}") for heading in headings]
    return found


def file_href(request: HttpRequest, kind: str) -> str:
    """The address of the same lines as a file."""
    query = request.GET.copy()
    query["format"] = kind
    return f"?{query.urlencode()}"
