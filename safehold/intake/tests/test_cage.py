"""What is done in the process that opens workbooks, done here, where it can be looked at."""

import io
import json
import sys
from datetime import timedelta

import pytest
from openpyxl import Workbook

from safehold.intake import cage
from safehold.intake.tests.factories import COURSES, saved, workbook, xlsx_with_sheet


def said(content, *, cells=10_000, sheets=50):
    return list(cage.sheets_of(content, cells, sheets))


def test_a_sheet_is_named_then_given_in_rows_then_ended():
    assert said(workbook(("Data", COURSES[:2]), ("Old", [[1]]), hidden=["Old"])) == [
        {"sheet": "Data", "others": ["Old"]},
        [["Course code", "Date held", "Places booked", "Places attended"], ["SG-1", "2026-03-27", "1040", "12"]],
        {"end": True},
    ]


def test_rows_leave_in_pieces():
    pieces = said(workbook(("Data", [[n] for n in range(1_200)])))[1:-1]

    assert [len(piece) for piece in pieces] == [500, 500, 200]


def test_a_sheet_with_nothing_in_it_is_empty():
    assert said(workbook(("Data", []))) == [{"sheet": "Data", "others": []}, [], {"end": True}]


def test_too_many_cells_or_sheets_are_refused():
    assert said(workbook(("Data", COURSES)), cells=11)[-1] == {"refused": "cells"}
    assert said(workbook(("A", [[1]]), ("B", [[1]])), sheets=1) == [{"refused": "sheets"}]


def test_a_formula_without_result_is_marked_where_it_stands():
    book = Workbook()
    book.active.append([1, "=A1+1"])
    book.active["D4"] = "=A1"
    broken = '<row r="2"><c r="AB2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'

    assert said(saved(book))[1] == [["1", "#FORMULA!"], [], [], ["", "", "", "#FORMULA!"]]
    assert said(xlsx_with_sheet(broken))[1][1] == [""] * 27 + ["#FORMULA!"]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (12.0, "12"),
        (-0.5, "-0.5"),
        (0.1 + 0.2, "0.3"),
        (1e15, "1000000000000000"),
        (1e-7, "0.0000001"),
        (1e300, "1e+300"),
    ],
)
def test_numbers_are_written_as_excel_shows_them(number, text):
    assert cage.number_text(number) == text


def test_every_type_of_cell_has_a_text():
    assert cage.TEXTS[timedelta](timedelta(hours=30)) == "1 day, 6:00:00"
    assert [cage.TEXTS[bool](answer) for answer in (True, False)] == ["TRUE", "FALSE"]


@pytest.mark.parametrize(
    ("content", "last"), [(workbook(("Data", [[1]])), {"end": True}), (b"PK rubbish", {"refused": "damaged"})]
)
def test_whatever_comes_in_something_is_said(monkeypatch, content, last):
    monkeypatch.setattr(cage, "close_the_door", lambda memory, seconds: None)  # it would close on the tests as well
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    monkeypatch.setattr(sys, "stdout", out := io.StringIO())

    cage.main(1, 1, 100, 5)

    assert json.loads(out.getvalue().splitlines()[-1]) == last
