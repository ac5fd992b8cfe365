"""Each rule on its own: what holds, what turns it, and what it says when too little is printed."""

import pytest

from safehold.clocks.periods import Years
from safehold.publications.claims.check import check, judge
from safehold.publications.claims.reading import stated
from safehold.publications.claims.verdicts import House, Verdict

HOLDS, FAILS, SOLVED, RANGE = Verdict.HOLDS, Verdict.FAILS, Verdict.SOLVED, Verdict.RANGE
UNKNOWN, WARNING = Verdict.CANNOT_BE_KNOWN, Verdict.WARNING


def found(house=None, **columns):
    finding = judge(stated(**columns), house or House())
    return finding.verdict, finding.how


def spans(**columns):
    return {a.name: (a.span.low, a.span.high) for a in judge(stated(**columns), House()).answers}


@pytest.mark.parametrize(
    ("total", "parts", "verdict", "how"),
    [
        ("9", "4;5", HOLDS, "4 + 5 is 9."),
        ("10", "4;5", FAILS, "4 + 5 is 9, not 10: 1 is unexplained."),
        ("8", "4;5", FAILS, "4 + 5 is 9, not 8: 1 too many."),
        ("9", "4;", SOLVED, "4 is 4, which leaves 5."),
        ("9", "4;;", RANGE, "4 is 4, which leaves 5 between 2 parts."),
        ("4", "4;;", SOLVED, "4 is 4, which leaves 0."),
        ("3", "4;;", FAILS, "4 is 4, which is more than the total before all the parts are counted."),
        ("", "4;5", SOLVED, "4 + 5 is 9, which is the total that is not printed."),
        ("9", ";", RANGE, "No part is printed, which leaves 9 between 2 parts."),
        ("", "4;", UNKNOWN, "Too few of the parts are printed to add them up."),
        ("9", "", UNKNOWN, "Too few of the parts are printed to add them up."),
        ("9", "four;5", UNKNOWN, "‘four’ is not a number, and this rule needs numbers."),
    ],
)
def test_parts_sum(total, parts, verdict, how):
    assert found(kind="parts_sum", total=total, parts=parts) == (verdict, how)


@pytest.mark.parametrize(
    ("parts", "verdict"),
    [
        ("33;33;33", HOLDS),
        ("34;34;33", HOLDS),
        ("33.3;33.3;33.3", HOLDS),
        ("33.0;33.3;33.3", FAILS),
        ("35;35;33", FAILS),
    ],
)
def test_parts_that_were_rounded_may_miss_a_hundred_by_what_rounding_allows(parts, verdict):
    assert found(kind="parts_sum", total="100", parts=parts, unit="percent")[0] is verdict


def test_counts_have_no_such_allowance():
    assert found(kind="parts_sum", total="100", parts="33;33;33", unit="count")[0] is FAILS


@pytest.mark.parametrize(
    ("part", "base", "printed", "verdict", "how"),
    [
        ("1", "8", "12.5", HOLDS, "1 of 8 is 12.5%."),
        ("1", "8", "13", HOLDS, "1 of 8 is 12.5%, which rounds to 13%."),
        ("1", "8", "12", FAILS, "12% is 12.50% cut off, not rounded: print 13%."),
        (
            "3",
            "9",
            "34",
            FAILS,
            "Prints 34% where 3 of 9 is 33.3%, which rounds to 33% (always rounding up would print it so).",
        ),
        ("3", "9", "36", FAILS, "Prints 36% where 3 of 9 is 33.3%, which rounds to 33%."),
        ("3", "9", "33.33", HOLDS, "3 of 9 is 33.333%, which rounds to 33.33%."),
        ("1", "4", "26", FAILS, "Prints 26% where 1 of 4 is 25%."),
        ("4446", "10000", "44.0", FAILS, "Prints 44.0% where 4,446 of 10,000 is 44.46%, which rounds to 44.5%."),
        (
            "4446",
            "10000",
            "45",
            FAILS,
            "Prints 45% where 4,446 of 10,000 is 44.46%, which rounds to 44% (always rounding up would print it so).",
        ),
        ("-3", "12", "75", HOLDS, "9 of 12 is 75%."),
        ("-13", "12", "75", FAILS, "13 cannot be missing from 12."),
        ("", "9", "33", SOLVED, "Only 3 out of 9 rounds to 33%."),
        ("", "9", "30", FAILS, "No whole number out of 9 rounds to 30%."),
        ("", "1000", "100", RANGE, "Any count from 995 to 1,000 out of 1,000 rounds to 100%."),
        ("", "200", "50", RANGE, "Any count from 99 to 100 out of 200 rounds to 50%."),
        ("3", "", "33", SOLVED, "Only 9 makes 3 round to 33%."),
        ("3", "", "0", UNKNOWN, "Any base of at least 601 makes 3 round to 0%."),
        ("0", "", "0", UNKNOWN, "0 out of anything is 0%."),
        ("0", "", "7", FAILS, "0 out of anything is 0%, not 7%."),
        ("-1", "", "100", UNKNOWN, "Any base of at least 200 with 1 missing rounds to 100%."),
        ("-1", "", "200", FAILS, "With 1 missing it cannot be 200%."),
        ("-1", "", "60", FAILS, "With 1 missing from a whole number it cannot be 60%."),
        ("", "", "42", UNKNOWN, "Neither the part nor the base of 42% is printed: countless pairs fit."),
        ("3", "9", "", UNKNOWN, "No percentage is printed."),
        ("3", "0", "33", FAILS, "There is no percentage of 0."),
        ("3", "9", "-33", FAILS, "A share cannot be −33%."),
        ("3;4", "9", "33", UNKNOWN, "This rule needs one part, and 2 are given."),
    ],
)
def test_percent(part, base, printed, verdict, how):
    assert found(kind="percent", parts=part, base=base, printed=printed) == (verdict, how)


@pytest.mark.parametrize(
    ("base", "current", "change", "printed", "verdict", "how"),
    [
        ("40", "30", "", "-25", HOLDS, "40 to 30 is a fall of 25%."),
        ("40", "30", "-10", "-25", HOLDS, "40 to 30 is a fall of 25%."),
        ("40", "30", "-9", "-25", FAILS, "40 and 9 fewer is 31, not 30."),
        ("40", "", "-10", "-25", HOLDS, "40 to 30 is a fall of 25%."),
        ("40", "30", "", "25", FAILS, "Prints a rise of 25% where 40 to 30 is a fall of 25%."),
        ("40", "40", "", "0", HOLDS, "40 to 40 is no change (0%)."),
        ("40", "50", "", "20", FAILS, "Prints a rise of 20% where 40 to 50 is a rise of 25%."),
        ("8", "7", "", "-12", FAILS, "A fall of 12% is 12.50% cut off, not rounded: print 13%."),
        ("8", "7", "", "-13", HOLDS, "8 to 7 is a fall of 12.5%, which rounds to 13%."),
        ("0", "7", "", "100", FAILS, "From 0 to 7 there is no percentage."),
        ("0", "", "", "100", FAILS, "From 0 there is no percentage."),
        ("40", "", "", "-25", SOLVED, "Only 30 after 40 rounds to a fall of 25%."),
        ("400", "", "", "-25", RANGE, "Any later count from 299 to 302 after 400 rounds to a fall of 25%."),
        ("200", "", "", "25", RANGE, "Any later count from 249 to 250 after 200 rounds to a rise of 25%."),
        ("4", "", "", "-30", FAILS, "No whole number after 4 is a fall of 30%."),
        ("", "3", "", "-25", SOLVED, "Only 4 before 3 rounds to a fall of 25%."),
        ("", "3", "", "-30", FAILS, "No whole number before 3 makes a fall of 30%."),
        ("", "3", "", "-100", UNKNOWN, "Any earlier count of at least 600 before 3 rounds to a fall of 100%."),
        ("", "3", "", "-200", FAILS, "A fall of 200% cannot leave 3."),
        ("", "0", "", "-100", UNKNOWN, "A fall to 0 is a fall of all there was, whatever there was."),
        ("", "0", "", "-90", FAILS, "A fall to 0 is a fall of all there was, not a fall of 90%."),
        ("", "", "-3", "-75", SOLVED, "Only 4 to 1 is 3 fewer and rounds to a fall of 75%."),
        ("", "", "6", "0.3", RANGE, "Any earlier count from 1,715 to 2,400 with 6 more rounds to a rise of 0.3%."),
        ("", "", "-3", "75", FAILS, "3 fewer is not a rise of 75%."),
        ("", "", "-3", "-120", FAILS, "No whole number with 3 fewer makes a fall of 120%."),
        ("", "", "-3", "0", UNKNOWN, "Any earlier count of at least 601 fits no change (0%)."),
        ("", "", "0", "0", UNKNOWN, "No change is 0%, whatever the counts."),
        ("", "", "0", "5", FAILS, "No change is 0%, not a rise of 5%."),
        ("", "", "", "-5", UNKNOWN, "No count is printed beside a fall of 5%: countless pairs fit."),
        ("40", "30", "", "", UNKNOWN, "No percentage is printed."),
        ("", "3", "5", "40", FAILS, "A count cannot be below nought."),
    ],
)
def test_change_percent(base, current, change, printed, verdict, how):
    assert found(kind="change_percent", base=base, parts=current, change=change, printed=printed) == (verdict, how)


def test_both_counts_of_a_change_are_named():
    assert spans(kind="change_percent", change="-3", printed="-75") == {"base": (4, 4), "current": (1, 1)}
    assert spans(kind="change_percent", base="40", change="-10", printed="-25") == {"current": (30, 30)}
    assert spans(kind="change_percent", parts="30", change="-10", printed="-25") == {"base": (40, 40)}


@pytest.mark.parametrize(
    ("total", "parts", "verdict", "how"),
    [
        ("9", "5;3", HOLDS, "3 is within 5, within 9."),
        ("9", "9", HOLDS, "9 is within 9."),
        ("9", "10", FAILS, "10 cannot lie inside 9."),
        ("9", "5;6", FAILS, "6 cannot lie inside 5."),
        ("", "5", UNKNOWN, "No total is printed."),
        ("9", "5;", UNKNOWN, "Not all the numbers that this rule compares are printed."),
        ("9", "", UNKNOWN, "Not all the numbers that this rule compares are printed."),
    ],
)
def test_subset(total, parts, verdict, how):
    assert found(kind="subset", total=total, parts=parts) == (verdict, how)


@pytest.mark.parametrize(
    ("parts", "printed", "verdict", "how"),
    [
        ("a=5;b=9;c=3", "2", HOLDS, "a, at 5, is second of 3."),
        ("a=5;b=9;c=3", "1", FAILS, "a, at 5, is second, not first."),
        ("a=5;b=9;c=5", "2", FAILS, "a, at 5, is tied second with c, not second alone."),
        ("a=5;b=5;c=5", "1", FAILS, "a, at 5, is tied first with b and c, not first alone."),
        ("5;9;5", "3", FAILS, "5, at 5, is tied second with another, not third alone."),
        ("a=1;2;3;4;5;6;7;8;9;10;11;12", "12", HOLDS, "a, at 1, is number 12 of 12."),
        ("a=5;b=9", "", UNKNOWN, "No place is printed."),
        ("a=5", "1", UNKNOWN, "Not all the numbers that this rule compares are printed."),
    ],
)
def test_rank(parts, printed, verdict, how):
    assert found(kind="rank", parts=parts, printed=printed) == (verdict, how)


@pytest.mark.parametrize(
    ("total", "parts", "verdict", "how"),
    [
        ("3", "3", HOLDS, "3 are listed, as said."),
        ("3", "4", FAILS, "3 are said, and 4 listed."),
        ("3", "one thing;another;a third", HOLDS, "3 are listed, as said."),
        ("1", "one thing", HOLDS, "1 is listed, as said."),
        ("1", "one thing;another", FAILS, "1 is said, and 2 listed."),
        ("3", "", UNKNOWN, "The items of the list are not given."),
        ("", "3", UNKNOWN, "No number of items is printed."),
    ],
)
def test_list_length(total, parts, verdict, how):
    assert found(kind="list_length", total=total, parts=parts) == (verdict, how)


@pytest.mark.parametrize(
    ("label", "verdict", "how"),
    [
        ("2021-22", HOLDS, "2021-22 runs from 2021-04-01 to 2022-03-31."),
        ("2021/2022", HOLDS, "2021/2022 runs from 2021-04-01 to 2022-03-31."),
        ("2021-22 Q4", HOLDS, "2021-22 Q4 runs from 2022-01-01 to 2022-03-31."),
        ("2021-06", HOLDS, "2021-06 runs from 2021-06-01 to 2021-06-30."),
        ("academic 2020-21", FAILS, "academic 2020-21 lies outside the period reported on, 2021-22."),
        ("2022-22", FAILS, "2022-22 cannot be a year: a year that begins in 2022 ends in 2023, not in 2022."),
        ("2021-24", FAILS, "2021-24 cannot be a year: a year that begins in 2021 ends in 2022, not in 2024."),
        ("2020-21", FAILS, "2020-21 lies outside the period reported on, 2021-22."),
    ],
)
def test_period_label(label, verdict, how):
    house = House(reporting=Years().read("2021-22"))

    assert found(house, kind="period_label", period=label) == (verdict, how)


def test_a_century_turns_inside_a_year():
    assert found(kind="period_label", period="1999-00")[0] is HOLDS


def test_without_a_period_reported_on_any_possible_year_will_do():
    assert found(kind="period_label", period="2020-21")[0] is HOLDS


@pytest.mark.parametrize("label", ["last year", ""])
def test_what_is_no_label_at_all_fails(label):
    verdict, how = found(kind="period_label", period=label)

    assert verdict is FAILS
    assert "Write a year like 2020-21" in how


def test_a_pair_that_could_be_a_month_is_the_year_that_reports_mean():
    assert found(kind="period_label", period="2009-10") == (HOLDS, "2009-10 runs from 2009-04-01 to 2010-03-31.")


def test_a_partnership_says_when_its_years_begin():
    house = House(years=Years(starts=9))

    assert found(house, kind="period_label", period="2021-22")[1] == "2021-22 runs from 2021-09-01 to 2022-08-31."


@pytest.mark.parametrize(
    ("parts", "verdict", "how"),
    [
        ("3;4;5", HOLDS, "Each measure has a number of its own."),
        ("3;4;3", WARNING, "3 is printed for more than one measure: see that it was not copied."),
        ("3.0;3", WARNING, "3.0 is printed for more than one measure: see that it was not copied."),
        ("3", UNKNOWN, "Not all the numbers that this rule compares are printed."),
    ],
)
def test_repeated_value(parts, verdict, how):
    assert found(kind="repeated_value", parts=parts) == (verdict, how)


@pytest.mark.parametrize(
    ("total", "parts", "verdict", "how"),
    [
        ("30", "20", HOLDS, "By subtraction 30 − 20 is 10: nothing small is given away."),
        ("30", "25", HOLDS, "By subtraction 30 − 25 is 5: nothing small is given away."),
        ("30", "26", WARNING, "By subtraction 30 − 26 is 4: this gives away 4, a small number."),
        ("30", "30", HOLDS, "By subtraction 30 − 30 is 0: nothing small is given away."),
        (
            "30;9",
            "27;8",
            WARNING,
            "By subtraction 30 − 27 is 3 and 9 − 8 is 1: this gives away 3 and 1, small numbers.",
        ),
        ("30", "31", FAILS, "31 cannot lie inside 30."),
        ("30;9", "27", UNKNOWN, "2 wholes cannot be set against 1 parts."),
        ("30", "", UNKNOWN, "Not all the numbers that this rule compares are printed."),
    ],
)
def test_differencing(total, parts, verdict, how):
    assert found(kind="differencing", total=total, parts=parts) == (verdict, how)


def test_what_is_small_is_the_partnership_s_to_say():
    assert found(House(small_below=11), kind="differencing", total="30", parts="20")[0] is WARNING


@pytest.mark.parametrize(
    ("parts", "verdict", "how"),
    [
        ("A:1-3;B:4-6", HOLDS, "Every label is used once."),
        ("A:1-3;B:3-6", FAILS, "3 is used more than once, in A and B."),
        ("A:1-3;B:1-2;C:3-3", FAILS, "1, 2 and 3 are used more than once, in A, B and C."),
        ("Table 1;Table 2", HOLDS, "Every label is used once."),
        ("Table 1;Table 2;table 1", FAILS, "Table 1 is used more than once."),
        ("A:1-3;2", FAILS, "2 is used more than once, in A."),
        ("A:1-20;B:1-20", FAILS, "1, 2, 3, 4, 5, 6, 7, 8, 9 and 10 and 10 more are used more than once, in A and B."),
        ("", UNKNOWN, "No labels are given."),
    ],
)
def test_unique_labels(parts, verdict, how):
    assert found(kind="unique_labels", parts=parts) == (verdict, how)


@pytest.mark.parametrize(
    ("parts", "verdict"),
    [
        ("Our work;Our work", HOLDS),
        ("Our work;our  Work", HOLDS),
        ("People’s views;People's views", HOLDS),
        ("Our work;Our works", FAILS),
        ("Our work", UNKNOWN),
    ],
)
def test_same_words(parts, verdict):
    assert found(kind="same_words", parts=parts)[0] is verdict


@pytest.mark.parametrize(
    ("total", "parts", "verdict", "how"),
    [
        ("9", "0", HOLDS, "None of the 9 is also said to be the opposite."),
        ("9", "2", FAILS, "2 of the 9 are also said to be the opposite: only 7 of them can be what all 9 are called."),
        ("9", "10", FAILS, "10 cannot lie inside 9, and what excludes it should not at all."),
    ],
)
def test_exclusive(total, parts, verdict, how):
    assert found(kind="exclusive", total=total, parts=parts) == (verdict, how)


def test_a_kind_without_a_rule_is_not_passed_over_in_silence():
    assert found(kind="magic") == (UNKNOWN, "No rule knows claims of the kind ‘magic’.")


@pytest.mark.parametrize(
    ("note", "verdict"),
    [
        ("", FAILS),
        ("ambiguous: it may be the other whole (else 7 of 8)", WARNING),
        ("ambiguous: it may be the other whole (else 9 of 8)", FAILS),
        ("it may be the other whole (else 7 of 8)", FAILS),
    ],
)
def test_a_claim_with_two_readings_fails_only_where_both_do(note, verdict):
    assert found(kind="subset", total="6", parts="7", note=note)[0] is verdict


def test_a_share_with_two_readings_has_another_base():
    note = "ambiguous: of whom? (else 1 of 4)"

    assert found(kind="percent", parts="1", base="3", printed="25", note=note) == (
        WARNING,
        "It can be read in two ways. One way: Prints 25% where 1 of 3 is 33.3%, which rounds to 33%. "
        "The other way: 1 of 4 is 25%.",
    )


def test_no_claims_are_no_findings():
    assert check([]).summary == "No claims to check."
    assert check([]).is_sound
