"""A file of claims is read whole, or refused with every problem at once."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.publications.claims.check import check
from safehold.publications.claims.claim import COLUMNS
from safehold.publications.claims.grammar import Unreadable, read_number, read_part, read_parts, read_printed
from safehold.publications.claims.reading import (
    ClaimsUnreadable,
    Problem,
    read_claims,
    read_claims_file,
    read_readers_list,
    stated,
)

HEADINGS = ",".join(COLUMNS)


def problems_of(*rows, headings=HEADINGS):
    with pytest.raises(ClaimsUnreadable) as refused:
        read_claims([headings, *rows])
    return [(problem.row, problem.column, problem.sentence) for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", "12"),
        ("-18.0", "-18.0"),
        ("+3", "3"),
        ("1,040", "1040"),
        ("1, 040", "1040"),
        ("−2.5", "-2.5"),
        ("–2", "-2"),
    ],
)
def test_numbers_keep_their_own_digits(text, number):
    assert str(read_number(text)) == number


@pytest.mark.parametrize(
    "text", ["twelve", "1e9", "NaN", "Infinity", "1,04", "10,40", "1.", ".5", "--1", "1" * 13, "٣", "25%"]
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(Unreadable, match="must be a number, like 12"):
        read_number(text)


def test_a_blank_is_no_number():
    assert read_number("  ") is None


@pytest.mark.parametrize(
    ("text", "value", "name", "labels"),
    [
        ("7", 7, "", None),
        ("", None, "", None),
        ("day_nurseries=11", 11, "day nurseries", None),
        ("Annex A:1-10", None, "Annex A", (1, 10)),
        ("Our  work", None, "", None),
    ],
)
def test_parts(text, value, name, labels):
    part = read_part(text)

    assert (part.value, part.name, part.labels) == (value, name, labels)
    assert part.is_blank is (text == "")


def test_a_blank_in_a_list_is_a_part_that_is_not_printed():
    assert [part.value for part in read_parts("7;;1")] == [7, None, 1]
    assert read_parts(" ") == ()


def test_a_run_of_labels_goes_up():
    with pytest.raises(Unreadable, match="must run from the lower label to the higher"):
        read_part("A:3-1")


@pytest.mark.parametrize(
    ("text", "number"),
    [("25%", "25"), ("−29.7%", "-29.7"), ("1,040", "1040"), ("[c]", None), ("[x]", None), ("–", None), ("", None)],
)
def test_what_a_page_prints(text, number):
    assert read_printed(text) == (None if number is None else Decimal(number))


def test_every_problem_is_told_at_once_by_row_and_column():
    assert problems_of(
        "A1,1,percent,shares,2020-21,,three=x,nine,,33,percent,",
        "A1,1,percent,shares,2020-21,,3,9,,33,percent,",
        ",,,shares,2020-21,,A:9-1,,,,,",
    ) == [
        (2, "base", "The base: ‘nine’ must be a number, like 12 or -3.5."),
        (2, "parts", "The parts: ‘x’ must be a number, like 12 or -3.5."),
        (3, "id", "‘A1’ is used by an earlier row. Give each claim its own id."),
        (4, "id", "Enter the id of the claim."),
        (4, "section", "Enter the section of the claim."),
        (4, "kind", "Enter the kind of the claim."),
        (4, "parts", "The parts: ‘A:9-1’ must run from the lower label to the higher."),
    ]


@pytest.mark.parametrize("headings", ["", "id,section", f"{HEADINGS},extra", f"{HEADINGS},id"])
def test_other_headings_are_refused(headings):
    ((row, _, sentence),) = problems_of(headings=headings)

    assert row == 1
    assert sentence.startswith("The headings must be: id, section, kind,")


@pytest.mark.parametrize("row", ["A1,1,percent", "A1,1,percent,,,,,,,,,,more"])
def test_a_row_of_another_length_is_refused(row):
    assert problems_of(row) == [(2, "", "This row must have 12 cells, one for each heading.")]


def test_open_quotation_marks_are_refused():
    ((_, _, sentence),) = problems_of('A1,"1')

    assert sentence == "The quotation marks do not match."


def test_a_cell_has_an_end():
    ((_, column, sentence),) = problems_of(f"A1,1,parts_sum,,,,{'1;' * 2000},,,,,")

    assert column == "parts"
    assert sentence.endswith("must be 2,000 characters or fewer.")


def test_headings_may_stand_in_another_order(tmp_path):
    file = tmp_path / "claims.csv"
    file.write_text(f"{','.join(reversed(COLUMNS))}\n,count,,,,4;5,9,,things,parts_sum,1,A1\n", encoding="utf-8-sig")

    (claim,) = read_claims_file(file)

    assert (claim.id, claim.total[0].value, [part.value for part in claim.parts]) == ("A1", 9, [4, 5])


def test_another_encoding_is_refused_in_a_sentence(tmp_path):
    file = tmp_path / "claims.csv"
    file.write_bytes(b"id,section\n\xff\xfe")

    with pytest.raises(ClaimsUnreadable) as refused:
        read_claims_file(file)

    assert refused.value.problems == (Problem(1, "", "Save the file as CSV in UTF-8."),)


def test_a_reader_s_list_is_sections_and_words(tmp_path):
    file = tmp_path / "list.csv"
    file.write_text('section,words\n2,"May be read as before, or after"\n', encoding="utf-8")

    (note,) = read_readers_list(file)

    assert (note.section, note.words) == ("2", "May be read as before, or after")


def test_a_second_reading_comes_out_of_the_note():
    claim = stated(kind="subset", total="6", parts="7", note="ambiguous: which? (else 7 of 1,008)")

    assert claim.otherwise is not None
    assert (claim.otherwise.part.value, claim.otherwise.whole.value) == (7, 1008)


def test_a_second_reading_that_is_no_number_is_a_problem():
    with pytest.raises(ClaimsUnreadable, match="The note: ‘1,2,3’ must be a number"):
        stated(kind="subset", total="6", parts="7", note="ambiguous: which? (else 1,2,3 of 8)")


@given(st.lists(st.text(alphabet='0123456789-;:=,. "%abc\n\x00é', max_size=30), max_size=4))
def test_no_text_brings_the_reader_or_a_rule_down(rows):
    problems, claims = (), ()
    try:
        claims = read_claims([HEADINGS, *rows])
    except ClaimsUnreadable as refused:
        problems = refused.problems

    assert len(check(claims).findings) == len(claims)
    assert not (problems and claims)


@given(
    kind=st.sampled_from(
        [
            "parts_sum",
            "percent",
            "subset",
            "change_percent",
            "rank",
            "list_length",
            "period_label",
            "repeated_value",
            "differencing",
            "unique_labels",
            "same_words",
            "exclusive",
        ]
    ),
    cells=st.lists(
        st.one_of(
            st.sampled_from(["", "0", "-1", "100", "7;7", ";", "a=3;b=3", "A:1-3", "words", "-0.0", "2.5", "2021-21"]),
            st.from_regex(r"-?[0-9]{1,3}(\.[0-9]{1,2})?", fullmatch=True),
        ),
        min_size=6,
        max_size=6,
    ),
)
def test_every_rule_has_an_answer_to_any_claim_that_can_be_read(kind, cells):
    columns = dict(zip(("total", "parts", "base", "change", "printed", "period"), cells, strict=True))
    try:
        claim = stated(kind=kind, **columns)
    except ClaimsUnreadable:
        return

    (finding,) = check([claim]).findings

    assert finding.how.endswith(".")
