"""Files that mean harm, or look as if they did: each refused in one sentence, quickly and in little memory."""

import gc
import os
import random
import struct
import subprocess
import sys
import textwrap
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from safehold.intake import Limits, Unreadable, examine
from safehold.intake.tests.factories import (
    COURSES,
    Attendance,
    altered,
    archive,
    ods,
    ods_cell,
    workbook,
    xlsx_with_sheet,
)

pytestmark = pytest.mark.slow

HONEST = workbook(("Data", COURSES))
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
MACROS = "This workbook contains macros"
TOO_LARGE = "too large when unpacked: save the sheet as CSV"
TOO_MUCH = "too large to open safely"
DECLARATION = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'
REPEATED = (
    '<table:table-row table:number-rows-repeated="1048576">'
    + ods_cell("string", "a", 'table:number-columns-repeated="16384"')
    + "</table:table-row>"
)


def cells(count, first=0):
    return "".join(f"<c><v>{n * 7919 % 100003}</v></c>" for n in range(first, first + count))


def lying_archive():
    """A part that says it is small, and is not."""
    content = bytearray(archive({"xl/workbook.xml": bytes(5_000_000)}))
    for signature, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        start = content.index(signature) + at
        content[start : start + 4] = struct.pack("<I", 10)
    return bytes(content)


def locked_archive():
    content = bytearray(archive({"xl/workbook.xml": "<workbook/>"}))
    for signature, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        content[content.index(signature) + at] |= 1
    return bytes(content)


def doubled_archive():
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as parts:
        parts.writestr("xl/workbook.xml", "<workbook/>")
        with pytest.warns(UserWarning, match="Duplicate"):
            parts.writestr("xl/workbook.xml", "<other/>")
    return content.getvalue()


REFUSED = {
    "nothing": (b"", "This file is empty: check that it was saved"),
    "NUL bytes": (
        b"a,b\n1,\x002\n",
        "This file is not text, so it cannot be read as a table: open it in Excel, save it",
    ),
    "NUL in UTF-16": ("a,b\n1,\x00\n".encode("utf-16"), "This file is not text"),
    "half a letter of UTF-16": ("a,b\n".encode("utf-16") + b"1", "The letters of this file cannot be read"),
    "broken UTF-8": (b"\xef\xbb\xbfa,b\n\xff\xfe\xfa,2\n", "The letters of this file cannot be read: save it again"),
    "no encoding at all": (b"a,b\n\x81\x8d\xc3,2\n", "The letters of this file cannot be read: save it again"),
    "one endless line": (b"a," * 600_000, "This file has a line longer than 1,000,000 characters"),
    "PDF": (b"%PDF-1.7 ...", "This is a PDF, not a table: save the figures as CSV, XLSX or ODS"),
    "picture": (b"\x89PNG\r\n\x1a\n", "This is a picture"),
    "web page": (b"\r\n <HTML><table>", "This is a web page or XML saved under another name: open it in Excel"),
    "compressed": (b"\x1f\x8b\x08", "This is a compressed file"),
    "program": (b"MZ\x90\x00", "This is a program"),
    "old workbook": (OLD_OFFICE + "Workbook".encode("utf-16-le"), "This is an old Excel workbook (.xls): save it as"),
    "locked workbook": (OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "protected by a password: remove the"),
    "old document": (OLD_OFFICE + "WordDocument".encode("utf-16-le"), "This is an old Office file"),
    "zip of files": (archive({"figures.csv": "a,b"}), "This is a zip archive: open it and upload the CSV, XLSX or ODS"),
    "Word": (archive({"word/document.xml": "<x/>"}), "This is a Word document"),
    "PowerPoint": (archive({"ppt/presentation.xml": "<x/>"}), "This is a PowerPoint presentation"),
    "binary workbook": (archive({"xl/workbook.bin": "x"}), "This is a binary workbook (.xlsb): save it as"),
    "macros": (altered(HONEST, **{"xl/vbaProject.bin": b"x"}), f"{MACROS}: save it as an Excel Workbook (.xlsx)"),
    "macros elsewhere": (altered(HONEST, **{"xl/other/VBAproject.bin": b"x"}), MACROS),
    "old macros": (altered(HONEST, **{"xl/macrosheets/sheet1.xml": b"<x/>"}), MACROS),
    "macros announced": (altered(HONEST, **{"[Content_Types].xml": "application/x.macroEnabled.main+xml"}), MACROS),
    "ODS macros": (ods("", more={"Basic/Standard/Module1.xml": "<x/>"}.items()), MACROS),
    "ODS locked": (ods("", more={"META-INF/manifest.xml": "<encryption-data/>"}.items()), "protected by a password"),
    "zip locked": (locked_archive(), "protected by a password"),
    "one part twice": (doubled_archive(), "This workbook is damaged and cannot be opened"),
    "cut short": (HONEST[: len(HONEST) // 2], "This workbook is damaged and cannot be opened: open it in Excel"),
    "entities": (altered(HONEST, **{"xl/worksheets/sheet1.xml": DECLARATION}), "XML declarations that no spreadsheet"),
    "entities in UTF-16": (altered(HONEST, **{"xl/styles.xml": DECLARATION.encode("utf-16")}), "XML declarations"),
    "zip bomb": (archive({"xl/workbook.xml": bytes(70_000_000)}), TOO_LARGE),
    "ratio": (archive({"xl/workbook.xml": bytes(20_000_000)}), TOO_LARGE),
    "many parts": (archive({f"{number}.xml": "" for number in range(2_001)}), TOO_LARGE),
    "a size that lies": (lying_archive(), "This workbook is damaged"),
    "a cell at the far corner": (
        xlsx_with_sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        TOO_MUCH,
    ),
    "a cell without a place": (
        xlsx_with_sheet(f"<row>{cells(20_000)}</row>" + "".join(f"<row>{cells(1, n)}</row>" for n in range(60_000))),
        TOO_MUCH,
    ),
    "one cell repeated": (ods(REPEATED), "This workbook is damaged"),
    "no sheet inside": (altered(HONEST, **{"xl/workbook.xml": "<workbook"}), "This workbook is damaged"),
    "nonsense inside": (altered(HONEST, **{"xl/worksheets/sheet1.xml": "<worksheet><sheetData><row>"}), "damaged"),
    "a heading for every column": (",".join(f"h{n}" for n in range(201)).encode(), "more than 200 columns"),
    "only blank lines": (b"\n \n,,\n", "This file holds no rows"),
    "too many sheets": (workbook(*((f"S{n}", [[1]]) for n in range(51))), "This workbook has too many sheets"),
    "a quotation mark never closed": (
        b'Course code,Date held,Places booked,Places attended\n1,2,3,4\n1,"2,3,4\n1,2,3,4\n',
        "Row 3 cannot be read because a quotation mark in it is out of place or never closed",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_refused_in_one_sentence_that_says_what_to_do(what):
    content, sentence = REFUSED[what]
    before = os.times()

    with pytest.raises(Unreadable) as refusal:
        Attendance().read(content).finish()

    assert sentence in str(refusal.value)
    assert sum(os.times()[:4]) - sum(before[:4]) < 2  # of the processor, ours and that of what we started


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("figures.xlsm", HONEST, MACROS),
        ("figures.csv", HONEST, "The name ends in .csv but the file is an XLSX file: save it again as XLSX"),
        ("figures.xlsx", b"a,b\n", "The name ends in .xlsx but the file is a CSV file: save it again as CSV"),
        ("figures.exe", b"a,b\n", "Files that end in .exe are not accepted: upload a CSV, XLSX or ODS file"),
    ],
)
def test_refused_where_name_and_content_disagree(name, content, sentence):
    with pytest.raises(Unreadable) as refusal:
        examine(content, name=name)

    assert sentence in str(refusal.value)


@pytest.mark.parametrize("name", ["figures.xlsx", "FIGURES.XLSX", "figures", ""])
def test_an_honest_workbook_is_not_refused(name):
    assert [number for number, _ in Attendance().read(HONEST, name=name)] == [2, 3]


def test_the_process_that_opens_workbooks_keeps_a_hostile_one_from_ours():
    """The control: opened in a process of ours, the same workbook ends it."""
    code = (
        "import io, sys, resource\n"
        "resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000,) * 2)\n"
        "resource.setrlimit(resource.RLIMIT_CORE, (0, 0))\n"
        "from python_calamine import load_workbook\n"
        "load_workbook(io.BytesIO(sys.stdin.buffer.read())).get_sheet_by_index(0)"
    )
    hostile, _ = REFUSED["a cell at the far corner"]

    ended = subprocess.run([sys.executable, "-c", code], input=hostile, capture_output=True, check=False)

    assert ended.returncode < 0


def test_the_process_that_opens_workbooks_has_no_secrets(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "never to be seen")
    seen = []
    real = subprocess.Popen
    monkeypatch.setattr(
        subprocess, "Popen", lambda *args, **options: seen.append(options["env"]) or real(*args, **options)
    )

    Attendance().read(HONEST).finish()

    assert len(seen) == 1
    assert "SECRET_KEY" not in seen[0]


def children():
    """The processes this one has started and not yet laid to rest, whichever thread started them."""
    return {child for task in Path("/proc/self/task").iterdir() for child in (task / "children").read_text().split()}


def test_a_reading_given_up_leaves_no_process_behind():
    before = children()
    content = workbook(("Data", [*COURSES, *(["SG-9", "2026-03-01", n, 1] for n in range(6_000))]))
    reading = Attendance().read(content)
    next(iter(reading))
    assert children() - before

    del reading
    gc.collect()

    assert children() - before == set()


def cost(code, *arguments):
    """Processor seconds of both, and peak MiB of the heavier of our process and the one that opens workbooks.

    Of our own process the kernel's mark is read, because ``ru_maxrss`` is handed down by the process that started it.
    """
    code = textwrap.dedent(code) + (
        "\nimport os, resource, re, pathlib\n"
        "ours = int(re.search(r'VmHWM:\\s+(\\d+)', pathlib.Path('/proc/self/status').read_text())[1])\n"
        "print(sum(os.times()[:4]), max(ours, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], capture_output=True, text=True, check=True, cwd=os.getcwd()
    )
    seconds, kibibytes = done.stdout.split()[-2:]
    return float(seconds), int(kibibytes) / 1024


READ = """
    import sys
    from safehold.intake import Limits, Unreadable
    from safehold.intake.tests.factories import Attendance
    try:
        reading = Attendance().read(sys.argv[1], limits=Limits(size=int(sys.argv[2]))).finish()
        print(len(reading.problems), "problems")
    except Unreadable as refusal:
        print(refusal)
"""


def rubbish(kind):
    letters = random.Random(7).randbytes(10_000_000)
    if kind == "bytes":
        return letters
    text = letters.translate(bytes(32 + n % 95 for n in range(256)))
    return b"\n".join(text[at : at + 80].replace(b'"', b"'") for at in range(0, 9_800_000, 80))


@pytest.mark.parametrize("kind", ["bytes", "lines"])
def test_ten_megabytes_of_rubbish_cost_little(tmp_path, kind):
    path = tmp_path / "rubbish.csv"
    path.write_bytes(rubbish(kind))

    seconds, mebibytes = cost(READ, path, 10_000_000)

    assert seconds < 2
    assert mebibytes < 300


@pytest.mark.parametrize(
    "what", ["zip bomb", "a cell at the far corner", "a cell without a place", "one cell repeated"]
)
def test_a_bomb_costs_little(tmp_path, what):
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(REFUSED[what][0])
    if what == "one cell repeated":
        path = path.rename(tmp_path / "bomb.ods")

    seconds, mebibytes = cost(READ, path, 10_000_000)

    assert seconds < 2
    assert mebibytes < 300


def test_a_line_of_a_gigabyte_costs_little(tmp_path):
    path = tmp_path / "line.csv"
    path.write_bytes(b"a,b\n" + b"x" * 1_100_000)
    with path.open("r+b") as file:
        file.truncate(1_000_000_000)

    for most in (10_000_000, 2_000_000_000):
        seconds, mebibytes = cost(READ, path, most)

        assert seconds < 2
        assert mebibytes < 300


@pytest.mark.slow
def test_memory_does_not_grow_with_the_rows(tmp_path):
    def write(rows):
        path = tmp_path / f"{rows}.csv"
        with path.open("w") as file:
            file.write("Course code,Date held,Places booked,Places attended\n")
            file.writelines(f"SG-{n},27/03/2026,{n % 50 + 1},{n % 50}\n" for n in range(rows))
        return path

    _, small = cost(READ, write(100_000), 100_000_000)
    _, large = cost(READ, write(1_000_000), 100_000_000)

    assert large < 200
    assert large < 1.5 * small


BAD = b"Course code,Date held,Places booked,Places attended\n" + b"x,y,z,1\n" * 1_240_000


def test_a_file_of_nothing_but_bad_cells_costs_little(tmp_path):
    path = tmp_path / "bad.csv"
    path.write_bytes(BAD)

    seconds, mebibytes = cost(READ, path, 10_000_000)

    assert seconds < 2
    assert mebibytes < 300


def test_bad_cells_are_counted_kept_in_part_and_after_fifty_thousand_no_longer_looked_for():
    reading = Attendance().read(BAD).finish()

    assert len(reading.problems) == 50_000
    assert len(list(reading.problems)) <= 1_020
    assert (
        reading.problems.summary
        == "50,000 problems were found, so many that reading stopped; 1,000 of them are listed here"
    )
    assert (reading.complete, reading.row_count) == (False, 25_000)


def test_limits_are_parameters():
    with pytest.raises(Unreadable, match="more than 1 rows"):
        Attendance().read(HONEST, limits=Limits(rows=1)).finish()
    with pytest.raises(Unreadable, match=TOO_MUCH):
        Attendance().read(HONEST, limits=Limits(cells=4)).finish()


@pytest.mark.parametrize(
    ("what", "lifted"),
    [
        ("ratio", {"ratio": 10**6}),
        ("zip bomb", {"ratio": 10**6, "unpacked": 10**9}),
        ("one endless line", {"line": 10**7}),
    ],
)
def test_it_is_the_limit_that_refuses(what, lifted):
    content, sentence = REFUSED[what]

    with pytest.raises(Unreadable) as refusal:
        Attendance().read(content, limits=Limits(**lifted)).finish()

    assert sentence not in str(refusal.value)
