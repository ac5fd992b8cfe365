"""Whatever is sent, the answer is rows, problems or a refusal.

``FUZZ_CASES`` sets how much is tried: 100 of each unless it says otherwise, all of it in ``make prove``.
"""

import io
import os
import random
import zipfile

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safehold.intake import Limits, Unreadable, Wrong, examine
from safehold.intake.tests.factories import COURSES, Attendance, Everything, ods, ods_cell, workbook
from safehold.intake.writing import DANGEROUS, NUMBER, defuse, write_csv

CASES = int(os.environ.get("FUZZ_CASES", "100"))
tried = settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck))
# Opening a workbook starts a process, so a share of the cases goes that far; the doors before it are tried with every case.
tried_whole = settings(tried, max_examples=max(20, CASES // 20))
SMALL = Limits(size=100_000, line=2_000, rows=500, columns=30, cells=5_000, unpacked=2_000_000)
HEADINGS = b"Reference,Name,Date held,Places,Cost,Source,Agreed,Referrals\n"
BITS = [
    b",",
    b";",
    b"\t",
    b"|",
    b'"',
    b"\n",
    b"\r",
    b"\0",
    b"=",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"sep=",
    b"c",
    b"A1",
    HEADINGS,
]
BITS += [b"1, 040", b"#N/A", b"\xc3", b"\x81", b"31/02/2021", b"27/03/2026", b"police"]
PIECES = st.lists(st.sampled_from(BITS) | st.binary(max_size=8), max_size=80).map(b"".join)
XLSX, ODS = workbook(("Data", COURSES)), ods(f"<table:table-row>{ods_cell('string', 'Course code')}</table:table-row>")


def read(content):
    """Rows and problems, or the sentence of the refusal. Anything else is a failure."""
    for schema in (Attendance(), Everything()):
        try:
            reading = schema.read(content, limits=SMALL).finish()
        except Unreadable as refusal:
            sentences = [str(refusal)]
        else:
            assert reading.complete
            sentences = [problem.message for problem in reading.problems]
        assert all(sentence[0].isupper() for sentence in sentences)


@tried
@given(st.binary(max_size=500) | PIECES)
def test_any_bytes_are_read_or_refused(content):
    read(content.replace(b"PK\x03\x04", b""))


@tried
@given(PIECES)
def test_anything_below_good_headings_is_read_or_refused(content):
    read(HEADINGS + content)


def corrupted(content, seed):
    """A workbook with bytes of its archive changed, or of one of its parts."""
    chance = random.Random(seed)
    if chance.random() < 0.5:
        return spoilt(content, chance)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        victim = chance.choice(old.namelist())
        for name in old.namelist():
            new.writestr(name, spoilt(old.read(name), chance) if name == victim else old.read(name))
    return made.getvalue()


def spoilt(content, chance):
    content = bytearray(content)
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(content))
        deed = chance.randrange(4)
        if deed == 0:
            content[at] = chance.randrange(256)
        elif deed == 1:
            del content[at : at + chance.randrange(1, 40)]
        elif deed == 2:
            content[at:at] = content[at : at + chance.randrange(1, 40)]
        else:
            content[at:at] = chance.choice([b"999999999", b"<", b"&", b'"', b"\0", b"-1", b"XFD", b"</c>", b"<c>"])
        if not content:
            break
    return bytes(content)


@tried
@given(st.sampled_from([XLSX, ODS]), st.integers())
def test_a_corrupted_workbook_is_examined_or_refused(content, seed):
    try:
        kind = examine(corrupted(content, seed), limits=SMALL).kind
    except Unreadable:
        return
    assert kind in {"XLSX", "ODS"}


@tried_whole
@given(st.sampled_from([XLSX, ODS]), st.integers())
def test_a_corrupted_workbook_is_read_or_refused(content, seed):
    read(corrupted(content, seed))


@tried
@given(st.sampled_from(list(Everything.columns.values())), st.text(max_size=60))
def test_any_cell_is_a_value_or_a_sentence_and_the_quick_way_agrees(column, text):
    answers = []
    for way in (column.read, column.reader()):
        try:
            answers.append(way(text))
        except Wrong as wrong:
            answers.append(str(wrong))

    assert answers[0] == answers[1]


@tried
@given(st.lists(st.text(max_size=20), min_size=2, max_size=2), st.text(alphabet="=+-@\t\r ,\"'1a", max_size=12))
def test_nothing_written_is_ever_run(texts, dangerous):
    content = b"".join(write_csv([[*texts, dangerous]], ["a", "b", "c"]))

    for text in (*texts, dangerous, defuse(dangerous)):
        safe = defuse(text).lstrip(" \xa0")
        assert not safe.startswith(DANGEROUS) or NUMBER.fullmatch(safe)
    assert content
