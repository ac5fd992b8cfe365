"""Saying what the law asks of a report, where it answers each thing, and that something is not in it."""

from collections.abc import Iterable

from django.db import transaction

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.policy import Refused, require
from safehold.asks.models import Call
from safehold.publications import coverage, law, policy, queries
from safehold.publications.document.asked import Asked
from safehold.publications.document.parse import parse
from safehold.publications.models import Coverage, Publication, Section, SignedGap
from safehold.records import writing


@transaction.atomic
def say_duties(publication: Publication, *, by: Actor, duties: Iterable[str]) -> Publication:
    """Say whose yearly report or plan a report is, and so what the law asks of it."""
    require(policy.edit(by, publication))
    queries.hold_open(publication)
    wanted = set(duties)
    if unknown := wanted - set(law.DUTIES):
        raise Refused(f"The law asks no report of {', '.join(sorted(unknown))}")
    writing.change(publication, by=by, duties=[str(body.value) for body in law.DUTIES if body in wanted])
    audit.record(by, "publications.duties_said", publication, duties=", ".join(publication.duties))
    return publication


@transaction.atomic
def choose_call(publication: Publication, *, by: Actor, call: Call | None) -> Publication:
    """Say which call asked the members for their own part of a report; none, where none did."""
    require(policy.edit(by, publication))
    queries.hold_open(publication)
    if call is not None and not queries.calls_for_sections(by).filter(pk=call.pk).exists():
        raise Refused("Choose a call that asked agencies for a section of a report")
    writing.change(publication, by=by, call=call)
    audit.record(by, "publications.call_chosen", publication, call=str(call.uid) if call else "")
    return publication


@transaction.atomic
def name_place(
    publication: Publication, *, by: Actor, requirement: str, section: Section, heading: str = ""
) -> Coverage:
    """Name a section, or what stands under one of its headings, as what answers something that the law asks."""
    require(policy.edit(by, publication))
    queries.hold_open(publication)
    _must_ask(requirement)
    if section.publication_id != publication.pk or section.number is None:
        raise Refused("Choose a section that is in this report")
    there = {coverage.alike(each) for each in coverage.headings(parse(section.words).blocks)}
    if heading and coverage.alike(heading) not in there:
        raise Refused(f"There is no heading ‘{heading}’ in section {section.number}. Choose one that is there")
    named = writing.create(
        Coverage,
        by=by,
        publication=publication,
        requirement=requirement,
        section=section,
        heading=heading,
        named_on=by.on,
        named_by=by.user,
    )
    audit.record(by, "publications.place_named", publication, requirement=requirement, number=section.number)
    return named


@transaction.atomic
def take_place_off(named: Coverage, *, by: Actor) -> Coverage:
    """Say that a part of the report does not answer it after all. That it was named, and by whom, is kept."""
    require(policy.edit(by, named.publication))
    queries.hold_open(named.publication)
    if named.removed_on:
        raise Refused("This was taken off already")
    writing.change(named, by=by, removed_on=by.on, removed_by=by.user)
    audit.record(by, "publications.place_taken_off", named.publication, requirement=named.requirement)
    return named


@transaction.atomic
def sign_gap(publication: Publication, *, by: Actor, asked: Asked, why: str) -> SignedGap:
    """Sign that the report does not say something which the law asks, and why. It is printed in the report.

    Whoever named a part of the report for it does not sign, nor does whoever writes a section: they would answer for their
    own work.
    """
    require(queries.may_sign_gap(by, publication))
    queries.hold_open(publication)
    if asked.code not in law.BY_CODE or law.BY_CODE[asked.code].body not in publication.duties:
        raise Refused("The law does not ask this of the report")
    if asked.covered:
        raise Refused("The report says this already, so there is no gap to sign")
    if publication.coverage.filter(requirement=asked.code, removed_on=None, named_by=by.user).exists():
        raise Refused("You named the section that should say it, so somebody else must sign that it does not")
    signed = writing.create(
        SignedGap,
        by=by,
        publication=publication,
        requirement=asked.code,
        signed_on=by.on,
        signed_by=by.user,
        signed_why=why.strip(),
    )
    audit.record(by, "publications.gap_signed", publication, requirement=asked.code, characters=len(why))
    return signed


@transaction.atomic
def withdraw_gap(signed: SignedGap, *, by: Actor) -> SignedGap:
    """Withdraw a signature: the gap stops the report again. That it was signed, and why, is kept."""
    require(policy.withdraw_gap(by, signed.publication))
    queries.hold_open(signed.publication)
    if signed.withdrawn_on:
        raise Refused("This signature was withdrawn already")
    writing.change(signed, by=by, withdrawn_on=by.on, withdrawn_by=by.user)
    audit.record(by, "publications.gap_withdrawn", signed.publication, requirement=signed.requirement)
    return signed


def _must_ask(requirement: str) -> None:
    if requirement not in law.BY_CODE:
        raise Refused("The law does not ask this of a report")
