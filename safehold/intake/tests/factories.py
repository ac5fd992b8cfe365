"""Files as partners and others send them."""

import io
import zipfile
from datetime import date

from openpyxl import Workbook

from safehold.intake import Amount, Choice, Day, Number, Once, Schema, Suppressible, Text, YesNo, check

COURSES = [
    ["Course code", "Date held", "Places booked", "Places attended"],
    ["SG-1", date(2026, 3, 27), 1040, 12],
    ["SG-2", date(2026, 3, 28), 30, 28.0],
]


class Attendance(Schema):
    """A small return."""

    course = Text("Course code")
    held_on = Day("Date held")
    booked = Number("Places booked")
    attended = Number("Places attended")

    no_repeats = Once("course", "held_on")

    @check("More people attended than were booked", column="Places attended")
    def attended_within_booked(self, row):
        return row["attended"] <= row["booked"]


class Everything(Schema):
    """A column of most types, and some that are personal."""

    reference = Text("Reference", max_length=6)
    person = Text("Name", personal=True, max_length=20)
    held_on = Day("Date held", personal=True)
    places = Number("Places")
    cost = Amount("Cost", required=False)
    source = Choice("Source", {"police": ("constabulary",), "school": (), "health": ("nhs", "NHS trust")})
    agreed = YesNo("Agreed", default=False)
    referrals = Suppressible("Referrals", required=False)


def workbook(*sheets, hidden=()):
    """An honest XLSX workbook: each sheet is (title, rows)."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        if title in hidden:
            sheet.sheet_state = "hidden"
    return saved(book)


def saved(book):
    """The bytes of an openpyxl workbook."""
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def archive(parts, **options):
    """A zip archive of these parts."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, **options) as parts_of:
        for name, part in parts.items():
            parts_of.writestr(name, part)
    return content.getvalue()


def altered(content, **changes):
    """A workbook with parts added or replaced."""
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    return archive(parts | changes)


def sheet_xml(rows):
    """The part of a workbook that holds its only sheet."""
    return (
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )


def xlsx_with_sheet(rows):
    """A workbook whose sheet is this XML."""
    return altered(workbook(("Data", COURSES)), **{"xl/worksheets/sheet1.xml": sheet_xml(rows)})


def ods(rows, *, more=()):
    """An OpenDocument spreadsheet whose only sheet is this XML."""
    content = (
        '<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body>'
        f'<office:spreadsheet><table:table table:name="Data">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": "<manifest/>",
        "content.xml": content,
    }
    return archive(parts | dict(more))


def ods_cell(kind, text, value=""):
    """One cell of an OpenDocument spreadsheet."""
    return f'<table:table-cell office:value-type="{kind}" {value}><text:p>{text}</text:p></table:table-cell>'
