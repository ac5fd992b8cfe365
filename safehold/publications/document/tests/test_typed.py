import pytest

from safehold.publications.document.typed import typed_numbers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We held 57 sessions.", ["57"]),
        ("Places rose by 12.5% to 1,040.", ["12.5%", "1,040"]),
        ("It cost £3,000.", ["£3,000"]),
        ("There were 4 reviews and 12 audits", ["4", "12"]),
        ("a fall of −24.2% on the year", ["−24.2%"]),
        ("(88)", ["88"]),
    ],
)
def test_a_figure_typed_in_prose_is_found(text, found):
    assert [number for _, number in typed_numbers(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "In 2020-21, 2019/20 and 2021, and from 2018 to 2021",
        "on 31 March 2021, by 1st April and March 31",
        "due 26/04/2021 at 10:30 or 9am",
        "Section 42 and sections 175 and 157, s.47, s47, section 11(2), section 16E",
        "Working Together 2018, chapter 4, Part 3, Regulation 44, paragraph 7.2",
        "16 and 17 year olds, a 15-year-old, aged 18 or over, under 18s, ages 0 to 25",
        "level 2, Key Stage 4, Year 6, priority 3, Quarter 1, Q4",
        "within 15 working days, a 3-month review, a 12 week course",
        "call 999 or 101, or 0117 496 0000, at any hour, 24/7",
        "the M25, COVID-19, C2 records, PM2.5",
        "figure 3 and table 2",
    ],
)
def test_what_is_no_figure_of_ours_is_left_alone(text):
    assert typed_numbers(text) == []


def test_it_says_where():
    assert typed_numbers("In 2020 we held 57.") == [(16, "57")]
