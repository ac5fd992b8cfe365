import hashlib
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook

from safehold.intake import Limits, Unreadable, examine
from safehold.intake.tests.factories import COURSES, ods, ods_cell, saved, workbook, xlsx_with_sheet

TABLE = "Agency,Note\r\nAvon,“café” – £5\r\n"


def rows_of(content, **options):
    return [cells for sheet in examine(content, **options).sheets() for _, cells in sheet.rows]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TABLE.encode(), "utf-8"),
        (TABLE.encode("utf-8-sig"), "utf-8-sig"),
        (TABLE.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + TABLE.encode("utf-16-be"), "utf-16"),
        (TABLE.encode("cp1252"), "cp1252"),
    ],
)
def test_the_encodings_that_spreadsheets_write_are_told_apart(content, encoding):
    assert examine(content).encoding == encoding
    assert rows_of(content) == [["Agency", "Note"], ["Avon", "“café” – £5"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiters_that_spreadsheets_write_are_told_apart(delimiter):
    content = f'a{delimiter}b{delimiter}c\n1{delimiter}"x, y; z"{delimiter}3\n\n'.encode()

    assert examine(content).delimiter == delimiter
    assert rows_of(content) == [["a", "b", "c"], ["1", "x, y; z", "3"], []]


def test_commas_in_words_do_not_make_a_semicolon_file_a_comma_file():
    assert examine(b"a;b;c\nx;y, z;1\nx;y, z;2\n").delimiter == ";"


def test_the_line_in_which_a_file_names_its_delimiter_is_obeyed_and_not_counted():
    assert rows_of(b"sep=;\r\na,b;c\r\n1,5;2\r\n") == [["a,b", "c"], ["1,5", "2"]]


def test_a_single_column_is_a_table():
    assert rows_of(b"code\nA\nB\n") == [["code"], ["A"], ["B"]]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_ending_ends_a_line(ending):
    assert rows_of(ending.join(["a,b", "1,2"]).encode()) == [["a", "b"], ["1", "2"]]


def test_rows_have_the_numbers_they_have_in_excel():
    sheet = next(examine(b'a,b\n\n"two\nlines",1\nlast,2\n').sheets())

    assert [(number, cells[:1]) for number, cells in sheet.rows] == [
        (1, ["a"]),
        (2, []),
        (3, ["two\nlines"]),
        (4, ["last"]),
    ]


def test_the_hash_is_of_the_bytes_as_sent(tmp_path):
    content = workbook(("Data", COURSES))
    path = tmp_path / "sent.xlsx"
    path.write_bytes(content)

    assert examine(path).sha256 == examine(content).sha256 == hashlib.sha256(content).hexdigest()
    assert examine(b"a,b\n").sha256 == hashlib.sha256(b"a,b\n").hexdigest()


def test_every_cell_of_a_workbook_comes_out_as_text():
    moment = datetime(2026, 3, 27, 14, 30)
    cells = ["SG-1", date(2026, 3, 27), moment, time(9, 5), 1040, 12.0, 0.1 + 0.2, True, None, 1e15, 1e-7, -3]
    cells += ["007", "last"]
    dates = ["SG-1", "2026-03-27", "2026-03-27 14:30:00", "09:05:00"]

    assert rows_of(workbook(("Data", [cells]))) == [
        [*dates, "1040", "12", "0.3", "TRUE", "", "1000000000000000", "0.0000001", "-3", "007", "last"]
    ]


def test_an_opendocument_spreadsheet_comes_out_as_text():
    row = ods_cell("string", "Avon") + ods_cell("float", "12", 'office:value="12"')
    row += ods_cell("date", "27/03/26", 'office:date-value="2026-03-27"')

    assert rows_of(ods(f"<table:table-row>{row}</table:table-row>")) == [["Avon", "12", "2026-03-27"]]


def test_a_cell_that_shows_an_error_is_not_taken_for_an_empty_one():
    book = Workbook()
    book.active.append(["a", "b"])
    book.active.append([1, "=A2+1"])  # openpyxl never works a formula out
    error = '<row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="C3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'

    assert rows_of(saved(book)) == [["a", "b"], ["1", "#FORMULA!"]]
    assert rows_of(xlsx_with_sheet(error)) == [["1"], [], ["", "", "#FORMULA!"]]


def test_a_formula_that_gives_nothing_is_empty():
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><f>IF(A1,"","")</f><v></v></c></row>'

    assert rows_of(xlsx_with_sheet(rows)) == [["1"]]


def test_cells_keep_their_places_below_and_beside_empty_ones():
    book = Workbook()
    book.active["C4"] = "heading"
    book.active["D6"] = 7

    assert rows_of(saved(book)) == [[], [], [], ["", "", "heading"], [], ["", "", "", "7"]]


def test_sheets_come_in_order_and_hidden_ones_not_at_all():
    content = workbook(("Notes", [["read me"]]), ("Old", [["secret"]]), ("Data", [["a"], [1]]), hidden=["Old"])

    assert [(sheet.name, list(sheet.rows)) for sheet in examine(content).sheets()] == [
        ("Notes", [(1, ["read me"])]),
        ("Data", [(1, ["a"]), (2, ["1"])]),
    ]


def test_a_sheet_passed_over_does_not_get_into_the_next():
    content = workbook(("Long", [[number] for number in range(2_000)]), ("Data", [["a"]]))
    sheets = examine(content).sheets()

    next(next(sheets).rows)

    assert list(next(sheets).rows) == [(1, ["a"])]


def test_rows_are_numbered_on_over_many_pieces():
    rows = list(next(examine(workbook(("Data", [[n] for n in range(1, 1_702)]))).sheets()).rows)

    assert all(cells == [str(number)] for number, cells in rows)
    assert len(rows) == 1_701


def test_an_honest_file_at_each_limit_is_read():
    content = b"a,b\n1,2\n"

    assert rows_of(content, limits=Limits(size=len(content), line=4)) == [["a", "b"], ["1", "2"]]
    with pytest.raises(Unreadable):
        examine(content, limits=Limits(size=len(content) - 1))
    with pytest.raises(Unreadable):
        examine(b"a,b\n1,23456789\n", limits=Limits(line=8))
