import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from safehold.intake import SUPPRESSED, Reported, examine
from safehold.intake.tests.factories import Attendance
from safehold.intake.writing import PROBLEM_HEADINGS, Table, defuse, problem_rows, write_csv, write_xlsx

FORMULAS = [
    "=1+1",
    "+44 20",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "＝1+1",
    '=HYPERLINK("http://x.test")',
    "- a point",
]
HARMLESS = ["-12", "-1,040.50", "+3", "-3.5%", "a = b", "Bath & Avon", "", "1-2", "'quoted"]
MADE_AT = datetime(2021, 4, 30, 9, 30, tzinfo=UTC)


def as_xlsx(*tables):
    content = io.BytesIO()
    write_xlsx(tables, content, made_at=MADE_AT)
    return content.getvalue()


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_would_run_is_defused(text):
    assert defuse(text) == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_harmless_is_left_alone(text):
    assert defuse(text) == text


def test_a_csv_file_comes_back_as_it_was_written_with_no_formula_in_it():
    content = b"".join(write_csv([[text, 1] for text in FORMULAS + HARMLESS], ["=heading", "n"]))
    rows = [cells for _, cells in next(examine(content).sheets()).rows]

    assert rows == [["'=heading", "n"], *([f"'{text}", "1"] for text in FORMULAS), *([text, "1"] for text in HARMLESS)]
    assert content.startswith(b"\xef\xbb\xbf")


def test_a_workbook_comes_back_as_it_was_written_with_no_formula_in_it():
    content = as_xlsx(Table("Data", ["=heading", "n"], [[text, 1] for text in FORMULAS + HARMLESS]))
    sheet = load_workbook(io.BytesIO(content))["Data"]

    assert [(row[0] or "").replace("_x000D_", "\r") for row in sheet.values] == [
        "'=heading",
        *(f"'{text}" for text in FORMULAS),
        *HARMLESS,
    ]
    assert {cell.data_type for row in sheet for cell in row} <= {"s", "n", "inlineStr"}
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
    assert not sheet._hyperlinks


VALUES = [
    None,
    True,
    1040,
    Decimal("-12.50"),
    date(2026, 3, 27),
    datetime(2026, 3, 27, 14, 30),
    SUPPRESSED,
    Reported.of(3),
]


def test_values_are_written_plainly():
    assert list(write_csv([VALUES], ["a"] * 8))[-1].splitlines()[1] == (
        b",Yes,1040,-12.50,2026-03-27,2026-03-27 14:30:00,[c],3"
    )
    assert next(
        load_workbook(io.BytesIO(as_xlsx(Table("T", [], [VALUES])))).active.iter_rows(min_row=2, values_only=True)
    ) == ((None, "Yes", 1040, -12.5, datetime(2026, 3, 27), datetime(2026, 3, 27, 14, 30), "[c]", "3"))


def test_digits_that_a_spreadsheet_would_lose_are_written_as_text():
    assert load_workbook(io.BytesIO(as_xlsx(Table("T", ["n"], [[10**17 + 1]])))).active["A2"].value == str(10**17 + 1)


def test_a_long_csv_file_leaves_in_pieces():
    pieces = list(write_csv((["x" * 1_000] for _ in range(500)), ["a"]))

    assert len(pieces) > 5
    assert max(map(len, pieces)) < 100_000
    assert b"".join(pieces).count(b"\n") == 501


def test_a_workbook_is_the_same_bytes_each_time_it_is_made():
    table = Table("Data", ["a"], [[1], ["b"]])

    assert as_xlsx(table) == as_xlsx(table)


def test_sheets_have_names_that_excel_accepts_and_no_two_alike():
    names = [
        "Section 11/175: audit [draft] of everything",
        "section 11/175: audit [draft] of everything",
        "",
        "History",
    ]
    content = as_xlsx(*(Table(name, ["a"], []) for name in names))

    found = load_workbook(io.BytesIO(content)).sheetnames
    assert found == ["Section 11 175  audit  draft  o", "section 11 175  audit  draft  2", "Sheet", "History 2"]


def test_a_text_too_long_for_a_cell_says_that_it_was_cut():
    value = load_workbook(io.BytesIO(as_xlsx(Table("T", ["a"], [["x" * 40_000]])))).active["A2"].value

    assert len(value) == 32_767
    assert value.endswith("[cut: the whole text is in the CSV file]")


def test_more_rows_than_a_sheet_holds_are_not_dropped_in_silence(monkeypatch):
    monkeypatch.setattr("safehold.intake.writing.MOST_ROWS", 3)

    as_xlsx(Table("T", ["a"], [[1], [2]]))
    with pytest.raises(ValueError, match="more rows than a sheet holds"):
        as_xlsx(Table("T", ["a"], [[1], [2], [3]]))


def test_a_problem_report_can_be_sent_back():
    content = b"Course code,Date held,Places booked,Places attended\nSG-1,=1+1,1,2\nSG-2,27/03/2026,1,2,3\n"
    rows = problem_rows(Attendance().read(content).finish().problems)

    assert rows[0] == (2, "Date held", "Date held must be a real date, like 27/03/2026", "=1+1")
    assert rows[1][:2] == (3, "The whole row")
    assert b"'=1+1" in b"".join(write_csv(rows, PROBLEM_HEADINGS))
