"""Whatever stands under the headings of a partner's file, it is rows or problems in sentences, and nothing else.

``FUZZ_CASES`` sets how much is tried: 50 files of each kind unless it says otherwise, all of it in ``make prove``.
"""

import os
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safehold.intake import Unreadable
from safehold.measures import submissions

pytestmark = pytest.mark.slow

CASES = int(os.environ.get("FUZZ_CASES", "50"))
COVERS = (date(2016, 4, 1), date(2021, 3, 31))
CELLS = [
    "lado.contacts", "lado.contacts.change_pct", "training.places_attended", "LADO.CONTACTS", "2020-21", "2009-10", "2020-04-01",
    "2021-02-31", "31/02/2021", "academic 2020-21", "2020-21 Q9", "Westmere", " westmere ", "Atlantis", "200", "-5", "57.5",
    "0.77", "1, 040", "£3", "1e5", "c", "[x]", "999999999999999", "percent", "%", "contacts", "printed", "computed", "invented",
    "inferred", "council", "police", "prevent_wrap", "nil", "given", "yes", "lado_contact", "training_session", "met_threshold",
    "multi_agency", "2020-05-04", "Fig 1-6 (referrals)", "referrals", "FY to 31 Mar 2021", "2021", "#N/A", "=1+1", "\ufffd",
    "x" * 1200, "",
]  # fmt: skip


class Returns(submissions.AgencyReturns):
    """The agencies' returns, to a partnership of two agencies."""

    def known(self) -> dict[str, int]:
        return {"council": 1, "westmere council": 1, "police": 2}


# each kind of file with a row that is good; what is tried are its cells changed, and rows that are nothing of the kind
GOOD = {
    submissions.Figures: "10.3,lado.contacts,2020-21,Westmere,200,contacts,printed,",
    submissions.PublishedFigures: "Fig 1-6 (referrals),referrals,2020-04,55,DfE b1",
    submissions.CountedEvents: "training_session,2020-05-04,Westmere,,multi_agency,,,,20,15,14,",
    Returns: "council,prevent_wrap,2020-21,3,4,,",
}
cells = st.sampled_from(CELLS) | st.text(max_size=6)
anything = st.lists(cells, min_size=1, max_size=14)


def spoilt(good: list[str], changes: list[tuple[int, str]]) -> list[str]:
    row = list(good)
    for place, cell in changes:
        row[place % len(row)] = cell
    return row


def rows(schema) -> st.SearchStrategy:
    changed = st.lists(st.tuples(st.integers(0, 20), cells), max_size=2)
    return st.lists(st.builds(spoilt, st.just(GOOD[schema].split(",")), changed) | anything, max_size=12)


def test_the_good_rows_are_good():
    """The control: without a change there is nothing to say."""
    for schema, good in GOOD.items():
        declared = schema(covers=COVERS, geographies=frozenset({"Westmere"}), geography="Westmere", basis="printed")
        reading = declared.read("\n".join([",".join(schema.headings()), good]).encode())
        assert [number for number, _ in reading] == [2], list(reading.problems)


@pytest.mark.parametrize(
    ("schema", "heading", "was", "largest"),
    [
        (submissions.Figures, "Value", "200", "99,999,999,999,999"),
        (submissions.PublishedFigures, "value", "55", "99,999,999,999,999"),
        (submissions.CountedEvents, "Offered", "20", "999,999,999"),
        (Returns, "Numerator", "3", "999,999,999"),
    ],
    ids=lambda given: getattr(given, "__name__", ""),
)
@pytest.mark.parametrize("value", ["999999999999999", "1" + "0" * 26])
def test_a_number_that_no_table_can_hold_is_told_what_the_largest_is(schema, heading, was, largest, value):
    row = GOOD[schema].replace(f",{was},", f",{value},", 1)
    declared = schema(covers=COVERS, geographies=frozenset({"Westmere"}), geography="Westmere", basis="printed")
    reading = declared.read("\n".join([",".join(schema.headings()), row]).encode()).finish()

    said = [problem.message for problem in reading.problems if problem.column == heading]
    assert [f"must be {largest} or less" in sentence for sentence in said] == [True]


@pytest.mark.parametrize("schema", GOOD, ids=lambda schema: schema.__name__)
@settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), places=st.sampled_from([frozenset(), frozenset({"Westmere", "Westmere and Aldermoor"})]))
def test_anything_under_our_headings_is_rows_or_problems_in_sentences(schema, data, places):
    made = data.draw(rows(schema))
    headings = schema.headings()
    lines = [headings, *made]
    text = "\r\n".join(",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in line) for line in lines)
    declared = schema(covers=COVERS, geographies=places, geography="Westmere", basis="printed", invented=False)

    try:
        reading = declared.read(text.encode())
        facts = [declared.facts(number, row) for number, row in reading]
    except Unreadable as refusal:
        sentences, facts = [str(refusal)], []
    else:
        assert reading.complete
        sentences = [problem.message for problem in reading.problems]

    # a heading of a publisher is written as the publisher does, and a period that is almost one is named
    assert all(
        sentence[0].isupper() or sentence[0].isdigit() or sentence.split()[0] in headings for sentence in sentences
    )
    assert all(not places or fact.get("geography", fact.get("place")) in {*places, "Westmere"} for fact in facts)
    assert all(fact.get("basis") in (None, "printed", "inferred") for fact in facts)
