"""How files that partners send are read.

A partner's file is untrusted, and the person who sent it is busy. So a file is first *examined* (``reading``:
too large, locked, macros, a bomb, not what its name says; each refused with ``Unreadable`` and a sentence
that says what to do), then *read* against a declared ``Schema``, which gives good rows in chunks and every
problem at once, by row and column, in plain sentences::

    class AttendanceReturn(Schema):
        course = Text("Course code")
        held_on = Day("Date held")
        attended = Number("Places attended")
        no_repeats = Once("course", "held_on")

    reading = AttendanceReturn(quarter=quarter).read(path, name="attendance.csv")
    for chunk in reading.chunks():
        ...  # [(row number in the sender's file, {"course": ..., "held_on": ..., "attended": ...}), ...]
    reading.problems  # complete once the rows have been read; a file with any problem is not accepted

What leaves the house as CSV or XLSX goes through ``writing``, so that no cell we write is ever run as a
formula.

This package imports nothing of ours and knows nothing of Django or of any database.
"""

from safehold.intake.columns import Choice, Code, Column, Text, Wrong, YesNo
from safehold.intake.dates import Day, Month
from safehold.intake.limits import Limits, Unreadable
from safehold.intake.numbers import BLANK, NOT_SUPPLIED, SUPPRESSED, Amount, Number, Reported, Suppressible
from safehold.intake.problems import Problem, Problems
from safehold.intake.reading import File, Sheet, examine
from safehold.intake.rows import Reading
from safehold.intake.schema import Once, Schema, check, check_all

__all__ = [
    "BLANK",
    "NOT_SUPPLIED",
    "SUPPRESSED",
    "Amount",
    "Choice",
    "Code",
    "Column",
    "Day",
    "File",
    "Limits",
    "Month",
    "Number",
    "Once",
    "Problem",
    "Problems",
    "Reading",
    "Reported",
    "Schema",
    "Sheet",
    "Suppressible",
    "Text",
    "Unreadable",
    "Wrong",
    "YesNo",
    "check",
    "check_all",
    "examine",
]
