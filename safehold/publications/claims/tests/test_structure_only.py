"""No rule knows the report: what decides is how a claim is built, and the test of that is to change all the rest."""

import ast
import random
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from safehold.publications.claims import rules as rules_package
from safehold.publications.claims.check import check
from safehold.publications.claims.claim import Part
from safehold.publications.claims.reading import read_claims_file
from safehold.publications.claims.rules import RULES, sentence_of
from safehold.publications.claims.verdicts import Verdict

CLAIMS = read_claims_file(Path(__file__).parent / "printed_claims_2020_21.csv")
VERDICTS = {finding.id: finding.verdict for finding in check(CLAIMS).findings}
SOURCES = sorted(Path(rules_package.__file__).parent.glob("*.py"))
OF_MATHEMATICS = {0, 1, 2, 10, 100}
"""Numbers that rules need and the report has too: nought, one, a pair, the base of our numerals, per cent."""

OF_ENGLISH = {"after", "against", "below", "change", "figure", "from", "missing", "numbers", "other", "people"}
OF_ENGLISH |= {"said", "second", "section", "self", "they", "were", "what", "within", "year"}
"""Words that the subjects of the report's claims share with any English, and with Python."""


def test_new_names_leave_every_verdict():
    renamed = [
        replace(claim, id=f"n{number}", section="1", subject="a thing", note="", unit=claim.unit)
        for number, claim in enumerate(CLAIMS)
    ]

    again = {CLAIMS[int(finding.id[1:])].id: finding.verdict for finding in check(renamed).findings}

    assert again == VERDICTS


def test_new_names_of_the_things_counted_leave_every_verdict():
    renamed = [
        replace(claim, parts=tuple(replace(part, name=f"thing {n}") for n, part in enumerate(claim.parts)))
        for claim in CLAIMS
    ]

    assert {finding.id: finding.verdict for finding in check(renamed).findings} == VERDICTS


def test_another_order_leaves_every_verdict():
    mixed = list(CLAIMS)
    random.Random(20).shuffle(mixed)

    assert {finding.id: finding.verdict for finding in check(mixed).findings} == VERDICTS


@pytest.mark.parametrize("times", [2, 7, 1000])
def test_counts_so_many_times_as_large_leave_the_verdict_where_every_count_is_printed(times):
    counted = [
        claim
        for claim in CLAIMS
        if claim.kind in {"parts_sum", "percent", "subset", "change_percent", "exclusive", "list_length", "rank"}
        and VERDICTS[claim.id] in {Verdict.HOLDS, Verdict.FAILS}
    ]
    assert len(counted) > 20

    larger = [
        replace(
            claim,
            total=tuple(_times(part, times) for part in claim.total),
            parts=tuple(_times(part, times) for part in claim.parts),
            base=claim.base and claim.base * times,
            change=claim.change and claim.change * times,
        )
        for claim in counted
    ]

    found = {finding.id: finding.verdict for finding in check(larger).findings}
    assert found == {claim.id: VERDICTS[claim.id] for claim in counted}


def _times(part: Part, times: int) -> Part:
    return part if part.value is None else replace(part, value=part.value * times)


def test_parts_in_another_order_leave_a_sum_as_it_is():
    sums = [claim for claim in CLAIMS if claim.kind == "parts_sum"]

    turned = [replace(claim, parts=tuple(reversed(claim.parts))) for claim in sums]

    assert {f.id: f.verdict for f in check(turned).findings} == {claim.id: VERDICTS[claim.id] for claim in sums}


def test_no_rule_holds_a_number_of_the_report():
    numbers = {abs(number) for claim in CLAIMS for number in _numbers(claim)} - OF_MATHEMATICS
    assert len(numbers) > 50

    for source in SOURCES:
        held = {
            abs(Decimal(str(node.value)))
            for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant) and type(node.value) in {int, float}
        }
        assert not (held & numbers), source.name


def test_no_rule_names_a_claim_a_subject_or_a_code_of_the_report():
    ids = {claim.id for claim in CLAIMS}
    words = {
        word
        for claim in CLAIMS
        for word in re.findall(r"[a-z]{4,}", f"{claim.subject} {' '.join(p.name for p in claim.parts)}".lower())
    }
    words -= OF_ENGLISH
    assert len(words) > 40

    for source in SOURCES:
        text = source.read_text(encoding="utf-8")
        tokens = set(re.findall(r"\w+", text))
        assert not (tokens & ids), source.name
        assert not ({token.lower() for token in tokens} & words), source.name


def _numbers(claim):
    listed = [part.value for part in (*claim.total, *claim.parts)]
    return [number for number in (*listed, claim.base, claim.change, claim.printed) if number is not None]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_rule_is_one_sentence_that_people_can_read(rule):
    said = sentence_of(rule)

    assert said[0].isupper()
    assert said.endswith(".")
    assert said.count(".") == 1


def test_each_kind_of_claim_has_one_rule():
    kinds = [rule.kind for rule in RULES]

    assert len(kinds) == len(set(kinds))
    assert {claim.kind for claim in CLAIMS} == set(kinds)
