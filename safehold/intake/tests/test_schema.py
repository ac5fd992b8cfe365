from datetime import date

import pytest

from safehold.intake import (
    BLANK,
    Code,
    Day,
    Limits,
    Number,
    Once,
    Problem,
    Problems,
    Schema,
    Text,
    Unreadable,
    check,
    check_all,
)
from safehold.intake.tests.factories import COURSES, Attendance, Everything, workbook

GOOD = b"Course code,Date held,Places booked,Places attended\nSG-1,27/03/2026,30,28\n"


def problems(reading):
    return [tuple(problem) for problem in reading.finish().problems]


def test_a_good_file_gives_its_rows_and_says_how_it_was_read():
    reading = Attendance().read(GOOD, name="attendance.csv")

    assert list(reading.chunks()) == [
        [(2, {"course": "SG-1", "held_on": date(2026, 3, 27), "booked": 30, "attended": 28})]
    ]
    assert (reading.row_count, len(reading.problems), reading.complete) == (1, 0, True)
    assert (reading.encoding, reading.delimiter, reading.sheet, reading.columns_dropped) == ("utf-8", ",", "", ())
    assert len(reading.sha256) == 64
    assert reading.problems.summary == "No problems were found"


def test_a_workbook_gives_the_same_rows_as_a_csv_file():
    csv = 'Course code,Date held,Places booked,Places attended\nSG-1,27/03/2026,"1,040",12\nSG-2,28/03/2026,30,28\n'

    assert list(Attendance().read(workbook(("Data", COURSES)))) == list(Attendance().read(csv.encode()))


def test_chunks_are_no_longer_than_asked_for():
    content = GOOD + b"".join(b"SG-%d,28/03/2026,2,1\n" % number for number in range(10))

    assert [len(chunk) for chunk in Attendance().read(content).chunks(4)] == [4, 4, 3]


TEN_FAULTS = """Reference,Name,Date held,Places,Cost,Source,Agreed,Postcode,Referrals
A1,Ada Invented,27/03/2026,"1, 040",12.50,police,Yes,BA1 1AA,c
,Ada Invented,27/03/2026,1,1,police,Yes,,1
A3,A name of more than twenty letters,27/03/2026,1,1,police,Yes,,1
A4,Ada Invented,31/02/2021,1,1,police,Yes,,1
A5,Ada Invented,27/03/2026,ten,1,police,Yes,,1
A6,Ada Invented,27/03/2026,1e5,1,police,Yes,,1
A7,Ada Invented,27/03/2026,1,1.005,police,Yes,,1
A8,Ada Invented,27/03/2026,1,1,fire,Yes,,1
A9,Ada Invented,27/03/2026,1,1,nhs,perhaps,,1
A10,Ada Invented,27/03/2026,-1,1,police,Yes,,<5
A11,Ada Invented,27/03/2026,1,1,police,Yes,,1,slipped
TOOLONG,,,,,,,,
"""


def test_ten_kinds_of_fault_are_found_at_once_each_at_its_row_and_column():
    reading = Everything().read(TEN_FAULTS.encode())
    report = "Referrals must be a whole number, like 1,040; or c where it is hidden; or x where there is none"

    assert [number for number, _ in reading] == [2]
    assert problems(reading) == [
        (3, "Reference", "Enter ‘Reference’", ""),
        (4, "Name", "Name must be 20 characters or fewer", "[hidden]"),
        (5, "Date held", "Date held must be a real date, like 27/03/2026", "[hidden]"),
        (6, "Places", "Places must be a whole number, like 1,040", "ten"),
        (7, "Places", "Places must be a whole number, like 1,040", "1e5"),
        (8, "Cost", "Cost must have at most 2 decimal places", "1.005"),
        (9, "Source", "Source must be police, school or health", "fire"),
        (10, "Agreed", "Agreed must be Yes or No", "perhaps"),
        (11, "Places", "Places must be 0 or more", "-1"),
        (11, "Referrals", report, "<5"),
        (
            12,
            "",
            "This row has more cells than there are headings. Put text that contains a delimiter in quotation marks",
            "",
        ),
        (13, "Reference", "Reference must be 6 characters or fewer", "TOOLONG"),
        (13, "Name", "Enter ‘Name’", ""),
        (13, "Date held", "Enter ‘Date held’", ""),
        (13, "Places", "Enter ‘Places’", ""),
        (13, "Source", "Enter ‘Source’", ""),
    ]
    assert reading.columns_dropped == ("Postcode",)
    assert reading.row_count == 12


def test_what_was_not_asked_for_never_gets_past_the_door():
    _, row = next(iter(Everything().read(TEN_FAULTS.encode())))

    assert "BA1 1AA" not in repr(row)
    assert set(row) == {"reference", "person", "held_on", "places", "cost", "source", "agreed", "referrals"}


def test_headings_are_forgiven_their_case_spaces_and_punctuation():
    content = b"DATE-HELD, course_code ,Places  Attended,places booked:\n27/03/2026,SG-1,2,3\n"

    assert [row for _, row in Attendance().read(content)] == [
        {"held_on": date(2026, 3, 27), "course": "SG-1", "attended": 2, "booked": 3}
    ]


def test_headings_below_a_title_are_found_and_rows_keep_their_numbers():
    reading = Attendance().read(b"Attendance return\n\nQuarter 4\n" + GOOD + b"\nSG-2,bad,1,1\n")

    assert [number for number, _ in reading] == [5]
    assert reading.heading_row == 4
    assert problems(reading)[0][:2] == (7, "Date held")


def test_every_missing_column_is_named_and_the_others_are_still_checked():
    reading = Attendance().read(b"Course code,Places booked,Tutor,\nSG-1,ten,Ada\n,1,\n")

    assert list(reading) == []
    assert problems(reading) == [
        (1, "Date held", "Add the column ‘Date held’: it is missing", ""),
        (1, "Places attended", "Add the column ‘Places attended’: it is missing", ""),
        (2, "Places booked", "Places booked must be a whole number, like 1,040", "ten"),
        (3, "Course code", "Enter ‘Course code’", ""),
    ]
    assert reading.columns_dropped == ("Tutor",)


def test_a_file_without_headings_never_has_its_first_row_repeated():
    reading = Everything().read(b"A1,Ada Invented,27/03/2026,1\nA2,Bo Invented,27/03/2026,1\n")

    assert list(reading) == []
    assert problems(reading) == [
        (
            1,
            "",
            "None of the headings was found. Put these above the columns: Reference, Name, Date held, Places, Source",
            "",
        )
    ]
    assert reading.columns_dropped == ()


def test_a_column_that_stands_there_twice_is_named():
    reading = Attendance().read(
        b"Course code,Date held,Places booked,Places attended,course CODE\nSG-1,27/03/2026,3,2,SG-2\n"
    )

    assert problems(reading) == [
        (1, "Course code", "Keep only one column ‘Course code’: it stands above columns A and E", "")
    ]


def test_a_column_without_a_heading_is_dropped_and_named():
    reading = Attendance().read(b"Course code,,Date held,Places booked,Places attended\nSG-1,note,27/03/2026,3,2\n")

    assert [number for number, _ in reading] == [2]
    assert reading.columns_dropped == ("column B, which has no heading",)


def test_columns_left_out_take_their_default():
    content = b"Reference,Name,Date held,Places,Source\nA1,Ada Invented,27/03/2026,1,police\n"

    _, row = next(iter(Everything().read(content)))

    assert (row["cost"], row["agreed"], row["referrals"]) == (None, False, BLANK)


def test_headings_without_rows_are_a_problem_unless_a_nil_return_is_meant():
    class Nil(Attendance):
        may_be_empty = True

    content = GOOD.splitlines(keepends=True)[0]

    assert problems(Attendance().read(content)) == [(1, "", "Add the rows: there are none under the headings", "")]
    assert problems(Nil().read(content)) == []


def test_the_sheet_that_has_the_headings_is_read():
    reading = Attendance().read(workbook(("Read me", [["How to fill this in"]]), ("Data", COURSES), ("Codes", [["x"]])))

    assert [number for number, _ in reading] == [2, 3]
    assert reading.sheet == "Data"


def test_where_no_sheet_has_every_heading_the_nearest_is_judged():
    almost = [row[:3] for row in COURSES]
    reading = Attendance().read(workbook(("Notes", [["Course code"]]), ("Data", almost), ("Codes", [["x"]])))

    assert problems(reading) == [(1, "Places attended", "Add the column ‘Places attended’: it is missing", "")]
    assert (reading.sheet, reading.row_count) == ("Data", 2)


class Quarterly(Schema):
    course = Code("Course code", also=("Course ref",))
    held_on = Day("Date held")
    places = Number("Places")

    no_repeats = Once("course", "held_on")

    @check("The course must fall inside the quarter that this return is for")
    def inside_the_quarter(self, row):
        first, last = self.context["quarter"]
        return first <= row["held_on"] <= last

    @check_all
    def every_course_is_here(self):
        seen = set()
        while entry := (yield):
            _, row = entry
            seen.add(row["course"])
        return [(1, f"Add a row for {course}") for course in self.context["courses"] if course not in seen]


def test_rows_and_the_whole_file_are_checked_in_context():
    content = b"Course ref,Date held,Places\nA,01/02/2026,1\nB,01/02/2026,1\nA,01/02/2026,2\nA,01/04/2026,3\nB,bad,1\n"
    quarter = date(2026, 1, 1), date(2026, 3, 31)
    reading = Quarterly(quarter=quarter, courses=["A", "B", "C"]).read(content)

    assert problems(reading) == [
        (1, "", "Add a row for C", ""),
        (4, "", "Row 4 repeats row 2: it has the same ‘Course code’ and ‘Date held’", ""),
        (5, "", "The course must fall inside the quarter that this return is for", ""),
        (6, "Date held", "Date held must be a real date, like 27/03/2026", "bad"),
    ]


def test_a_row_with_a_bad_cell_is_compared_with_the_others_on_what_could_be_read():
    content = b"Course ref,Date held,Places\nA,01/02/2026,many\nA,01/02/2026,1\nA,01/02/2026,few\nB,bad,1\nB,bad,1\n"
    reading = Quarterly(quarter=(date(2026, 1, 1), date(2026, 3, 31)), courses=["A"]).read(content)
    repeats = "it has the same ‘Course code’ and ‘Date held’"

    assert [problem[:3] for problem in problems(reading)] == [
        (2, "Places", "Places must be a whole number, like 1,040"),
        (3, "", f"Row 3 repeats row 2: {repeats}"),
        (4, "Places", "Places must be a whole number, like 1,040"),
        (4, "", f"Row 4 repeats row 2: {repeats}"),
        (
            5,
            "Date held",
            "Date held must be a real date, like 27/03/2026",
        ),  # what could not be read is compared with nothing
        (6, "Date held", "Date held must be a real date, like 27/03/2026"),
    ]


def test_a_row_that_fails_a_check_is_compared_with_the_others():
    content = b"Course ref,Date held,Places\nA,01/04/2026,1\nA,01/04/2026,2\n"
    reading = Quarterly(quarter=(date(2026, 1, 1), date(2026, 3, 31)), courses=[]).read(content)

    assert [number for number, *_, sentence, _ in problems(reading) if "repeats" in sentence] == [3]


def test_a_check_is_made_as_soon_as_the_cells_it_is_of_could_be_read():
    class Spelt(Quarterly):
        @check("There is no such course", of=("course",))
        def settles(self, row):
            row["course"] = row["course"].upper()
            return row["course"] != "X"

    content = b"Course ref,Date held,Places\nx,01/02/2026,many\na,01/02/2026,1\nA,01/02/2026,many\n"
    reading = Spelt(quarter=(date(2026, 1, 1), date(2026, 3, 31)), courses=[]).read(content)

    assert [problem[:3] for problem in problems(reading) if not problem[1]] == [
        (2, "", "There is no such course"),
        (4, "", "Row 4 repeats row 3: it has the same ‘Course code’ and ‘Date held’"),
    ]


def test_a_check_names_its_column():
    assert problems(Attendance().read(GOOD + b"SG-2,27/03/2026,1,2\n")) == [
        (3, "Places attended", "More people attended than were booked", "2")
    ]


def test_numbers_whose_hashes_are_alike_are_not_taken_for_each_other():
    class Changes(Schema):
        change = Number("Change", least=None)
        once = Once("change")

    assert hash(-1) == hash(-2)
    assert problems(Changes().read(b"Change\n-1\n-2\n")) == []


def test_the_first_of_every_kind_of_problem_is_kept_and_all_are_counted():
    rows = b"".join(b"SG-%d,bad,1,1\n" % number for number in range(2_000))
    reading = Attendance().read(GOOD + rows + b"SG-1,27/03/2026,1,1\n,27/03/2026,1,1\n").finish()

    assert len(reading.problems) == 2_002
    assert Problem(2004, "Course code", "Enter ‘Course code’") in list(reading.problems)
    assert reading.problems.by_kind == [
        ("Date held", "Date held must be a real date, like 27/03/2026", 2_000),
        ("Course code", "Enter ‘Course code’", 1),
        ("", "Row … repeats row …: it has the same ‘Course code’ and ‘Date held’", 1),
    ]
    assert reading.problems.summary == "2,002 problems were found; 1,002 of them are listed here"


def test_a_long_cell_is_not_repeated_whole():
    [problem] = (
        Attendance()
        .read(b"Course code,Date held,Places booked,Places attended\na,%s,1,1\n" % (b"x" * 500))
        .finish()
        .problems
    )

    assert problem.value_masked == "x" * 40 + "…"


def test_reading_stops_at_the_row_that_cannot_be_read():
    reading = Attendance().read(GOOD * 30 + b'SG-2,"28/03/2026"x,1,1\n')

    with pytest.raises(Unreadable, match=r"^Row 61 cannot be read"):
        reading.finish()
    assert not reading.complete


def test_two_columns_cannot_share_a_heading():
    with pytest.raises(TypeError, match="same heading"):

        class Doubled(Schema):
            one = Text("Date held")
            two = Text("date-held")


def test_a_schema_explains_itself_and_can_be_built_upon():
    class More(Attendance):
        tutor = Text("Tutor", required=False)

    assert More.headings() == ["Course code", "Date held", "Places booked", "Places attended", "Tutor"]
    assert More.guide()[1] == ("Date held", "a real date, like 27/03/2026", True)
    assert [number for number, _ in More().read(GOOD)] == [2]


def test_kinds_of_problem_are_bounded_even_where_sentences_differ():
    problems = Problems()
    for number in range(5_000):
        problems.add(Problem(number, "Measure", f"There is no measure called {number}"))

    assert len(problems) == 5_000
    assert len(problems.by_kind) == 201
    assert len(list(problems)) == 1_000
    assert problems.by_kind[0] == ("Measure", "Another problem", 4_800)


def test_rows_below_no_headings_at_all_are_not_called_wrong():
    reading = Attendance().read(b"a,b\n1,2,3\n").finish()

    assert (len(reading.problems), reading.row_count) == (1, 0)


def test_repeats_beyond_the_most_problems_are_not_listed():
    reading = Attendance().read(GOOD + b"SG-1,27/03/2026,30,28\n" * 10, limits=Limits(problems=4)).finish()

    assert len(reading.problems) == 4
    assert reading.problems.full
