"""The printed report of 2020-21: what arithmetic says about each of its claims, and nothing beyond arithmetic."""

from collections import Counter
from pathlib import Path

import pytest

from safehold.publications.claims.check import check
from safehold.publications.claims.reading import read_claims_file, read_readers_list
from safehold.publications.claims.verdicts import Verdict

HERE = Path(__file__).parent
DATA = HERE.parents[3] / "data" / "bnes"
CLAIMS = read_claims_file(HERE / "printed_claims_2020_21.csv")
FOUND = {finding.id: finding for finding in check(CLAIMS).findings}

HOLD = {"A03", "A04", "R04", "P01", "C01", "B01", "B03", "T03", "L03", "L10", "L10a", "L12a", "L12b"} | {
    "D01",
    "D05",
    "D06",
    "D08",
    "D09",
    "D12",
}
FAIL = {
    "G02": "‘Practice Improvement’ and ‘Practice Development’ differ.",
    "T00": "2021-2021 cannot be a year: a year that begins in 2021 ends in 2022, not in 2021.",
    "D18": "1 and 2 are used more than once, in 10.1 and 10.4.",
    "L02": "Prints a fall of 25% where 264 to 200 is a fall of 24.2%, which rounds to 24% "
    "(always rounding up would print it so).",
    "L06a": "16% is 16.67% cut off, not rounded: print 17%.",
    "L06b": "63% is 63.64% cut off, not rounded: print 64%.",
    "L07": "foster carers, at 11, is tied second with social care, not second alone.",
    "L12": "8 + 8 + 4 is 20, not 23: 3 are unexplained.",
    "L13": "8 of the 66 are also said to be the opposite: only 58 of them can be what all 66 are called.",
}
SOLVED = {
    "L04": ({"part": 28}, "Only 28 out of 66 rounds to 42%."),
    "D02": ({"base": 131, "current": 88}, "Only 131 to 88 is 43 fewer and rounds to a fall of 32.8%."),
    "D03": ({"base": 65, "current": 50}, "Only 65 to 50 is 15 fewer and rounds to a fall of 23.1%."),
    "D04": ({"base": 64, "current": 50}, "Only 64 to 50 is 14 fewer and rounds to a fall of 21.9%."),
}
RANGE = {
    "B02": ((1129, 1140), "Any earlier count from 1,129 to 1,140 before 1,123 rounds to a fall of 1%."),
    "D13": ((61, 64), "Any base from 61 to 64 with 1 missing rounds to 98.4%."),
}
CANNOT_BE_KNOWN = {
    "D11a": "No count is printed beside a fall of 19.1%: countless pairs fit.",
    "D11b": "No count is printed beside a fall of 17.2%: countless pairs fit.",
    "D11c": "No count is printed beside a fall of 44.6%: countless pairs fit.",
}
WARNING = {
    "L11": "It can be read in two ways. One way: 12 cannot lie inside 11. The other way: 12 is within 14.",
    "D07": "−10.4 is printed for more than one measure: see that it was not copied.",
    "D17": "By subtraction 33 − 1 is 32 and 2 − 1 is 1: this gives away 1, a small number.",
}
FOLLOWS = {"D01": 259, "D05": 28, "D06": 45, "D08": 628, "D09": 476}


def test_every_claim_of_the_file_has_an_expected_verdict():
    expected = [*HOLD, *FAIL, *SOLVED, *RANGE, *CANNOT_BE_KNOWN, *WARNING]

    assert len(CLAIMS) == 40
    assert Counter(expected) == Counter(claim.id for claim in CLAIMS)


@pytest.mark.parametrize("claim", sorted(HOLD))
def test_holds(claim):
    assert FOUND[claim].verdict is Verdict.HOLDS, FOUND[claim].how


@pytest.mark.parametrize(
    ("verdict", "claim", "how"),
    [
        (verdict, claim, how)
        for verdict, found in {
            Verdict.FAILS: FAIL,
            Verdict.CANNOT_BE_KNOWN: CANNOT_BE_KNOWN,
            Verdict.WARNING: WARNING,
        }.items()
        for claim, how in found.items()
    ],
)
def test_says_how(verdict, claim, how):
    assert (FOUND[claim].verdict, FOUND[claim].how) == (verdict, how)


@pytest.mark.parametrize("claim", SOLVED)
def test_the_one_number_that_fits_is_named(claim):
    answers, how = SOLVED[claim]

    assert (FOUND[claim].verdict, FOUND[claim].how) == (Verdict.SOLVED, how)
    assert all(answer.span.is_one for answer in FOUND[claim].answers)
    assert {answer.name: answer.span.low for answer in FOUND[claim].answers} == answers


@pytest.mark.parametrize("claim", RANGE)
def test_the_numbers_that_fit_are_a_range(claim):
    (low, high), how = RANGE[claim]
    (answer,) = FOUND[claim].answers

    assert (FOUND[claim].verdict, FOUND[claim].how) == (Verdict.RANGE, how)
    assert (answer.name, answer.span.low, answer.span.high) == ("base", low, high)


@pytest.mark.parametrize("claim", FOLLOWS)
def test_the_earlier_count_follows_where_change_and_later_count_are_printed(claim):
    (answer,) = FOUND[claim].answers

    assert (answer.name, answer.span.low, answer.span.high) == ("base", FOLLOWS[claim], FOLLOWS[claim])


def test_counts_by_verdict():
    findings = check(CLAIMS)

    assert findings.counts == {
        Verdict.HOLDS: 19,
        Verdict.FAILS: 9,
        Verdict.SOLVED: 4,
        Verdict.RANGE: 2,
        Verdict.CANNOT_BE_KNOWN: 3,
        Verdict.WARNING: 3,
    }
    assert findings.summary == (
        "40 claims: 19 hold, 9 fail, 4 are solved, 2 have a range, 3 cannot be known, 3 are warnings."
    )
    assert not findings.is_sound


def test_findings_stand_in_the_order_of_the_report():
    assert check(CLAIMS).sections == ("contents", "3", "4", "5", "8", "9", "10", "10.2", "10.3", "10.4")


def test_what_only_a_reader_can_see_is_shown_apart_and_not_counted():
    notes = read_readers_list(DATA / "readers_list_2020_21.csv")

    findings = check(CLAIMS, readers_list=notes)

    assert findings.readers_list == notes
    assert any("June" in note.words for note in findings.readers_list)
    assert findings.counts == check(CLAIMS).counts
    assert not any("June" in finding.sentence for finding in findings.findings)


def test_the_file_that_is_loaded_is_the_file_that_is_tested():
    loaded = DATA / "printed_claims_2020_21.csv"

    assert loaded.read_bytes() == (HERE / "printed_claims_2020_21.csv").read_bytes()
