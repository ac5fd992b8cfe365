from datetime import date
from decimal import Decimal

import pytest

from safehold.intake import (
    BLANK,
    NOT_SUPPLIED,
    SUPPRESSED,
    Amount,
    Choice,
    Code,
    Day,
    Month,
    Number,
    Reported,
    Suppressible,
    Text,
    Wrong,
    YesNo,
)

ROUTES = {"police": ("constabulary",), "health": ("NHS trust", "nhs"), "school": ()}


def said(column, text):
    """The value, or the sentence that says what is wrong; the quick way must agree with the plain one."""
    answers = []
    for read in (column.read, column.reader()):
        try:
            answers.append(read(text))
        except Wrong as wrong:
            answers.append(str(wrong))
    assert answers[0] == answers[1]
    return answers[0]


WHOLE = "Places must be a whole number, like 1,040"
REAL = "Held must be a real date, like 27/03/2026"


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("1040", 1040), ("1,040", 1040), ("1, 040", 1040), (" 12 ", 12), ("12.0", 12), ("1,234,567", 1234567)],
)
def test_whole_numbers_are_read_as_people_write_them(text, number):
    assert said(Number("Places"), text) == number


@pytest.mark.parametrize(
    "text",
    ["1e5", "ten", "1,04", "1.5", "10,40", "25%", "£5", "0x1A", "١٢", "9E+14", "12.00", "--1", "inf", "nan", "1_000"],
)
def test_what_is_no_whole_number_is_refused(text):
    assert said(Number("Places"), text) == WHOLE


@pytest.mark.parametrize("text", ["1" + "0" * 26, "1E+26", "1.5e+15", "1" * 16, "1,000,000,000,000,000"])
def test_a_number_that_is_too_large_is_told_what_the_largest_is(text):
    assert said(Number("Places"), text) == "Places is too large: it must be 999,999,999,999,999 or less"
    assert said(Number("Places", most=400), text) == "Places is too large: it must be 400 or less"
    assert said(Amount("Cost"), f"£{text}") == "Cost is too large: it must be 999,999,999,999,999 or less"
    assert said(Number("Places"), f"-{text}") == "Places is too small: it must be 0 or more"
    smallest = "Change is too small: it must be -999,999,999,999,999 or more"
    assert said(Number("Change", least=None), f"−{text}") == smallest


def test_the_largest_number_that_is_told_is_read():
    assert said(Number("Places"), "999,999,999,999,999") == 999_999_999_999_999


def test_a_percentage_is_read_only_where_it_is_asked_for():
    assert said(Number("Share", percent=True), "25%") == said(Number("Share", percent=True), "25 %") == 25
    assert said(Number("Share", percent=True), "0.25") == "Share must be a percentage, like 25%"
    assert said(Amount("Share", percent=True, places=1), "12.5%") == Decimal("12.5")


def test_a_count_cannot_fall_below_nothing_but_a_change_can():
    assert said(Number("Places"), "-3") == "Places must be 0 or more"
    assert said(Number("Change", least=None), "-3") == said(Number("Change", least=None), "−3") == -3
    assert said(Number("Risk", least=1, most=5), "6") == "Risk must be 5 or less"


def test_amounts_are_exact():
    assert said(Amount("Cost"), "£1,040.50") == Decimal("1040.50")
    assert said(Amount("Cost"), "0.1") + said(Amount("Cost"), "0.2") == Decimal("0.3")
    assert said(Amount("Cost"), "1.005") == "Cost must have at most 2 decimal places"
    assert said(Amount("Cost"), "five") == "Cost must be a number, like 1,040.50"


@pytest.mark.parametrize(
    "text",
    ["27/03/2026", "2026-03-27", "27-03-2026", "27.3.2026", "27 March 2026", "27-Mar-2026", "2026-03-27 00:00:00"],
)
def test_days_are_read_as_people_and_spreadsheets_write_them(text):
    assert said(Day("Held"), text) == date(2026, 3, 27)


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2021",
        "03/27/2026",
        "27/03/26",
        "27/03-2026",
        "45000",
        "0202-03-27",
        "2026-03-27 14:30",
        "27 Mai 2026",
        "now",
    ],
)
def test_what_is_no_real_day_is_refused(text):
    assert said(Day("Held"), text) == REAL


def test_a_day_has_the_bounds_it_is_given():
    held = Day("Held", earliest=date(2026, 1, 1), latest=date(2026, 3, 31))

    assert said(held, "01/04/2026") == "Held must be between 01/01/2026 and 31/03/2026"
    assert said(Day("Held", earliest=date(2026, 1, 1)), "31/12/2025") == "Held must be 01/01/2026 or later"
    assert said(Day("Held", latest=date(2026, 3, 31)), "01/04/2026") == "Held must be 31/03/2026 or earlier"


@pytest.mark.parametrize("text", ["March 2026", "mar 2026", "2026-03", "03/2026", "3/2026", "2026-03-01", "01/03/2026"])
def test_months_are_their_first_day(text):
    assert said(Month("Month"), text) == date(2026, 3, 1)


@pytest.mark.parametrize("text", ["Mar-26", "13/2026", "2026-00", "02/03/2026", "2026", "0000-01", "Q1 2026"])
def test_what_is_no_month_is_refused(text):
    assert said(Month("Month"), text) == "Month must be a month, like March 2026 or 2026-03"


@pytest.mark.parametrize(
    ("text", "code"), [("police", "police"), ("Constabulary ", "police"), ("nhs  TRUST", "health")]
)
def test_a_choice_gives_the_code_for_every_word_that_means_it(text, code):
    assert said(Choice("Source", ROUTES), text) == code


def test_a_choice_names_what_may_be_chosen():
    assert said(Choice("Source", ROUTES), "fire") == "Source must be police, health or school"
    assert said(Choice("Source", [f"c{n}" for n in range(40)]), "x").endswith("c10, c11 or one of 28 more")


def test_a_word_cannot_mean_two_codes():
    with pytest.raises(ValueError, match="‘Other’ means two codes"):
        Choice("Source", {"a": ("other",), "b": ("Other",)})


@pytest.mark.parametrize(("text", "answer"), [("Yes", True), ("y", True), ("TRUE", True), ("0", False), ("no", False)])
def test_yes_and_no_are_read_as_people_and_spreadsheets_write_them(text, answer):
    assert said(YesNo("Agreed"), text) is answer


def test_perhaps_is_neither_yes_nor_no():
    assert said(YesNo("Agreed"), "perhaps") == "Agreed must be Yes or No"


def test_a_cell_of_a_published_table_is_one_of_four_things():
    cell = Suppressible("Referrals")

    assert said(cell, "0") == Reported.of(0)
    assert said(cell, "1,040") == Reported.of(1040)
    assert {said(cell, text) for text in ("c", "C", "*", "[c]")} == {SUPPRESSED}
    assert {said(cell, text) for text in ("x", "[x]", "z", "[z]", ":")} == {NOT_SUPPLIED}
    assert said(cell, " ") == BLANK
    assert said(cell, "<5").startswith("Referrals must be a whole number, like 1,040; or c where it is hidden")
    assert said(Suppressible("Rate", places=1), "12.5") == Reported.of(Decimal("12.5"))


def test_nothing_hidden_is_ever_taken_for_zero():
    with pytest.raises(TypeError, match="four different answers"):
        bool(SUPPRESSED)
    with pytest.raises(ValueError, match="nothing else has"):
        Reported(SUPPRESSED.state, 0)
    assert [str(cell) for cell in (Reported.of(1040), SUPPRESSED, NOT_SUPPLIED, BLANK)] == ["1,040", "[c]", "[x]", ""]
    assert [cell.is_number for cell in (Reported.of(0), SUPPRESSED)] == [True, False]


def test_words_are_kept_as_typed_but_for_the_spaces_at_their_ends():
    assert said(Text("Note"), "  Zoë’s “plan”\nline two ") == "Zoë’s “plan”\nline two"
    assert said(Text("Note", max_length=3), "four") == "Note must be 3 characters or fewer"


@pytest.mark.parametrize("text", ["a\x07b", "a\u202eb", "a\x9fb"])
def test_a_character_that_hides_something_is_refused(text):
    assert said(Text("Note"), text) == "Note holds a character that cannot be read: type it again"


def test_a_letter_that_was_lost_is_noticed():
    assert said(Text("Note"), "Zo\ufffd") == "Note holds a letter that was lost when the file was saved: type it again"


@pytest.mark.parametrize("column", [Text("Note"), Number("Note"), Code("Note"), Suppressible("Note")])
@pytest.mark.parametrize("text", ["#N/A", "#REF!", "#FORMULA!"])
def test_the_error_of_a_formula_is_no_value(column, text):
    assert said(column, text) == "Note holds a formula that has no result: put it right, or type the value"


def test_codes_have_the_shape_asked_for():
    assert said(Code("Reference"), "SG-1/2026") == "SG-1/2026"
    assert said(Code("Reference"), "SG 1") == "Reference must be a code of letters and digits, without spaces"
    assert said(Code("Reference", pattern=r"[A-Z]{2}-\d", like="SG-1"), "sg-1") == "Reference must be a code like SG-1"


def test_an_empty_cell_is_a_problem_a_default_or_nothing():
    assert said(Text("Note"), " ") == "Enter ‘Note’"
    assert said(Text("Note", required=False), "") is None
    assert said(Number("Places", default=0), "") == 0


def test_one_of_says_what_is_accepted():
    assert said(Text("Note", one_of=("a", "b")), "a") == "a"
    assert said(Text("Note", one_of=("a", "b")), "c") == "Note must be a or b"


def test_a_column_that_never_repeats_does_not_fill_the_memory():
    read = Day("Held").reader()

    for number in range(60_000):
        read(
            f"27/03/2026{' ' * (number % 300)}"
            if number % 2
            else f"{' ' * (number // 250)}2026-03-27{' ' * (number % 250)}"
        )

    assert len(read.__self__) <= 50_000
