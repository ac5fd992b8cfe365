"""Sets every claim before the rule of its kind."""

from collections.abc import Iterable
from dataclasses import replace

from safehold.publications.claims.claim import Claim
from safehold.publications.claims.grammar import Unreadable
from safehold.publications.claims.rules import RULES, sentence_of
from safehold.publications.claims.verdicts import Finding, Findings, House, ReadersNote, Ruling, Verdict

_BY_KIND = {rule.kind: rule for rule in RULES}


def check(
    claims: Iterable[Claim], *, house: House | None = None, readers_list: tuple[ReadersNote, ...] = ()
) -> Findings:
    """What arithmetic says about each claim, one finding for each, in the order of the sections.

    ``readers_list`` is handed through beside the findings and never counted among them.
    """
    house = house or House()
    return Findings.in_order([judge(claim, house) for claim in claims], readers_list)


def judge(claim: Claim, house: House) -> Finding:
    """What the rule of its kind says about one claim, in all of its readings."""
    rule = _BY_KIND.get(claim.kind)
    if rule is None:
        ruling = Ruling(Verdict.CANNOT_BE_KNOWN, f"No rule knows claims of the kind ‘{claim.kind}’.")
    else:
        ruling = _ruling(claim, house)
        if other := claim.other_reading():
            ruling = _both_ways(ruling, _ruling(other, house))
        if claim.keeps_back:
            ruling = _kept_back(ruling, house)
    return Finding(
        id=claim.id,
        section=claim.section,
        subject=claim.subject,
        kind=claim.kind,
        says=sentence_of(rule) if rule else "",
        verdict=ruling.verdict,
        how=ruling.how,
        answers=ruling.answers,
        note=claim.note,
        about=claim.id,
        gives_away=claim.keeps_back and ruling.verdict is Verdict.FAILS,
    )


def _ruling(claim: Claim, house: House) -> Ruling:
    try:
        return _BY_KIND[claim.kind]().judge(claim, house)
    except Unreadable as unreadable:
        return Ruling(Verdict.CANNOT_BE_KNOWN, str(unreadable))


def _both_ways(one: Ruling, other: Ruling) -> Ruling:
    """A claim that can be read in two ways fails only where it fails in both."""
    if one.verdict is other.verdict:
        return replace(one, how=f"{one.how} Read the other way: {other.how}")
    return Ruling(Verdict.WARNING, f"It can be read in two ways. One way: {one.how} The other way: {other.how}")


def _kept_back(ruling: Ruling, house: House) -> Ruling:
    """Where a number was held back on purpose, being able to work it out is the fault. It is not said again here."""
    if ruling.verdict is Verdict.SOLVED:
        return Ruling(Verdict.FAILS, "A number kept back here can be worked out from what is printed beside it.")
    if ruling.verdict is Verdict.RANGE:
        widths = [answer.span.high - answer.span.low + 1 for answer in ruling.answers if answer.span.high is not None]
        if min(widths) < house.small_below:
            return Ruling(Verdict.WARNING, f"A number kept back here can be narrowed to {min(widths)} numbers.")
        return Ruling(Verdict.HOLDS, "What is kept back here stays so: too many numbers fit.")
    if ruling.verdict is Verdict.CANNOT_BE_KNOWN:
        return Ruling(Verdict.HOLDS, "What is kept back here cannot be worked out from what is printed beside it.")
    return ruling
